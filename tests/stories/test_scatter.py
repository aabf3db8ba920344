"""scatter: the notebook's transposed convolution, overlaps, cropping, output padding."""

from collections.abc import Callable
from pathlib import Path

from convscenes.stories import Story, load_story

SCENES = Path(__file__).parents[2] / "scenes"
NOTEBOOK = [[2, 7, 14, 12], [6, 16, 31, 21], [6, 14, 29, 21], [4, 11, 22, 12]]


def test_the_notebook() -> None:
    story = load_story(SCENES / "07-scatter.yaml")
    last = story.beats[-1].shows
    assert last["output"].tolist() == NOTEBOOK
    assert last["counts"].tolist() == [[1, 2, 2, 1], [2, 4, 4, 2], [2, 4, 4, 2], [1, 2, 2, 1]]


def test_stamps_add_up_one_by_one() -> None:
    story = load_story(SCENES / "07-scatter.yaml")
    assert story.beat("multiply-1").shows["output"].tolist() == [[0] * 4] * 4
    assert story.beat("land-1").shows["output"].tolist() == [
        [2, 4, 8, 0],
        [2, 2, 6, 0],
        [2, 4, 8, 0],
        [0] * 4,
    ]
    assert story.beat("stamp-2").shows["output"].tolist() == [
        [2, 7, 14, 12],
        [2, 5, 9, 9],
        [2, 7, 14, 12],
        [0] * 4,
    ]
    assert story.beat("stamp-4").formula_text == "16 = 13 + 3 × 1"


def test_padding_crops_and_output_padding_is_real(told: Callable[..., Story]) -> None:
    # by hand: input 1×2 = [2 3], kernel 1×3 = [1 −2 5], stride 2 → 2 −4 10+3 −6 15 uncropped
    fields = {"input": [[2, 3]], "kernel": [[1, -2, 5]], "stride": [1, 2], "padding": [[0, 0], [1, 1]]}
    assert told("scatter", **fields).beats[-1].shows["output"].tolist() == [[-4, 13, -6]]
    padded = told("scatter", **fields, output_padding=[0, 1])
    assert padded.beats[-1].shows["output"].tolist() == [[-4, 13, -6, 15]]
    assert padded.beats[-1].shows["counts"].tolist() == [[1, 2, 1, 1]]


def test_negative_values_are_bracketed(told: Callable[..., Story]) -> None:
    story = told("scatter", input=[[2, -3]], kernel=[[1, -2]])
    assert story.beat("stamp-2").formula_text == "−7 = −4 + (−3) × 1"


def test_captions_say_how_far_apart_stamps_land(told: Callable[..., Story]) -> None:
    story = told("scatter", input=[[1, 2], [3, 4]], kernel=[[1, 1]], stride=[3, 2])
    assert "two columns to the right" in story.beat("stamp-2").caption
    assert "back to the left and three rows down" in story.beat("stamp-3").caption
    assert "overlaps" not in story.beat("stamp-2").caption
