"""Columns of maps: inside the area, apart, on common lines."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from convscenes.look.columns import Columns
from convscenes.look.layout import LABEL, Rect
from convscenes.look.slots import Reading, Slot

DIGITS = (Reading(0.5, 1.0),)
AREA = Rect(0.5, 0.2, 11.0, 5.0)
padding = st.tuples(*[st.integers(0, 2)] * 4)
maps = st.tuples(st.integers(1, 4), st.integers(1, 12), st.integers(1, 12), padding, st.floats(0.2, 2.0))


def columns(shapes: list[tuple[int, int, int, tuple[int, int, int, int], float]]) -> Columns:
    return Columns(
        tuple(
            tuple(
                Slot(
                    f"{number}-{n}",
                    rows,
                    cols,
                    padding=around,
                    label_width=label,
                    readings=(Reading(0.5, 1.0),),
                )
                for n in range(count)
            )
            for number, (count, rows, cols, around, label) in enumerate(shapes)
        )
    )


@given(st.lists(maps, min_size=1, max_size=4))
def test_maps_stay_inside_and_apart(
    shapes: list[tuple[int, int, int, tuple[int, int, int, int], float]],
) -> None:
    places = columns(shapes).fit(AREA)
    outer = []
    for number, (count, _, _, (top, right, bottom, left), _) in enumerate(shapes):
        for n in range(count):
            place = places[f"{number}-{n}"]
            outer.append(place.block([-top, place.rows - 1 + bottom], [-left, place.cols - 1 + right]))
    for rect in outer:
        assert AREA.left - 1e-6 <= rect.left <= rect.right <= AREA.right + 1e-6
        assert AREA.bottom - 1e-6 <= rect.bottom <= rect.top <= AREA.top - LABEL + 1e-6
    for one, other in combinations(outer, 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        up = min(one.top, other.top) - max(one.bottom, other.bottom)
        assert across < 1e-6 or up < 1e-6


def test_columns_of_as_many_maps_stand_on_the_same_lines() -> None:
    places = columns(
        [(2, 4, 4, (0, 0, 0, 0), 1.0), (2, 3, 3, (0, 0, 0, 0), 1.0), (1, 2, 2, (0, 0, 0, 0), 1.0)]
    )
    fitted = places.fit(AREA)
    for n in range(2):
        assert abs(fitted[f"0-{n}"].y - fitted[f"1-{n}"].y) < 1e-9
    middle = (fitted["0-0"].y + fitted["0-1"].y) / 2
    assert abs(fitted["2-0"].y - middle) < 1e-9
    assert fitted["0-0"].cell == fitted["1-1"].cell == fitted["2-0"].cell
