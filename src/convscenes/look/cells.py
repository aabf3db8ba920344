"""What a grid shows at one moment, as arrays; and the outlines that cells are drawn with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convscenes.look.glyphs import DIGIT
from convscenes.look.layout import Size, Standing
from convscenes.look.letter_sizes import MIN_EM
from convscenes.look.tilt import Tilt
from convscenes.ops.notation import Notation

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
NUMERAL = 0.42
"""Height of a digit as a share of its cell; small cells may give it up to ``TIGHT``."""
TIGHT = 0.62
FULL = 0.84
"""The share of a cell's width that the widest numeral of a map may take."""
CORNER, TAG = 0.05, 0.1
"""How far an overlay's numeral stays off the edges of its cell, as a share of it; its tag's margin in em.

The tag has the background's colour: over any cell, the numeral keeps its role's colour and its contrast.
"""
SLACK = 1e-6
"""Tolerance of sizes: a float's last bits."""
TOO_WIDE = "…"
"""What stands in a cell that is too narrow for its number."""


@dataclass(frozen=True, eq=False)
class Cells:
    """One moment of a grid of (H, W) cells, or of a stack of grids (C, H, W).

    ``values`` is masked where a cell is still empty; ``highlighted`` and ``opacity`` are 0 … 1;
    ``centers`` (H, W, 2) and the ``size`` of a cell are in units.
    """

    values: np.ma.MaskedArray[Any, Any]
    highlighted: Floats
    opacity: Floats
    centers: Floats
    size: Size

    @classmethod
    def at(cls, values: ArrayLike, place: Standing, *, highlighted: Any = True, opacity: Any = True) -> Cells:
        """Return the moment in which ``values`` stand at ``place``."""
        return cls.lying(values, place.centers(), place.size, highlighted=highlighted, opacity=opacity)

    @classmethod
    def lying(
        cls, values: ArrayLike, centers: Any, size: Size, *, highlighted: Any = True, opacity: Any = True
    ) -> Cells:
        """Return the moment in which ``values`` lie at ``centers``, in no arrangement."""
        shape = np.shape(values)
        full = [np.broadcast_to(np.asarray(part, dtype=float), shape) for part in (highlighted, opacity)]
        where = np.broadcast_to(centers, (*shape, 2))
        return cls(np.ma.array(values, copy=True), full[0], full[1], where, size)

    def changed(
        self,
        *,
        values: Any = None,
        highlighted: Any = None,
        opacity: Any = None,
        place: Standing | None = None,
        centers: Any = None,
        size: Size | None = None,
    ) -> Cells:
        """Return the moment with some of it changed; what is not given stays."""
        shape = self.values.shape
        changes: dict[str, Any] = {}
        if values is not None:
            changes["values"] = np.ma.array(values, copy=True)
        if highlighted is not None:
            changes["highlighted"] = np.broadcast_to(np.asarray(highlighted, dtype=float), shape)
        if opacity is not None:
            changes["opacity"] = np.broadcast_to(np.asarray(opacity, dtype=float), shape)
        if place is not None:
            changes |= {"centers": place.centers(), "size": place.size}
        if centers is not None:
            changes["centers"] = np.broadcast_to(centers, (*shape, 2))
        if size is not None:
            changes["size"] = size
        return replace(self, **changes)

    def texts(self, notation: Notation) -> NDArray[np.object_]:
        """Return how each value is written (H, W): "" where there is none, … where it is too wide."""
        texts = np.full(self.values.shape, "", dtype=object)
        if notation.blank == 1:
            return texts
        known = ~np.ma.getmaskarray(self.values)
        texts[known] = [notation.text(value) or TOO_WIDE for value in self.values.data[known]]
        return texts


def readable(values: Any, notation: Notation, size: Size) -> Notation:
    """Return the notation of ``values`` in cells of this size: fewer decimals, or blank, where too narrow.

    >>> readable([0.25, 1000.5], Notation.of([0.25, 1000.5]), Size(0.6, 0.6)).text(1000.5)
    '1001'
    """
    max_width = widest_on(size.tilt, size.width) if size.tilt else FULL * size.width / MIN_EM
    return notation if notation.width <= max_width else notation.fitted(values, max_width)


