"""upsampling: four panels with their weights, in one and two dimensions, and what a spec must not have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from convscenes.errors import SpecError
from convscenes.ops import ScatterStep
from convscenes.stories import Story, alt_text, load_story
from convscenes.stories._base.story import one
from tests.stories.test_every_kind import keep_the_rules

PICTURE = [[1, 2, 9], [0, -4, 3]]


def test_each_method_shows_its_panel_beside_its_weights(build: Callable[..., Story]) -> None:
    story = build("upsampling", input=PICTURE, scale=[1, 2], kernel=[[1, 2, 3]])
    assert [list(beat.shows) for beat in story.beats[:5]] == [
        ["input"],
        ["input", "nearest-kernel", "nearest"],
        ["input", "bilinear-kernel", "bilinear"],
        ["input", "bicubic-kernel", "bicubic"],
        ["input", "kernel", "output"],
    ]
    last = story.beats[-1].shows
    assert last["nearest"].tolist() == [[1, 1, 2, 2, 9, 9], [0, 0, -4, -4, 3, 3]]
    assert last["nearest-kernel"].tolist() == [[1, 1]]
    assert last["bilinear"].tolist() == [[1, 1.25, 1.75, 3.75, 7.25, 9], [0, -1, -3, -2.25, 1.25, 3]]
    assert last["bilinear-kernel"].tolist() == [[0.25, 0.75, 0.75, 0.25]]
    # stamps 1 2 3, two columns apart, the first column cropped: 2, 3 + 2, 4, 6 + 9, 18, 27
    assert last["output"].tolist() == [[2, 5, 4, 15, 18, 27], [0, -4, -8, -9, 6, 9]]


def test_a_row_only_becomes_longer(build: Callable[..., Story]) -> None:
    story = build("upsampling", input=[4, 8, 0], scale=2)
    last = story.beats[-1].shows
    assert last["bilinear"].tolist() == [[4, 5, 7, 6, 2, 0]]
    assert last["bicubic-kernel"].shape == (1, 8)
    # without a kernel, the transposed convolution starts as bilinear; beyond the border it sees zeros
    assert last["kernel"].tolist() == last["bilinear-kernel"].tolist()
    assert last["output"].tolist() == [[3, 5, 7, 6, 2, 0]]


def test_the_largest_value_is_stamped_first(build: Callable[..., Story]) -> None:
    story = build("upsampling", input=PICTURE, scale=2, kernel=[[1, -1], [0, 2]])
    for beat in story.beats[1:5]:
        largest = one(beat, ScatterStep)
        assert largest.value == 9
        kernel = beat.shows[next(name for name in beat.shows if "kernel" in name)]
        np.testing.assert_allclose(largest.stamp, 9 * kernel, rtol=1e-11)
    assert one(story.beat("transposed"), ScatterStep).rows.tolist() == [0, 1]
    assert one(story.beat("transposed"), ScatterStep).cols.tolist() == [4, 5]


def test_every_value_is_pointed_at_with_its_stamp_and_all_in_the_end(build: Callable[..., Story]) -> None:
    story = build("upsampling", input=[[1, 5]], scale=[1, 2], kernel=[[1, 2, 3]])
    points = story.beat("transposed").points
    # every stamp is three columns wide, two apart; the first column of the first is cropped
    where = {name: [np.argwhere(p.inside).tolist() for p in path] for name, path in points.items()}
    assert where["input"] == [[[0, 0]], [[0, 0]], [[0, 0], [0, 1]]]
    assert [p.cols.tolist() for p in points["input"]] == [[0], [1], [0, 1]]
    assert [p.cols.tolist() for p in points["output"]] == [[-1, 0, 1], [1, 2, 3], [0, 1, 2, 3]]
    assert where["output"] == [[[0, 1], [0, 2]], [[0, 0], [0, 1], [0, 2]], [[0, 0], [0, 1], [0, 2], [0, 3]]]
    assert {path[-1].kind for path in points.values()} == {"map"}
    assert "outlined" not in alt_text(story, story.beat("transposed"))


def test_of_the_weights_only_those_that_can_be_learned_are_pointed_at(build: Callable[..., Story]) -> None:
    story = build("upsampling", input=PICTURE, kernel=[[1, -1, 2], [0, 2, 1]])
    beat = story.beats[-1]
    kinds = {name: path[-1].kind for name, path in beat.points.items()}
    assert kinds == {
        "nearest": "map",
        "bilinear": "map",
        "bicubic": "map",
        "output": "map",
        "kernel": "window",
    }
    assert beat.points["kernel"][0].mask((2, 3)).all()
    assert alt_text(story, beat).endswith("rows 1 to 2, columns 1 to 3 outlined.")


def test_beats_have_titles(build: Callable[..., Story]) -> None:
    assert [beat.title for beat in build("upsampling", input=PICTURE).beats] == [
        "A picture to enlarge",
        "Nearest",
        "Bilinear",
        "Bicubic",
        "Transposed convolution",
        "Four ways, one mechanism",
        "What can be learned",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"input": [[7]], "kernel": [[3]]},
        {"input": [1, 2.5, -3], "scale": 4},
        {"input": {"range": [24, 40]}, "scale": 4},
        {"input": PICTURE, "scale": [2, 3], "kernel": [[1, 2, -4], [0, 1, 3]]},
    ],
)
def test_all_shapes_keep_the_rules(fields: dict[str, Any], build: Callable[..., Story]) -> None:
    keep_the_rules(build("upsampling", **fields))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"scale": 1}, r"scale: must make the input larger, got 1\."),
        ({"scale": 9}, r"scale: 9 times are too many: the limit for an enlargement is 8\."),
        ({"kernel": [1, 2]}, r"kernel: must have as many axes as the input, 2, got 1\."),
        ({"input": [1, 2], "scale": [2, 2]}, r"scale: must be one number, as the input has one axis, got \["),
        ({"input": {"ones": [256, 256]}, "scale": 4}, r"input: makes a map of 1024×1024\. .* are too many"),
        ({"input": {"ones": [128, 129]}}, r"input: four ways to enlarge 128×129: 66,048 steps are too many"),
        ({"stride": 2}, "stride: unknown field"),
    ],
)
def test_what_cannot_be_shown_is_refused(fields: dict[str, Any], problem: str, tmp_path: Path) -> None:
    spec = tmp_path / "odd.yaml"
    spec.write_text(yaml.safe_dump({"kind": "upsampling", "input": PICTURE, **fields}), encoding="utf-8")
    with pytest.raises(SpecError, match=problem):
        load_story(spec)
