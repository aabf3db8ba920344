"""The base of cells and text: Manim's own constructors would be too slow for every cell and letter."""

from __future__ import annotations

import numpy as np
from manim import VMobject

BARE = vars(VMobject(stroke_width=0.0))
for _value in BARE.values():
    if isinstance(_value, np.ndarray):
        _value.flags.writeable = False  # all share it


class Drawn(VMobject):
    """A shape whose colours are set directly, in ``fill_rgbas`` and ``stroke_rgbas``; it begins without any.

    The other attributes are hints for vector figures, which share outlines; where one is wrong, less is
    shared. ``outline_scale`` is what its outlines were scaled by, in units: the em of a text, the side of a
    cell; 0 is unknown. ``outline_grid`` is how many parts of it their coordinates are best written in,
    ``outline_curves`` of how many curves each of several equal outlines is, 0 for unknown; ``baseline`` is
    the y of the line that a text stands on, as seen from its first point, as a share of the scale.
    """

    outline_scale: float = 0.0
    outline_grid: int = 1
    outline_curves: int = 0
    baseline: float | None = None

    def __init__(self, stroke_width: float = 0.0) -> None:
        """Begin like any bare mobject of Manim's, without the 0.1 ms that it takes to find its defaults."""
        vars(self).update(BARE)
        self.name = type(self).__name__
        self.stroke_width = stroke_width
        self.submobjects, self.updaters = [], []
        self.points = np.zeros((0, 3))
        self.fill_rgbas, self.stroke_rgbas = np.zeros((2, 1, 4))
        self.background_stroke_rgbas = np.zeros((1, 4))
