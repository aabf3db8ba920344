"""Places of two planes seen at an angle, one above the other, and of a kernel beside the upper one."""

from __future__ import annotations

from dataclasses import dataclass

from convscenes.look.cells import numeral_em
from convscenes.look.glyphs import DIGIT
from convscenes.look.layout import Place, Rect
from convscenes.look.letter_sizes import MIN_EM
from convscenes.look.slab import THICK
from convscenes.look.slots import Slot, inner
from convscenes.look.tilt import LEVEL

CELL = 1.15
"""The largest side of a cell, in units of its plane."""
APART, FAR = 0.5, 1.5
"""The least and the largest space between the two planes, in units: room for a beam."""
ASIDE = 0.3
"""Space left and right of a plane, in units."""
KERNEL = 0.75
"""The cells of the kernel as a share of those of the planes, where these are large."""
READ = 0.52
"""The height of a cell of the kernel, in which a few digits can be read, in units."""
SLACK = 1e-6
"""What is added to the width of cells: a float's last bits."""
SMALLEST = 0.02
"""The smallest side of a cell, in units."""
STEPS = 40
"""How often the interval is halved in which the largest cell is looked for."""


@dataclass(frozen=True)
class Planes:
    """Two planes, and a ``kernel`` beside the upper one, with its label above it, if there is one.

    Labels stand left of the planes, unless they are ``stacked``: above the upper and below the lower one.
    """

    lower: Slot
    upper: Slot
    kernel: Slot | None = None
    stacked: bool = False

    @classmethod
    def best(cls, area: Rect, lower: Slot, upper: Slot, kernel: Slot | None = None) -> Planes:
        """Return the planes whose cells are larger in ``area``."""
        both = (cls(lower, upper, kernel), cls(lower, upper, kernel, stacked=True))
        return max(both, key=lambda planes: planes.fit(area)[lower.name].cell)

    def fit(self, area: Rect) -> dict[str, Place]:
        """Return the places of all maps in ``area``, as large as fits: to be read, if that fits.

        >>> places = Planes(Slot("input", 4, 4), Slot("output", 2, 2)).fit(Rect(0, 0, 12, 6))
        >>> places["output"].rect.bottom > places["input"].rect.top, places["output"].tilt is not None
        (True, True)
        """
        places = self._largest(area, read=True)
        if all(_is_read(slot, places[slot.name]) for slot in (self.lower, self.upper)):
            return places
        return self._largest(area, read=False)

    def _largest(self, area: Rect, *, read: bool) -> dict[str, Place]:
        low, high = SMALLEST, CELL
        for _ in range(STEPS):
            cell = (low + high) / 2
            tried = _Sizes(self, cell, read=read)
            fits = sum(tried.sides) <= area.width and tried.top + APART + tried.bottom <= area.height
            low, high = (cell, high) if fits else (low, cell)
        return _Sizes(self, low, read=read).places(area)


class _Sizes:
    """How large all is with cells of a given height, in units."""

    def __init__(self, planes: Planes, cell: float, *, read: bool) -> None:
        self.planes, self.cell, self.read = planes, cell, read
        self.below, self.above = (self._bounds(slot, cell) for slot in (planes.lower, planes.upper))
        kernel = planes.kernel
        self.beside = self._bounds(kernel, _beside(cell)) if kernel else (0.0, 0.0)
        self.room = max(self.beside[0], kernel.label_width) + 2 * ASIDE + self.lean if kernel else 0.0

    @property
    def lean(self) -> float:
        """How much further off the kernel stands, so that no beam of a wider lower plane crosses it."""
        kernel = self.planes.kernel
        assert kernel, "there is a kernel"
        wider = self.below[0] - self.above[0] if self.planes.stacked else (self.below[0] - self.above[0]) / 2
        depth = (self.beside[1] + kernel.label_height) / (self.top + APART)
        return max(0.0, wider) * min(1.0, depth)

    @property
    def sides(self) -> tuple[float, float]:
        """How far all reaches left and right of the middle of the lower plane."""
        below, above = self.below[0] / 2, self.above[0] / 2
        if self.planes.stacked:
            half = max(below, above + self.room / 2)
            return half, half
        left = max(
            half + (ASIDE + slot.label_width if slot.label_width else 0.0)
            for half, slot in ((below, self.planes.lower), (above, self.planes.upper))
        )
        return left, max(below, above + self.room)

    @property
    def top(self) -> float:
        """How high the upper plane and the kernel are, with labels above them."""
        kernel, label = self.planes.kernel, self.planes.upper.label_height if self.planes.stacked else 0.0
        return max(self.above[1] + label, self.beside[1] + kernel.label_height if kernel else 0.0)

    @property
    def bottom(self) -> float:
        """How high the lower plane is, with a label below it."""
        return self.below[1] + THICK + (self.planes.lower.label_height if self.planes.stacked else 0.0)

    def places(self, area: Rect) -> dict[str, Place]:
        """Return the places of all maps in ``area``."""
        planes, (left, right) = self.planes, self.sides
        spare = area.height - self.top - APART - self.bottom
        gap = APART + max(0.0, min(spare, FAR - APART))
        edge = area.top - (spare - (gap - APART)) / 2
        x = area.x + (left - right) / 2
        label = planes.upper.label_height if planes.stacked else 0.0
        over, middle = x - (self.room / 2 if planes.stacked else 0.0), edge - (self.top + label) / 2
        aside = max(0.0, left - self.below[0] / 2)  # how far from the middle the lower plane may stand
        under = max(over, x - aside) if planes.stacked else x
        found = {
            planes.lower.name: self._place(
                planes.lower, under, edge - self.top - gap - self.below[1] / 2, self.cell
            ),
            planes.upper.name: self._place(planes.upper, over, middle, self.cell),
        }
        if kernel := planes.kernel:
            beside = over + self.above[0] / 2 + ASIDE + (self.lean + self.room) / 2
            y = edge - kernel.label_height - self.beside[1] / 2
            found[kernel.name] = self._place(kernel, beside, y, _beside(self.cell))
        return found

    def _place(self, slot: Slot, x: float, y: float, cell: float) -> Place:
        return inner(Place(x, y, cell, *slot.outer, wide=self._wide(slot, cell), tilt=LEVEL), slot)

    def _bounds(self, slot: Slot, cell: float) -> tuple[float, float]:
        """Return how wide and how high a map and its padding are on screen."""
        rows, cols = slot.outer
        return LEVEL.bounds(cols * cell * self._wide(slot, cell), rows * cell)

    def _wide(self, slot: Slot, cell: float) -> float:
        """Return how much wider than high the cells of a map are: as its numerals need it to be read."""
        if not slot.readings or not (self.read or slot is self.planes.kernel):
            return 1.0
        wide, _ = LEVEL.bounds(slot.readings[0].em, DIGIT)
        return max(1.0, MIN_EM / LEVEL.rise * wide / LEVEL.across[0] / cell + SLACK)


def _beside(cell: float) -> float:
    """Return the cells of the kernel: smaller than those of the planes, but so that they can be read."""
    return max(KERNEL * cell, READ)


def _is_read(slot: Slot, place: Place) -> bool:
    """Return whether all of a map's numerals can be read where it stands."""
    return not slot.readings or numeral_em(place.size, slot.readings[0].em) > 0
