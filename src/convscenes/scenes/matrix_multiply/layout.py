"""Where a matrix, the columns it multiplies and makes, and what these fold into stand in the frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from convscenes.look.arranging import Row, Split, arrange
from convscenes.look.layout import Place, Rect, Size
from convscenes.look.slots import Slot

GAP, SHARE = 0.45, 0.045
"""Space between the strips of the frame, in which a sign may stand; the share of a narrow one that it is."""
FORMULA = 0.65
"""Height reserved for a formula below a map."""
BESIDE = {"column": (0, 1, 0, 1), "result": (0, 0, 0, 1)}
"""Cells right and left of a column in which numbers are laid at times."""
Slots = Mapping[str, Slot]


def places(slots: Slots, over: str, stage: Rect) -> dict[str, Place]:
    """Return the places of all maps, where numbers are laid beside the column ``over``.

    Matrix, x and y are in a row; both outputs below y, or right of it, or with the input below the matrix.
    They have the ``stage``, and a little of the space below it: a column of many cells needs that.
    """
    gap = min(GAP, SHARE * stage.width)
    area = Rect.between(stage.left, stage.right, stage.bottom - 0.1, stage.top)
    slots = {**slots, over: replace(slots[over], padding=BESIDE[over])}
    matrix, x, y, image, output, direct = (
        Row((slots[name],)) for name in ("matrix", "column", "result", "input", "output", "direct")
    )
    strips: tuple[Row | Split, ...]
    if over == "column":
        strips = (Split((replace(matrix, below=FORMULA), image), gap=0.1), x)
    else:
        strips = (matrix, Split((x, replace(image, below=FORMULA))))
    small = Row(image.slots + output.slots + direct.slots, gap=0.6, below=FORMULA * (over == "result"))
    across = Split((replace(matrix, below=FORMULA * (over == "column")), small), gap=0.1)
    found = arrange(
        [
            Split((*strips, Split((y, output, direct))), beside=True, gap=gap),
            Split((*strips, y, Split((output, direct), gap=0.75)), beside=True, gap=gap),
            Split((across, x, y), beside=True, gap=gap),
        ],
        area,
    )
    common = min(found["matrix"].cell, found["result"].cell)  # an entry of y stands beside its row
    for name in ("matrix", "result"):
        slot, size = slots[name], found[name].size
        square = slot.reads(Size(common, common)) == slot.reads(size)
        found[name] = replace(found[name], cell=common, wide=1.0 if square else size.width / common)
    top = area.top - max(slots[name].label_height for name in ("matrix", "column", "result"))
    for name in ("matrix", "column", "result"):
        found[name] = replace(found[name], y=top - found[name].rect.height / 2)
    return found
