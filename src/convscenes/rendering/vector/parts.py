"""Splitting shapes into parts that can be drawn separately with the same result."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from convscenes.rendering.vector.numbers import whole
from convscenes.rendering.vector.path_data import Indices, Integers
from convscenes.rendering.vector.shapes import Floats, Shapes

SIMPLE = 4
"""Outlines of up to so many curves are shorter than a reference to them."""
PIXEL = 1.0
"""How far slanted sides are apart where they touch no pixel of 1920 × 1080 in common, or hardly any."""


def complex_shapes(shapes: Shapes) -> NDArray[np.bool_]:
    """Return which shapes (k,) have a scale and outlines long enough to be shared."""
    return np.asarray((shapes.scale > 0) & ((shapes.repeated == 0) | (shapes.repeated > SIMPLE)))


def owners(shapes: Shapes) -> Indices:
    """Return the number of every subpath's shape (m,)."""
    return np.asarray(np.searchsorted(shapes.until, shapes.first, side="right"))


def parts_of(shapes: Shapes) -> Indices:
    """Return the number of every subpath's part (m,), counted from 0, in the order of the shapes.

    Subpaths inside one another, or on a common pixel of 1920 × 1080, are one part: drawn separately they
    would cover that pixel differently, and holes would be filled. So are the subpaths of one of equal
    outlines, and those of a shape that is not complex.
    """
    owner, is_complex = owners(shapes), complex_shapes(shapes)
    begins = np.concatenate([[0], shapes.until])[owner]
    repeated = shapes.repeated[owner]
    copy = np.where(repeated > 0, (shapes.first - begins) // np.maximum(repeated, 1), np.arange(len(owner)))
    copy = np.where(is_complex[owner], copy, -1)
    fresh = np.ones(len(owner), dtype=np.bool_)
    fresh[1:] = (np.diff(owner) != 0) | (np.diff(copy) != 0)
    node = fresh.cumsum() - 1
    count = int(node[-1]) + 1 if len(node) else 0
    found = components(node[touching(shapes, np.flatnonzero(is_complex[owner]))], count)
    return np.asarray(found[node])


def touching(shapes: Shapes, chosen: Indices) -> Indices:
    """Return the pairs (k, 2) of ``chosen`` subpaths of a shape with a common pixel or one in the other."""
    owner = owners(shapes)
    until = np.append(shapes.first[1:], len(shapes.curves))
    margin = np.repeat(shapes.margin[owner], until - shapes.first)[:, None]
    low = whole((shapes.low - margin) * 100) // 100  # the pixels of every curve
    high = (whole((shapes.high + margin) * 100) - 1) // 100
    begins = shapes.first if len(low) else shapes.until[:0]
    around = [np.minimum.reduceat(low, begins), np.maximum.reduceat(high, begins)]
    pairs = chosen[overlapping(around[0][chosen], around[1][chosen], owner[chosen])]
    (one_low, other_low), (one_high, other_high) = (bound[pairs.T] for bound in around)
    holds = ((one_low <= other_low) & (other_high <= one_high)).all(axis=1)
    lies = ((other_low <= one_low) & (one_high <= other_high)).all(axis=1)
    joined = holds | lies
    for number in np.flatnonzero(~joined).tolist():
        one, other = (slice(shapes.first[subpath], until[subpath]) for subpath in pairs[number])
        apart = (low[one, None] > high[other]) | (low[other] > high[one, None])
        joined[number] = not (
            apart.any(axis=-1).all()
            or beside(
                shapes.curves[one],
                shapes.curves[other],
                PIXEL + float((margin[one][0] + margin[other][0])[0]),
            )
        )
    return np.asarray(pairs[joined])


def beside(one: Floats, other: Floats, gap: float) -> bool:
    """Return whether a slanted strip more than ``gap`` wide, along a side of one, is between two outlines.

    The boxes around slanted sides say nothing of that. Both are curves (n, 4, 2); so they lie apart.

    >>> slanted = np.array([[[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]])
    >>> beside(slanted, slanted + [2.0, 0.0], 1.0), beside(slanted, slanted + [2.0, 0.0], 1.5)
    (True, False)
    """
    ends, handle = one[:, 3] - one[:, 0], one[:, 1] - one[:, 0]
    straight = np.isclose(ends[:, 0] * handle[:, 1], ends[:, 1] * handle[:, 0])
    sides = ends[straight & (ends != 0).all(axis=1)]
    across = np.column_stack([-sides[:, 1], sides[:, 0]]) / np.hypot(*sides.T)[:, None]
    here, there = (curves.reshape(-1, 2) @ across.T for curves in (one, other))
    distances = np.maximum(there.min(axis=0) - here.max(axis=0), here.min(axis=0) - there.max(axis=0))
    return bool(distances.max(initial=-1.0) > gap)


def overlapping(low: Integers, high: Integers, kind: Indices) -> Indices:
    """Return the pairs (k, 2) of boxes, from ``low`` to ``high`` (n, 2), both included, that overlap.

    Only boxes of the same ``kind`` (n,) are compared.

    >>> low, high = np.array([[0, 0], [5, 0], [2, 1], [1, 1]]), np.array([[2, 2], [6, 2], [3, 9], [1, 1]])
    >>> overlapping(low, high, np.array([0, 0, 0, 1])).tolist()
    [[0, 2]]
    """
    order = np.lexsort((low[:, 0], kind))
    low, high = low[order], high[order]
    width = high[:, 0].max(initial=0) - low[:, 0].min(initial=0) + 1
    left, right = (
        bound[:, 0] + kind[order] * width for bound in (low, high)
    )  # each kind in a band of its own
    counts = np.searchsorted(left, right, side="right") - np.arange(len(low)) - 1
    one = np.repeat(np.arange(len(low)), counts)
    other = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts) + one + 1
    meet = (low[one, 1] <= high[other, 1]) & (low[other, 1] <= high[one, 1])
    return np.column_stack([order[one[meet]], order[other[meet]]])


def components(pairs: Indices, count: int) -> Indices:
    """Return the connected component of each of ``count`` nodes, given the edges ``pairs`` (k, 2).

    >>> components(np.array([[0, 3], [3, 2]]), 5).tolist()
    [0, 1, 0, 0, 2]
    """
    roots = list(range(count))

    def root(thing: int) -> int:
        while roots[thing] != thing:
            roots[thing] = thing = roots[roots[thing]]
        return thing

    for one, other in pairs.tolist():
        first, second = sorted((root(one), root(other)))
        roots[second] = first
    return np.unique([root(thing) for thing in range(count)], return_inverse=True)[1].astype(np.intp)
