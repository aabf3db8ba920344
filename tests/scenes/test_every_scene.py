"""Every scene, every beat: the screen shows the story's numbers, everything fits, nothing overlaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from manim import VMobject

from convscenes.look.frame import Caption, Heading
from convscenes.look.layout import Rect
from convscenes.look.lettering import LEAST_EM, Lettering
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.rendering.engine import visit
from convscenes.rendering.quality import Options
from convscenes.scenes.stage.finding import scene_class
from convscenes.scenes.stage.spec_scene import SpecScene
from convscenes.stories import Beat, Story, kinds, load_story

FRAME = Rect(0, 0, 128 / 9, 8)


def rect_of(mobject: VMobject) -> Rect:
    points = np.concatenate([m.points for m in mobject.family_members_with_points()])
    (left, bottom, _), (right, top, _) = points.min(axis=0), points.max(axis=0)
    return Rect.between(left, right, bottom, top)


def overlap(one: Rect, other: Rect, slack: float = 0.01) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.top, other.top) - max(one.bottom, other.bottom)
    return across > slack and up > slack


def texts(scene: SpecScene) -> list[Lettering]:
    return [m for m in scene.get_mobject_family_members() if isinstance(m, Lettering) and len(m.points)]


def grids(scene: SpecScene) -> Iterator[MatrixGrid]:
    return (m for m in scene.mobjects if isinstance(m, MatrixGrid) and m.submobjects)


def check_beat(scene: SpecScene, beat: Beat) -> None:
    """Assert what must hold at the end of a beat."""
    screen = {name: np.ma.array(values).tolist() for name, values in scene.screen().items()}
    assert screen == {name: np.ma.array(values).tolist() for name, values in beat.shows.items()}, beat.name
    assert len([m for m in scene.mobjects if isinstance(m, Caption)]) == scene.framed
    assert len([m for m in scene.mobjects if isinstance(m, Heading)]) == scene.framed
    written = texts(scene)
    for text in written:
        assert text.em >= LEAST_EM, beat.name
    for mobject in scene.mobjects:
        if mobject.family_members_with_points():
            rect = rect_of(mobject)
            assert FRAME.left <= rect.left <= rect.right <= FRAME.right, (beat.name, mobject)
            assert FRAME.bottom <= rect.bottom <= rect.top <= FRAME.top, (beat.name, mobject)
    for one, other in combinations(written, 2):
        assert not overlap(rect_of(one), rect_of(other)), (beat.name, one, other)
    for grid in grids(scene):
        for text in written:
            assert not overlap(rect_of(grid), rect_of(text)), (beat.name, grid.name)
    shown = [grid for grid in grids(scene) if grid.name in screen]
    for one, other in combinations(shown, 2):
        assert not overlap(rect_of(one), rect_of(other)), (beat.name, one.name, other.name)


def check_story(story: Story) -> None:
    seen: list[str] = []

    def look(scene: SpecScene, beat: Beat) -> None:
        check_beat(scene, beat)
        seen.append(beat.name)

    visit(story, Options.of("low"), [beat.name for beat in story.beats], look)
    assert seen == [beat.name for beat in story.beats]


def test_shipped_specs(shipped: Path) -> None:
    check_story(load_story(shipped))


def test_all_shapes(shaped: Story) -> None:
    check_story(shaped)


@pytest.mark.parametrize("kind", kinds())
def test_a_scene_has_a_gesture_for_every_act(kind: str, shipped_of: dict[str, Path]) -> None:
    gestures = scene_class(kind)
    for beat in load_story(shipped_of[kind]).beats:
        assert callable(getattr(gestures, beat.act.replace("-", "_")))
