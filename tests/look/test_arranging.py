"""Arrangements: inside their area, nothing on top of another; what reads best, by hand and as properties."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convscenes.look.arranging import COMFORT, EVEN, Row, Split, arrange
from convscenes.look.layout import CELL, LABEL, Place, Rect, Size
from convscenes.look.slots import HEIGHT, Reading, Slot, legible, readings
from convscenes.ops.notation import Notation

AREA = Rect.between(-6.66, 6.66, -2.2, 2.86)
sizes = st.integers(1, 70)
SMALL, LARGE = st.integers(1, 6), st.integers(1, 70)
NONE, DIGITS, DECIMALS, WIDE = (
    readings(values, Notation.of(values)) if values else ()
    for values in ([], [1, 2, 3], [3, 0.25, -0.5, 0.75, 1.5], [1, 2, 3, -123.45])
)


@st.composite
def slots(draw: st.DrawFn, name: str) -> Slot:
    size = draw(st.sampled_from((SMALL, LARGE)))
    padding = tuple(draw(st.integers(0, 3)) for _ in range(4))
    return Slot(
        name,
        draw(size),
        draw(size),
        padding=padding,  # type: ignore[arg-type]
        label_width=draw(st.floats(0, 2.5)),
        readings=draw(st.sampled_from((NONE, DIGITS, DECIMALS, WIDE))),
        passing=draw(st.sampled_from((0.0, 2.0, 3.0, 9.0))),
        weight=draw(st.sampled_from((0.6, 1.0, 3.0))),
    )


def outer(place: Place, slot: Slot) -> Rect:
    top, right, bottom, left = slot.padding
    return place.block([-top, place.rows - 1 + bottom], [-left, place.cols - 1 + right])


def inside(place: Place, slot: Slot, area: Rect) -> bool:
    rect, slack = outer(place, slot), 1e-5
    return (
        rect.left >= area.left - slack and rect.right <= area.right + slack
        and rect.bottom >= area.bottom - slack and rect.top + LABEL <= area.top + slack
    )  # fmt: skip


def arrangements(a: Slot, b: Slot, c: Slot) -> list[Row | Split]:
    one, two, three = (Row((slot,), gap=0.8) for slot in (a, b, c))
    return [
        Row((a, b, c), gap=0.8),
        Split((Row((a, b), gap=0.8), three)),
        Split((one, Row((b, c), gap=0.8)), beside=True),
        Split((Split((one, two)), three), beside=True, gap=0.5),
    ]


@settings(max_examples=150)
@given(slots("a"), slots("b"), slots("c"))
def test_arrangements_stay_inside_and_apart(a: Slot, b: Slot, c: Slot) -> None:
    every = arrangements(a, b, c)
    for chosen in (every, *([one] for one in every)):
        places = arrange(chosen, AREA)
        rects = [outer(places[slot.name], slot) for slot in (a, b, c)]
        for slot in (a, b, c):
            assert places[slot.name].shape == (slot.rows, slot.cols)
            assert inside(places[slot.name], slot, AREA)
        for one, other in combinations(rects, 2):
            apart = one.right <= other.left + 1e-5 or other.right <= one.left + 1e-5
            assert apart or one.bottom >= other.top - 1e-5 or other.bottom >= one.top - 1e-5


@given(slots("a"), slots("b"), slots("c"))
def test_cells_are_wide_only_to_be_read_and_even_unless_they_must_be_read(a: Slot, b: Slot, c: Slot) -> None:
    places = arrange(arrangements(a, b, c), AREA)
    for slot in (a, b, c):
        width, height, _ = places[slot.name].size
        assert height <= CELL + 1e-9
        assert width >= height - 1e-9
        if width > height + 1e-6:
            widest = max(slot.readings[0].em, slot.passing)
            assert height < legible(widest), "a square cell of this height would not do"
            assert width <= max(EVEN * height, legible(widest)) + 1e-6
    heights = [place.cell for place in places.values()]
    assert max(heights) <= max(EVEN * min(heights), COMFORT) + 1e-6


def test_one_map_fills_the_area_or_has_the_largest_cells() -> None:
    # 5.06 − 0.52 units for 20 rows; 13.32 units for 40 columns
    assert arrange([Row((Slot("a", 20, 3),))], AREA)["a"].cell == pytest.approx(4.54 / 20)
    assert arrange([Row((Slot("a", 3, 40),))], AREA)["a"].cell == pytest.approx(13.32 / 40)
    assert arrange([Row((Slot("a", 2, 2),))], AREA)["a"] == Place(0.0, pytest.approx(0.07), CELL, 2, 2)


def test_the_first_arrangement_is_kept_unless_another_is_clearly_better() -> None:
    small = Slot("a", 2, 2), Slot("b", 2, 2)
    two_lines = Split((Row(small[:1]), Row(small[1:])))
    places = arrange((Row(small), two_lines), AREA)
    assert places["a"].y == places["b"].y
    long = Slot("a", 1, 12, readings=DIGITS), Slot("b", 1, 12, readings=DIGITS)
    places = arrange((Row(long), Split((Row(long[:1]), Row(long[1:])))), AREA)
    assert places["a"].y > places["b"].y


def test_one_wide_value_makes_cells_wider_not_blank() -> None:
    place = arrange([Row((Slot("a", 1, 2, readings=WIDE),))], AREA)["a"]
    assert place.cell == CELL
    assert place.size.width == pytest.approx(EVEN * CELL), "there is space"
    column = arrange([Row((Slot("a", 16, 1, readings=DECIMALS),))], AREA)["a"]
    assert column.cell == pytest.approx(4.54 / 16)
    assert column.size.width >= legible(2.056) > column.cell


def test_a_map_grows_to_be_read_however_small_others_are() -> None:
    picture, kernel = Slot("a", 40, 40), Slot("b", 3, 3, readings=DIGITS)
    places = arrange([Row((picture, kernel))], AREA)
    assert places["a"].cell == pytest.approx(4.54 / 40)
    assert places["b"].cell == pytest.approx(COMFORT)


def test_of_two_maps_that_cannot_both_be_read_that_which_beats_are_about_is() -> None:
    # of the 8 units two maps of 10 columns have 4 each: 3 digits need 0.42 a cell, 7 together
    narrow = Rect(0, 0, 8.0, 5.0)
    for heavy, light in (("a", "b"), ("b", "a")):
        each = [
            Slot(name, 4, 10, readings=(Reading(1.5, 1.0),), weight=2.0 if name == heavy else 1.0)
            for name in "ab"
        ]
        places = arrange([Row(tuple(each), gap=0.5)], narrow)
        assert places[heavy].size.width >= legible(1.5) > places[light].size.width


def test_numbers_in_passing_wider_than_usual_cells_do_not_count() -> None:
    kernel = Slot("kernel", 3, 3, readings=DIGITS, passing=9.0)
    assert legible(9.0) > CELL
    assert arrange([Row((kernel,))], AREA)["kernel"].size == Size(CELL, CELL)
    assert Slot("kernel", 3, 3, readings=DIGITS, passing=3.0).reads(Place(0, 0, 0.5, 1, 1).size) == 0.8


def test_single_numerals_are_given_up_before_a_map() -> None:
    smallest = Place(0, 0, HEIGHT, 1, 1).size
    for values, worth in (([1, 2, 3, 4, 5, 6, 7, 10000], (7 / 8) ** 3), ([1, 2, 10000, 20000], 0)):
        one = Slot("a", 1, 8, readings=readings(values, Notation.of(values)))
        assert one.reads(smallest) == pytest.approx(worth)


@pytest.mark.parametrize("padding", [(0, 3, 0, 0), (0, 0, 0, 3), (1, 0, 1, 2)])
def test_a_label_beside_an_uneven_padding_stays_inside(padding: tuple[int, int, int, int]) -> None:
    first = Slot("a", 5, 1, padding=padding, label_width=1.6)
    slots = (first, Slot("b", 3, 12, label_width=2.0), Slot("c", 5, 1, padding=padding, label_width=1.6))
    places = arrange([Row(slots, gap=0.5)], AREA)
    for slot in slots:
        half = slot.label_width / 2
        assert AREA.left - 1e-5 <= places[slot.name].x - half
        assert places[slot.name].x + half <= AREA.right + 1e-5


def test_maps_stay_inside_where_labels_do_not_fit() -> None:
    slots = tuple(Slot(name, 3, 3, label_width=7.0, readings=DIGITS) for name in "abc")
    places = arrange([Row(slots)], AREA)
    assert all(inside(places[slot.name], slot, AREA) for slot in slots)
