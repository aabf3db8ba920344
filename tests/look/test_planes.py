"""Places of planes: as large as fits, apart, and readable; what lies on them is what lies flat, tilted."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.look.beam import corners, hull
from convscenes.look.layout import LABEL, Place, Rect
from convscenes.look.planes import Planes
from convscenes.look.slots import Reading, Slot
from convscenes.look.tilt import LEVEL, Tilt

AREA = Rect(0.0, 0.5, 13.0, 5.4)
sides = st.integers(1, 9)


@given(sides, sides, sides, sides, st.booleans(), st.tuples(*[st.integers(0, 2)] * 4))
def test_planes_are_inside_and_apart(
    rows: int, cols: int, up: int, across: int, stacked: bool, padding: tuple[int, int, int, int]
) -> None:
    lower = Slot("input", rows, cols, padding=padding, label_width=1.5)
    upper, kernel = Slot("output", up, across, label_width=1.6), Slot("kernel", 3, 3, label_width=1.4)
    places = Planes(lower, upper, kernel, stacked=stacked).fit(AREA)
    rects = {name: place.rect for name, place in places.items()}
    for rect in rects.values():
        assert AREA.left <= rect.left + 1e-6
        assert rect.right <= AREA.right + 1e-6
        assert AREA.bottom <= rect.bottom + 1e-6
        assert rect.top <= AREA.top + 1e-6
    assert rects["output"].bottom > rects["input"].top
    for one, other in combinations(rects.values(), 2):
        assert not (
            min(one.right, other.right) - max(one.left, other.left) > 1e-6
            and min(one.top, other.top) - max(one.bottom, other.bottom) > 1e-6
        )
    if stacked:
        assert rects["output"].top <= AREA.top - LABEL + 1e-6


def test_cells_are_wide_where_numerals_need_it() -> None:
    plain, thousands = (Slot("output", 3, 3, readings=(Reading(em, 1.0),)) for em in (0.5, 4.0))
    lower = Slot("input", 3, 3)
    assert Planes(lower, plain).fit(AREA)["output"].wide == pytest.approx(1.0)
    assert Planes(lower, thousands).fit(AREA)["output"].wide > 1.2


def test_a_tilted_map_by_hand() -> None:
    place = Place(1.0, 2.0, 0.5, 2, 4, tilt=Tilt((1.0, -0.5), (0.5, 1.0)))
    assert place.centers([0], [0]).tolist() == [[[0.375, 2.625]]]  # (−0.75, 0.25) in the plane
    assert (place.rect.width, place.rect.height) == (2.5, 2.0)
    block = place.block([0, 1], [2, 3])
    assert (block.width, block.height) == (1.0, 1.0)
    assert (block.x, block.y) == (1.5, 1.75)  # (0.5, 0) in the plane
    assert place.sub([1], [3]).rect.width == pytest.approx(0.75)


@given(st.floats(0.1, 5), st.floats(0.1, 5), st.floats(-3, 3))
def test_the_corners_of_a_block_are_those_of_its_bounds(width: float, height: float, x: float) -> None:
    found = corners(Rect(x, -x, width, height), LEVEL)
    assert np.ptp(found, axis=0).tolist() == pytest.approx(LEVEL.bounds(width, height))
    assert found.mean(axis=0).tolist() == pytest.approx([x, -x])


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=3, max_size=12))
def test_a_hull_holds_all_points_and_turns_one_way(points: list[tuple[int, int]]) -> None:
    ring = hull([np.array(point, dtype=float) for point in points])
    if len(ring) < 3:
        return
    edges = np.roll(ring, -1, axis=0) - ring
    for x, y in points:
        away = np.array([x, y]) - ring
        assert (edges[:, 0] * away[:, 1] - edges[:, 1] * away[:, 0] <= 1e-9).all()
