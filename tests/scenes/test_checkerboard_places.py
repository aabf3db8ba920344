"""Maps below each other: columns aligned, all inside, labels too."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.look.layout import LABEL, Rect, Slot
from convscenes.scenes.checkerboard.places import crossed, stacked

AREA = Rect(0.5, -0.2, 13.0, 5.8)
SIZES = st.tuples(st.integers(1, 12), st.integers(1, 80), st.floats(0.5, 8))


@given(sizes=st.lists(SIZES, min_size=1, max_size=4), beside=st.floats(0.5, 2) | st.none())
def test_maps_and_labels_stand_inside_and_apart(
    sizes: list[tuple[int, int, float]], beside: float | None
) -> None:
    slots = [Slot(str(n), rows, cols, label_width=width) for n, (rows, cols, width) in enumerate(sizes)]
    aside = {"0": Slot("aside", slots[0].rows, 1, label_width=beside)} if beside else {}
    places = stacked(slots, AREA, beside=aside)
    for slot in (*slots, *aside.values()):
        place = places[slot.name]
        assert place.cell > 0
        half = max(slot.label_width, place.rect.width) / 2
        assert AREA.left - 1e-9 <= place.x - half <= place.x + half <= AREA.right + 1e-9
        assert AREA.bottom - 1e-9 <= place.rect.bottom <= place.rect.top + LABEL <= AREA.top + 1e-9
    for one, other in pairwise(slots):
        above, below = places[one.name], places[other.name]
        assert above.rect.left == pytest.approx(below.rect.left)
        assert above.rect.bottom - LABEL >= below.rect.top - 1e-9
    if beside:
        one, other = places["aside"], places["0"]
        assert (one.y, one.cell) == (other.y, other.cell)
        label = other.x - max(slots[0].label_width, other.rect.width) / 2
        assert one.x + max(beside, one.cell) / 2 < label


@given(rows=st.integers(1, 60), cols=st.integers(1, 20), labels=st.lists(st.floats(0.5, 3), min_size=2))
def test_a_row_and_a_column_stand_along_their_table(rows: int, cols: int, labels: list[float]) -> None:
    left, above = labels[:2]
    places = crossed(
        Slot("row", 1, cols),
        Slot("column", rows, 1, label_width=left),
        Slot("table", rows, cols, label_width=above),
    )
    row, column, table = (places[name] for name in ("row", "column", "table"))
    assert row.centers()[0, :, 0] == pytest.approx(table.centers()[0, :, 0])
    assert column.centers()[:, 0, 1] == pytest.approx(table.centers()[:, 0, 1])
    assert row.rect.bottom > table.rect.top + LABEL
    assert column.x + left / 2 < table.x - above / 2
    assert column.rect.right < table.rect.left
