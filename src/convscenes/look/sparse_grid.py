"""A map among whose values stand zeros that were put there: dashed cells without a fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.look.cells import DASHED, PLAIN, Cells, Floats, Indices
from convscenes.look.matrix_grid import STROKE, THIN, MatrixGrid
from convscenes.look.theme import Paint, Theme


class SparseGrid(MatrixGrid):
    """A map of (H, W) cells, of which those ``put`` there (a mask of the same shape) are quiet and dashed."""

    def __init__(
        self, cells: Cells, theme: Theme, role: str, *, put: NDArray[np.bool_], **settings: Any
    ) -> None:
        """Show ``cells`` at once; ``settings`` are those of any map."""
        self.put = put.ravel()
        super().__init__(cells, theme, role, **settings)

    def _outline(self, members: Indices, *, fine: bool) -> tuple[Floats, float]:
        """Return dashes for cells put there: no other is painted as they are."""
        if not self.put[members[0]]:
            return super()._outline(members, fine=fine)
        return (DASHED, STROKE) if fine else (PLAIN, THIN)

    def _box_paints(self, cells: Cells) -> Floats:
        paints = super()._box_paints(cells)
        paints[self.put, 3] = 0.0
        return paints

    def _painted(
        self, cells: Cells, row: Callable[[Paint], list[float]], opacities: tuple[int, ...]
    ) -> Floats:
        painted = super()._painted(cells, row, opacities)
        for highlighted in (True, False):
            meant = self.put & ((cells.highlighted.ravel() > 0.5) == highlighted)
            painted[meant] = row(self.theme.padding(highlighted=highlighted))
            for column in opacities:
                painted[meant, column] *= cells.opacity.ravel()[meant]
        return painted
