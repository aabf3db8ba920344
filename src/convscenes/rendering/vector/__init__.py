"""Vector figures: a scene as SVG, and an SVG as PDF."""
