"""zero-insertion: the headline numbers worked by hand, every way that borders go, and the counters."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import yaml

from convscenes.errors import SpecError
from convscenes.ops import transposed_convolve
from convscenes.stories import Story, load_story
from convscenes.stories._base.points import where
from convscenes.words import Words
from tests.conftest import SHAPES
from tests.stories.conftest import Told

SCENES = Path(__file__).parents[2] / "scenes"
HEADLINE = [
    [2, 4, 9, 6, 9],
    [8, 10, 24, 15, 18],
    [18, 24, 54, 30, 36],
    [16, 20, 36, 15, 18],
    [28, 32, 57, 24, 27],
]


def counts(story: Story, beat: str) -> tuple[int, int]:
    shows = story.beat(beat).shows
    return int(shows["useful"][0, 0]), int(shows["wasted"][0, 0])


def test_the_headline() -> None:
    story = load_story(SCENES / "10-zero-insertion.yaml")
    last = story.beats[-1].shows
    assert last["output"].tolist() == last["stamped"].tolist() == HEADLINE
    assert last["turned"].tolist() == [[9, 8, 7], [6, 5, 4], [3, 2, 1]]
    assert story.beat("stretch").shows["stretched"].tolist() == [[2, 0, 3], [0, 0, 0], [4, 0, 3]]
    assert story.beat("pad").formula_text == "p′ = d(k − 1) − p = 1 × (3 − 1) − 0 = 2"
    assert story.beat("sum-1").formula_text == "2 × 1 = 2"
    assert [b.name for b in story.beats] == [
        "maps", "stretch", "pad", "turn", "window-1", "products-1", "sum-1", "step-2",
        "row-1", "row-2", "row-3", "row-4", "row-5", "same", "explain",
    ]  # fmt: skip


def test_every_multiplication_is_counted(told: Told) -> None:
    story = load_story(SCENES / "10-zero-insertion.yaml")
    # row 1 reads the first row of the input: 1 + 1 + 2 + 1 + 1 values in five windows of nine
    assert counts(story, "products-1") == (1, 8)
    assert counts(story, "row-1") == (6, 5 * 9 - 6)
    assert counts(story, "row-3") == (6 + 6 + 12, 3 * 45 - 24)
    assert counts(story, "explain") == (36, 189)
    assert told["explain"] == [{"wasted": 189, "products": 225}]
    rest = told["rows"][0]
    assert (rest["begun"], rest["first"], rest["useful"], rest["wasted"]) == (True, 1, 4, 23)


def test_the_notebook_without_a_stride(build: Callable[..., Story], told: Told) -> None:
    kernel = [[1, 2, 4], [1, 1, 3], [1, 2, 4]]
    story = build("zero-insertion", input=[[2, 3], [4, 3]], kernel=kernel)
    assert story.beats[-1].shows["output"].tolist() == [
        [2, 7, 14, 12],
        [6, 16, 31, 21],
        [6, 14, 29, 21],
        [4, 11, 22, 12],
    ]
    assert told["stretch"] == [{"zeros": "none"}]


def test_zeros_that_were_put_there_are_dashed() -> None:
    story = load_story(SCENES / "10-zero-insertion.yaml")
    assert np.argwhere(~story.beat("stretch").dashed["stretched"]).tolist() == [
        [0, 0],
        [0, 2],
        [2, 0],
        [2, 2],
    ]
    later = [beat for beat in story.beats if "padded" in beat.shows]
    assert later[0].name == "pad"
    for beat in later:
        assert np.argwhere(~beat.dashed["padded"]).tolist() == [[2, 2], [2, 4], [4, 2], [4, 4]]


def test_where_the_kernel_lies_and_what_it_makes() -> None:
    story = load_story(SCENES / "10-zero-insertion.yaml")
    first, row = story.beat("products-1"), story.beat("row-2")
    assert [where(points, Words()) for points in first.points["padded"]] == ["rows 1 to 3, columns 1 to 3"]
    assert "output" not in first.points, "it is dimmed"
    weights, products = first.laid["padded"]
    assert weights.values.tolist() == [[9, 8, 7], [6, 5, 4], [3, 2, 1]]
    assert products.values.tolist() == [[None, None, None], [None, None, None], [None, None, 2 * 1]]
    assert [where(points, Words()) for points in row.points["output"]] == [
        f"row 2, column {col}" for col in range(1, 6)
    ]
    assert where(row.points["padded"][-1], Words()) == "rows 2 to 4, columns 5 to 7"
    assert [laid.name for laid in row.laid["padded"]] == ["weights"]


def test_many_windows_flow_without_weights(build: Callable[..., Story]) -> None:
    story = build("zero-insertion", input={"ones": [2, 9]}, kernel=[[1, 2]])
    assert [len(beat.steps) for beat in story.beats if beat.act == "step"] == [1, 1, 8, 10]
    assert [bool(beat.laid) for beat in story.beats if beat.act == "step"] == [True, True, False, False]


def test_the_windows_of_the_output_are_counted(build: Callable[..., Story]) -> None:
    """One value of the input makes 4 × 4 windows: as stamps these would be few enough."""
    fields = {"input": {"ones": [80, 80]}, "kernel": {"ones": [9, 9]}, "stride": 4}
    assert len(build("scatter", **fields).beats) > 1
    with pytest.raises(
        SpecError, match=r"input: 105,625 steps are too many: the limit for one scene is 65,536"
    ):
        build("zero-insertion", **fields)


def test_the_last_beat_outlines_the_counter_of_zeros() -> None:
    beat = load_story(SCENES / "10-zero-insertion.yaml").beat("explain")
    assert {name: path[-1].kind for name, path in beat.points.items() if path[-1].kind != "map"} == {
        "wasted": "cell"
    }
    assert beat.points.keys() == beat.shows.keys(), "nothing is dimmed"


def test_labels_state_the_size_of_what_is_drawn(build: Callable[..., Story]) -> None:
    kernel = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    fields = {"input": [[2, 3], [4, 3]], "kernel": kernel, "stride": 2, "output_padding": 1}
    story = build("zero-insertion", **fields, labels={"padded": "Mit Rand"})
    pad, extra = story.beat("pad").shows, story.beat("extra").shows
    assert pad["unextended"].shape == (3 + 2 * 2, 3 + 2 * 2)
    assert extra["padded"].shape == (8, 8)
    assert "padded" not in pad
    assert [(story.map(name).label, story.map(name).size) for name in ("unextended", "padded")] == [
        ("Mit Rand", "7×7"), ("Mit Rand", "8×8"),
    ]  # fmt: skip
    (fresh,) = story.beat("extra").points["padded"]
    assert fresh.mask((8, 8)).sum() == 15, "a row and a column, that share a cell"


def test_output_padding_that_alone_leaves_something_shares_the_beat(
    build: Callable[..., Story], told: Told
) -> None:
    # rows: one − 2 + 2; columns: five stretched, two cut at the left and one at the right
    story = build(
        "zero-insertion", input=[[1, 1, 6]], kernel=[[4]], stride=[3, 2], dilation=[3, 1],
        padding=[[0, 2], [2, 1]], output_padding=[2, 0],
    )  # fmt: skip
    assert told["pad"] == [{"border": "sides", "extra": True, "done": "cut", "places": "*2* left, *1* right"}]
    assert story.beat("pad").shows["padded"].tolist() == [[1, 0]]
    assert "extra" not in [beat.name for beat in story.beats]


def test_output_padding_comes_after_the_border(build: Callable[..., Story], told: Told) -> None:
    # rows: d(k − 1) − p = 1 before and 1 − 1 = 0 after, with one more for output padding; columns: none
    story = build(
        "zero-insertion", input=[[2], [5]], kernel=[[1], [3]], stride=[2, 1],
        padding=[[0, 1], [0, 0]], output_padding=[1, 0],
    )  # fmt: skip
    assert story.beat("pad").shows["unextended"].tolist() == [[0], [2], [0], [5]]
    assert story.beat("extra").shows["padded"].tolist() == [[0], [2], [0], [5], [0]]
    assert told["extra"] == [{"added": "rows", "added_rows": 1}]
    assert story.beats[-1].shows["output"].tolist() == [[2], [6], [5], [15]]


def test_padding_beyond_the_reach_crops(build: Callable[..., Story], told: Told) -> None:
    story = build("zero-insertion", input=[[1, 2, 3]], kernel=[[4]], padding=[[0, 0], [1, 1]])
    assert told["pad"] == [{"border": "cropped", "sides": 2, "cells": 1}]
    assert story.beat("pad").formula_text == "p′ = d(k − 1) − p = 1 × (1 − 1) − 1 = −1"
    assert story.map("padded").label == "Cropped input"
    assert story.beat("pad").shows["padded"].tolist() == [[2]]
    assert story.beats[-1].shows["output"].tolist() == [[8]]


@pytest.mark.parametrize(
    ("padding", "stride", "facts", "label"),
    [
        (1, 1, {"border": "nothing", "sides": 4}, "Stretched input"),
        (0, 2, {"border": "zeros", "sides": 4, "cells": 1}, "Padded input"),
        (
            [[0, 1], [2, 0]],
            2,
            {
                "border": "sides",
                "extra": False,
                "done": "both",
                "places": "*1* above, *−1* left, *1* right",
            },
            "Padded, cropped input",
        ),
    ],
)
def test_what_is_around_the_stretched_input_is_said(
    padding: object,
    stride: int,
    facts: dict[str, object],
    label: str,
    build: Callable[..., Story],
    told: Told,
) -> None:
    fields = {"input": [[1, 2], [3, 4]], "kernel": [[1, 2], [5, 7]]}
    story = build("zero-insertion", **fields, stride=stride, padding=padding)
    assert told["pad"] == [facts]
    assert story.map("padded").label == label


@pytest.mark.parametrize("shape", SHAPES, ids=lambda path: path.stem)
def test_the_stamps_give_the_same(shape: Path, build: Callable[..., Story]) -> None:
    story = build("zero-insertion", **yaml.safe_load(shape.read_text(encoding="utf-8")))
    last = story.beats[-1].shows
    assert last["output"].tolist() == last["stamped"].tolist()
    useful, wasted = counts(story, "explain")
    assert useful + wasted == last["output"].size * last["turned"].size


def test_dilation_and_uneven_strides(build: Callable[..., Story], told: Told) -> None:
    image, kernel = np.array([[3, -6, 1], [7, 5, 2]]), np.array([[1, 2], [-1, 3]])
    fields = {"stride": [3, 2], "dilation": [2, 3], "padding": [[1, 0], [0, 2]], "output_padding": [2, 1]}
    story = build("zero-insertion", input=image.tolist(), kernel=kernel.tolist(), **fields)
    assert story.beats[-1].shows["output"].tolist() == transposed_convolve(image, kernel, **fields).tolist()
    assert told["stretch"] == [{"zeros": "each", "strides": (3, 2), "down": 2, "across": 1}]


def test_a_single_column_has_no_left_to_go_back_to(build: Callable[..., Story], told: Told) -> None:
    build("zero-insertion", input=[[1], [2]], kernel=[[3], [4]])
    assert (told["step"][0]["way"], told["step"][0]["by"]) == ("down", 1)
