"""Channels on stage: any number of them and of kernels, padding, decimals, many cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import Animation

from convscenes.look.layout import Rect
from convscenes.look.outline import Arrow
from convscenes.rendering.manim_backend.performance import Performance, settings
from convscenes.rendering.options import Options
from convscenes.scenes._base.finding import scene_class
from convscenes.scenes._base.ordering import in_order
from convscenes.scenes._channels.channel_scene import ChannelScene
from convscenes.stories import Story, load_story
from tests.scenes.rules import RULES, overlap
from tests.scenes.screen import rect_of, screen_of, screens_of
from tests.scenes.test_every_scene import broken

SCENES = Path(__file__).parents[2] / "scenes"
LOW = Options.of("low")
RECTANGLES = [[[3, -1, 4, 1], [9, 2, 6, 5]], [[2, 7, 1, 8], [8, 1, 8, 2]], [[1, 0.5, 0, 1], [0, 1, 2, 0]]]
SLICES = [[[1, 2, -4], [0, 1, 3]], [[2, 0, 1], [1, 1, 0]], [[-1, 0.5, 1], [4, 0, 2]]]


def numbers(count: int, shape: list[int], seed: int = 0) -> list[dict[str, Any]]:
    return [{"random": {"shape": [*shape], "low": 0, "high": 3, "seed": seed + n}} for n in range(count)]


CASES: dict[str, dict[str, Any]] = {
    "one-kernel": {"input": RECTANGLES, "kernel": SLICES, "stride": [2, 1], "padding": [[1, 0], [0, 1]]},
    "one-channel": {"input": RECTANGLES[:1], "stride": 2, "padding": [[1, 0], [1, 1]]},
    "four": {"input": numbers(4, [3, 4]), "kernel": [numbers(4, [2, 3], seed) for seed in range(4)]},
    "rgb": {"input": RECTANGLES, "stride": 2, "padding": 1},
    "many-cells": {"input": numbers(2, [12, 14]), "kernel": [numbers(2, [3, 2], seed) for seed in (5, 6)]},
}


def fields_of(kind: str, case: str) -> dict[str, Any]:
    """Return the fields of a case; the axes of its kernel depend on the direction."""
    fields = dict(CASES[case])
    if case == "one-channel":
        fields["kernel"] = [[s] for s in SLICES] if kind == "kernel-slide" else [SLICES]
    elif case == "rgb":
        pairs = [SLICES, np.multiply(SLICES, -2).tolist()]
        fields["kernel"] = pairs if kind == "kernel-slide" else np.swapaxes(pairs, 0, 1).tolist()
    return fields


@pytest.mark.parametrize("kind", ["kernel-slide", "scatter"])
@pytest.mark.parametrize("case", CASES)
def test_channels_fit_and_show_their_numbers(kind: str, case: str, build: Callable[..., Story]) -> None:
    story = build(kind, **fields_of(kind, case))
    assert issubclass(scene_class(story.kind, story.staging), ChannelScene)
    seen = screens_of(story, "light")
    assert {rule.__name__: faults for rule in RULES if (faults := broken(rule, seen))} == {}


@contextmanager
def standing(story: Story, *numbers: int, drawn: bool = False) -> Iterator[ChannelScene]:
    """Stand at the ends of some beats, one after the other; or perform them all up to the last."""
    with closing(Performance(story, LOW, draws=False)) as performance, settings(LOW):
        scene = performance.scene
        assert isinstance(scene, ChannelScene)
        for number in range(numbers[-1] + 1) if drawn else numbers:
            (scene.perform if drawn else scene.stand_at)(number)
        yield scene


def number_of(story: Story, name: str) -> int:
    return story.beats.index(story.beat(name))


@pytest.mark.parametrize(("kind", "signs"), [("kernel-slide", 4), ("scatter", 0)])
def test_a_convolution_has_its_sign_in_every_channel(
    kind: str, signs: int, build: Callable[..., Story]
) -> None:
    words = [text.words for text in screens_of(build(kind, **CASES["four"]), "dark")[0].words]
    assert (words.count("∗"), words.count("×")) == (signs, 0)


@pytest.mark.parametrize("kind", ["kernel-slide", "scatter"])
@pytest.mark.parametrize("case", ["one-kernel", "rgb"])
def test_what_is_seen_and_its_order_follow_from_the_beat_alone(
    kind: str, case: str, build: Callable[..., Story]
) -> None:
    story = build(kind, **fields_of(kind, case))
    last = len(story.beats) - 1
    for number in (2, 4, last - 1, last):
        looks = []
        for numbers, drawn in (([number], False), ([last, 1, number], False), ([number], True)):
            with standing(story, *numbers, drawn=drawn) as scene:
                scene.add(*in_order(scene.stage, story.beats[number]))
                seen = [m for one in scene.mobjects for m in one.family_members_with_points()]
                looks.append([(type(m).__name__, m.name, rect_of(m)) for m in seen])
        assert looks[0] == looks[1] == looks[2], story.beats[number].name


def test_what_lies_on_all_channels_comes_at_once(
    build: Callable[..., Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = build("kernel-slide", **CASES["four"])
    played: list[list[str]] = []
    play = ChannelScene.play

    def record(self: ChannelScene, *animations: Animation, **more: Any) -> None:
        played.append([animation.mobject.name for animation in animations])
        play(self, *animations, **more)

    monkeypatch.setattr(ChannelScene, "play", record)
    with standing(story, number_of(story, "products-1")):
        assert [names.count("weights") for names in played if "weights" in names] == [4]
        assert [names.count("products") for names in played if "products" in names] == [4]


def test_a_cell_that_a_beat_outlines_gets_no_other_outline_from_its_formula() -> None:
    slide = load_story(SCENES / "17-kernel-slide-channels.yaml")
    with standing(slide, number_of(slide, "sum-1")) as scene:
        assert set(scene.stage.outlines) == {"input-1", "input-2", "partial-1", "partial-2", "output-1"}
        assert scene.stage.writing.written[""].named == []
    scatter = load_story(SCENES / "18-scatter-channels.yaml")
    with standing(scatter, number_of(scatter, "sum")) as scene:
        assert scene.stage.outlines == {}
        assert len(scene.stage.writing.written[""].named) == 3


def test_lines_of_single_cells_begin_and_end_at_their_edges() -> None:
    slide = load_story(SCENES / "17-kernel-slide-channels.yaml")
    with standing(slide, number_of(slide, "connect")) as scene:
        ((start, end),) = scene.stage.lines["partial-1", "output-2"].pairs.tolist()
        here, there = (scene.stage.views[name].cell_at((0, 0)).rect for name in ("partial-1", "output-2"))
        assert start[0] == pytest.approx(here.right)
        assert here.bottom < start[1] < here.y, "it passes below the numeral of the cell beside it"
        assert end == pytest.approx([there.left, there.y])


@pytest.mark.parametrize("kind", ["kernel-slide", "scatter"])
@pytest.mark.parametrize("case", CASES)
def test_no_arrow_lies_over_words(kind: str, case: str, build: Callable[..., Story]) -> None:
    story = build(kind, **fields_of(kind, case))
    for beat in (story.beats[0], story.beats[-2]):
        with standing(story, number_of(story, beat.name)) as scene:
            words = screen_of(scene, beat, "dark").words
            arrows = [m for m in scene.get_mobject_family_members() if isinstance(m, Arrow)]
            assert arrows
            for x, y in np.concatenate([m.points[:, :2] for m in arrows]).tolist():
                assert [t.words for t in words if overlap(t.rect, Rect(x, y, 0.04, 0.04))] == []
