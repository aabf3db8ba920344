"""output-size: the formula grows to the core's size, spans count it, the way back picks one of many."""

import re
from collections.abc import Callable
from math import floor
from pathlib import Path
from typing import Any

import pytest
import yaml

from convscenes.errors import SpecError
from convscenes.ops.measures import Span
from convscenes.stories import Story, load_story
from convscenes.stories._base.points import where
from convscenes.stories._base.story import Beat
from convscenes.words import Words
from tests.conftest import SHAPES
from tests.stories.conftest import Told

SCENES = Path(__file__).parents[2] / "scenes"


def formulas(story: Story) -> dict[str, str]:
    return {
        beat.name: re.sub(r"(?<=\() | (?=\))", "", beat.formula_text) for beat in story.beats if beat.formula
    }


def evaluated(numbers: str) -> int:
    """Compute one side of a formula as it is written."""
    code = numbers.replace("−", "-").replace("×", "*").replace("⌊", "floor(").replace("⌋", ")")
    return int(eval(code, {"__builtins__": {}, "floor": floor}))


def sides(beat: Beat) -> list[str]:
    return [side.strip() for side in beat.formula_text.split("=")]


def test_a_convolution_term_by_term(told: Told) -> None:
    story = load_story(SCENES / "11-output-size.yaml")
    assert formulas(story) == {
        "input": "i = 4",
        "padding": "i + 2p = 4 + 2 × 1 = 6",
        "kernel": "i + 2p − k = 4 + 2 × 1 − 3 = 3",
        "stride": "⌊(i + 2p − k)/s⌋ = ⌊(4 + 2 × 1 − 3)/2⌋ = 1",
        "size": "o = ⌊(i + 2p − k)/s⌋ + 1 = ⌊(4 + 2 × 1 − 3)/2⌋ + 1 = 2",
        "back": "o′ = s(i′ − 1) + a + k − 2p = 2 × (2 − 1) + 1 + 3 − 2 × 1 = 4",
    }
    assert story.beats[-1].shows["output"].tolist() == [[42, 42], [73, 60]]
    (padding,), (stride,), (size,) = told["padding"], told["stride"], told["size"]
    assert (padding["sides"], padding["padding"], padding["cells"]) == ("alike", 1, 6)
    assert (stride["steps"], stride["stride"], stride["cells"], stride["rest"]) == (1, 2, 3, 1)
    assert (size["source"], size["rule"], size["count"]) == ("paper", "R6", 2)
    assert story.beat("stride").steps == (Span("s", 1, 2, 2), Span("rest", 1, 4, 1))
    assert story.beat("back").steps == (Span("i", 1, 0, 3), Span("a", 1, 3, 1), Span("i", 1, 0, 4))


def test_a_transposed_convolution_term_by_term(told: Told) -> None:
    story = load_story(SCENES / "11-transposed-size.yaml")
    assert formulas(story) == {
        "input": "i′ = 2",
        "stride": "s(i′ − 1) = 2 × (2 − 1) = 2",
        "kernel": "s(i′ − 1) + k = 2 × (2 − 1) + 3 = 5",
        "extra": "s(i′ − 1) + a + k = 2 × (2 − 1) + 1 + 3 = 6",
        "padding": "s(i′ − 1) + a + k − 2p = 2 × (2 − 1) + 1 + 3 − 2 × 1 = 4",
        "size": "o′ = s(i′ − 1) + a + k − 2p = 2 × (2 − 1) + 1 + 3 − 2 × 1 = 4",
        "back": "i′ = ⌊(o′ + 2p − k)/s⌋ + 1 = ⌊(4 + 2 × 1 − 3)/2⌋ + 1 = 2",
    }
    # sentences of their own: the stride spaces stamps, padding crops, output padding makes no zeros
    assert [(one["stride"], one["steps"]) for one in told["transposed-stride"]] == [(2, 1)]
    assert [(one["kernel"], one["reach"]) for one in told["transposed-kernel"]] == [(3, 5)]
    assert [one["extra"] for one in told["transposed-extra"]] == [1]
    assert [one["padding"] for one in told["transposed-padding"]] == [1]
    assert [one["count"] for one in told["transposed-size"]] == [4]


