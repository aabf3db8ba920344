"""The visual vocabulary that all scenes speak: theme, layout, glyphs, grids, outlines, links, formulas."""
