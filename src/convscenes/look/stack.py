"""Maps below each other, their columns aligned: what stands in a column belongs together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from convscenes.look.layout import CELL, LABEL, Place, Rect, Slot

ASIDE = 0.45
"""Space between a map and the one beside it."""


def stacked(
    slots: Sequence[Slot],
    area: Rect,
    *,
    beside: Mapping[str, Slot] | None = None,
    gap: float = 0.15,
    most: float = CELL,
) -> dict[str, Place]:
    """Return the places of ``slots`` from top to bottom in ``area``, all cells of one size, as large as fits.

    Their first columns are aligned. ``beside`` are maps to the left of others, by these others' names, whose
    rows are aligned with theirs. ``gap`` units and a label's height are between two maps.

    >>> places = stacked([Slot("a", 1, 4), Slot("b", 2, 3)], Rect(0, 0, 8, 8), most=1.0)
    >>> [(p.rect.left, p.cell) for p in places.values()]
    [(-2.0, 1.0), (-2.0, 1.0)]
    """
    beside = beside or {}
    margins = [_breadth(beside[slot.name]) + ASIDE if slot.name in beside else 0.0 for slot in slots]
    height = area.height - LABEL * len(slots) - gap * (len(slots) - 1)
    cell = min(most, height / sum(slot.rows for slot in slots), _widest(slots, margins, area.width))
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
        top -= LABEL + slot.rows * cell + gap
    return places


def _breadth(slot: Slot) -> float:
    return max(slot.label_width, slot.cols * CELL)


def _widest(slots: Sequence[Slot], margins: Sequence[float], width: float) -> float:
    """Return the greatest cell with which maps, margins and labels fit in ``width``.

    To the left and to the right of the first columns' edge, each asks for some units and some cells.
    """
    lefts = [(margin, 0.0) for margin in margins]
    lefts += [(m + slot.label_width / 2, -slot.cols / 2) for slot, m in zip(slots, margins, strict=True)]
    rights = [(0.0, float(slot.cols)) for slot in slots]
    rights += [(slot.label_width / 2, slot.cols / 2) for slot in slots]
    asked = [(units + more, cells + others) for units, cells in lefts for more, others in rights]
    return min((width - units) / cells for units, cells in asked if cells > 0)
