"""Places of the channels of a stack: maps of one size, in rows."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from convscenes.look.layout import Place, Rect, Size


@dataclass(frozen=True)
class Tiles:
    """Places of ``count`` maps of rows × cols cells, ``across`` of them side by side, ``gap`` units apart.

    (x, y) is the centre of them all; a cell is ``wide`` times as wide as high.
    """

    x: float
    y: float
    cell: float
    count: int
    rows: int
    cols: int
    across: int = 1
    gap: float = 0.08
    wide: float = 1.0

    @property
    def shape(self) -> tuple[int, int, int]:
        """Maps, rows and columns."""
        return self.count, self.rows, self.cols

    @property
    def size(self) -> Size:
        """The size of a cell."""
        return Size(self.cell * self.wide, self.cell)

    @property
    def rect(self) -> Rect:
        """The rectangle around them all."""
        wide, high = min(self.across, self.count), ceil(self.count / self.across)
        width = wide * self.cols * self.size.width + (wide - 1) * self.gap
        return Rect(self.x, self.y, width, high * self.rows * self.cell + (high - 1) * self.gap)

    def place(self, number: int) -> Place:
        """Return the place of one map.

        >>> tiles = Tiles(0, 0, 1, count=3, rows=1, cols=2, across=2, gap=1)
        >>> [(tiles.place(n).x, tiles.place(n).y) for n in range(3)]
        [(-1.5, 1.0), (1.5, 1.0), (-1.5, -1.0)]
        """
        down, right = divmod(number, self.across)
        width, height = self.cols * self.size.width, self.rows * self.cell
        x = self.rect.left + width / 2 + right * (width + self.gap)
        y = self.rect.top - height / 2 - down * (height + self.gap)
        return Place(x, y, self.cell, self.rows, self.cols, self.wide)

    def centers(self) -> NDArray[np.float64]:
        """Return the centres (count, rows, cols, 2) of all cells."""
        return np.stack([self.place(number).centers() for number in range(self.count)])
