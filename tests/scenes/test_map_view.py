"""A map on the stage: its dashed cells, its padding, and the label that rises with it."""

import numpy as np
from manim import Animation

from convscenes.colours.theme import THEMES
from convscenes.look.cells import Cells
from convscenes.look.layout import Place, Room, Size
from convscenes.look.map_label import MapLabel
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.scenes._base.map_view import MapView, Padding

DARK = THEMES["dark"]
HALF = Size(0.5, 0.5)
VALUES = np.array([[2, 0, 3], [0, 0, 0]])
ZEROS = VALUES == 0


def view(dashed: np.ndarray | None = None) -> MapView:
    def grid(cells: Cells) -> MatrixGrid:
        return MatrixGrid(cells, DARK, "input", name="input")

    def label(place: Place, above: float, room: Room) -> MapLabel:
        return MapLabel("Input", "2×3", "input", DARK, place, above=above, room=room)

    return MapView("input", VALUES, Place(0, 0, 0.5, 2, 3), grid, label, dashed=dashed)


def play(motions: list[Animation]) -> None:
    for motion in motions:
        motion.begin()
        motion.finish()


def seen(one: MapView) -> tuple[list[list[float]], list[list[float]]]:
    assert one.dashed is not None
    return one.grid.cells.opacity.tolist(), one.dashed.cells.opacity.tolist()


def test_each_cell_is_seen_in_one_of_two_grids() -> None:
    assert seen(view(ZEROS)) == ((~ZEROS).astype(float).tolist(), ZEROS.astype(float).tolist())
    assert not view(ZEROS).dash(ZEROS), "nothing is left to do"


def test_unfolding_keeps_them_apart() -> None:
    one, there = view(ZEROS), np.array([[True, True, False], [False] * 3])
    motions = one.unfold(seen=there)
    assert seen(one) == ([[1.0, 0.0, 0.0], [0.0] * 3], [[0.0, 1.0, 0.0], [0.0] * 3])
    play(motions)
    assert seen(one) == seen(view(ZEROS))


def test_dashed_cells_follow_though_none_is_seen() -> None:
    one, goal = view(np.zeros_like(ZEROS)), Place(2, 1, 0.5, 2, 3)
    play(one.move(goal, Padding()))
    assert one.dashed is not None
    assert np.array_equal(one.dashed.cells.centers, goal.centers())
    one.set_state(highlighted=False)
    assert not one.dashed.cells.highlighted.any()


def test_the_label_rises_with_the_padding() -> None:
    one = view()
    assert one.label is not None
    low = one.label.get_bottom()[1]
    play(one.move(one.place, Padding((2, 0, 0, 0))))
    assert np.isclose(one.label.get_bottom()[1], low + 2 * 0.5)


def test_zeros_of_the_padding_are_as_large_as_the_numerals_of_the_map() -> None:
    def grid(cells: Cells) -> MatrixGrid:
        return MatrixGrid(cells, DARK, "input", known=[1000.25], name="input")

    padding = Padding((1, 1, 1, 1))
    one = MapView("input", VALUES, Place(0, 0, 0.5, 2, 3), grid, lambda *_: None, padding)
    assert one.around is not None
    assert one.around.notation is one.grid.notation
    assert one.around.em(HALF) == one.grid.em(HALF) < view().grid.em(HALF)


def test_a_label_moves_along_but_one_of_another_size_replaces_it() -> None:
    one, goal = view(), Place(2, 1, 0.5, 2, 3)
    before = one.label
    play(one.move(goal, Padding()))
    assert one.label is before
    play(one.move(goal, Padding(), Room(1.4, 2.6)))
    assert isinstance(one.label, MapLabel)
    assert one.label is not before
    assert one.label.width <= 1.2 < before.width
