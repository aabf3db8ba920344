"""Everything that depends on the inside of Manim 0.22: running scenes, and drawing only what changes."""
