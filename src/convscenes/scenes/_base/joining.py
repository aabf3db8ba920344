"""Lines between the cells that a beat points at: many cells of one map, one cell or all of another."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from convscenes.look.cells import Floats
from convscenes.scenes._base.map_view import MapView
from convscenes.stories._base.points import Points

OFF = 0.34
"""How far from its middle a line meets a cell, so that it passes below or above numerals; share of a side."""
BOW = -1.1
"""How far lines between maps of one row hang below them."""


class Joined(NamedTuple):
    """Pairs of points (N, 2, 2): where lines begin to grow, and where they have grown to; and their bow."""

    starts: Floats
    ends: Floats
    bow: float


def joined(source: MapView, target: MapView, here: Points, there: Points) -> Joined:
    """Return the lines from the cells ``here`` of one map to those ``there`` of another.

    Each pair of points begins on the side with many cells. A map that is meant as a whole is met at its
    edge, and so are both ends where one cell is joined with one.
    """
    whole = "map" in (here.kind, there.kind)
    backwards = not whole and here.inside.sum() < there.inside.sum()
    many, one = (target, source) if backwards else (source, target)
    cells, single = (there, here) if backwards else (here, there)
    flat = many.place.rows == 1 and cells.kind != "cell"
    leftward = many.place.x < one.place.x
    end = _edge(one, single, leftward=leftward, flat=flat)
    if cells.kind in ("map", "cell"):
        starts = np.array([_edge(many, cells, leftward=not leftward, flat=flat)])
    elif flat:
        starts = _centers(many, cells) - [0, many.place.cell / 2]
    else:
        starts = _centers(many, cells)
        if leftward and not whole:
            above = starts[:, 1] < end[1] - 0.16 * many.place.cell
            starts = starts + np.outer(np.where(above, OFF, -OFF), [0.0, many.place.cell])
        elif leftward:
            starts = starts + [0.28 * many.place.cell, 0.0]
    ends = np.stack([starts, np.broadcast_to(end, starts.shape)], axis=1)
    return Joined(ends[:, [1, 1]] if backwards else ends[:, [0, 0]], ends, BOW if flat else 0.0)


def _centers(view: MapView, points: Points) -> Floats:
    """Return the middles (N, 2) of cells; of those beyond the map only if its padding is shown."""
    centers = view.place.centers(points.rows, points.cols)
    return centers.reshape(-1, 2) if any(view.padding.size) else centers[points.inside]


def _edge(view: MapView, points: Points, *, leftward: bool, flat: bool) -> tuple[float, float]:
    """Return where lines meet a cell, or all of a map: at the side where they come from, or below it."""
    rect = view.place.rect if points.kind == "map" else view.rects(points)[0]
    if flat:
        return rect.x, rect.bottom
    column = int(points.cols[0])
    passes = points.kind != "map" and (column if leftward else view.place.cols - 1 - column) > 0
    return (rect.left if leftward else rect.right), rect.y - (OFF * rect.height if passes else 0.0)
