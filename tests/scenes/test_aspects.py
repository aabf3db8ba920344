"""Every scene in every aspect, and with texts of other sizes: laid out for it, by the same rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.stories import Story, load_story
from tests.conftest import shipped_story
from tests.scenes.rules import RULES
from tests.scenes.screen import screens_of
from tests.scenes.test_every_scene import broken

OTHERS = ("4:3", "1:1", "9:16")
SCENES = Path(__file__).parents[2] / "scenes"
HARD = (
    "cut-at-the-right",
    "kernel-slide-crossing",
    "kernel-slide-grey-sobel",
    "kernel-slide-text",
    "large-sum",
    "lifted",
    "lines-down",
    "matrix-multiply-frame",
    "matrix-multiply-maps",
    "measures",
    "output-size-wide-frame",
    "pooling-crossing",
    "scatter-thousands-frame",
    "scatter-words",
    "two-lines",
    "zero-insertion-sum-frame",
)
"""Those that have usual labels: of long ones not all have room in a narrow frame, which ``check`` says."""


def faults(story: Story, aspect: str, text_scale: float = 1) -> dict[str, object]:
    """Return what breaks which rule."""
    seen = screens_of(story, "dark", aspect, text_scale)
    return {rule.__name__: found for rule in RULES if (found := broken(rule, seen))}


@pytest.mark.parametrize("aspect", OTHERS)
def test_a_scene_in_all_aspects(aspect: str) -> None:
    assert faults(shipped_story(SCENES / "07-scatter.yaml"), aspect) == {}


@pytest.mark.slow
@pytest.mark.parametrize("aspect", OTHERS)
def test_shipped_specs(shipped: Path, aspect: str) -> None:
    assert faults(shipped_story(shipped), aspect) == {}


@pytest.mark.slow
@pytest.mark.parametrize("text_scale", [0.75, 1.25])
def test_other_sizes_of_texts(shipped: Path, text_scale: float) -> None:
    assert faults(shipped_story(shipped), "16:9", text_scale) == {}


@pytest.mark.slow
@pytest.mark.parametrize("aspect", OTHERS)
@pytest.mark.parametrize("name", HARD)
def test_hard_specs(name: str, aspect: str) -> None:
    spec = Path(__file__).parent / "hard" / f"{name}.yaml"
    assert faults(load_story(spec), aspect) == {}
