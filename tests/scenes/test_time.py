"""Whole frames: what a scene counts is what is drawn, at any rate and pace."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from convscenes.rendering.engine import record
from convscenes.rendering.quality import Options, Quality
from convscenes.stories import Story

FIELDS = {"input": [[2, 3, 1]], "kernel": [[1, 2]]}


class Counter:
    """A sink that keeps only how many frames there were, and the picture at wanted ones."""

    def __init__(self, *wanted: int) -> None:
        self.frames, self.wanted = 0, wanted
        self.kept: dict[int, NDArray[np.uint8]] = {}

    def write(self, frame: NDArray[np.uint8], repeat: int = 1) -> None:
        for number in range(self.frames, self.frames + repeat):
            if number in self.wanted:
                self.kept[number] = frame.copy()
        self.frames += repeat


def tiny(fps: int, pace: float = 1.0) -> Options:
    return Options(Quality(128, 72, fps), "mp4", pace=pace)


@pytest.mark.parametrize(("fps", "pace"), [(10, 1.0), (15, 0.7), (24, 3.0), (25, 1.3), (30, 2.0)])
def test_every_frame_is_counted(fps: int, pace: float, told: Callable[..., Story]) -> None:
    story, sink = told("scatter", **FIELDS), Counter()
    times = record(story, tiny(fps, pace), sink)
    assert [time.beat.name for time in times] == [beat.name for beat in story.beats]
    assert times[0].start == 0
    assert all(one.end == other.start for one, other in zip(times, times[1:], strict=False))
    assert times[-1].end == sink.frames


def test_pace_scales_time(told: Callable[..., Story]) -> None:
    story = told("kernel-slide", **FIELDS)
    slow, fast = (record(story, tiny(60, pace), Counter())[-1].end for pace in (1.0, 2.0))
    assert slow == pytest.approx(2 * fast, rel=0.02)


def test_a_beat_ends_in_a_held_frame(told: Callable[..., Story]) -> None:
    story = told("matrix-unroll", **FIELDS)
    times = record(story, tiny(12), Counter())
    ends = [time.end - 1 for time in times]
    sink = Counter(*ends, *(end - 1 for end in ends))
    record(story, tiny(12), sink)
    for end in ends:
        assert np.array_equal(sink.kept[end], sink.kept[end - 1])


def test_the_pattern_once_known_goes_faster(told: Callable[..., Story]) -> None:
    story = told("kernel-slide", input={"range": [1, 24]}, kernel=[[1, 2]])
    times = {time.beat.name: time.end - time.start for time in record(story, tiny(30), Counter())}
    assert times["step-20"] < times["step-4"] < times["step-2"]
