"""The plane under a tilted map: its ground, which hides what is behind, and thin edges for weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import VGroup, VMobject
from numpy.typing import NDArray

from convscenes.colours.theme import Colour, Theme, colour_of, mix
from convscenes.look.beam import corners
from convscenes.look.cells import line
from convscenes.look.layout import Place

THICK = 0.08
"""How thick a plane is, in units."""
SHADE = 0.2
"""How much of its role's colour is in the edges, which are else of the ground's."""


class Slab(VGroup):
    """The plane that a map lies on, drawn below its cells."""

    def __init__(self, place: Place, role: str, theme: Theme) -> None:
        """Lie below ``place``, which is tilted."""
        assert place.tilt, "a flat map has no slab"
        block = place.block([0, place.rows - 1], [0, place.cols - 1])
        back, right, front, left = corners(block, place.tilt)
        down = np.array([0.0, THICK])
        edges = [left, front, right, right - down, front - down, left - down]
        shade = mix(theme.background, theme.role(role), SHADE)
        super().__init__(_face([back, right, front, left], theme.background), _face(edges, shade))
        self.name = "slab"


def _face(points: Sequence[NDArray[Any]], colour: Colour) -> VMobject:
    face = VMobject(stroke_width=0.0, fill_opacity=1.0)
    face.set_fill(colour_of(colour), opacity=1.0)
    outline = line(*(tuple(point) for point in [*points, points[0]]))
    face.points = np.column_stack([outline, np.zeros(len(outline))])
    return face
