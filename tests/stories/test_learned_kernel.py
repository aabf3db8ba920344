"""learned-kernel: what is shown is what was learned, and what is told of it is true."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from convscenes.errors import SpecError
from convscenes.ops import bicubic, bilinear, enlarge
from convscenes.ops.learning import LearningStep, Score
from convscenes.stories import Story, load_story
from convscenes.stories._base.loading import load_fields
from convscenes.stories.learned_kernel import Fields, task_of
from tests.stories.conftest import Told
from tests.stories.test_every_kind import keep_the_rules

SPEC = Path(__file__).parents[2] / "scenes" / "13-learned-kernel.yaml"
BEFORE = SPEC.with_name("12-upsampling.yaml")
SMALL = {"size": [3, 4], "scale": [2, 3], "kernel_size": [4, 5], "pictures": 5, "steps": 12, "rate": 0.02}


def records(story: Story) -> list[LearningStep]:
    return [r for beat in story.beats for r in beat.steps if isinstance(r, LearningStep)]


def test_it_ends_below_bilinear_and_bicubic_on_pictures_it_has_not_seen() -> None:
    story = load_story(SPEC)
    pairs = task_of(dict(load_fields(SPEC))).held_out
    fixed = [pairs.error(method(pairs.small, (1, 2, 2))) for method in (bilinear, bicubic)]
    assert records(story)[-1].held_out < min(fixed)
    shown, learned = story.beats[-1].steps
    assert shown == Score("bilinear", pytest.approx(fixed[0], abs=1e-7))
    assert learned == Score("learned", records(story)[-1].held_out)


def test_every_step_has_one_beat(build: Callable[..., Story]) -> None:
    for story in (load_story(SPEC), build("learned-kernel", **SMALL)):
        numbers = [step.number for step in records(story)]
        assert numbers == list(range(len(numbers)))
        for beat in story.beats:
            if beat.act in ("slope", "learn"):
                assert beat.name == f"step-{beat.steps[-1].number}"


def test_weights_and_output_are_those_of_the_step() -> None:
    story = load_story(SPEC)
    for beat in story.beats[1:-1]:
        kernel = beat.steps[-1].kernel
        np.testing.assert_allclose(beat.shows["kernel"], kernel, atol=0.005001)
        made = enlarge(beat.shows["input"], kernel, 2)
        np.testing.assert_allclose(beat.shows["output"], made, atol=1e-7)


def test_the_pictures_are_averages_of_their_originals() -> None:
    story = load_story(SPEC)
    for large, small in (("picture-3", "averaged-3"), ("original", "input")):
        shows = next(beat.shows for beat in story.beats if small in beat.shows)
        assert shows[small][2, 5] == pytest.approx(shows[large][4:6, 10:12].mean(), abs=1e-7)


def test_one_step_is_written_for_the_weight_of_the_steepest_slope() -> None:
    story = load_story(SPEC)
    before, after = records(story)[:2]
    terms = story.beat("step-1").formula
    row, col = terms[0].cell or (-1, -1)
    assert {term.on for term in terms if term.role == "kernel"} == {"kernel"}, "its cell is outlined"
    assert abs(before.slope[row, col]) == np.abs(before.slope).max()
    new, old, slope = after.kernel[row, col], before.kernel[row, col], before.slope[row, col]
    assert new == pytest.approx(old - 0.04 * slope)
    text = story.beat("step-1").formula_text
    assert text == "−0.016 ≈ −0.2691 − 0.04 × (−6.3378)"
    assert [new, old, slope] == pytest.approx([-0.016, -0.2691, -6.3378], abs=5e-4)


def test_the_scene_before_enlarges_with_the_weights_that_are_learned_here() -> None:
    shown, learned = (load_story(spec).beats[-1].shows["kernel"] for spec in (BEFORE, SPEC))
    assert shown.tolist() == (learned.round(2) + 0.0).tolist()


def test_the_lower_error_is_told(told: Told) -> None:
    story = load_story(SPEC)
    other = story.beat("compare").steps[0].error
    assert [(facts["steps"], facts["case"]) for facts in told["learn"]] == [
        (5, "first"), (20, "higher"), (50, "overtaken"), (100, "falling"), (200, "settled"),
    ]  # fmt: skip
    assert told["slope"] == [{"rate": "−0.04"}]
    for facts in told["learn"]:
        error = story.beat(f"step-{facts['steps']}").steps[-1].held_out
        assert float(facts["error"]) == pytest.approx(error, abs=0.005)
        assert float(facts["other"]) == pytest.approx(other, abs=0.005)
        assert (facts["case"] in ("first", "higher")) == (error > other)
    assert records(story)[-1].kernel.min() < 0, "some weights are negative"


def test_a_short_descent_that_is_behind(build: Callable[..., Story], told: Told) -> None:
    story = build("learned-kernel", **SMALL)
    keep_the_rules(story)
    fixed, learned = story.beats[-1].steps
    assert learned.error > fixed.error
    assert [facts["better"] for facts in told["compare"]] == [False]
    assert story.maps[0].shape == (6, 12)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"rate": 5}, r"rate: is too large, the error grows: got 5\."),
        ({"rate": 0}, r"rate: .*greater than 0|rate: must be .*0"),
        ({"scale": 1}, r"scale: must make the pictures larger, got 1\."),
        ({"scale": [1, 1]}, r"scale: must make the pictures larger, got 1\."),
        ({"kernel_size": 1}, r"kernel_size: must be at least the scale, 2×2\."),
        (
            {"steps": 1000, "pictures": 64},
            r"steps: 147,456,000 products of a value and a weight are too many",
        ),
        ({"size": [8]}, "size: "),
        (
            {"size": [80, 80], "scale": 8, "kernel_size": 8, "pictures": 4, "steps": 2},
            r"size: makes pictures of 640×640\. 409,600 cells are too many",
        ),
        ({"pictures": 3}, r"pictures: must be at least 4, got 3\."),
    ],
)
def test_what_cannot_be_learned_is_refused(fields: dict[str, Any], problem: str, tmp_path: Path) -> None:
    spec = tmp_path / "odd.yaml"
    spec.write_text(yaml.safe_dump({"kind": "learned-kernel", **fields}), encoding="utf-8")
    with pytest.raises(SpecError, match=problem):
        load_story(spec)


def test_everything_has_a_default() -> None:
    assert task_of(dict(Fields(kind="learned-kernel"))).kernel_shape == (6, 6)
