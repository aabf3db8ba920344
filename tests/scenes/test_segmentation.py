"""segmentation: in every frame, classes keep off scores, arrows join maps, outlines keep off each other."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from manim import VGroup

from convscenes.look.layout import Rect
from convscenes.look.outline import Arrow
from convscenes.look.tiles import Tiles
from convscenes.scenes.segmentation import Segmentation
from convscenes.scenes.segmentation.class_grid import ClassGrid
from convscenes.stories import load_story
from tests.scenes.rules import holds, overlap
from tests.scenes.shaped import shaped

STORY = load_story(Path(__file__).parents[2] / "scenes" / "16-segmentation.yaml")
ASPECTS = ("16:9", "4:3", "1:1", "9:16")


def scene_in(aspect: str) -> Segmentation:
    scene = Segmentation(shaped(STORY, aspect))
    scene.prepare()
    return scene


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("name", ["scores", "classes"])
def test_the_classes_of_scores_stand_apart_from_these_and_from_each_other(aspect: str, name: str) -> None:
    scene, beat = scene_in(aspect), STORY.beat(name)
    made = [mark.make() for mark in scene.marks(beat)]
    cells = [grid.cells for grid in made if isinstance(grid, ClassGrid)]
    badges = [
        Rect(x, y, one.size.width, one.size.height) for one in cells for x, y in one.centers.reshape(-1, 2)
    ]
    stacks = [where for where in scene.stage.places(beat).values() if isinstance(where, Tiles)]
    maps = [stack.place(number).rect for stack in stacks for number in range(stack.count)]
    assert len(badges) == {"scores": 4, "classes": 8}[name]
    assert not any(overlap(*both, slack=-0.02) for both in combinations(badges, 2))
    assert not any(overlap(badge, rect, slack=-0.02) for badge in badges for rect in maps)


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize(
    ("name", "route"),
    [
        ("scores", ["picture", "layer-1", "layer-2", "layer-3", "scores"]),
        ("classes", ["scores", "enlarged", "classes"]),
    ],
)
def test_an_arrow_leads_from_every_map_to_the_next(aspect: str, name: str, route: list[str]) -> None:
    scene, beat = scene_in(aspect), STORY.beat(name)
    groups = [group for mark in scene.marks(beat) if isinstance(group := mark.make(), VGroup)]
    arrows = [part for group in groups for part in group if isinstance(part, Arrow)]
    places = scene.stage.places(beat)
    assert len(arrows) == len(route) - 1
    for arrow, before, after in zip(arrows, route, route[1:], strict=False):
        tail, tip = arrow.points[0, :2], arrow.points[11, :2]
        assert holds(places[before].rect.grown(0.7), tuple(tail))
        assert holds(places[after].rect.grown(0.7), tuple(tip))


@pytest.mark.parametrize("aspect", ASPECTS)
def test_pixels_that_are_wrong_are_outlined_apart(aspect: str) -> None:
    scene, beat = scene_in(aspect), STORY.beat("truth")
    rects = scene.stage.view("classes", beat).rects(beat.points["classes"][-1])
    assert len(rects) == 11  # 245 of 256 pixels are right
    assert not any(overlap(*both) for both in combinations(rects, 2))
