"""Places: cells by hand; arrangements that stay inside their area and do not overlap."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.look.layout import LABEL, Place, Rect, Row, Slot, Split, best

AREA = Rect.between(-6.66, 6.66, -2.2, 2.86)
sizes = st.integers(1, 70)


@st.composite
def slots(draw: st.DrawFn, name: str) -> Slot:
    padding = tuple(draw(st.integers(0, 3)) for _ in range(4))
    return Slot(
        name, draw(sizes), draw(sizes), padding=padding, label_width=draw(st.floats(0, 2.5)), legible=0.26
    )  # type: ignore[arg-type]


def outer(place: Place, slot: Slot) -> Rect:
    top, right, bottom, left = slot.padding
    return place.block([-top, place.rows - 1 + bottom], [-left, place.cols - 1 + right])


def inside(place: Place, slot: Slot, area: Rect) -> bool:
    rect, slack = outer(place, slot), 1e-6
    return (
        rect.left >= area.left - slack and rect.right <= area.right + slack
        and rect.bottom >= area.bottom - slack and rect.top + LABEL <= area.top + slack
    )  # fmt: skip


@given(slots("a"), slots("b"), slots("c"))
def test_rows_and_splits_stay_inside(a: Slot, b: Slot, c: Slot) -> None:
    for arrangement in (
        Row((a, b, c)),
        Split(Row((a, b)), Row((c,))),
        Split(Row((a,)), Row((b, c)), beside=True),
    ):
        places = arrangement.fit(AREA).places
        for slot in (a, b, c):
            assert places[slot.name].shape == (slot.rows, slot.cols)
            assert inside(places[slot.name], slot, AREA)
        rects = [outer(places[slot.name], slot) for slot in (a, b, c)]
        for one in rects:
            for other in rects:
                apart = one.right <= other.left + 1e-6 or other.right <= one.left + 1e-6
                above = one.bottom >= other.top - 1e-6 or other.bottom >= one.top - 1e-6
                assert one is other or apart or above


def test_centers_by_hand() -> None:
    place = Place(1.0, 2.0, 0.5, rows=2, cols=3)
    assert place.centers().tolist() == [
        [[0.5, 2.25], [1.0, 2.25], [1.5, 2.25]],
        [[0.5, 1.75], [1.0, 1.75], [1.5, 1.75]],
    ]
    assert place.centers([-1], [3])[0, 0].tolist() == [2.0, 2.75]


def test_blocks_and_subplaces_by_hand() -> None:
    place = Place(0.0, 0.0, 1.0, rows=4, cols=4)
    assert place.block([0, 2], [1, 3]) == Rect(0.5, 0.5, 3.0, 3.0)
    assert place.sub([1], [3]) == Place(1.5, 0.5, 1.0, 1, 1)
    assert np.allclose(place.sub(range(4), range(4)).centers(), place.centers())


def test_cells_wider_than_high_by_hand() -> None:
    place = Place(1.0, 2.0, 0.5, rows=2, cols=3, wide=2.0)
    assert place.size == (1.0, 0.5)
    assert place.centers()[1].tolist() == [[0.0, 1.75], [1.0, 1.75], [2.0, 1.75]]
    assert place.rect == Rect(1.0, 2.0, 3.0, 1.0)
    assert place.block([0], [1, 2]) == Rect(1.5, 2.25, 2.0, 0.5)
    assert place.sub([0, 1], [1]) == Place(1.0, 2.0, 0.5, 2, 1, wide=2.0)


def test_the_first_arrangement_is_kept_unless_another_is_clearly_better() -> None:
    small = Slot("a", 2, 2), Slot("b", 2, 2)
    assert best((Row(small), Split(Row(small[:1]), Row(small[1:]))), AREA)["a"].y == pytest.approx(
        0.33 - LABEL / 2
    )
    long = Slot("a", 1, 12, legible=0.5), Slot("b", 1, 12, legible=0.5)
    places = best((Row(long), Split(Row(long[:1]), Row(long[1:]))), AREA)
    assert places["a"].y > places["b"].y


def test_no_map_shrinks_too_far_for_numerals() -> None:
    # two lines would show the numerals of a; b would be a quarter of what it can be
    a, b = Slot("a", 12, 14, legible=0.25), Slot("b", 25, 29, legible=0.9)
    row, lines = Row((a, b), gap=1.3), Split(Row((a,), gap=1.3), Row((b,), gap=1.3))
    assert lines.fit(AREA).legible > row.fit(AREA).legible
    assert best((row, lines), AREA) == row.fit(AREA).places


@pytest.mark.parametrize("padding", [(0, 3, 0, 0), (0, 0, 0, 3), (1, 0, 1, 2)])
def test_a_label_beside_an_uneven_padding_stays_inside(padding: tuple[int, int, int, int]) -> None:
    first = Slot("a", 5, 1, padding=padding, label_width=1.6)
    slots = (first, Slot("b", 3, 12, label_width=2.0), Slot("c", 5, 1, padding=padding, label_width=1.6))
    places = Row(slots, gap=0.5).fit(AREA).places
    for slot in slots:
        half = slot.label_width / 2
        assert (
            AREA.left - 1e-9 <= places[slot.name].x - half < places[slot.name].x + half <= AREA.right + 1e-9
        )
