"""generator: ladders of other shapes keep the rules too; blocks are to scale."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from convscenes.look.formula import Formula
from convscenes.look.tiles import Tiles
from convscenes.rendering.manim_backend.performance import visit
from convscenes.rendering.options import Options
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes.generator import Generator
from convscenes.scenes.generator.ladder import Block, Box
from convscenes.stories import Beat, Story, load_story
from tests.scenes.rules import RULES
from tests.scenes.screen import screens_of

DOUBLING = {"kernel": 4, "stride": 2, "padding": 1}
SPECS: list[dict[str, Any]] = [
    {
        "rungs": [{"channels": 40, "kernel": [2, 6]}, {"channels": 4, "kernel": [3, 4], "stride": [2, 1]}],
        "untrained": {"channels": [3, 6, 1], "kernels": [5], "pictures": 3, "seed": 4},
    },
    {
        "rungs": [{"channels": 999, "kernel": 4}, *({"channels": c, **DOUBLING} for c in range(100, 0, -20))],
        "untrained": {"channels": [16, 16, 8, 4, 1], "kernels": [8, 2], "pictures": 1},
    },
    {
        "latent": 60_000,
        "labels": {"z": "Random numbers", "picture": "What it makes"},
        "rungs": [{"channels": 1, "kernel": 250}],
        "untrained": {"channels": [1, 1, 1], "kernels": [3, 4], "pictures": 3},
    },
]  # fmt: skip


@pytest.mark.parametrize("fields", SPECS)
def test_other_ladders_keep_the_rules(fields: dict[str, Any], build: Callable[..., Story]) -> None:
    for screen in screens_of(build("generator", **fields), "dark"):
        for rule in RULES:
            assert list(rule(screen)) == [], (screen.beat.name, rule.__name__)


def test_blocks_are_to_scale_and_apart() -> None:
    story = load_story(Path(__file__).parents[2] / "scenes" / "15-generator.yaml")
    blocks: list[Block] = []
    boxes: list[Box] = []

    def look(scene: SpecScene, _: Beat) -> None:
        assert isinstance(scene, Generator)
        blocks.extend(m for m in scene.mobjects if isinstance(m, Block))
        boxes.extend(scene.ladder.boxes)

    visit(story, Options.of("low"), ["ladder"], look)
    _, four, eight, sixteen, _, picture = boxes
    assert sixteen.height == pytest.approx(2 * eight.height) == pytest.approx(4 * four.height)
    assert picture.height == pytest.approx(picture.depth) == pytest.approx(16 * four.height)
    assert four.length == pytest.approx(2 * eight.length) == pytest.approx(4 * sixteen.length)
    for one, other in combinations([box.rect for box in boxes], 2):
        assert one.right < other.left
    for block, box in zip(blocks, boxes, strict=True):
        for face in block.submobjects:
            (left, bottom, _), (right, top, _) = face.points.min(axis=0), face.points.max(axis=0)
            assert box.rect.left - 1e-9 <= left <= right <= box.rect.right + 1e-9
            assert box.rect.bottom - 1e-9 <= bottom <= top <= box.rect.top + 1e-9


def test_every_share_stands_below_its_picture(build: Callable[..., Story]) -> None:
    story = build("generator", **SPECS[0])

    def look(scene: SpecScene, beat: Beat) -> None:
        assert isinstance(scene, Generator)
        tiles = scene.stage.views["pictures-5"].standing
        assert isinstance(tiles, Tiles)
        formula = next(m for m in scene.mobjects if isinstance(m, Formula))
        assert formula.texts == [term.text for term in beat.below["pictures-5"]]
        for number, term in enumerate(formula):
            rect = tiles.place(number).rect
            assert term.get_x() == pytest.approx(rect.x)
            assert rect.left < term.get_left()[0] < term.get_right()[0] < rect.right
            assert term.get_top()[1] < rect.bottom

    visit(story, Options.of("low"), ["pictures-5"], look)
