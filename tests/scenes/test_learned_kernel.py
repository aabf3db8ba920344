"""learned-kernel: other sizes fit as well; the curve has come as far as the weights."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from convscenes.rendering.manim_backend.performance import Performance, visit
from convscenes.rendering.options import Options
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes.learned_kernel.curve import Curve
from convscenes.stories import Beat, Story, load_story
from tests.scenes.rules import RULES
from tests.scenes.screen import screens_of
from tests.scenes.test_every_scene import broken

SPEC = Path(__file__).parents[2] / "scenes" / "13-learned-kernel.yaml"


@pytest.mark.parametrize(
    "fields",
    [
        {"size": [3, 4], "scale": [2, 3], "kernel_size": [4, 5], "pictures": 5, "steps": 12, "rate": 0.02},
        {"size": [4, 12], "scale": 3, "kernel_size": 9, "pictures": 4, "steps": 7, "rate": 0.01},
    ],
)
def test_odd_sizes(fields: dict[str, Any], build: Callable[..., Story]) -> None:
    seen = screens_of(build("learned-kernel", **fields), "light")
    assert {rule.__name__: faults for rule in RULES if (faults := broken(rule, seen))} == {}


def test_the_curve_has_come_as_far_as_the_weights() -> None:
    story = load_story(SPEC)
    expected = {beat.name: beat.steps[-1].number for beat in story.beats[1:-1]}
    drawn: dict[str, float] = {}

    def look(scene: SpecScene, beat: Beat) -> None:
        (curve,) = (m for m in scene.mobjects if isinstance(m, Curve))
        drawn[beat.name] = curve.number

    visit(story, Options.of("low"), list(expected), look)
    assert drawn == expected


def test_the_curve_goes_back_where_an_earlier_beat_is_wanted() -> None:
    story = load_story(SPEC)
    with closing(Performance(story, Options.of("low"), draws=False)) as performance:
        for name in ("step-100", "compare", "step-5"):
            performance.number = 0
            performance.skip_to([beat.name for beat in story.beats].index(name) + 1)
        (curve,) = (m for m in performance.scene.mobjects if isinstance(m, Curve))
        assert curve.number == 5
        assert "bilinear" not in performance.scene.screen()
