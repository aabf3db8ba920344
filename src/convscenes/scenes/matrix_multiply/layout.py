"""Where a matrix, the columns it multiplies and makes, and what these fold into stand in the frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from convscenes.look.arranging import Row, Split, arrange
from convscenes.look.frame import Frame
from convscenes.look.layout import Place, Rect, Size, Standing
from convscenes.look.letter_sizes import LABEL, MIN_EM
from convscenes.look.slots import Slot

GAP = 0.45
"""Space between the strips of the frame, in which a sign may stand."""
FORMULA = 0.65
"""Height reserved for a formula below a map."""
BESIDE = {"column": (0, 1, 0, 1), "result": (0, 0, 0, 1)}
"""Cells right and left of a column in which numbers are laid at times."""
Slots = Mapping[str, Slot]


def places(slots: Slots, over: str, frame: Frame) -> dict[str, Place]:
    """Return the places of all maps, where numbers are laid beside the column ``over``.

    They have the stage, and a little of the space below it: a column of many cells needs that.
    """
    stage, slots = frame.stage, {**slots, over: replace(slots[over], padding=BESIDE[over])}
    if frame.narrow and over == "result":  # of strips that are narrower than their labels
        slots = {name: least_labelled(slot) for name, slot in slots.items()}
    area = Rect.between(stage.left, stage.right, stage.bottom - 0.1, stage.top)
    found = arrange(arrangements(slots, over, frame), area)
    if is_broken(found):
        names, top = ["column", "result"], max(found[name].rect.top for name in ("column", "result"))
    else:
        names = ["matrix", "column", "result"]
        top = area.top - max(slots[name].label_height for name in names)
        found |= rows_of_one_height(found, slots)
    return found | {name: replace(found[name], y=top - found[name].rect.height / 2) for name in names}


def least_labelled(slot: Slot) -> Slot:
    """Return a slot with its label as small as can be read."""
    return replace(slot, label_width=slot.label_width * MIN_EM / LABEL)


def is_broken(found: Mapping[str, Standing]) -> bool:
    """Return whether x and y stand below the matrix: the equation is broken after it."""
    return found["column"].rect.top < found["matrix"].rect.bottom


def arrangements(slots: Slots, over: str, frame: Frame) -> list[Split]:
    """Return the arrangements of maps that a frame may have, the usual one first.

    Matrix, x and y are in a row; both outputs below y, or right of it, or with the input below the matrix, as
    is usual in narrow frames. In upright ones all but the matrix may stand below it.
    """
    matrix, x, y, image, output, direct = (
        Row((slots[name],)) for name in ("matrix", "column", "result", "input", "output", "direct")
    )
    summed = replace(matrix, below=FORMULA)
    strips: tuple[Row | Split, ...]
    if over == "column":
        strips = (Split((summed, image), gap=0.1), x)
    else:
        strips = (matrix, Split((x, replace(image, below=FORMULA))))
    small = Row(image.slots + output.slots + direct.slots, gap=0.6, below=FORMULA * (over == "result"))
    across = Split((summed if over == "column" else matrix, small), gap=0.1)
    beside = [
        Split((*strips, Split((y, output, direct))), beside=True, gap=GAP),
        Split((*strips, y, Split((output, direct), gap=0.75)), beside=True, gap=GAP),
    ]
    below = Split((across, x, y), beside=True, gap=GAP)
    if not frame.narrow:
        return [*beside, below]
    if not frame.upright or over == "result":
        return [below, *beside]
    return [
        below,
        *beside,
        Split((summed, Split((x, y, Split((image, output, direct))), beside=True, gap=GAP))),
    ]


def rows_of_one_height(found: Mapping[str, Place], slots: Slots) -> dict[str, Place]:
    """Return the places of matrix and y with cells of one height: an entry of y stands beside its row."""
    common, places = min(found["matrix"].cell, found["result"].cell), {}
    for name in ("matrix", "result"):
        slot, size = slots[name], found[name].size
        square = slot.reads(Size(common, common)) == slot.reads(size)
        places[name] = replace(found[name], cell=common, wide=1.0 if square else size.width / common)
    return places
