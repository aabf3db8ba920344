"""Cells that are painted alike, drawn together: one mobject for many boxes or numerals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.look.cells import Floats
from convscenes.look.drawn import Drawn
from convscenes.look.glyphs import GRID
from convscenes.look.tilt import Tilt


class Layer(Drawn):
    """All boxes, or all numerals, with the same paint: one mobject with a subpath for each curve."""

    def __init__(
        self,
        curves: Floats,
        owner: NDArray[np.intp],
        paints: tuple[Floats, Floats],
        sizes: tuple[float, float],
        lag: float,
        stroke: float,
        outline_curves: int = 0,
        follows: Floats | float = 0.0,
    ) -> None:
        """Draw ``curves`` (P, 2), in units of ``sizes``.

        ``owner`` (P,) is the flat index of each point's cell; ``paints`` and ``sizes`` are
        those of both ends of a change. A paint is one row of 8: red, green, blue and opacity of fill and of
        stroke. In cells wider than high, points move by ``follows`` (P,) times half of what these are wider.
        """
        super().__init__(stroke_width=stroke)
        self.curves, self.owner, self.paints, self.sizes, self.lag = curves, owner, paints, sizes, lag
        self.outline_curves, self.follows = outline_curves, follows
        self.points = np.zeros((len(curves), 3))

    def put(self, centers: Floats, size: float, extra: float = 0.0, tilt: Tilt | None = None) -> None:
        """Place every point: its cell's centre (N, 2) and its own offset times ``size``.

        Cells are ``extra`` units wider than high, and lie on a plane that may be tilted.
        """
        offsets = self.curves * size
        if extra:
            offsets[:, 0] += np.multiply(self.follows, extra / 2)
        self.points[:, :2] = (tilt(offsets) if tilt else offsets) + centers[self.owner]
        self.outline_scale = size

    def paint(self, alpha: float) -> None:
        """Set the colours at ``alpha``, 0 … 1, between those of both ends."""
        first, last = self.paints
        colours = first + (last - first) * alpha
        self.fill_rgbas, self.stroke_rgbas = colours[None, :4], colours[None, 4:]


class Numerals(Layer):
    """A layer of numerals."""

    outline_grid = GRID


def painted_alike(
    first: Floats, last: Floats, lags: Floats, chosen: Any = None
) -> Iterator[tuple[tuple[Floats, Floats], float, NDArray[np.intp]]]:
    """Yield paints, lag and flat indices of the cells that are painted alike at both ends and start together.

    Cells that are never seen are left out.
    """
    seen = (first[:, [3, 7]].any(axis=1)) | (last[:, [3, 7]].any(axis=1))
    members = np.flatnonzero(seen if chosen is None else seen & chosen)
    if len(members):
        ends = (first,) if last is first else (first, last)
        columns = [end[:, column] for end in ends for column in range(end.shape[1])]
        kinds, which = alike(column[members] for column in (*columns, lags))
        order = np.argsort(which, kind="stable")
        cuts = np.searchsorted(which[order], np.arange(1, len(kinds)))
        for cell, numbers in zip(members[kinds], np.split(members[order], cuts), strict=True):
            yield (first[cell], last[cell]), float(lags[cell]), numbers


def alike(columns: Iterable[NDArray[Any]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first index of every distinct row (K,), and which of these each row is (N,), of ``columns``.

    This is np.unique by rows, but faster, and a constant column takes no memory.

    >>> alike([np.array([1.0, 0.0, 1.0]), np.array([5.0, 5.0, 5.0])])
    (array([1, 0]), array([1, 0, 1]))
    """
    varying, count = [], 0
    for column in columns:
        count = len(column)
        if (column != column[0]).any():
            varying.append(column)
    if not varying:
        return np.zeros(1, dtype=np.intp), np.zeros(count, dtype=np.intp)
    order = np.lexsort(varying[::-1])
    new = np.zeros(count - 1, dtype=np.bool_)
    for column in varying:
        ordered = column[order]
        new |= ordered[1:] != ordered[:-1]
    which = np.empty(count, dtype=np.intp)
    which[order] = np.concatenate([[0], np.cumsum(new)])
    return order[np.concatenate([[True], new])], which
