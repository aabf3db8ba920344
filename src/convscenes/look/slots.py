"""What the layout must know of a map: its shape, its label, the cells in which its numerals can be read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from convscenes.look.cells import FULL, NUMERAL, TIGHT
from convscenes.look.glyphs import DIGIT
from convscenes.look.layout import CELL, LABEL, Place, Size
from convscenes.look.letter_sizes import MIN_EM
from convscenes.ops.notation import Notation

MOST = 0.75
"""The share of a map's different numerals that must be readable: else they are as good as none."""
ROUNDED = 0.9
"""What it is worth that a map is written with fewer decimals."""
PASSING = 0.8
"""What it is worth that a map shows all of its own numerals, but not those that lie on it in passing."""
HEIGHT = MIN_EM * DIGIT / TIGHT + 1e-6
"""The smallest height of a cell in which a numeral can be read."""


STEP = 0.001
"""The smallest difference of two widths, in em."""


class Reading(NamedTuple):
    """What it is worth, 0 … 1, that a map is written with numerals at most ``em`` wide."""

    em: float
    worth: float


class Level(NamedTuple):
    """What can be read in cells of this ``width``, 0 … 1: nothing, most or all of a map, what lies on it."""

    width: float
    worth: float


@dataclass(frozen=True)
class Slot:
    """One map to be placed: its name, its shape, and its ``padding``.

    The padding is how many cells of padding stand above, right, below and left of it. Its label is
    ``label_width`` wide and needs ``label_height`` above it. ``readings`` are ways to write its numerals, the
    widest first; numbers that lie on it at times are up to ``passing`` em wide. ``weight`` is how much the
    beats are about it.
    """

    name: str
    rows: int
    cols: int
    padding: tuple[int, int, int, int] = (0, 0, 0, 0)
    label_width: float = 0.0
    label_height: float = LABEL
    readings: tuple[Reading, ...] = ()
    passing: float = 0.0
    weight: float = 1.0

    @cached_property
    def outer(self) -> tuple[int, int]:
        """Rows and columns including the padding."""
        top, right, bottom, left = self.padding
        return self.rows + top + bottom, self.cols + left + right

    @cached_property
    def uneven(self) -> int:
        """How many more columns of padding one side has: by half of them its label stands off the middle."""
        _, right, _, left = self.padding
        return abs(right - left)

    def width(self, cell: float) -> float:
        """Return how wide it stands with cells of this width.

        Its label is centred on the map, which an uneven padding is not.

        >>> Slot("output", 3, 1, padding=(0, 2, 0, 0), label_width=1.5).width(0.5)
        2.5
        """
        return max(self.outer[1] * cell, self.label_width + self.uneven * cell)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """What can be read in cells of which width, the most first.

        Numbers that lie on it in passing count only where usual cells are wide enough for them, but its own
        ones are not.

        >>> levels = Slot("output", 2, 4, readings=(Reading(1.0, 1.0), Reading(0.5, 0.67))).levels
        >>> [level.worth for level in levels]
        [1.0, 0.67, 0.0]
        """
        if not self.readings:
            return (Level(0.0, 0.0),)
        own, laid = self.legible, legible(self.passing)
        share = PASSING if own < laid <= CELL else 1.0
        found = [Level(laid, 1.0)] if share < 1 else []
        found += [Level(legible(em), share * worth) for em, worth in self.readings]
        return (*found, Level(0.0, 0.0))

    def reads(self, cell: Size) -> float:
        """Return what can be read in cells of this size, 0 … 1."""
        return next(
            level.worth for level in self.levels
            if not level.width or (cell.width >= level.width and cell.height >= HEIGHT)
        )  # fmt: skip

    @property
    def legible(self) -> float:
        """The smallest width of a cell in which all of its own numerals can be read."""
        return legible(self.readings[0].em) if self.readings else 0.0

    def comfortable(self, height: float) -> float:
        """Return the width of cells of this height that does not make its numerals smaller."""
        return (self.readings[0].em if self.readings else 0.0) * NUMERAL * height / DIGIT / FULL


def readings(values: Any, notation: Notation) -> tuple[Reading, ...]:
    """Return the ways to write ``values`` in ever narrower cells, as long as most of them can be read.

    All are worth 1, most of them the cube of their share.

    >>> halves, tens = [12.5, 33.5, 7], [1, 2, 3, 4, 5, 6, 7, 10]
    >>> readings(halves, Notation.of(halves))
    (Reading(em=1.778, worth=1.0), Reading(em=1.0, worth=0.9))
    >>> [round(reading.worth, 2) for reading in readings(tens, Notation.of(tens))]
    [1.0, 0.67]
    """
    if not np.size(values):
        return ()
    found = [Reading(notation.width, 1.0)]
    fitted = notation.fitted(values, notation.width - STEP)
    while 1 - fitted.blank >= MOST:
        worth = ROUNDED if fitted.decimals < notation.decimals else 1.0
        found.append(Reading(fitted.width, worth * (1 - fitted.blank) ** 3))
        fitted = notation.fitted(values, fitted.width - STEP)
    return tuple(found)


def legible(width: float) -> float:
    """Return the smallest width of a cell, not less than its height, for numerals ``width`` em wide."""
    return max(MIN_EM * width / FULL + 1e-6, HEIGHT)


def inner(outer: Place, slot: Slot) -> Place:
    """Return the place of a map inside the place that includes its padding."""
    top, _, _, left = slot.padding
    return outer.sub(range(top, top + slot.rows), range(left, left + slot.cols))
