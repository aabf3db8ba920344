"""Places of maps whose columns or rows are aligned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from convscenes.look.frame import STAGE
from convscenes.look.layout import CELL, LABEL, Place, Rect, Slot

ASIDE = 0.45
"""Space between a map and the one beside it."""
BETWEEN = 0.15
"""Space between a map and the label of the one below it."""
APART = 0.25
"""Space between a table and its row and column."""


def stacked(
    slots: Sequence[Slot],
    area: Rect,
    *,
    beside: Mapping[str, Slot] = MappingProxyType({}),
) -> dict[str, Place]:
    """Return the places of ``slots`` from top to bottom in ``area``, all cells of one size, as large as fits.

    Their first columns are aligned. ``beside`` are maps to the left of others, by these others' names, whose
    rows are aligned with theirs.

    >>> places = stacked([Slot("a", 1, 4), Slot("b", 2, 3)], Rect(0, 0, 2, 8))
    >>> [(p.rect.left, p.cell) for p in places.values()]
    [(-1.0, 0.5), (-1.0, 0.5)]
    """
    margins = [_breadth(beside[slot.name]) + ASIDE if slot.name in beside else 0.0 for slot in slots]
    height = area.height - LABEL * len(slots) - BETWEEN * (len(slots) - 1)
    cell = min(CELL, height / sum(slot.rows for slot in slots), _widest(slots, margins, area.width))
    overhangs = [max(0.0, (slot.label_width - slot.cols * cell) / 2) for slot in slots]
    before = max(margin + overhang for margin, overhang in zip(margins, overhangs, strict=True))
    after = max(slot.cols * cell + overhang for slot, overhang in zip(slots, overhangs, strict=True))
    left = area.x + (before - after) / 2
    top = area.top - (height - sum(slot.rows for slot in slots) * cell) / 2
    places = {}
    for slot, overhang in zip(slots, overhangs, strict=True):
        y = top - LABEL - slot.rows * cell / 2
        places[slot.name] = Place(left + slot.cols * cell / 2, y, cell, slot.rows, slot.cols)
        if one := beside.get(slot.name):
            x = left - overhang - ASIDE - _breadth(one) / 2
            places[one.name] = Place(x, y, cell, one.rows, one.cols)
        top -= LABEL + slot.rows * cell + BETWEEN
    return places


def crossed(row: Slot, column: Slot, table: Slot) -> dict[str, Place]:
    """Return the places of a row above its table and of a column to the left of it.

    >>> places = crossed(Slot("row", 1, 3), Slot("column", 2, 1), Slot("table", 2, 3))
    >>> places["row"].x == places["table"].x, places["column"].y == places["table"].y
    (True, True)
    """
    rows, cols = table.rows, table.cols
    cell = min(CELL, (STAGE.height - 2 * LABEL - APART) / (rows + 1))
    top, middle = STAGE.top - LABEL - cell / 2, STAGE.bottom + rows * cell / 2
    labels = (column.label_width + table.label_width) / 2
    aside = max(labels, cols * cell / 2 + cell / 2) + APART
    return {
        row.name: Place(0, top, cell, 1, cols),
        column.name: Place(-aside, middle, cell, rows, 1),
        table.name: Place(0, middle, cell, rows, cols),
    }


def _breadth(slot: Slot) -> float:
    return max(slot.label_width, slot.cols * CELL)


def _widest(slots: Sequence[Slot], margins: Sequence[float], width: float) -> float:
    """Return the largest cell with which maps, margins and labels fit in ``width``.

    To the left and to the right of the first columns' edge, each needs some units and some cells.
    """
    lefts = [(margin, 0.0) for margin in margins]
    lefts += [(m + slot.label_width / 2, -slot.cols / 2) for slot, m in zip(slots, margins, strict=True)]
    rights = [(0.0, float(slot.cols)) for slot in slots]
    rights += [(slot.label_width / 2, slot.cols / 2) for slot in slots]
    needed = [(units + more, cells + others) for units, cells in lefts for more, others in rights]
    return min((width - units) / cells for units, cells in needed if cells > 0)
