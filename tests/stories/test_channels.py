"""kernel-slide and scatter with channels: worked by hand, and against plain loops."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from convscenes.errors import SpecError
from convscenes.stories import Beat, Story, load_story
from tests.conftest import OPERATIONS
from tests.ops.oracles import looped_convolve, looped_transposed_convolve
from tests.stories.test_every_kind import keep_the_rules

SCENES = Path(__file__).parents[2] / "scenes"
NOTEBOOK = [[2, 7, 14, 12], [6, 16, 31, 21], [6, 14, 29, 21], [4, 11, 22, 12]]
IMAGE = [[[1, 2, 3], [4, 5, 6]], [[0, 1, 0], [2, 0, -1]]]
Build = Callable[..., Story]


def outputs(story: Story) -> NDArray[Any]:
    last = story.beats[-1].shows
    return np.array([last[one.name] for one in story.maps if one.role == "output"])


def test_the_notebooks_matrices_are_the_first_channel() -> None:
    slide = load_story(SCENES / "17-kernel-slide-channels.yaml")
    assert slide.beat("step-4").shows["partial-1"].tolist() == [[84, 84], [87, 60]]
    assert slide.beat("sum-1").formula_text == "84 + 9 = 93"
    scatter = load_story(SCENES / "18-scatter-channels.yaml")
    assert scatter.beat("stamp-4").shows["partial-1"].tolist() == NOTEBOOK
    assert scatter.beat("sum").formula_text == "31 + 2 = 33"


def test_a_convolution_of_two_channels_worked_by_hand(build: Build) -> None:
    # channel 1: [1 −2] on [1 2 3 / 4 5 6] → −3 −4 / −6 −7; channel 2: [0 3] on [0 1 0 / 2 0 −1] → 3 0 / 0 −3
    story = build("kernel-slide", input=IMAGE, kernel=[[[1, -2]], [[0, 3]]])
    assert story.beat("partial-1").shows["partial-1"].tolist() == [[-3, None], [None, None]]
    assert story.beat("partial-1").shows["partial-2"].tolist() == [[3, None], [None, None]]
    assert story.beat("partial-1").shows["output-1"].tolist() == [[None, None], [None, None]]
    assert story.beat("sum-1").formula_text == "−3 + 3 = 0"
    assert story.beat("step-4").formula_text == "−7 + (−3) = −10"
    assert story.beats[-1].shows["partial-2"].tolist() == [[3, 0], [0, -3]]
    assert story.beats[-1].shows["output-1"].tolist() == [[0, -4], [-6, -10]]
    assert [m.words for m in story.maps][-1] == "Output"


def test_a_transposed_convolution_to_two_channels_worked_by_hand(build: Build) -> None:
    # [2 1] with [1 3] → 2 7 3, with [0 −1] → 0 −2 −1; [4 0] with [2 2] → 8 8 0, with [1 5] → 4 20 0
    kernel = [[[[1, 3]], [[0, -1]]], [[[2, 2]], [[1, 5]]]]
    story = build("scatter", input=[[[2, 1]], [[4, 0]]], kernel=kernel)
    assert [beat.name for beat in story.beats] == [
        "maps", "lift-1", "multiply-1", "land-1", "stamp-2", "sum",
        "kernel-2", "output-2-stamp-1", "output-2-stamp-2", "output-2-sum", "spread",
    ]  # fmt: skip
    assert story.beat("land-1").shows["partial-1"].tolist() == [[2, 6, 0]]
    assert story.beat("stamp-2").shows["partial-1"].tolist() == [[2, 7, 3]]
    assert story.beat("stamp-2").shows["output-1"].tolist() == [[0, 0, 0]]
    assert story.beat("sum").shows["output-1"].tolist() == [[10, 15, 3]]
    assert story.beat("kernel-2").shows["partial-2"].tolist() == [[0, 0, 0]]
    assert story.beats[-1].shows["output-2"].tolist() == [[4, 18, -1]]
    assert story.beat("output-2-sum").formula_text == "−2 + 20 = 18"


def test_only_the_kernel_at_work_is_shown() -> None:
    for name in ("17-kernel-slide-channels", "18-scatter-channels"):
        story = load_story(SCENES / f"{name}.yaml")
        change = [beat.name for beat in story.beats].index("kernel-2")
        for number, beat in enumerate(story.beats):
            kernels = {m.index for m in story.maps if m.group == "kernel" and m.name in beat.shows}
            assert kernels == ({(1, 0), (1, 1)} if number >= change else {(0, 0), (0, 1)})


def pointed(beat: Beat, name: str) -> list[tuple[str, list[list[int]]]]:
    """Return the kinds of what a beat points at in a map, and the cells (they may lie beyond it)."""
    return [
        (points.kind, [[int(points.rows[r]), int(points.cols[c])] for r, c in np.argwhere(points.inside)])
        for points in beat.points.get(name, ())
    ]


def test_a_convolution_points_at_the_same_window_in_every_channel(build: Build) -> None:
    # kernels 1×2, stride 2, a column of zeros on the left: windows at columns −1 0 and 1 2
    arguments = {"stride": [1, 2], "padding": [[0, 0], [1, 0]]}
    story = build(
        "kernel-slide", input=IMAGE, kernel=[[[[1, -2]], [[0, 3]]], [[[1, 1]], [[2, 0]]]], **arguments
    )
    window, partial, step, change, connect = (
        story.beat(name) for name in ("window-1", "partial-1", "step-2", "kernel-2", "connect")
    )
    for channel in ("1", "2"):
        assert window.points[f"input-{channel}"][0].cols.tolist() == [-1, 0]
        assert pointed(window, f"input-{channel}") == [
            ("window", [[0, 0]])
        ]  # what lies in the zeros is no cell
        assert pointed(step, f"input-{channel}") == [("window", [[0, 1], [0, 2]])]
        assert pointed(partial, f"partial-{channel}") == [("cell", [[0, 0]])]
        assert pointed(step, f"partial-{channel}") == [("cell", [[0, 1]])]
        assert pointed(step, f"kernel-1-{channel}") == [("map", [[0, 0], [0, 1]])]
    assert window.points.keys().isdisjoint({"partial-1", "output-1", "output-2"})
    assert "output-1" not in partial.points
    assert pointed(step, "output-1") == [("cell", [[0, 1]])]
    assert "output-2" not in step.points
    assert "output-1" not in story.beat("output-2-step-1").points
    assert set(change.points) == {"input-1", "input-2", "kernel-2-1", "kernel-2-2", "partial-1", "partial-2"}
    assert connect.connects == (
        ("input-1", "kernel-2-1"), ("input-2", "kernel-2-2"),
        ("kernel-2-1", "partial-1"), ("kernel-2-2", "partial-2"),
        ("partial-1", "output-2"), ("partial-2", "output-2"),
    )  # fmt: skip


def test_slices_and_products_lie_on_their_own_channel(build: Build) -> None:
    story = build("kernel-slide", input=IMAGE, kernel=[[[1, -2]], [[0, 3]]])
    for name, weights, products in (("input-1", [[1, -2]], [[1, -4]]), ("input-2", [[0, 3]], [[0, 3]])):
        (laid,) = story.beat("window-1").laid[name]
        assert (laid.values.tolist(), laid.source) == (weights, name.replace("input", "kernel-1"))
        assert [one.values.tolist() for one in story.beat("products-1").laid[name]] == [weights, products]
        assert [one.name for one in story.beat("partial-1").laid[name]] == ["weights"]


def test_scattering_points_at_one_value_and_one_stamp_in_every_channel(build: Build) -> None:
    # stride 2 and a cropped column on the left: stamps at columns −1 0 and 1 2
    kernel = [[[[1, 3]], [[0, -1]]], [[[2, 2]], [[1, 5]]]]
    arguments = {"stride": [1, 2], "padding": [[0, 0], [1, 0]]}
    story = build("scatter", input=[[[2, 1]], [[4, 0]]], kernel=kernel, **arguments)
    lift, land, stamp, total, spread = (
        story.beat(name) for name in ("lift-1", "land-1", "stamp-2", "output-2-sum", "spread")
    )
    assert set(lift.points) == {"input-1", "input-2"}
    assert [lift.laid[name][0].values.tolist() for name in lift.points] == [[[2]], [[4]]]
    for channel in ("1", "2"):
        assert pointed(stamp, f"input-{channel}") == [("cell", [[0, 1]])]
        assert land.points[f"partial-{channel}"][0].cols.tolist() == [-1, 0]
        assert pointed(land, f"partial-{channel}") == [("stamp", [[0, 0]])]
        assert pointed(stamp, f"partial-{channel}") == [("stamp", [[0, 1], [0, 2]])]
    assert stamp.points.keys().isdisjoint({"output-1", "output-2"})
    assert pointed(total, "output-2") == [("map", [[0, 0], [0, 1], [0, 2]])]
    assert "output-1" not in total.points
    assert set(spread.points) == {"input-1", "kernel-2-1", "output-1", "output-2"}
    assert pointed(spread, "output-1") == pointed(spread, "output-2") == [("stamp", [[0, 0]])]


def test_what_a_sum_names_are_the_cells_of_all_partial_sums() -> None:
    slide = load_story(SCENES / "17-kernel-slide-channels.yaml").beat("step-3").formula
    scatter = load_story(SCENES / "18-scatter-channels.yaml").beat("sum").formula
    assert [(term.on, term.cell) for term in slide if term.cell] == [
        ("partial-1", (1, 0)),
        ("partial-2", (1, 0)),
    ]
    assert [(term.on, term.cell) for term in scatter if term.cell] == [
        ("partial-1", (1, 2)), ("partial-2", (1, 2)), ("output-1", (1, 2)),
    ]  # fmt: skip


@st.composite
def operations(draw: st.DrawFn) -> dict[str, Any]:
    """Return an image and kernels of up to four channels each, with arguments; sizes stay small."""
    inputs, made = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    height, width = draw(st.integers(1, 2)), draw(st.integers(1, 3))
    image = (inputs, height + draw(st.integers(0, 2)), width + draw(st.integers(0, 2)))
    numbers = st.integers(-4, 5)
    return {
        "image": draw(hnp.arrays(np.int64, image, elements=numbers)),
        "kernel": draw(hnp.arrays(np.int64, (made, inputs, height, width), elements=numbers)),
        "stride": draw(st.tuples(st.integers(1, 2), st.integers(1, 2))),
        "padding": draw(st.tuples(*[st.tuples(st.integers(0, 1), st.integers(0, 1))] * 2)),
    }


def build_story(kind: str, image: NDArray[Any], kernel: NDArray[Any], **arguments: Any) -> Story:
    fields = {name: np.array(value).tolist() for name, value in arguments.items()}
    spec = {"kind": kind, "input": image.tolist(), "kernel": kernel.tolist(), **fields}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spec.yaml"
        path.write_text(yaml.safe_dump(spec), encoding="utf-8")
        return load_story(path)


@given(operations())
def test_convolutions_are_those_of_plain_loops(operation: dict[str, Any]) -> None:
    story = build_story("kernel-slide", **operation)
    keep_the_rules(story)
    assert np.array_equal(outputs(story), looped_convolve(**operation))


@given(operations())
def test_transposed_convolutions_are_those_of_plain_loops(operation: dict[str, Any]) -> None:
    turned = {**operation, "kernel": operation["kernel"].swapaxes(0, 1)}
    sizes = zip(turned["image"].shape[1:], turned["kernel"].shape[2:], turned["stride"], strict=True)
    covered = [stride * (size - 1) + side for size, side, stride in sizes]
    assume(all(cells > sum(cut) for cells, cut in zip(covered, turned["padding"], strict=True)))
    story = build_story("scatter", **turned)
    keep_the_rules(story)
    assert np.array_equal(outputs(story), looped_transposed_convolve(**turned))


def test_partial_sums_are_each_channels_own(build: Build) -> None:
    kernel = [[[1, 0, 2], [3, -1, 1]], [[2, 2, 0], [0, 1, 5]]]
    arguments = {"stride": [1, 2], "padding": [[1, 0], [0, 1]]}
    story = build("scatter", **arguments, input=IMAGE, kernel=kernel)
    for channel in range(2):
        alone = build(
            "scatter", input=IMAGE[channel], kernel=kernel[channel], stride=[1, 2], padding=[[1, 0], [0, 1]]
        )
        assert np.array_equal(
            story.beats[-1].shows[f"partial-{channel + 1}"], alone.beats[-1].shows["output"]
        )


def test_one_channel_in_a_list_is_one_channel(build: Build) -> None:
    for kind in ("kernel-slide", "scatter"):
        listed = build(kind, input=[[[1, 2, 3], [4, 5, 7]]], kernel=[[[[1, -2]]]])
        plain = build(kind, input=[[1, 2, 3], [4, 5, 7]], kernel=[[1, -2]])
        assert [(b.name, b.caption, b.formula_text) for b in listed.beats] == [
            (b.name, b.caption, b.formula_text) for b in plain.beats
        ]


def test_many_windows_share_beats_within_their_kernel(build: Build) -> None:
    for kind in ("kernel-slide", "scatter"):
        channels = [{"range": [20, 8]}, {"ones": [20, 8]}]
        kernel = [[[[1, 2]], [[0, 1]]], [[[2, 2]], [[3, 1]]]]
        story = build(kind, input=channels, kernel=kernel)
        keep_the_rules(story)
        assert any(re.match(r"rows?-", beat.name) for beat in story.beats)
        row = story.beat("output-2-row-2" if kind == "scatter" else "output-2-row-3")
        paths = {name: len(path) for name, path in row.points.items() if not name.startswith("kernel")}
        assert {*paths.values()} == {8 if kind == "scatter" else 7}, "a step for every cell of the row"
        assert paths.keys() >= {"input-1", "input-2", "partial-1", "partial-2"}


def test_labels_rename_columns_and_channels(build: Build) -> None:
    labels = {"input": "Eingabe", "kernel": "Kern", "channel": "Kanal", "partial": "Teilsummen"}
    kernel = [[[[1, 2]], [[0, 1]]], [[[2, 2]], [[3, 1]]]]
    story = build("scatter", input=[[[2, 1]], [[4, 0]]], kernel=kernel, labels=labels)
    words = [m.words for m in story.maps]
    assert words[:4] == ["Eingabe, Kanal 1", "Eingabe, Kanal 2", "Kern 1, Kanal 1", "Kern 1, Kanal 2"]
    assert words[-3:] == ["Teilsummen, Kanal 2", "Output, Kanal 1", "Output, Kanal 2"]


@pytest.mark.parametrize("kind", sorted({*OPERATIONS} - {"kernel-slide", "scatter"}))
def test_other_kinds_refuse_channels(kind: str, build: Build) -> None:
    with pytest.raises(SpecError, match=r"input: must have one or two axes, got 3\. What is shown"):
        build(kind, input=IMAGE, kernel=[[1, 2]])


def test_cropping_is_shown_of_one_channel(build: Build) -> None:
    with pytest.raises(SpecError, match="show_cropping: shows one channel"):
        build("scatter", input=IMAGE, kernel=[[[1, 2]], [[3, 4]]], padding=1, stride=2, show_cropping=True)
