"""What the layout must know of a map: its shape, its label, the cells in which its numerals can be read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from convscenes.look.cells import FULL, NUMERAL, TIGHT
from convscenes.look.glyphs import DIGIT
from convscenes.look.layout import CELL, Place, Size
from convscenes.look.lettering import MIN_EM

MOST = 0.75
"""The share of a map's different numerals that must be readable: else it shows none."""
PASSING = 0.8
"""What it is worth that a map shows all of its own numerals, but not those that lie on it in passing."""
HEIGHT = MIN_EM * DIGIT / TIGHT + 1e-6
"""The smallest height of a cell in which a numeral can be read."""


class Level(NamedTuple):
    """What can be read in cells of this ``width``, 0 … 1: nothing, most or all of a map, what lies on it."""

    width: float
    worth: float


@dataclass(frozen=True)
class Slot:
    """One map to be placed: its name, its shape, and its ``padding``.

    The padding is how many cells of padding stand above, right, below and left of it. Its label is
    ``label_width`` wide. ``numerals`` are the widths of its different numerals in em, the least first; none
    is wider than ``passing`` of those that lie on it at times. ``weight`` is how much the beats are about it.
    """

    name: str
    rows: int
    cols: int
    padding: tuple[int, int, int, int] = (0, 0, 0, 0)
    label_width: float = 0.0
    numerals: tuple[float, ...] = ()
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

        All is worth 1, the numerals of a map that shows most of them the cube of their share. What lies on it
        in passing counts only where usual cells are wide enough for it, but its own ones are not.

        >>> digits = (0.5,) * 7 + (1.0,)  # 1 … 7, and 10
        >>> [round(level.worth, 2) for level in Slot("output", 2, 4, numerals=digits).levels]
        [1.0, 0.67, 0.0]
        """
        if not self.numerals:
            return (Level(0.0, 0.0),)
        own, laid = legible(self.numerals[-1]), legible(self.passing)
        worth = PASSING if own < laid <= CELL else 1.0
        found = [Level(laid, 1.0)] if worth < 1 else []
        count = len(self.numerals)
        shares = {width: number / count for number, width in enumerate(self.numerals, 1)}
        most = [(width, share) for width, share in shares.items() if share >= MOST]
        found += [Level(legible(width), worth * share**3) for width, share in reversed(most)]
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
        return legible(self.numerals[-1]) if self.numerals else 0.0

    def comfortable(self, height: float) -> float:
        """Return the width of cells of this height that does not make its numerals smaller."""
        return max(self.numerals, default=0.0) * NUMERAL * height / DIGIT / FULL


def legible(width: float) -> float:
    """Return the smallest width of a cell, not less than its height, for numerals ``width`` em wide."""
    return max(MIN_EM * width / FULL + 1e-6, HEIGHT)


def inner(outer: Place, slot: Slot) -> Place:
    """Return the place of a map inside the place that includes its padding."""
    top, _, _, left = slot.padding
    return outer.sub(range(top, top + slot.rows), range(left, left + slot.cols))
