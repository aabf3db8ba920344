"""A dimension line beside a map: how many cells a letter counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from convscenes.colours.theme import Colour, colour_of
from convscenes.look.cells import line
from convscenes.look.glyphs import typeset
from convscenes.look.lettering import Lettering

STROKE = 2.2
EM = 0.29
TICK, INSET = 0.07, 0.05
"""Half the length of the lines at both ends, and how far these stand within the measured cells, in units."""
RISE = 0.1
"""Between a line and its label."""
MAX_WIDTH = 0.9
"""The largest width of a label beside a vertical line."""
Point = tuple[float, float]


def measure(start: Point, end: Point, labels: Sequence[str], colour: Colour, side: int = 1) -> VGroup:
    """Return a horizontal or vertical line with ticks at its ends, and the first label that fits, if any.

    The label stands below a horizontal line, and on the ``side`` (1 right, −1 left) of a vertical one.
    """
    reach = np.subtract(end, start)
    along = reach / np.abs(reach).sum()
    first, last, across = start + along * INSET, end - along * INSET, along[::-1] * TICK
    ends = ((first, last), (first - across, first + across), (last - across, last + across))
    shape = np.concatenate([line(tuple(one), tuple(other)) for one, other in ends])
    drawn = VMobject(stroke_width=STROKE, fill_opacity=0.0).set_stroke(colour_of(colour))
    drawn.points = np.column_stack([shape, np.zeros(len(shape))])
    (x, y), length, height = (first + last) / 2, np.abs(last - first).sum(), 0.666 * EM
    if along[0]:
        room, y, anchor = length, y - RISE - height, 0.5
    else:
        room, x, y, anchor = (
            MAX_WIDTH * (height <= length),
            x + side * (TICK + RISE),
            y - height / 2,
            (1 - side) / 2,
        )
    fitting = [outline for outline in typeset(labels) if outline.width * EM <= room]
    words = [Lettering(outline, EM, colour, x=x, y=y, anchor=anchor) for outline in fitting[:1]]
    return VGroup(drawn, *words)
