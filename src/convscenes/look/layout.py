"""Places of maps in the frame, in Manim's units. Pure geometry, no drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from convscenes.look.tilt import Tilt

CELL = 0.9
"""The largest height of a cell, in units (the frame is 14.2 × 8)."""
LABEL = 0.52
"""Height kept free above a map for its label."""


@dataclass(frozen=True)
class Rect:
    """A rectangle by its centre and size, in units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        """The left edge."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y + self.height / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y - self.height / 2

    @classmethod
    def between(cls, left: float, right: float, bottom: float, top: float) -> Rect:
        """Return the rectangle with these edges.

        >>> Rect.between(0, 4, 1, 3)
        Rect(x=2.0, y=2.0, width=4, height=2)
        """
        return cls((left + right) / 2, (bottom + top) / 2, right - left, top - bottom)

    def bands(self, count: int) -> list[Rect]:
        """Return so many bands of one height, from the top down.

        >>> [band.y for band in Rect(0, 0, 4, 6).bands(3)]
        [2.0, 0.0, -2.0]
        """
        height = self.height / count
        return [Rect(self.x, self.top - (n + 0.5) * height, self.width, height) for n in range(count)]

    def grown(self, margin: float) -> Rect:
        """Return the rectangle with ``margin`` more on each side."""
        return Rect(self.x, self.y, self.width + 2 * margin, self.height + 2 * margin)


class Room(NamedTuple):
    """All x between two edges, in units."""

    left: float = -math.inf
    right: float = math.inf

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    def middle(self, x: float, width: float) -> float:
        """Return the middle, as close to ``x`` as there is room, of what is ``width`` units wide.

        >>> Room(0.0, 5.0).middle(1.0, 4.0), Room().middle(1.0, 4.0)
        (2.0, 1.0)
        """
        return max(min(x, self.right - width / 2), self.left + width / 2)


ANYWHERE = Room()
"""All x."""


class Size(NamedTuple):
    """How wide and how high a cell is, in units, and the tilt of the plane that it lies on, if any."""

    width: float
    height: float
    tilt: Tilt | None = None

    @property
    def extra(self) -> float:
        """How much wider than high it is."""
        return self.width - self.height

    def times(self, scale: float) -> Size:
        """Return a size so many times as large."""
        return Size(scale * self.width, scale * self.height, self.tilt)

    def towards(self, other: Size, share: float) -> Size:
        """Return the size at a ``share`` of the way to another."""
        width = self.width + share * (other.width - self.width)
        return Size(width, self.height + share * (other.height - self.height), self.tilt)


class Standing(Protocol):
    """The place of cells in any arrangement: their size, the rectangle that they fill, their centres."""

    @property
    def x(self) -> float:
        """The x of the middle of all cells."""

    @property
    def cell(self) -> float:
        """The height of a cell."""

    @property
    def size(self) -> Size:
        """The size of a cell."""

    @property
    def rect(self) -> Rect:
        """The rectangle that they fill."""

    def centers(self) -> NDArray[np.float64]:
        """Return the centre of every cell, (…, H, W, 2)."""


@dataclass(frozen=True)
class Place:
    """Where a map stands: the centre of its cells, their height and how many there are.

    A cell is ``wide`` times as wide as high. With a ``tilt``, the map lies on a plane that is seen at an
    angle: its own lengths are those on the plane, its centre and its ``rect`` those on screen.
    """

    x: float
    y: float
    cell: float
    rows: int
    cols: int
    wide: float = 1.0
    tilt: Tilt | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows, self.cols

    @property
    def size(self) -> Size:
        """The size of a cell."""
        return Size(self.cell * self.wide, self.cell, self.tilt)

    @property
    def rect(self) -> Rect:
        """The rectangle that all cells fill, or that is around them."""
        width, height = self.cols * self.size.width, self.rows * self.cell
        return Rect(self.x, self.y, *(self.tilt.bounds(width, height) if self.tilt else (width, height)))

    def centers(self, rows: Any = None, cols: Any = None) -> NDArray[np.float64]:
        """Return the centres (H, W, 2) of the cells at ``rows`` × ``cols``; of all cells by default.

        Rows and columns may lie outside the map.

        >>> Place(0, 0, 1, 1, 2).centers().tolist()
        [[[-0.5, 0.0], [0.5, 0.0]]]
        """
        r = np.arange(self.rows) if rows is None else np.asarray(rows)
        c = np.arange(self.cols) if cols is None else np.asarray(cols)
        across = (c - (self.cols - 1) / 2) * self.size.width
        up = -(r - (self.rows - 1) / 2) * self.cell
        if self.tilt:
            flat = np.stack(np.broadcast_arrays(across[None, :], up[:, None]), axis=-1)
            return self.tilt(flat) + [self.x, self.y]
        return np.stack(np.broadcast_arrays((self.x + across)[None, :], (self.y + up)[:, None]), axis=-1)

    def block(self, rows: Any, cols: Any) -> Rect:
        """Return the rectangle around the cells at ``rows`` × ``cols`` and all between these.

        On a tilted plane its sides are those on the plane, its centre is that on screen.
        """
        ends = [np.min(rows), np.max(rows)], [np.min(cols), np.max(cols)]
        if self.tilt:
            (top, bottom), (left, right) = ends
            (x, y) = self.centers([(top + bottom) / 2], [(left + right) / 2])[0, 0].tolist()
            return Rect(x, y, float(right - left + 1) * self.size.width, float(bottom - top + 1) * self.cell)
        corners = self.centers(*ends)
        (left, top), (right, bottom) = corners[0, 0].tolist(), corners[1, 1].tolist()
        across, up = self.size.width / 2, self.cell / 2
        return Rect.between(left - across, right + across, bottom - up, top + up)

    def sub(self, rows: Sequence[int] | NDArray[Any], cols: Sequence[int] | NDArray[Any]) -> Place:
        """Return the place of the contiguous block of cells at ``rows`` × ``cols``."""
        block = self.block(rows, cols)
        height, width = round(block.height / self.cell), round(block.width / self.size.width)
        return replace(self, x=block.x, y=block.y, rows=height, cols=width)
