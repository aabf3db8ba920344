"""Where a matrix, the columns it multiplies and makes, and what these fold into stand in the frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from convscenes.look.frame import STAGE
from convscenes.look.layout import LABEL, Place, Rect, Row, Slot, Split

AREA = Rect.between(STAGE.left, STAGE.right, STAGE.bottom - 0.1, STAGE.top)
"""The stage, and a little of the space above the caption: a column of many cells needs it."""
GAP = 0.45
"""Space between two strips of the frame, in which a sign may stand; less, where labels are long."""
SLACK = 0.3
"""Width that a Split may lose, because it divides in steps."""
FORMULA = 0.65
"""Height reserved for a formula below a map."""
TWINS = 0.3
"""Space between the two outputs, one above the other."""
ABREAST = 3.6
"""How many cells wide a column is together with those that are laid beside it."""
Slots = Mapping[str, Slot]
Places = dict[str, Place]


def places_forth(slots: Slots) -> Places:
    """Return the places for C·x: the input below C, both outputs below y, or beside it to show more."""
    pair = Split(Row((slots["matrix"],), below=FORMULA), Row((slots["input"],)), gap=0.1)
    below, beside = _stacked(slots, pair), _abreast(slots, pair)
    return below if _legible(slots, below) >= _legible(slots, beside) else beside


def places_back(slots: Slots) -> Places:
    """Return the places for Cᵀ·x: the input below x, both outputs beside y."""
    return _abreast(slots, Row((slots["matrix"],)), under=slots["input"])


def _stacked(slots: Slots, left: Split) -> Places:
    """Return all places in three strips: ``left``, x, and y with the outputs below it."""
    right = max(slots[name].label_width for name in ("result", "output", "direct"))
    wide = slots["column"].label_width
    places = left.fit(_cut(_cut(AREA, right), wide)).places
    places["matrix"] = _topped(places["matrix"])
    places["result"] = _beside(places["matrix"], slots["result"], AREA.right - right / 2)
    below = Rect.between(AREA.right - right, AREA.right, AREA.bottom, places["result"].rect.bottom - 0.1)
    column = Rect(AREA.right - right - GAP - wide / 2, AREA.y, wide, AREA.height)
    places["column"] = _column(slots["column"], column)
    return places | _twins(_twin(slots).fit(below).places["twins"], below)


def _abreast(slots: Slots, left: Row | Split, under: Slot | None = None) -> Places:
    """Return all places in four strips: ``left``, x (with a map ``under`` it), y, the outputs."""
    x_width, y_width = slots["column"].label_width, slots["result"].label_width
    needed = sum(slots[name].label_width for name in ("matrix", "direct")) + x_width + y_width
    gap = max(min(GAP, (AREA.width - needed - SLACK) / 3), 0.1)
    places = Split(left, _twin(slots), beside=True, gap=x_width + y_width + 3 * gap).fit(AREA).places
    twins = places.pop("twins")
    start = max(_edge(place, slots[name], 1) for name, place in places.items())
    end = _edge(twins, slots["direct"], -1)
    gap = (end - start - x_width - y_width) / 3
    strip = Rect(start + gap + x_width / 2, AREA.y, x_width, AREA.height)
    places |= _twins(twins, AREA)
    places["matrix"] = _topped(places["matrix"])
    places["result"] = _beside(places["matrix"], slots["result"], end - gap - y_width / 2)
    if under is None:
        return places | {"column": _column(slots["column"], strip)}
    column = Row((slots["column"],), max_cell=x_width / ABREAST)
    places |= Split(column, Row((under,), below=FORMULA)).fit(strip).places
    return places | {"column": _topped(places["column"])}


def _twin(slots: Slots) -> Row:
    """Return one slot for both outputs, one above the other."""
    one, other = slots["output"], slots["direct"]
    width = max(one.label_width, other.label_width)
    return Row((replace(one, name="twins", rows=2 * one.rows, label_width=width),), below=LABEL + TWINS)


def _twins(both: Place, area: Rect) -> Places:
    """Return the places of two outputs in ``area``, of the cells that ``both`` have."""
    output = replace(both, rows=both.rows // 2)
    upper = replace(output, y=area.top - LABEL - output.rect.height / 2)
    lower = replace(output, y=upper.rect.bottom - TWINS - LABEL - output.rect.height / 2)
    return {"output": upper, "direct": lower}


def _legible(slots: Slots, places: Places) -> int:
    """Return how many maps show their numerals; none, where the outputs have no room."""
    if places["output"].cell <= 0:
        return 0
    return sum(place.cell >= slots[name].legible for name, place in places.items())


def _column(slot: Slot, strip: Rect) -> Place:
    """Return the place of a column that has a strip of the frame to itself."""
    return _topped(Row((slot,), max_cell=strip.width / ABREAST).fit(strip).places[slot.name])


def _beside(matrix: Place, slot: Slot, x: float) -> Place:
    """Return the place of y at ``x``: each entry beside its row of the ``matrix``, if it can be read there.

    Else its cells are as large as that takes.
    """
    own = min(1.05 * slot.legible, (AREA.height - LABEL) / slot.rows)
    cell = own if matrix.cell < slot.legible <= own else matrix.cell
    return _topped(Place(x, 0.0, cell, slot.rows, 1))


def _topped(place: Place) -> Place:
    """Return the place moved up until its label is at the top of the frame."""
    return replace(place, y=AREA.top - LABEL - place.rect.height / 2)


def _cut(area: Rect, width: float) -> Rect:
    """Return what a strip on the right, ``width`` wide, leaves of ``area``."""
    return Rect.between(area.left, area.right - width - GAP, area.bottom, area.top)


def _edge(place: Place, slot: Slot, way: int) -> float:
    """Return the left (−1) or right (1) edge of a map and its label."""
    return place.x + way * max(place.rect.width, slot.label_width) / 2
