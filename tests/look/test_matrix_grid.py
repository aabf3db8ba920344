"""Grids remember their values, stay few mobjects when they are large, and move to given places."""

import numpy as np
import pytest

from convscenes.look.cells import Cells, legible_side, numeral_em
from convscenes.look.layers import Layer, Numerals
from convscenes.look.layout import Place
from convscenes.look.lettering import MIN_EM
from convscenes.look.matrix_grid import COARSE_LAYERS, MatrixGrid
from convscenes.look.theme import THEMES

VALUES = np.ma.array([[1, 20, -3], [4, 5, 6]], mask=[[0, 0, 0], [0, 1, 0]])


def grid(values: np.ndarray = VALUES, cell: float = 0.9) -> MatrixGrid:
    return MatrixGrid(
        Cells.at(values, Place(0, 0, cell, *values.shape)), THEMES["dark"], "input", name="input"
    )


def box_of(one: MatrixGrid) -> tuple[float, ...]:
    points = np.concatenate([layer.points for layer in one.submobjects])
    return tuple(np.round([*points.min(axis=0)[:2], *points.max(axis=0)[:2]], 3))


def test_values_are_remembered_and_empty_cells_have_none() -> None:
    one = grid()
    assert one.values.tolist() == [[1, 20, -3], [4, None, 6]]
    assert one.texts(one.cells).tolist() == ["1", "20", "−3", "4", "", "6"]


def test_a_large_grid_is_a_few_mobjects() -> None:
    rng = np.random.default_rng(1)
    one = grid(rng.integers(0, 256, (64, 64)), cell=0.08)
    assert one.em(0.08) == 0
    assert len(one.submobjects) <= COARSE_LAYERS
    assert sum(len(layer.points) for layer in one.submobjects) == 64 * 64 * 16
    mixed = grid(rng.integers(-9, 10, (64, 64)), cell=0.08)
    mixed.set_state(mixed.cells.changed(highlighted=rng.integers(0, 2, (64, 64))))
    assert len(mixed.submobjects) <= COARSE_LAYERS


def test_animate_to_ends_in_the_given_state() -> None:
    one, target = grid(), Place(3, 1, 0.5, 2, 3)
    there = MatrixGrid(Cells.at(VALUES, target), THEMES["dark"], "input")
    motion = one.animate_to(
        place=target, values=VALUES + 1, lag=np.array([[0, 0.5, 1], [0.2, 0.3, 0.4]]), arc=0.3
    )
    motion.begin()
    motion.interpolate(0.0)
    assert box_of(one) == box_of(grid())
    motion.interpolate(0.5)
    motion.finish()
    assert box_of(one) == box_of(there)
    assert one.values.tolist() == [[2, 21, -2], [5, None, 7]]


def minuses(one: MatrixGrid) -> list[int]:
    """Return the cells with a minus: a wide, low shape that can be seen."""
    found = []
    for layer in one.submobjects:
        for owner in np.unique(layer.owner) if layer.fill_rgbas[0, 3] else []:
            width, height = np.ptp(layer.points[layer.owner == owner, :2], axis=0)
            if width > 3 * height:
                found.append(int(owner))
    return sorted(found)


def test_negative_cells_without_numerals_have_a_minus() -> None:
    values = np.ma.array([[1.25, -2.5, 0.0], [-0.75, 3.0, -1.0]], mask=[[0, 0, 0], [0, 0, 1]])
    small, large = grid(values, cell=0.3), grid(values, cell=0.9)
    assert small.em(0.3) == 0 < large.em(0.9)
    assert minuses(small) == [1, 3]
    motion = large.animate_to(place=Place(0, 0, 0.3, 2, 3))
    motion.begin()
    motion.finish()
    assert minuses(large) == [1, 3], "numerals that become too small leave it behind"
    assert minuses(grid(np.abs(values), cell=0.3)) == []


def test_a_picture_has_no_numerals_no_outlines_and_few_colours() -> None:
    values = np.linspace(-3, 10, 400).reshape(16, 25)
    place = Place(0, 0, 0.9, 16, 25)
    one = MatrixGrid(Cells.at(values, place), THEMES["dark"], "output", style="picture")
    assert 8 <= len(one.submobjects) <= COARSE_LAYERS
    assert all(isinstance(m, Layer) and not m.get_stroke_width() for m in one.submobjects)
    assert not any(isinstance(m, Numerals) for m in one.submobjects)
    reds = sum(m.fill_rgbas[0, 0] > m.fill_rgbas[0, 1] for m in one.submobjects)
    assert 2 <= reds <= 6, "negative cells have a hue of their own"


def test_what_has_no_opacity_is_not_drawn() -> None:
    one = grid()
    motion = one.animate_to(opacity=False)
    motion.begin()
    motion.finish()
    assert one.submobjects == []


def test_numerals_are_one_size_and_shrink_together() -> None:
    narrow, wide = grid(np.array([[1, 2]])), grid(np.array([[1, 2000]]))
    assert narrow.em(0.9) > wide.em(0.9) > 0


@pytest.mark.parametrize("width", [0.5, 1.0, 1.78, 2.5])
def test_numerals_give_way_before_they_are_too_small(width: float) -> None:
    smallest = legible_side(width)
    assert numeral_em(smallest + 1e-9, width) >= MIN_EM
    assert numeral_em(smallest * 0.99, width) == 0


def test_weights_may_come_from_where_they_are_too_small_to_be_read() -> None:
    small, large = Place(0, 0, 0.3, 1, 2), Place(2, 1, 0.9, 1, 2)
    weights = MatrixGrid(Cells.at([[3, 7]], small), THEMES["dark"], "kernel", style="overlay")
    assert not [layer for layer in weights.submobjects if isinstance(layer, Numerals)]
    motion = weights.animate_to(place=large)
    motion.begin()
    motion.finish()
    there = MatrixGrid(Cells.at([[3, 7]], large), THEMES["dark"], "kernel", style="overlay")
    assert box_of(weights) == box_of(there)
