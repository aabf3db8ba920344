"""What is drawn, as curves in pixels; and which parts of it can be drawn one by one with the same result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from manim import VMobject, config
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from convscenes.look.drawn import Drawn
from convscenes.rendering.manim_backend.subpaths import beginnings
from convscenes.rendering.options import QUALITIES
from convscenes.rendering.vector.numbers import whole
from convscenes.rendering.vector.paint import width_of

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Indices = NDArray[np.intp]

WIDTH, HEIGHT = QUALITIES["high"].width, QUALITIES["high"].height


@dataclass(frozen=True, eq=False)
class Shape:
    """The outline of a mobject in pixels: curves (n, 4, 2), of which ``first`` (m,) begin its subpaths.

    ``margin`` is how far its stroke goes beyond its outline. The rest is known of a ``Drawn`` only: ``scale``
    and ``baseline`` in pixels, how many parts of the scale are its ``grid``, and how many ``repeated`` curves
    make one of its equal outlines.
    """

    curves: Floats
    first: Indices
    margin: float
    scale: float = 0.0
    grid: int = 1
    repeated: int = 0
    baseline: float | None = None

    @property
    def unit(self) -> float:
        """What it is written in, in pixels."""
        return self.scale / self.grid if self.scale else 1.0

    @property
    def copies(self) -> Indices:
        """Of which of its equal outlines every subpath is (m,): where that is unknown, each of its own."""
        return self.first // self.repeated if self.repeated else np.arange(len(self.first))


def pixels_per_unit() -> float:
    """Return how many pixels one of Manim's units is in a figure."""
    return float(WIDTH / config.frame_width)


def shapes_of(mobjects: Sequence[VMobject]) -> list[Shape]:
    """Return the shape of each mobject, split where the camera splits it."""
    every = [mobject.points[: len(mobject.points) // 4 * 4, :2] for mobject in mobjects]
    points = np.concatenate([np.empty((0, 2)), *every])
    counts = np.array([len(each) // 4 for each in every], dtype=np.intp)
    until = counts.cumsum()
    tolerance = np.repeat([mobject.tolerance_for_point_equality for mobject in mobjects], counts)
    first = np.union1d(beginnings(points, tolerance[1:, None]), until)[:-1]  # nothing begins at the last end
    per_unit = pixels_per_unit()
    curves = (points * (per_unit, -per_unit) + (WIDTH / 2, HEIGHT / 2)).reshape(-1, 4, 2)
    cuts = np.searchsorted(first, [0, *until])
    return [
        _shape(mobject, curves[end - count : end], first[low:high] - (end - count), per_unit)
        for mobject, count, end, low, high in zip(mobjects, counts, until, cuts[:-1], cuts[1:], strict=True)
    ]


def _shape(mobject: VMobject, curves: Floats, first: Indices, per_unit: float) -> Shape:
    margin = width_of(mobject) * per_unit / 2 if mobject.get_stroke_rgbas()[0, 3] > 0 else 0.0
    if not isinstance(mobject, Drawn) or not mobject.outline_scale or not len(curves):
        return Shape(curves, first, margin)
    scale = mobject.outline_scale * per_unit
    baseline = None if mobject.baseline is None else float(curves[0, 0, 1]) - mobject.baseline * scale
    return Shape(curves, first, margin, scale, mobject.outline_grid, mobject.outline_curves, baseline)


def parts_of(shape: Shape) -> Indices:
    """Return of which part every subpath of a shape is (m,), counted from 0.

    What lies in one another, or touches the same pixel of 1920 × 1080, is one part: drawn one after the other
    they would not cover that pixel as together, and holes would be filled. So are the subpaths of one copy.
    """
    copies, count = shape.copies, len(shape.first)
    belonging = np.flatnonzero(np.diff(copies) == 0)
    pairs = np.concatenate([touching(shape), np.column_stack([belonging, belonging + 1])])
    graph = coo_array((np.ones(len(pairs)), pairs.T), shape=(count, count))
    _, labels = connected_components(graph, directed=False)
    return np.asarray(labels, dtype=np.intp)


def touching(shape: Shape) -> Indices:
    """Return the pairs (k, 2) of subpaths that touch the same pixel, or one of which lies in the other."""
    low, high = shape.curves.min(axis=1) - shape.margin, shape.curves.max(axis=1) + shape.margin
    low, high = whole(low * 100) // 100, (whole(high * 100) - 1) // 100  # the pixels of every curve
    around = np.minimum.reduceat(low, shape.first), np.maximum.reduceat(high, shape.first)
    pairs = overlapping(*around)
    (one_low, other_low), (one_high, other_high) = (bound[pairs.T] for bound in around)
    holds = ((one_low <= other_low) & (other_high <= one_high)).all(axis=1)
    lies = ((other_low <= one_low) & (one_high <= other_high)).all(axis=1)
    joined = holds | lies
    spans = [slice(*span) for span in pairwise([*shape.first.tolist(), len(low)])]
    for number in np.flatnonzero(~joined).tolist():
        one, other = (spans[subpath] for subpath in pairs[number])
        apart = (low[one, None] > high[other]) | (low[other] > high[one, None])
        joined[number] = not apart.any(axis=-1).all()
    return np.asarray(pairs[joined])


def overlapping(low: Integers, high: Integers) -> Indices:
    """Return the pairs (k, 2) of boxes, from ``low`` to ``high`` (n, 2), both included, that overlap.

    >>> overlapping(np.array([[0, 0], [5, 0], [2, 1]]), np.array([[2, 2], [6, 2], [3, 9]])).tolist()
    [[0, 2]]
    """
    order = np.argsort(low[:, 0], kind="stable")
    low, high = low[order], high[order]
    ends = np.searchsorted(low[:, 0], high[:, 0], side="right")  # until there they begin before this one ends
    counts = ends - np.arange(len(low)) - 1
    one = np.repeat(np.arange(len(low)), counts)
    other = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts) + one + 1
    meet = (low[one, 1] <= high[other, 1]) & (low[other, 1] <= high[one, 1])
    return np.column_stack([order[one[meet]], order[other[meet]]])
