"""matrix-unroll: the notebook's C row by row, and C·x against the core's convolution."""

from pathlib import Path

import numpy as np

from convscenes.ops import convolution_matrix, convolve
from convscenes.stories import Story, load_story

SCENES = Path(__file__).parents[2] / "scenes"


def test_the_notebook() -> None:
    story = load_story(SCENES / "04-matrix-unroll.yaml")
    last = story.beats[-1].shows
    assert last["matrix"].tolist() == [
        [1, 2, 4, 0, 1, 1, 3, 0, 1, 2, 4, 0, 0, 0, 0, 0],
        [0, 1, 2, 4, 0, 1, 1, 3, 0, 1, 2, 4, 0, 0, 0, 0],
        [0, 0, 0, 0, 1, 2, 4, 0, 1, 1, 3, 0, 1, 2, 4, 0],
        [0, 0, 0, 0, 0, 1, 2, 4, 0, 1, 1, 3, 0, 1, 2, 4],
    ]
    assert (last["matrix"] @ last["input"].ravel()).reshape(2, 2).tolist() == [[84, 84], [87, 60]]
    assert last["output"].tolist() == [[84, 84], [87, 60]]


def test_rows_come_one_by_one() -> None:
    story = load_story(SCENES / "04-matrix-unroll.yaml")
    known = [int((~np.ma.getmaskarray(beat.shows["matrix"])).any(axis=1).sum()) for beat in story.beats]
    assert known == [0, 0, 1, 1, 2, 3, 4, 4]


def test_rectangular_matrix_times_input_is_the_convolution() -> None:
    image, kernel = np.arange(15).reshape(3, 5), np.array([[1, 2, -4], [0, 1, 3]])
    arguments = {"stride": (2, 1), "padding": ((1, 0), (0, 1))}
    matrix = convolution_matrix(image.shape, kernel, **arguments)
    assert (matrix @ image.ravel()).tolist() == convolve(image, kernel, **arguments).ravel().tolist()


def test_every_row_read_is_the_placed_kernel(shaped: Story) -> None:
    if shaped.kind == "matrix-unroll":
        for beat in shaped.beats:
            for step in beat.steps if beat.act == "row" else ():
                assert beat.shows["matrix"][step.number].tolist() == step.placed.ravel().tolist()
