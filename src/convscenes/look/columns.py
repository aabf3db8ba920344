"""Places of maps of several channels: one below the other in columns, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from convscenes.look.arranging import Row, arrange
from convscenes.look.layout import Place, Rect
from convscenes.look.slots import Slot, inner


@dataclass(frozen=True)
class Columns:
    """Columns of maps, each centred on one axis; the cells of all are of one size where that can be read.

    The maps of one column are alike. The more they are, the closer they stand: at least ``min_gap`` units
    divided by their number, at most ``max_gap`` units from each other. Columns with as many maps have these
    on the same lines; ``gap`` units are between columns.
    """

    columns: tuple[tuple[Slot, ...], ...]
    gap: float = 0.5
    min_gap: float = 0.72
    max_gap: float = 0.7

    def fit(self, area: Rect) -> dict[str, Place]:
        """Return the places of all maps in ``area``, as large as fits, below their labels."""
        rows = max(map(len, self.columns))
        height = area.height - self.min_gap / rows * (rows - 1)
        row = Row(tuple(map(_standing, self.columns)), gap=self.gap)
        standing = arrange([row], replace(area, height=height))
        pitches = {len(column): 0.0 for column in self.columns}
        for column in self.columns:
            tall = column[0].outer[0] * standing[column[0].name].cell
            pitches[len(column)] = max(pitches[len(column)], tall)
        places = {}
        for column in self.columns:
            stack = standing[column[0].name]
            pitch = self._pitch(pitches[len(column)], len(column), area.height - row.above)
            for number, slot in enumerate(column):
                y = area.y - row.above / 2 + ((len(column) - 1) / 2 - number) * pitch
                places[slot.name] = inner(Place(stack.x, y, stack.cell, *slot.outer, wide=stack.wide), slot)
        return places

    def _pitch(self, tall: float, count: int, height: float) -> float:
        """Return the distance of map centres in a column of ``count`` maps, each ``tall`` units high."""
        room = (height - count * tall) / max(count - 1, 1)
        return tall + min(max(room, self.min_gap / count), self.max_gap)


def _standing(column: tuple[Slot, ...]) -> Slot:
    """Return a column as one map: as many rows as all of its maps have."""
    first = column[0]
    rows, cols = first.outer
    return Slot(
        first.name,
        rows * len(column),
        cols,
        label_width=first.label_width,
        label_height=first.label_height,
        readings=max((slot.readings for slot in column), key=lambda readings: readings[:1]),
        passing=max(slot.passing for slot in column),
        weight=first.weight,
    )
