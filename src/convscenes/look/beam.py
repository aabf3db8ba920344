"""A beam between blocks of cells on tilted planes: thin edges from corner to corner, light between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from convscenes.colours.theme import Colour, colour_of
from convscenes.look.cells import line
from convscenes.look.layout import Rect
from convscenes.look.outline import Links
from convscenes.look.tilt import Tilt

LIGHT = 0.2
"""The opacity of a beam's faces."""
BETWEEN = -0.5
"""A beam is drawn on a lower plane, behind an upper one."""
CORNERS = np.array([(-0.5, 0.5), (0.5, 0.5), (0.5, -0.5), (-0.5, -0.5)])
"""The corners of a rectangle in its sides, clockwise from the upper left."""


class Beam(Links):
    """Four edges that join the corners of two blocks, (4, 2, 2), and light around them, not on the first."""

    def __init__(self, pairs: Any, colour: Colour) -> None:
        """Join the corners of every pair."""
        self.faces = VMobject(stroke_width=0.0, fill_opacity=LIGHT)
        self.faces.set_fill(colour_of(colour), opacity=LIGHT)
        super().__init__(pairs, colour)
        self.add(self.faces)
        self.set_z_index(BETWEEN)

    def join(self, pairs: Any) -> None:
        """Join other corners from now on."""
        self.pairs = np.asarray(pairs, dtype=float).reshape(4, 2, 2)
        self.points = _flat(np.concatenate([line(start, end) for start, end in self.pairs]))
        window, cell = self.pairs[:, 0], self.pairs[:, 1]
        self.faces.points = _flat(np.concatenate([_closed(hull([*window, *cell])), _closed(window[::-1])]))


def corners(rect: Rect, tilt: Tilt) -> NDArray[np.float64]:
    """Return the corners (4, 2) on screen of a block on a tilted plane, clockwise from its upper left.

    >>> corners(Rect(1.0, 0.0, 2.0, 2.0), Tilt((1.0, 0.0), (0.5, 0.5))).tolist()
    [[0.5, 0.5], [2.5, 0.5], [1.5, -0.5], [-0.5, -0.5]]
    """
    return tilt(CORNERS * [rect.width, rect.height]) + [rect.x, rect.y]


def hull(points: Sequence[NDArray[Any]]) -> NDArray[np.float64]:
    """Return the corners (N, 2) of the convex hull of points, clockwise.

    >>> hull([np.array(p) for p in [(0.0, 0.0), (2.0, 0.0), (1.0, 0.5), (0.0, 2.0), (2.0, 2.0)]]).tolist()
    [[0.0, 2.0], [2.0, 2.0], [2.0, 0.0], [0.0, 0.0]]
    """
    ordered = sorted({(float(x), float(y)) for x, y in points})
    lower, upper = (_chain(some) for some in (ordered, ordered[::-1]))
    return np.array([*lower[:-1], *upper[:-1]])[::-1].copy()


def _chain(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the points of a chain that only turns left (Andrew's algorithm)."""
    chain: list[tuple[float, float]] = []
    for x, y in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], (x, y)) <= 0:
            chain.pop()
        chain.append((x, y))
    return chain


def _turn(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _closed(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    return line(*(tuple(corner) for corner in [*corners, corners[0]]))


def _flat(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([points, np.zeros(len(points))])
