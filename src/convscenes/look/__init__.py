"""The visual vocabulary that all scenes share: layout, glyphs, grids, outlines, links, formulas."""
