"""pooling: window by window, worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from convscenes.errors import SpecError
from convscenes.stories import Story, load_story

SCENES = Path(__file__).parents[2] / "scenes"
IMAGE = [[3, -1, 6, 2], [7, 4, 3, 9], [2, 5, 8, 1]]


def test_the_shipped_example() -> None:
    story = load_story(SCENES / "19-pooling.yaml")
    assert [beat.name for beat in story.beats] == ["maps", "pool-1", "pool-2", "pool-3", "pool-4"]
    assert story.beats[-1].shows["output"].tolist() == [[7, 9], [7, 8]]
    assert story.parameters == "window 2 · stride 2"


def test_the_largest_of_each_window(build: Callable[..., Story]) -> None:
    story = build("pooling", input=IMAGE, size=[3, 2], stride=[1, 2])
    assert story.beats[-1].shows["output"].tolist() == [[7, 9]]
    first = story.beat("pool-1")
    assert first.formula_text == "max(3, −1, 7, 4, 2, 5) = 7"
    assert [(term.text, term.cell) for term in first.formula if term.cell] == [("7,", (1, 0))]
    (window,), (cell,) = first.points["input"], first.points["output"]
    assert (window.rows.tolist(), window.cols.tolist()) == ([0, 1, 2], [0, 1])
    assert cell.mask((1, 2)).tolist() == [[True, False]]
    assert story.parameters == "window 3×2 · stride 1×2"


def test_padding_is_never_the_largest_but_counts_in_a_mean(build: Callable[..., Story]) -> None:
    negative = [[-3, -1], [-2, -8]]
    largest = build("pooling", input=negative, size=2, stride=1, padding=[[1, 0], [0, 0]])
    assert largest.beats[-1].shows["output"].tolist() == [[-1], [-1]]
    assert largest.beat("pool-1").formula_text == "max(−3, −1) = −1"
    mean = build("pooling", input=negative, size=2, stride=1, padding=[[1, 0], [0, 0]], reduce="average")
    assert mean.beats[-1].shows["output"].tolist() == [[-1.0], [-3.5]]
    assert mean.beat("pool-1").formula_text == "(0 + 0 + (−3) + (−1)) / 4 = −1"
    assert [one.beyond for one in (largest.map("input"), mean.map("input"))] == ["cut", "zeros"]


def test_a_row(build: Callable[..., Story]) -> None:
    story = build("pooling", input=[4, 1, 7, 2, 9], size=2, padding=[[0, 1]])
    assert story.map("input").shape == (1, 5)
    assert story.beats[-1].shows["output"].tolist() == [[4, 7, 9]]


def test_many_windows_share_beats(build: Callable[..., Story]) -> None:
    story = build("pooling", input=np.arange(1, 401).reshape(20, 20).tolist(), size=2)
    assert [beat.name for beat in story.beats][:3] == ["maps", "row-1", "row-2"]
    assert len(story.beat("row-2").points["input"]) == 10
    assert story.beats[-1].shows["output"][9].tolist() == list(range(382, 401, 2))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"size": 5}, r"size: .*5"),
        ({"size": 2, "padding": 2}, r"padding: .*half"),
        ({"reduce": "sum"}, r"reduce: .*max"),
        ({"size": [1, 2, 3]}, r"size: "),
        ({"size": 40, "stride": 1, "input": {"ones": [160, 160]}}, r"input: 23,425,600 products of a value"),
    ],
)
def test_what_does_not_fit_is_refused(
    build: Callable[..., Story], fields: dict[str, object], message: str
) -> None:
    with pytest.raises(SpecError, match=message):
        build("pooling", **{"input": IMAGE, **fields})
