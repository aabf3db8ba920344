"""Channels on stage: any number of them and of kernels, padding, decimals, many cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from convscenes.scenes._base.finding import scene_class
from convscenes.scenes._channels.channel_scene import ChannelScene
from convscenes.stories import Story
from tests.scenes.rules import RULES
from tests.scenes.screen import screens_of
from tests.scenes.test_every_scene import broken

RECTANGLES = [[[3, -1, 4, 1], [9, 2, 6, 5]], [[2, 7, 1, 8], [8, 1, 8, 2]], [[1, 0.5, 0, 1], [0, 1, 2, 0]]]
SLICES = [[[1, 2, -4], [0, 1, 3]], [[2, 0, 1], [1, 1, 0]], [[-1, 0.5, 1], [4, 0, 2]]]


def numbers(count: int, shape: list[int], seed: int = 0) -> list[dict[str, Any]]:
    return [{"random": {"shape": [*shape], "low": 0, "high": 3, "seed": seed + n}} for n in range(count)]


CASES: dict[str, dict[str, Any]] = {
    "one-kernel": {"input": RECTANGLES, "kernel": SLICES, "stride": [2, 1], "padding": [[1, 0], [0, 1]]},
    "one-channel": {"input": RECTANGLES[:1], "stride": 2, "padding": [[1, 0], [1, 1]]},
    "four": {"input": numbers(4, [3, 4]), "kernel": [numbers(4, [2, 3], seed) for seed in range(4)]},
    "many-cells": {"input": numbers(2, [12, 14]), "kernel": [numbers(2, [3, 2], seed) for seed in (5, 6)]},
}


@pytest.mark.parametrize("kind", ["kernel-slide", "scatter"])
@pytest.mark.parametrize("case", CASES)
def test_channels_fit_and_show_their_numbers(kind: str, case: str, told: Callable[..., Story]) -> None:
    fields = dict(CASES[case])
    if case == "one-channel":  # its axes tell directions apart: three outputs
        fields["kernel"] = [[s] for s in SLICES] if kind == "kernel-slide" else [SLICES]
    story = told(kind, **fields)
    assert issubclass(scene_class(story.kind, story.staging), ChannelScene)
    seen = screens_of(story, "light")
    assert {rule.__name__: faults for rule in RULES if (faults := broken(rule, seen))} == {}


@pytest.mark.parametrize("kind", ["kernel-slide", "scatter"])
def test_every_act_has_its_gesture(kind: str, told: Callable[..., Story]) -> None:
    story = told(kind, **CASES["four"])
    gestures = scene_class(story.kind, story.staging)
    assert {beat.act for beat in story.beats} >= {"maps", "kernel", "total"}
    for beat in story.beats:
        assert callable(getattr(gestures, beat.act))
