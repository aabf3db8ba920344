"""A dimension line beside a map: how many cells a letter counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from convscenes.look.cells import line
from convscenes.look.glyphs import typeset
from convscenes.look.lettering import Lettering
from convscenes.look.theme import Colour, colour_of

STROKE = 2.2
EM = 0.29
TICK, INSET = 0.07, 0.05
"""Half the length of the lines at both ends, and how far these stand within the measured cells, in units."""
RISE = 0.1
"""Between a line and its label."""
MAX_WIDTH = 0.9
"""The largest width of a label beside a vertical line."""


class Measure(VGroup):
    """A horizontal or vertical line with ticks at its ends, and the first label that fits.

    The label stands below a horizontal line, and on the ``side`` (1 right, −1 left) of a vertical one.
    """

    def __init__(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        labels: Sequence[str],
        colour: Colour,
        *,
        side: int = 1,
    ) -> None:
        """Draw the line and its label, if any fits."""
        super().__init__()
        first, last = np.array(start), np.array(end)
        along = (last - first) / np.hypot(*(last - first))
        across = np.array([-along[1], along[0]]) * TICK
        first, last = first + along * INSET, last - along * INSET
        corners = ((first, last), (first - across, first + across), (last - across, last + across))
        shape = np.concatenate([line(tuple(one), tuple(other)) for one, other in corners])
        drawn = VMobject(stroke_width=STROKE, fill_opacity=0.0)
        drawn.points = np.column_stack([shape, np.zeros(len(shape))])
        drawn.set_stroke(colour_of(colour))
        self.add(drawn)
        self.name = "measure"
        x, y = (first + last) / 2
        flat, height = abs(along[1]) < 0.5, 0.666 * EM
        length = float(np.hypot(*(last - first)))
        for outline in typeset(labels):
            wide = outline.width * EM
            if wide <= length if flat else wide <= MAX_WIDTH and height <= length:
                if flat:
                    self.add(Lettering(outline, EM, colour, x=x, y=y - RISE - height, anchor=0.5))
                else:
                    left = x + side * (TICK + RISE)
                    anchor = 0.0 if side > 0 else 1.0
                    self.add(Lettering(outline, EM, colour, x=left, y=y - height / 2, anchor=anchor))
                break
