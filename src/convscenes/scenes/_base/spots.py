"""Positions of cells that move from map to map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from convscenes.look.cells import Floats
from convscenes.look.layout import Place, Size


class Spots(NamedTuple):
    """The positions of cells: their centres (H, W, 2) and their size, in units."""

    centers: Floats
    size: Size

    @classmethod
    def of(cls, place: Place, shape: Sequence[int], rows: Any = None, cols: Any = None) -> Spots:
        """Return the cells of ``place`` at ``rows`` × ``cols``, in reading order, in a map's ``shape``.

        >>> Spots.of(Place(0, 0, 1, 1, 4), (2, 2)).centers[1].tolist()
        [[0.5, 0.0], [1.5, 0.0]]
        """
        return cls(place.centers(rows, cols).reshape(*shape, 2), place.size)
