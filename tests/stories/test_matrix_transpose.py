"""matrix-transpose: the turned matrix, and what its rows and columns fold into."""

from collections.abc import Callable
from pathlib import Path

from convscenes.stories import Story, load_story

SCENES = Path(__file__).parents[2] / "scenes"


def test_the_turn() -> None:
    story = load_story(SCENES / "06-matrix-transpose.yaml")
    turned = story.beat("turn").shows
    assert turned["transpose"].tolist() == turned["matrix"].T.tolist()
    assert turned["transpose"].shape == (16, 4)


def test_rows_and_columns_fold_into_the_input_shape(told: Callable[..., Story]) -> None:
    story = told("matrix-transpose", input={"ones": [2, 4]}, kernel=[[1, 2, -4]])
    first, second = story.beat("window-1"), story.beat("both-2")
    assert first.shows["window"].tolist() == [[1, 2, -4, 0], [0, 0, 0, 0]]
    assert second.shows["stamp"].tolist() == [[0, 1, 2, -4], [0, 0, 0, 0]]
    assert first.formula_text == "3 → 1"
    assert story.beat("stamp-1").formula_text == "1 → 3"
    assert second.formula_text == "3 → 1 1 → 3"
