"""A part of a playlist that begins with the maps of the part before."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import closing

import numpy as np
import pytest

from convscenes.rendering.manim_backend.performance import Performance
from convscenes.rendering.options import Options, Quality
from convscenes.spec import Card
from convscenes.stories import Story
from convscenes.stories._base.handover import Before, Entry, handovers
from convscenes.stories._base.loading import card_story
from tests.scenes.test_time import Frames

IMAGE, KERNEL = [[3, 1, 6], [7, 4, 2], [2, 5, 8]], [[1, 2], [0, 3]]
SIZE = Options(Quality(480, 270, 6))


def drawn(story: Story, number: int, before: Before | None = None) -> list[np.ndarray]:
    """Return the frames of a beat."""
    sink = Frames()
    with closing(Performance(story, SIZE, before=before)) as performance:
        performance.skip_to(number)
        performance.draw(sink)
    return sink.frames


@pytest.fixture
def parts(build: Callable[..., Story]) -> list[Story]:
    kinds = ("kernel-slide", "connectivity", "matrix-unroll")
    return [build(kind, input=IMAGE, kernel=KERNEL) for kind in kinds]


def test_the_first_frame_is_the_last_one_of_the_part_before(parts: list[Story]) -> None:
    for story, after in itertools.pairwise(parts):
        before = handovers([Entry(story, False), Entry(after, False)])[1]
        assert before is not None
        last = drawn(story, len(story.beats) - 1)[-1]
        first = drawn(after, 0, before)[0]
        differs = np.abs(last.astype(int) - first.astype(int)).max(axis=-1) > 40
        assert differs.mean() < 0.02, "the first frame is a step on the way, 1/6 s long"


def test_it_ends_as_the_part_alone_does(parts: list[Story]) -> None:
    before = handovers([Entry(parts[0], False), Entry(parts[1], False)])[1]
    alone, after = drawn(parts[1], 0), drawn(parts[1], 0, before)
    assert np.abs(alone[-1].astype(int) - after[-1].astype(int)).max() <= 1, "other boxes were repainted"
    assert not np.array_equal(alone[0], after[0])


@pytest.mark.slow
def test_all_beats_but_the_first_are_those_of_the_part_alone(parts: list[Story]) -> None:
    before = handovers([Entry(parts[1], False), Entry(parts[2], False)])[1]
    sink = Frames()
    with closing(Performance(parts[2], SIZE, before=before)) as performance:
        performance.draw(sink)
        for number in range(1, len(parts[2].beats)):
            sink.frames = []
            performance.draw(sink)
            alone = drawn(parts[2], number)
            assert len(alone) == len(sink.frames)
            assert all(map(np.array_equal, alone, sink.frames))


def test_maps_stay_under_the_words_of_a_card(parts: list[Story]) -> None:
    card = card_story(Card(card="Why?", text="Because."))
    entries = [Entry(parts[0], False), Entry(card, True), Entry(parts[1], False)]
    _, on_card, after = handovers(entries)
    alone, kept = drawn(card, 1), drawn(card, 1, on_card)
    assert not np.array_equal(alone[-1], kept[-1])
    ends = [frames[-1].astype(int) for frames in (drawn(parts[1], 0), drawn(parts[1], 0, after))]
    assert np.abs(ends[0] - ends[1]).max() <= 1, "other boxes were repainted"
