"""The visual vocabulary that all scenes share: theme, layout, glyphs, grids, outlines, links, formulas."""
