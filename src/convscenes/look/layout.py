"""Places of maps in the frame, in Manim's units. Pure geometry, no drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

CELL = 0.9
"""The largest side of a cell, in units (the frame is 14.2 × 8)."""
CROWDED = 20.0
"""Readability that is lost where a label does not fit: more than any size of cells makes up for."""
LEGIBLE = 0.6
"""Readability that is gained where a map shows its numerals: as by cells of nearly twice the size."""
MIN_GROWTH = 1.5
"""How many times larger cells must be for a later arrangement to be better."""
MAX_SHRINK = 3.0
"""How many times smaller cells may get for the sake of numerals."""
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

    def grown(self, margin: float) -> Rect:
        """Return the rectangle with ``margin`` more on each side."""
        return Rect(self.x, self.y, self.width + 2 * margin, self.height + 2 * margin)


class Size(NamedTuple):
    """How wide and how high a cell is, in units."""

    width: float
    height: float

    @property
    def extra(self) -> float:
        """How much wider than high it is."""
        return self.width - self.height


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

    A cell is ``wide`` times as wide as high.
    """

    x: float
    y: float
    cell: float
    rows: int
    cols: int
    wide: float = 1.0

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows, self.cols

    @property
    def size(self) -> Size:
        """The size of a cell."""
        return Size(self.cell * self.wide, self.cell)

    @property
    def rect(self) -> Rect:
        """The rectangle that all cells fill."""
        return Rect(self.x, self.y, self.cols * self.size.width, self.rows * self.cell)

    def centers(self, rows: Any = None, cols: Any = None) -> NDArray[np.float64]:
        """Return the centres (H, W, 2) of the cells at ``rows`` × ``cols``; of all cells by default.

        Rows and columns may lie outside the map.

        >>> Place(0, 0, 1, 1, 2).centers().tolist()
        [[[-0.5, 0.0], [0.5, 0.0]]]
        """
        r = np.arange(self.rows) if rows is None else np.asarray(rows)
        c = np.arange(self.cols) if cols is None else np.asarray(cols)
        x = self.x + (c - (self.cols - 1) / 2) * self.size.width
        y = self.y - (r - (self.rows - 1) / 2) * self.cell
        return np.stack(np.broadcast_arrays(x[None, :], y[:, None]), axis=-1)

    def block(self, rows: Any, cols: Any) -> Rect:
        """Return the rectangle around the cells at ``rows`` × ``cols`` and all between these."""
        corners = self.centers([np.min(rows), np.max(rows)], [np.min(cols), np.max(cols)])
        (left, top), (right, bottom) = corners[0, 0].tolist(), corners[1, 1].tolist()
        across, up = self.size.width / 2, self.cell / 2
        return Rect.between(left - across, right + across, bottom - up, top + up)

    def sub(self, rows: Sequence[int] | NDArray[Any], cols: Sequence[int] | NDArray[Any]) -> Place:
        """Return the place of the contiguous block of cells at ``rows`` × ``cols``."""
        block = self.block(rows, cols)
        height, width = round(block.height / self.cell), round(block.width / self.size.width)
        return replace(self, x=block.x, y=block.y, rows=height, cols=width)


@dataclass(frozen=True)
class Slot:
    """One map to be placed: its name, its shape, and its ``padding``.

    The padding is how many cells of padding stand above, right, below and left of it.
    Its label is ``label_width`` wide; its numerals can be read in cells whose side is at least ``legible``.
    """

    name: str
    rows: int
    cols: int
    padding: tuple[int, int, int, int] = (0, 0, 0, 0)
    label_width: float = 0.0
    legible: float = 0.0

    @property
    def outer(self) -> tuple[int, int]:
        """Rows and columns including the padding."""
        top, right, bottom, left = self.padding
        return self.rows + top + bottom, self.cols + left + right

    @property
    def uneven(self) -> int:
        """How many more columns of padding one side has: by half of them its label stands off the middle."""
        _, right, _, left = self.padding
        return abs(right - left)

    def width(self, cell: float) -> float:
        """Return how wide it stands: its label is centred on the map, which an uneven padding is not.

        >>> Slot("output", 3, 1, padding=(0, 2, 0, 0), label_width=1.5).width(0.5)
        2.5
        """
        return max(self.outer[1] * cell, self.label_width + self.uneven * cell)

    def cell(self, common: float, height: float) -> float:
        """Return the side of its cells, where those beside it are ``common``.

        A small map beside large ones may be as wide as its label, if that makes its numerals readable.
        """
        rows, cols = self.outer
        own = min(self.label_width / cols, height / rows, CELL)
        return own if common < self.legible <= own else common


class Fit(NamedTuple):
    """An arrangement in an area: its readability, how many maps show numerals, the places by name."""

    readability: float
    legible: int
    places: dict[str, Place]

    def is_better_than(self, other: Fit) -> bool:
        """Return whether labels fit here only, more numerals show, or all cells are much larger.

        It is not, whatever numerals show, where a map gets more than ``MAX_SHRINK`` times as small.
        """
        mine, theirs = (fit.readability > -CROWDED / 2 for fit in (self, other))
        if mine == theirs and self._min_cell * MAX_SHRINK < other._min_cell:
            return False
        if (mine, self.legible) != (theirs, other.legible):
            return (mine, self.legible) > (theirs, other.legible)
        return self._min_cell > MIN_GROWTH * other._min_cell

    @property
    def _min_cell(self) -> float:
        return min(place.cell for place in self.places.values())