@pytest.mark.parametrize("transposed", [False, True])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda path: path.stem)
def test_both_sides_of_formulas_are_equal(shape: Path, transposed: bool, build: Callable[..., Story]) -> None:
    fields = yaml.safe_load(shape.read_text(encoding="utf-8"))
    story = build("output-size", **(fields | {"transposed": transposed}))
    sized = [beat for beat in story.beats if beat.act == "measure-output"]
    for beat in story.beats:
        if beat.formula:
            *_, numbers, result = sides(beat)
            assert evaluated(numbers if any(c.isdigit() for c in numbers) else result) == int(result)
    for beat in sized:
        (span,) = beat.steps
        assert int(sides(beat)[-1]) == span.length == story.map("output").shape[span.axis]
    assert {beat.steps[0].axis for beat in sized} >= {1}


def test_rows_come_before_columns(build: Callable[..., Story]) -> None:
    fields: dict[str, Any] = {
        "input": {"ones": [5, 7]},
        "kernel": {"ones": [2, 3]},
        "padding": [[1, 0], [0, 2]],
    }
    story = build("output-size", **fields)
    named = formulas(story)
    assert named["rows-size"] == "o = i + top + bottom − k + 1 = 5 + 1 + 0 − 2 + 1 = 5"
    assert named["columns-size"] == "o = i + left + right − k + 1 = 7 + 0 + 2 − 3 + 1 = 7"
    assert [beat.name for beat in story.beats][1:3] == ["rows-input", "rows-padding"]
    assert story.beat("rows-size").shows["output"].mask.all(), "one axis alone gives no values"
    assert story.beat("columns-size").shows["output"].shape == (5, 7)


def test_dilation_is_spelled_out(build: Callable[..., Story], told: Told) -> None:
    story = build("output-size", input=[1, 2, 3, 4, 5, 6, 7], kernel=[1, 5, 2], dilation=2, stride=2)
    assert formulas(story)["size"] == ("o = ⌊(i − d(k − 1) − 1)/s⌋ + 1 = ⌊(7 − 2 × (3 − 1) − 1)/2⌋ + 1 = 2")
    (kernel,), (size,) = told["kernel"], told["size"]
    assert (kernel["spread"], kernel["dilation"], kernel["span"], kernel["left"]) == (True, 2, 5, 2)
    assert size["rule"] == "R15"


def test_a_single_weight_is_spread_by_no_dilation(build: Callable[..., Story], told: Told) -> None:
    build("output-size", input=[1, 2, 3], kernel=[4], dilation=2)
    assert [(one["spread"], one["kernel"], one["left"]) for one in told["kernel"]] == [(False, 1, 2)]


def at(story: Story, beat: str, name: str) -> list[str]:
    return [where(points, Words()) for points in story.beat(beat).points.get(name, ())]


def test_where_the_windows_of_a_convolution_are() -> None:
    story = load_story(SCENES / "11-output-size.yaml")
    assert story.beat("padding").points.keys() == {"input"}, "the kernel is dimmed"
    first, second = "rows 1 to 2, columns 1 to 2", "rows 1 to 2, columns 2 to 4"
    assert at(story, "kernel", "input") == [first]
    assert at(story, "stride", "input") == [first, second]
    assert story.beat("kernel").points["input"][0].rows.tolist() == [-1, 0, 1]
    assert not story.beat("size").points, "nothing is dimmed"


