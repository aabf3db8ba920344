"""Arrows between maps: wherever the output is, an arrow points to it, over no map and no words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from convscenes.colours.theme import THEMES
from convscenes.look.layout import Rect
from convscenes.look.outline import Arrow
from convscenes.rendering.manim_backend.performance import visit
from convscenes.rendering.options import Options
from convscenes.scenes._base.operators import CLEAR, arrow_down
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat, Story
from tests.scenes.rules import overlap
from tests.scenes.screen import rect_of, screen_of

THEME = THEMES["dark"]
SHAPES: dict[str, dict[str, Any]] = {
    "side-by-side": {"input": {"range": [3, 4]}, "kernel": [[1, 2], [0, 3]]},
    "two-lines": {"input": {"range": [1, 12]}, "kernel": [[1, -2, 0.5]]},
    "input-above-kernel": {"input": {"ones": [9, 20]}, "kernel": [[1, 2, 4], [0, 1, 3]]},
    "large": {"input": {"range": [12, 14]}, "kernel": [[1, 2, 4], [0, 1, 3]], "stride": 2},
}


def test_an_arrow_down_ends_above_a_wide_map_beside_its_label() -> None:
    arrow = arrow_down(Rect(3.0, 2.0, 2.0, 1.0), Rect(0.0, -1.0, 9.0, 1.0), 2.0, THEME)
    box = rect_of(arrow)
    assert box.top == pytest.approx(1.5 - CLEAR)
    assert box.bottom == pytest.approx(-0.5 + CLEAR)
    assert box.left > 1.0


def test_an_arrow_down_passes_a_label_wider_than_its_map_and_ends_at_the_side_of_this() -> None:
    arrow = arrow_down(Rect(3.0, 2.0, 2.0, 1.0), Rect(0.0, -1.0, 1.0, 1.0), 2.0, THEME)
    tip = arrow.points[arrow.points[:, 0].argmin()]
    assert tip[0] == pytest.approx(0.5 + CLEAR)
    assert -1.5 - 0.1 < tip[1] < -0.5
    level = arrow.points[arrow.points[:, 1] > -0.5]  # beside the label, which is 2 units wide
    assert level[:, 0].min() > 1.0


def test_an_arrow_down_ends_beside_a_label_that_reaches_as_far_as_it_begins() -> None:
    arrow = arrow_down(Rect(0.9, 2.0, 2.0, 1.0), Rect(0.0, -1.0, 1.0, 3.9), 2.0, THEME)
    tip = arrow.points[arrow.points[:, 1].argmin()]
    assert tip[0] > 1.0


@pytest.mark.parametrize("kind", ["kernel-slide", "scatter"])
@pytest.mark.parametrize("shape", SHAPES)
def test_an_arrow_points_to_the_output(kind: str, shape: str, build: Callable[..., Story]) -> None:
    seen: list[str] = []

    def look(scene: SpecScene, beat: Beat) -> None:
        (arrow,) = (m for m in scene.get_mobject_family_members() if isinstance(m, Arrow))
        screen = screen_of(scene, beat, "dark")
        box = rect_of(arrow)
        assert not any(overlap(box, text.rect) for text in screen.words), "over words"
        assert not any(overlap(box, rect) for _, rect in screen.grids), "over a map"
        output = dict(screen.grids)["output"]
        assert overlap(box.grown(1.0), output), "too far from the output"
        seen.append(beat.name)

    visit(build(kind, **SHAPES[shape]), Options.of("low"), ["maps"], look)
    assert seen == ["maps"]