@dataclass(frozen=True)
class Row:
    """Maps side by side, centred on one axis, their cells of one size.

    They stand ``gap`` units apart, up to ``max_stretch`` times that where there is space; no cell is larger
    than ``max_cell``; ``below`` units under the maps stay free.
    """

    slots: tuple[Slot, ...]
    gap: float = 1.0
    max_cell: float = CELL
    max_stretch: float = 1.6
    below: float = 0.0

    def fit(self, area: Rect) -> Fit:
        """Return the maps in ``area``, as large as fits."""
        cell, gaps = self._cell(area), len(self.slots) - 1
        widths = [slot.width(cell) for slot in self.slots]
        gap = min(max((area.width - sum(widths)) / max(gaps, 1), self.gap), self.gap * self.max_stretch)
        x = area.x - (sum(widths) + gap * gaps) / 2
        places = {}
        for slot, width in zip(self.slots, widths, strict=True):
            own = slot.cell(cell, area.height - LABEL - self.below)
            outer = Place(x + width / 2, area.y - (LABEL - self.below) / 2, own, *slot.outer)
            places[slot.name] = inner(outer, slot)
            x += width + gap
        return Fit(self.readability(area), self._legible(cell, area), places)

    def readability(self, area: Rect) -> float:
        """Return how readable the maps are: the logarithm of the cell, and what numerals and labels add."""
        cell = self._cell(area)
        if cell <= 0:
            return -math.inf
        width = sum(slot.width(cell) for slot in self.slots)
        crowded = width + self.gap * (len(self.slots) - 1) > area.width + 1e-9
        return math.log(cell) + LEGIBLE * self._legible(cell, area) - CROWDED * crowded

    def _legible(self, cell: float, area: Rect) -> int:
        """Return how many maps show their numerals."""
        height = area.height - LABEL - self.below
        return sum(slot.cell(cell, height) >= slot.legible for slot in self.slots)

    def _cell(self, area: Rect) -> float:
        """Return the side of the cells in ``area``."""
        high = (area.height - LABEL - self.below) / max(slot.outer[0] for slot in self.slots)
        return min(self.max_cell, high, self._wide(area.width - self.gap * (len(self.slots) - 1)))

    def _wide(self, width: float) -> float:
        """Return the cell with which the maps fill ``width``.

        No map is narrower than its label, unless the labels alone are wider than that.
        """

        def needs(slot: Slot) -> float:
            return slot.label_width / (slot.outer[1] - slot.uneven)

        cols, labels = sum(slot.outer[1] for slot in self.slots), 0.0
        for slot in sorted(self.slots, key=needs, reverse=True):  # the widest labels first
            cell = (width - labels) / cols
            if cell >= needs(slot):
                return cell
            cols, labels = cols - slot.outer[1] + slot.uneven, labels + slot.label_width
        if cols and labels < width:
            return (width - labels) / cols
        return width / sum(slot.outer[1] for slot in self.slots)


def inner(outer: Place, slot: Slot) -> Place:
    """Return the place of a map inside the place that includes its padding."""
    top, _, _, left = slot.padding
    place = outer.sub(np.arange(top, top + slot.rows), np.arange(left, left + slot.cols))
    return replace(place, rows=slot.rows, cols=slot.cols)


@dataclass(frozen=True)
class Split:
    """Two arrangements, one above or ``beside`` the other, the space shared so that both read best."""

    first: Row | Split
    second: Row | Split
    beside: bool = False
    gap: float = 0.3

    def fit(self, area: Rect) -> Fit:
        """Return the most readable of many ways to share ``area``."""
        one, two = max(self._shares(area), key=lambda areas: self._readability(*areas))
        first, second = self.first.fit(one), self.second.fit(two)
        readability = first.readability + second.readability
        return Fit(readability, first.legible + second.legible, first.places | second.places)

    def readability(self, area: Rect) -> float:
        """Return the readability of the best way to share ``area``."""
        return max(self._readability(one, two) for one, two in self._shares(area))

    def _readability(self, one: Rect, two: Rect) -> float:
        return self.first.readability(one) + self.second.readability(two)

    def _shares(self, area: Rect) -> Iterator[tuple[Rect, Rect]]:
        """Yield many ways to divide ``area`` in two."""
        for share in range(10, 91, 2):
            if self.beside:
                cut = area.left + self.gap / 2 + (area.width - self.gap) * share / 100
                one = Rect.between(area.left, cut - self.gap / 2, area.bottom, area.top)
                two = Rect.between(cut + self.gap / 2, area.right, area.bottom, area.top)
            else:
                cut = area.top - self.gap / 2 - (area.height - self.gap) * share / 100
                one = Rect.between(area.left, area.right, cut + self.gap / 2, area.top)
                two = Rect.between(area.left, area.right, area.bottom, cut - self.gap / 2)
            yield one, two


def best(arrangements: Iterable[Row | Split], area: Rect) -> dict[str, Place]:
    """Return the places in ``area`` of the first of ``arrangements`` that no later one is better than."""
    chosen, *others = (arrangement.fit(area) for arrangement in arrangements)
    for other in others:
        chosen = other if other.is_better_than(chosen) else chosen
    return chosen.places


def alone(slot: Slot, area: Rect) -> Place:
    """Return the place of a single map in ``area``, as large as fits."""
    return Row((slot,)).fit(area).places[slot.name]
