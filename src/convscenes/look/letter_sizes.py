"""How large texts are, in units per em."""

TITLE = 0.42
LABEL = 0.30
CAPTION = 0.31
FORMULA = 0.40
MIN_EM = 0.2325
"""The smallest text: 20 px at 1080p, which is an em of 0.223 units, and room for rounding."""