def test_where_the_stamps_of_a_transposed_convolution_are() -> None:
    story = load_story(SCENES / "11-transposed-size.yaml")
    first, last = "rows 1 to 2, columns 1 to 2", "rows 1 to 2, columns 2 to 4"
    assert at(story, "stride", "output") == [first, last]
    assert at(story, "kernel", "output") == at(story, "extra", "output") == [last]
    assert story.beat("kernel").points.keys() == {"input", "kernel", "output"}
    assert not story.beat("padding").points


def test_windows_follow_the_axis_that_is_measured(build: Callable[..., Story]) -> None:
    story = build("output-size", input={"ones": [3, 4]}, kernel={"ones": [2, 2]})
    assert at(story, "rows-stride", "input") == ["rows 1 to 2, columns 1 to 2", "rows 2 to 3, columns 1 to 2"]
    assert at(story, "columns-stride", "input")[-1] == "rows 1 to 2, columns 3 to 4"
    assert [beat.title for beat in story.beats][1:3] == ["Rows: input size", "Rows: kernel"]


@pytest.mark.parametrize("extra", [0, 1])
def test_the_way_back_needs_the_right_output_padding(
    extra: int, build: Callable[..., Story], told: Told
) -> None:
    fields = {"input": {"ones": [4, 4]}, "kernel": {"ones": [3, 3]}, "stride": 2, "padding": 1}
    story = build("output-size", **fields, output_padding=extra)
    shared = {"input": 4, "output": 2, "sharing": "two", "least": 3, "greatest": 4}
    assert told["back"] == [shared | {"wanted": 1, "returns": extra == 1}]
    assert [span.length for span in story.beat("back").steps] == [3, 1, 4], "what output padding adds"
    assert formulas(story)["back"].endswith(f"= {3 + extra}")


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        (
            {"input": [1, 2, 3], "kernel": [1, 2]},
            {"input": 3, "output": 2, "sharing": "one", "wanted": 0, "returns": True},
        ),
        (
            {"input": [1] * 9, "kernel": [1, 2, 3], "stride": 4, "padding": 1},
            {"sharing": "many", "least": 9, "greatest": 12},
        ),
        ({"input": [5], "kernel": [7], "stride": 3, "padding": 1}, {"wanted": 2, "returns": False}),
        ({"input": [1, 2], "kernel": [3], "transposed": True}, {"sharing": "one", "output": 2, "input": 2}),
        (
            {"input": [1, 2], "kernel": [3, 4], "dilation": 3, "output_padding": 2, "transposed": True},
            {"sharing": "others", "size": 4, "input": 2},
        ),
        (
            {
                "input": [5],
                "kernel": [7],
                "dilation": 3,
                "padding": 1,
                "output_padding": 2,
                "transposed": True,
            },
            {"sharing": "others", "size": 3, "input": 1},
        ),
    ],
)
def test_odd_ways_back(
    fields: dict[str, Any], facts: dict[str, Any], build: Callable[..., Story], told: Told
) -> None:
    build("output-size", **fields)
    (said,) = told["back"] + told["transposed-back"]
    assert {name: said[name] for name in facts} == facts


def test_output_padding_of_the_way_back_is_checked(build: Callable[..., Story]) -> None:
    fields = {"input": [[1, 2, 3]], "kernel": [[1, 2]], "stride": 2}
    with pytest.raises(SpecError, match="output_padding: must be smaller than stride or dilation"):
        build("output-size", **fields, output_padding=2)


@pytest.mark.parametrize(("transposed", "expected"), [(False, [[1 * 1 + 2 * 2]]), (True, [[1, 2, 2, 4]])])
def test_expect_is_that_of_the_direction(
    transposed: bool, expected: list[list[int]], build: Callable[..., Story]
) -> None:
    fields: dict[str, Any] = {"input": [[1, 2]], "kernel": [[1, 2]], "stride": 2, "transposed": transposed}
    assert build("output-size", **fields, expect=expected).beats[-1].shows["output"].tolist() == expected
    with pytest.raises(SpecError, match="expect: the core gives"):
        build("output-size", **fields, expect=[[9]])