def numeral_em(size: Size, width: float) -> float:
    """Return the em of numerals in cells of ``size``, the widest ``width`` em wide; 0 if they cannot be read.

    >>> large, wide, small = Size(0.9, 0.9), Size(0.9, 0.3), Size(0.3, 0.3)
    >>> numeral_em(large, 0.5) > numeral_em(large, 1.5) > 0 == numeral_em(small, 1.5)
    True
    >>> numeral_em(wide, 2.5) > 0 == numeral_em(small, 2.5)
    True
    """
    if size.tilt:
        return tilted_em(size.tilt, size, width)
    wanted = min(max(NUMERAL * size.height / DIGIT, MIN_EM), FULL * size.width / width)
    return max(wanted, MIN_EM) if wanted > MIN_EM - SLACK and wanted * DIGIT <= TIGHT * size.height else 0.0


def widest_on(tilt: Tilt, width: float) -> float:
    """Return how wide a numeral may be, in em, that can be read in tilted cells of this width.

    What is seen of it overlaps nothing of its neighbour's, though it leans to the right.
    """
    return width * tilt.rise / MIN_EM - abs(tilt.up[0] / tilt.across[0]) * DIGIT


def tilted_em(tilt: Tilt, size: Size, width: float) -> float:
    """Return the em of numerals in tilted cells, the widest ``width`` em wide; 0 if they cannot be read.

    >>> tilt = Tilt((1.0, -0.2), (0.5, 0.5))
    >>> tilted_em(tilt, Size(1.0, 1.0), 1.0) > 2 * MIN_EM, tilted_em(tilt, Size(0.5, 0.5), 1.0)
    (True, 0.0)
    """
    wide, _ = tilt.bounds(width, DIGIT)
    smallest = MIN_EM / tilt.rise
    wanted = min(max(NUMERAL * size.height / DIGIT, smallest), abs(tilt.across[0]) * size.width / wide)
    fits = wanted > smallest - SLACK and wanted * DIGIT <= TIGHT * size.height
    return max(wanted, smallest) if fits else 0.0


def overlay_em(size: Size, width: float) -> float:
    """Return the em of an overlay's numerals, the widest ``width`` em wide; 0 where not all of them fit.

    >>> overlay_em(Size(0.9, 0.9), 1.0) > overlay_em(Size(0.9, 0.9), 3.0) > 0
    True
    >>> overlay_em(Size(0.9, 0.9), 4.0), overlay_em(Size(0.6, 0.6), 0.5)
    (0.0, 0.0)
    """
    room = size.width - 2 * CORNER * size.height
    em = min(max(MIN_EM, 0.3 * size.height), room / (width + 2 * TAG))
    return em if size.height >= 0.66 and em >= MIN_EM else 0.0


def line(*corners: tuple[float, float]) -> Floats:
    """Return straight lines from corner to corner as cubic Béziers (N·4, 2).

    >>> line((0, 0), (3, 0)).tolist()
    [[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [3.0, 0.0]]
    """
    points = np.array(corners, dtype=float)
    steps = np.linspace(0, 1, 4)[None, :, None]
    curves: Floats = points[:-1, None] + (points[1:] - points[:-1])[:, None] * steps
    return curves.reshape(-1, 2)


def rounded(width: float, height: float, radius: float) -> Floats:
    """Return a rectangle with round corners around the origin as cubic Béziers (32, 2)."""
    x, y, k = width / 2 - radius, height / 2 - radius, radius * 0.5523
    quarter = np.array([[0, radius], [k, radius], [radius, k], [radius, 0]])
    arcs = []
    for sx, sy, turn in ((1, 1, False), (1, -1, True), (-1, -1, False), (-1, 1, True)):
        arc = (quarter[::-1] if turn else quarter) * [sx, sy] + [sx * x, sy * y]
        arcs.append(arc)
    closed = [*arcs, arcs[0]]
    return np.concatenate(
        [part for arc, after in pairwise(closed) for part in (arc, line(arc[-1], after[0]))]
    )


