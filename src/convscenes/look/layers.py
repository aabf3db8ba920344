"""Cells that are painted alike, drawn together: one mobject for many boxes or numerals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.look.cells import Floats
from convscenes.look.drawn import Drawn


class Layer(Drawn):
    """All boxes, or all numerals, that are painted alike: one mobject with a subpath for each curve."""

    def __init__(
        self,
        curves: Floats,
        owner: NDArray[np.intp],
        paints: tuple[Floats, Floats],
        sizes: tuple[float, float],
        lag: float,
        stroke: float,
    ) -> None:
        """Draw ``curves`` (P, 2), in units of ``sizes``.

        ``owner`` (P,) is the flat index of each point's cell; ``paints`` and ``sizes`` are
        those of both ends of a change. A paint is one row of 8: red, green, blue and opacity of fill and of
        stroke.
        """
        super().__init__(stroke_width=stroke)
        self.curves, self.owner, self.paints, self.sizes, self.lag = curves, owner, paints, sizes, lag
        self.points = np.zeros((len(curves), 3))

    def put(self, centers: Floats, size: float) -> None:
        """Place every point: its cell's centre (N, 2) and its own offset times ``size``."""
        self.points[:, :2] = self.curves * size + centers[self.owner]

    def paint(self, alpha: float) -> None:
        """Set the colours that lie ``alpha`` of the way between the two ends."""
        first, last = self.paints
        colours = first + (last - first) * alpha
        self.fill_rgbas, self.stroke_rgbas = colours[None, :4], colours[None, 4:]


class Numerals(Layer):
    """The numerals among the layers."""


def painted_alike(
    first: Floats, last: Floats, lags: Floats, chosen: Any = None
) -> Iterator[tuple[tuple[Floats, Floats], float, NDArray[np.intp]]]:
    """Yield paints, lag and flat indices of the cells that are painted alike at both ends and start together.

    Cells that are never seen are left out.
    """
    seen = (first[:, [3, 7]].any(axis=1)) | (last[:, [3, 7]].any(axis=1))
    members = np.flatnonzero(seen if chosen is None else seen & chosen)
    if len(members):
        keys = np.column_stack([first, last, lags])[members]
        chosen_rows, which = alike(keys)
        order = np.argsort(which, kind="stable")
        cuts = np.searchsorted(which[order], np.arange(1, len(chosen_rows)))
        for way, numbers in zip(keys[chosen_rows], np.split(members[order], cuts), strict=True):
            yield (way[:8], way[8:16]), float(way[16]), numbers


def alike(rows: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first of every sort of row (N, K), and of which sort each is: np.unique by rows, but quick.

    >>> alike(np.array([[1.0, 5.0], [0.0, 5.0], [1.0, 5.0]]))
    (array([1, 0]), array([1, 0, 1]))
    """
    varying = rows[:, (rows != rows[:1]).any(axis=0)]
    order = np.lexsort(varying.T[::-1]) if varying.size else np.arange(len(rows))
    new = (varying[order[1:]] != varying[order[:-1]]).any(axis=1)
    which = np.empty(len(rows), dtype=np.intp)
    which[order] = np.concatenate([[0], np.cumsum(new)])
    return order[np.concatenate([[True], new])], which
