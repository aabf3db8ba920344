"""Grids remember their values, stay few mobjects when they are large, and move to given places."""

import numpy as np
import pytest

from convscenes.colours.theme import THEMES
from convscenes.look.cells import Cells, numeral_em
from convscenes.look.layers import Layer, Numerals
from convscenes.look.layout import Place, Size
from convscenes.look.letter_sizes import MIN_EM
from convscenes.look.matrix_grid import COARSE_LAYERS, MatrixGrid
from convscenes.look.slots import legible

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
    assert one.em(Size(0.08, 0.08)) == 0
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
    assert small.em(small.cells.size) == 0 < large.em(large.cells.size)
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
    assert narrow.em(narrow.cells.size) > wide.em(wide.cells.size) > 0


@pytest.mark.parametrize("width", [0.5, 1.0, 1.78, 2.5])
def test_numerals_give_way_before_they_are_too_small(width: float) -> None:
    smallest = legible(width)
    assert numeral_em(Size(smallest + 1e-9, smallest + 1e-9), width) >= MIN_EM
    assert numeral_em(Size(smallest * 0.99, smallest * 0.99), width) == 0


def test_weights_may_come_from_where_they_are_too_small_to_be_read() -> None:
    small, large = Place(0, 0, 0.3, 1, 2), Place(2, 1, 0.9, 1, 2)
    weights = MatrixGrid(Cells.at([[3, 7]], small), THEMES["dark"], "kernel", style="overlay")
    assert not [layer for layer in weights.submobjects if isinstance(layer, Numerals)]
    motion = weights.animate_to(place=large)
    motion.begin()
    motion.finish()
    there = MatrixGrid(Cells.at([[3, 7]], large), THEMES["dark"], "kernel", style="overlay")
    assert box_of(weights) == box_of(there)


def wide_grid(values: object, wide: float, **style: str) -> MatrixGrid:
    place = Place(0, 0, 0.5, *np.shape(values), wide=wide)  # type: ignore[arg-type]
    return MatrixGrid(Cells.at(values, place), THEMES["dark"], "input", **style)  # type: ignore[arg-type]


def test_a_wide_cell_has_the_gaps_and_the_round_corners_of_a_square_one() -> None:
    # cells of 0.5 × 1.0: a gap of 6 % of the height on all sides, corners of 8 %
    square, wide = (wide_grid([[0.0, 0.0]], ratio).submobjects[0].points[:32, :2] for ratio in (1.0, 2.0))
    assert np.ptp(square, axis=0) == pytest.approx([0.47, 0.47])
    assert np.ptp(wide, axis=0) == pytest.approx([0.97, 0.47])
    assert wide.mean(axis=0) == pytest.approx([-0.5, 0.0], abs=1e-9)
    arcs = [curve for curve in wide.reshape(-1, 4, 2) if np.ptp(curve, axis=0).min() > 1e-9]
    assert [np.ptp(arc, axis=0).tolist() for arc in arcs] == [pytest.approx([0.04, 0.04])] * 4


def test_numerals_are_centred_in_wide_cells_and_not_stretched() -> None:
    values = np.array([[-0.125, 0.375]])
    one = wide_grid(values, 2.0)
    assert one.written(Size(0.5, 0.5)).decimals < one.written(Size(1.0, 1.0)).decimals == 3
    size = one.em(one.cells.size)
    for layer in (layer for layer in one.submobjects if isinstance(layer, Numerals)):
        for owner in np.unique(layer.owner):
            points, curves = layer.points[layer.owner == owner, :2], layer.curves[layer.owner == owner]
            middle = (points.min(axis=0) + points.max(axis=0)) / 2
            assert middle == pytest.approx([-0.5 + owner, 0.0], abs=0.01)
            assert np.allclose(np.ptp(points, axis=0), np.ptp(curves, axis=0) * size)


def test_a_cell_changes_from_square_to_wide_and_back() -> None:
    target = Place(2, 1, 0.4, 2, 3, wide=1.75)
    one, there = grid(), MatrixGrid(Cells.at(VALUES, target), THEMES["dark"], "input")
    for goal, end in ((target, there), (Place(0, 0, 0.9, 2, 3), grid())):
        motion = one.animate_to(place=goal)
        motion.begin()
        motion.interpolate(0.5)
        motion.finish()
        assert box_of(one) == box_of(end)


def test_a_weight_stands_in_the_corner_of_a_wide_cell() -> None:
    place = Place(0, 0, 0.9, 1, 1, wide=2.0)
    one = MatrixGrid(Cells.at([[3]], place), THEMES["dark"], "kernel", style="overlay")
    (numeral,) = (layer for layer in one.submobjects if isinstance(layer, Numerals))
    assert place.rect.right - 0.1 < numeral.points[:, 0].max() < place.rect.right
    assert place.rect.bottom < numeral.points[:, 1].min() < place.rect.bottom + 0.1