def dashed(side: float, dashes: int = 4) -> Floats:
    """Return a dashed square around the origin, each dash one Bézier."""
    half, step = side / 2, side / dashes
    starts = -half + step * (np.arange(dashes) + 0.25)
    curves = []
    for start in starts:
        end = start + step / 2
        curves += [line((start, edge), (end, edge)) for edge in (half, -half)]
        curves += [line((edge, start), (edge, end)) for edge in (half, -half)]
    return np.concatenate(curves)


GAP, RADIUS = 0.06, 0.08
BOX = rounded(1 - GAP, 1 - GAP, RADIUS)
PLAIN = line((-0.48, -0.48), (0.48, -0.48), (0.48, 0.48), (-0.48, 0.48), (-0.48, -0.48))
EDGE = 0.505
"""How far a cell without a gap goes from its centre: a little beyond itself, so that no seam shows."""
DASHED = dashed(1 - GAP)


def following_edges(curves: Floats) -> Floats:
    """Return how far the points (P,) of a cell's outline follow its edges where it is wider than high.

    1 is as far as the right edge, −1 as far as the left one: so corners stay round.

    >>> following_edges(np.array([[0.47, 0.3], [0.39, 0.47], [0.0, 0.47], [-0.48, -0.48]])).tolist()
    [1.0, 1.0, 0.0, -1.0]
    """
    straight = (1 - GAP) / 2 - RADIUS
    return np.clip(curves[:, 0] / straight, -1.0, 1.0)


def beside(cells: Cells) -> NDArray[np.bool_]:
    """Return which cells (N,), in flat order, stand right beside the one before them in the same row."""
    steps = np.diff(cells.centers, axis=-2, prepend=np.nan)
    close = np.abs(steps - [cells.size.width, 0.0]) < 1e-6 * cells.size.width
    return np.asarray(close.all(axis=-1).ravel())


def runs(members: Indices, joined: NDArray[np.bool_]) -> tuple[Floats, Indices]:
    """Return the curves of cells without gaps (P, 2), and the cell that every point is placed from (P,).

    ``members`` are flat indices in order. Where ``joined`` (N,) holds, a cell stands beside the one before
    it; such neighbours are one rectangle, whose left corners belong to the first, whose right ones to the
    last.

    >>> curves, owner = runs(np.array([3, 4, 7]), joined=np.arange(8) == 4)
    >>> curves.shape, owner.reshape(2, 16)[:, ::4].tolist()
    ((32, 2), [[3, 4, 4, 3], [7, 7, 7, 7]])
    """
    cuts = np.ones(len(members) + 1, dtype=np.bool_)
    cuts[1:-1] = (np.diff(members) != 1) | ~joined[members[1:]]
    first, last = members[cuts[:-1]], members[cuts[1:]]
    corners = np.array([(-EDGE, -EDGE), (EDGE, -EDGE), (EDGE, EDGE), (-EDGE, EDGE)])
    sides = np.stack([corners, corners, np.roll(corners, -1, axis=0), np.roll(corners, -1, axis=0)], axis=1)
    ends = np.column_stack([first, last])
    owner = ends[:, (sides[..., 0] > 0).astype(int)].reshape(-1)
    return np.tile(sides.reshape(-1, 2), (len(first), 1)), owner


def coarse(levels: Floats, max_levels: int) -> Floats:
    """Return ``levels``, −1 … 1, rounded to as many even steps as leave at most ``max_levels`` values.

    >>> coarse(np.array([0.0, 0.2, 0.4, 0.9, 1.0]), 3).tolist()
    [0.0, 0.0, 0.5, 1.0, 1.0]
    """
    rounded = (np.round(levels * steps) / steps for steps in range(max_levels - 1, 0, -1))
    return next((few for few in rounded if len(np.unique(few)) <= max_levels), np.sign(levels))
