"""Zeros that were put among a map's values: dashed, quiet, without a fill, and part of the map."""

import numpy as np
import pytest

from convscenes.look.cells import BOX, DASHED, PLAIN, Cells
from convscenes.look.layout import Place
from convscenes.look.matrix_grid import Numerals
from convscenes.look.sparse_grid import SparseGrid
from convscenes.look.theme import THEMES

PUT = np.array([[False, True, False], [True, True, True]])
VALUES = np.array([[2, 0, 3], [0, 0, 0]])
THEME = THEMES["dark"]


def sparse(cell: float = 0.9, **changes: object) -> SparseGrid:
    cells = Cells.at(VALUES, Place(0, 0, cell, *VALUES.shape)).changed(**changes)
    return SparseGrid(cells, THEME, "input", put=PUT, name="stretched")


def owners(grid: SparseGrid, numerals: bool, dashed: bool) -> set[int]:
    """Return the cells that layers of numerals or boxes draw, those of zeros put there or the others."""
    quiet = THEME.padding(highlighted=True)
    found: set[int] = set()
    for layer in grid.submobjects:
        colour = layer.fill_rgbas[0, :3] if numerals else layer.stroke_rgbas[0, :3]
        is_quiet = np.allclose(colour, quiet.numeral if numerals else quiet.stroke)
        if isinstance(layer, Numerals) == numerals and is_quiet == dashed:
            found |= set(layer.owner.tolist())
    return found


@pytest.mark.parametrize("numerals", [True, False])
def test_only_zeros_put_there_are_quiet(numerals: bool) -> None:
    assert owners(sparse(), numerals, dashed=True) == {1, 3, 4, 5}
    assert owners(sparse(), numerals, dashed=False) == {0, 2}


def test_they_are_dashed_and_have_no_fill() -> None:
    for layer in sparse().submobjects:
        if not isinstance(layer, Numerals):
            put = PUT.ravel()[layer.owner].all()
            assert np.array_equal(layer.curves[: len(DASHED if put else BOX)], DASHED if put else BOX)
            assert layer.fill_rgbas[0, 3] == (0.0 if put else 1.0)


def test_small_cells_keep_an_outline_where_there_is_no_fill() -> None:
    wide = np.zeros((20, 20), int)
    wide[::2, ::2] = 7
    cells = Cells.at(wide, Place(0, 0, 0.1, 20, 20))
    layers = SparseGrid(cells, THEME, "input", put=wide == 0).submobjects
    strokes = {bool((wide.ravel()[layer.owner] == 0).all()): layer.get_stroke_width() for layer in layers}
    assert strokes[True] > 0 == strokes[False]
    assert all(len(layer.curves) % len(PLAIN) == 0 for layer in layers)


def test_what_is_not_there_yet_is_not_drawn() -> None:
    grid = sparse(opacity=~PUT)
    assert owners(grid, numerals=False, dashed=True) == set()
    motion = grid.animate_to(opacity=True, highlighted=False)
    motion.begin()
    motion.finish()
    quiet = THEME.padding(highlighted=False).stroke
    drawn = [layer for layer in grid.submobjects if np.allclose(layer.stroke_rgbas[0, :3], quiet)]
    assert {cell for layer in drawn for cell in layer.owner.tolist()} == {1, 3, 4, 5}
    assert grid.values.tolist() == VALUES.tolist()
