"""A map of classes on screen: every cell has its class' colour, and its number where that can be read."""

from __future__ import annotations

import numpy as np

from convscenes.colours.theme import Paint, Theme
from convscenes.look.cells import Cells, Floats
from convscenes.look.matrix_grid import MatrixGrid


class ClassGrid(MatrixGrid):
    """A map (H, W) of numbers of classes: 0 is the background."""

    def __init__(self, cells: Cells, theme: Theme, *, name: str = "") -> None:
        """Show ``cells`` at once; all numbers have the size of a digit."""
        super().__init__(cells, theme, "ink", name=name, known=[0, 1])

    def _levels(self, cells: Cells) -> Floats:
        """Return the number of every cell's class (N,)."""
        return np.where(np.ma.getmaskarray(cells.values), 0, cells.values.data).ravel().astype(float)

    def _paint(self, level: float, empty: bool, highlighted: bool) -> Paint:
        if empty:
            return self.theme.empty("quiet", highlighted=highlighted)
        return self.theme.class_paint(round(level), highlighted=highlighted)
