"""Where a matrix, the columns it multiplies and makes, and what these fold into stand in the frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from convscenes.look.columns import Columns
from convscenes.look.frame import STAGE
from convscenes.look.layout import LABEL, Place, Rect, Row, Slot, Split

AREA = Rect.between(STAGE.left, STAGE.right, STAGE.bottom - 0.1, STAGE.top)
"""The stage, and a little of the space above the caption: a column of many cells needs it."""
GAP = 0.45
"""Space between the strips of the frame, in which a sign may stand."""
FORMULA = 0.65
"""Height reserved for a formula below a map."""
BESIDE = {"column": (0, 1, 0, 1), "result": (0, 0, 0, 1)}
"""Cells right and left of a column in which numbers are laid at times."""
Slots = Mapping[str, Slot]
Places = dict[str, Place]


def places(slots: Slots, over: str) -> Places:
    """Return the places of all maps, where numbers are laid beside the column ``over``.

    Both outputs stand below y, or right of it where more numerals can be read then.
    """
    slots = {**slots, over: replace(slots[over], padding=BESIDE[over])}
    stacked, abreast = _arranged(slots, over, below=True), _arranged(slots, over, below=False)
    return stacked if _legible(slots, stacked) >= _legible(slots, abreast) else abreast


def _arranged(slots: Slots, over: str, *, below: bool) -> Places:
    """Return the places with matrix, x and y in a row, and the input below the matrix or below x."""
    outputs, high = (slots["output"], slots["direct"]), slots["column"]
    wide = max(slot.label_width for slot in outputs)
    area = AREA if below else Rect.between(AREA.left, AREA.right - wide - GAP, AREA.bottom, AREA.top)
    y = replace(slots["result"], label_width=max(wide * below, slots["result"].label_width))
    three = (slots["matrix"], replace(high, rows=1), y)
    if over == "column":
        found = Split(Row(three, gap=GAP, below=FORMULA), Row((slots["input"],)), gap=0.1).fit(area).places
        found["input"] = replace(found["input"], x=found["matrix"].x)
        column: Row | Split = Row((high,))
    else:
        found = Row(three, gap=GAP).fit(area).places
        column = Split(Row((high,)), Row((slots["input"],), below=FORMULA))
    width = max(high.label_width, high.outer[1] * found["column"].cell)
    found |= column.fit(Rect(found["column"].x, AREA.y, width, AREA.height)).places
    for name in ("matrix", "column", "result"):
        found[name] = replace(found[name], y=AREA.top - LABEL - found[name].rect.height / 2)
    x, top = (
        (found["result"].x, found["result"].rect.bottom - 0.1)
        if below
        else (area.right + GAP + wide / 2, AREA.top)
    )
    return found | Columns((outputs,), min_gap=1.5, max_gap=0.8).fit(
        Rect.between(x - wide / 2, x + wide / 2, AREA.bottom, top)
    )


def _legible(slots: Slots, places: Places) -> int:
    """Return how many maps show their numerals, −1 where the outputs have no room."""
    legible = sum(place.cell >= slots[name].legible for name, place in places.items())
    return legible if places["output"].cell > 0 else -1
