"""Every number that the notebook prints is in the data of the spec that shows it, and on screen."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from convscenes.cli import main
from tests.scenes.screen import Screen, screens

SCENES = Path(__file__).parents[2] / "scenes"

INPUT = [[3, 3, 3, 6], [7, 4, 3, 2], [7, 2, 8, 5], [1, 7, 3, 1]]
KERNEL = [[1, 2, 4], [1, 1, 3], [1, 2, 4]]
CONVOLVED = [[84, 84], [87, 60]]
SMALL = [[2, 3], [4, 3]]
TRANSPOSED = [[2, 7, 14, 12], [6, 16, 31, 21], [6, 14, 29, 21], [4, 11, 22, 12]]
MATRIX = [
    [1, 2, 4, 0, 1, 1, 3, 0, 1, 2, 4, 0, 0, 0, 0, 0],
    [0, 1, 2, 4, 0, 1, 1, 3, 0, 1, 2, 4, 0, 0, 0, 0],
    [0, 0, 0, 0, 1, 2, 4, 0, 1, 1, 3, 0, 1, 2, 4, 0],
    [0, 0, 0, 0, 0, 1, 2, 4, 0, 1, 1, 3, 0, 1, 2, 4],
]
TURNED = [list(column) for column in zip(*MATRIX, strict=True)]

Matrix = list[list[int]]


def column(matrix: Matrix) -> Matrix:
    """Return a matrix flattened row by row, as a column."""
    return [[value] for row in matrix for value in row]


SHOWN: dict[str, tuple[Matrix, ...]] = {
    "01-matrix-show": (INPUT,),
    "02-kernel-slide": (INPUT, KERNEL, CONVOLVED),
    "03-connectivity": (INPUT, CONVOLVED),
    "04-matrix-unroll": (INPUT, MATRIX, CONVOLVED),
    "05-matrix-multiply": (INPUT, MATRIX, column(INPUT), column(CONVOLVED), CONVOLVED),
    "06-matrix-transpose": (MATRIX, TURNED),
    "07-scatter": (SMALL, KERNEL, TRANSPOSED),
    "08-transposed-multiply": (SMALL, TURNED, column(SMALL), column(TRANSPOSED), TRANSPOSED),
}


def drawn(screen: Screen) -> list[list[str]]:
    """Return the numerals of every map, in reading order."""
    cells = sorted((text.cell, text.group, text.words) for text in screen.texts if text.cell is not None)
    return [[words for _, group, words in cells if group == name] for name in screen.values]


@pytest.mark.parametrize("stem", SHOWN)
def test_the_numbers_are_in_the_data_and_on_screen(stem: str) -> None:
    spec = SCENES / f"{stem}.yaml"
    data = json.loads(CliRunner().invoke(main, ["steps", str(spec), "--json"]).stdout)
    shown = [values for beat in data["beats"] for values in beat["shows"].values()]
    on_screen = [numerals for screen in screens(spec, "dark") for numerals in drawn(screen)]
    for numbers in SHOWN[stem]:
        assert numbers in shown
        assert [str(n).replace("-", "−") for n in np.ravel(numbers)] in on_screen
