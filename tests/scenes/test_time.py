"""Whole frames: what a scene counts is what is drawn, at any rate and pace."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from convscenes.rendering.manim_backend.engine import record
from convscenes.rendering.options import Options, Quality
from convscenes.scenes.stage.spec_scene import SLOW_BEATS
from convscenes.stories import Story
from tests.conftest import OPERATIONS

FIELDS = {"input": [[2, 3, 1]], "kernel": [[1, 2]]}


class Counter:
    """A sink that keeps only how many frames there were, and the picture at wanted ones."""

    def __init__(self, *wanted: int) -> None:
        self.frames, self.wanted = 0, wanted
        self.kept: dict[int, NDArray[np.uint8]] = {}

    def cut(self) -> None:
        """Count on."""

    def write(self, frame: NDArray[np.uint8], repeat: int = 1, changed: object = None) -> None:
        for number in range(self.frames, self.frames + repeat):
            if number in self.wanted:
                self.kept[number] = frame.copy()
        self.frames += repeat


def tiny(fps: int, pace: float = 1.0) -> Options:
    return Options(Quality(128, 72, fps), "mp4", pace=pace)


@pytest.mark.parametrize("kind", OPERATIONS)
@pytest.mark.parametrize(("fps", "pace"), [(10, 2.0), (15, 1.7), (24, 4.0), (25, 3.3)])
def test_every_frame_is_counted(kind: str, fps: int, pace: float, told: Callable[..., Story]) -> None:
    story, sink = told(kind, **FIELDS), Counter()
    times = record(story, tiny(fps, pace), sink)
    assert [time.beat.name for time in times] == [beat.name for beat in story.beats]
    assert times[0].start == 0
    assert all(one.end == other.start for one, other in itertools.pairwise(times))
    assert times[-1].end == sink.frames


@pytest.mark.parametrize("kind", OPERATIONS)
def test_pace_scales_time(kind: str, told: Callable[..., Story]) -> None:
    story = told(kind, **FIELDS)
    slow, fast = (record(story, tiny(30, pace), Counter())[-1].end for pace in (2.0, 4.0))
    assert slow == pytest.approx(2 * fast, rel=0.04)


@pytest.mark.parametrize("kind", OPERATIONS)
def test_a_beat_ends_in_a_held_frame(kind: str, told: Callable[..., Story]) -> None:
    story = told(kind, **FIELDS)
    times = record(story, tiny(12), Counter())
    ends = [time.end - 1 for time in times]
    sink = Counter(*ends, *(end - 1 for end in ends))
    record(story, tiny(12), sink)
    for end in ends:
        assert np.array_equal(sink.kept[end], sink.kept[end - 1])


@pytest.mark.parametrize("kind", OPERATIONS)
def test_beats_go_faster_once_the_pattern_is_known(kind: str, told: Callable[..., Story]) -> None:
    story = told(kind, input={"range": [1, 14]}, kernel=[[1, 2]])
    lasted = [time.end - time.start for time in record(story, tiny(20), Counter())]
    assert len(lasted) <= SLOW_BEATS or lasted[-3] < lasted[5]
