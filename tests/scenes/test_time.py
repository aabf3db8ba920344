"""Whole frames: what a scene counts is what is drawn, at any rate and pace."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from convscenes.rendering.manim_backend.performance import scene_of, settings
from convscenes.rendering.manim_backend.renderer import SinkRenderer
from convscenes.rendering.options import Options, Quality
from convscenes.scenes._base.timed_scene import SLOW_BEATS, BeatTime
from convscenes.stories import Story, load_story
from convscenes.stories._base.quiz import with_questions
from convscenes.stories._base.reading import WORDS, word_count
from tests.conftest import OPERATIONS, story_of
from tests.rendering.drawing import record

FIELDS = {"input": [[2, 3, 1]], "kernel": [[1, 2]]}


class Frames:
    """A sink that keeps every frame; a held one once."""

    def __init__(self) -> None:
        self.frames: list[NDArray[np.uint8]] = []

    def cut(self) -> None:
        """Go on."""

    def write(self, frame: NDArray[np.uint8], repeat: int = 1, changed: object = None) -> None:
        self.frames += [frame.copy()] * repeat


@dataclass(frozen=True)
class Film:
    """A story, when its beats were, and its frames."""

    story: Story
    times: tuple[BeatTime, ...]
    frames: list[NDArray[np.uint8]]


def film_of(story: Story, fps: int, pace: float = 1.0) -> Film:
    sink = Frames()
    times = record(story, Options(Quality(128, 72, fps), "mp4", pace=pace), sink)
    return Film(story, times, sink.frames)


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, int, float], Film]:
    """Return a function that films a small story of a kind, once at a rate and a pace."""
    folder = tmp_path_factory.mktemp("films")
    return cache(lambda kind, fps, pace: film_of(story_of(folder, kind, **FIELDS), fps, pace))


@pytest.mark.parametrize("kind", OPERATIONS)
@pytest.mark.parametrize(("fps", "pace"), [(10, 2.0), (15, 1.7), (24, 4.0), (25, 3.3)])
def test_every_frame_is_counted(
    kind: str, fps: int, pace: float, filmed: Callable[[str, int, float], Film]
) -> None:
    film = filmed(kind, fps, pace)
    times = film.times
    assert [time.beat.name for time in times] == [beat.name for beat in film.story.beats]
    assert times[0].start == 0
    assert all(one.end == other.start for one, other in itertools.pairwise(times))
    assert times[-1].end == len(film.frames)


@pytest.mark.parametrize("kind", OPERATIONS)
def test_pace_scales_time(kind: str, filmed: Callable[[str, int, float], Film]) -> None:
    slow, fast = (filmed(kind, fps, pace).times[-1].end / fps for fps, pace in ((10, 2.0), (24, 4.0)))
    assert slow == pytest.approx(2 * fast, rel=0.04)


@pytest.mark.parametrize("kind", OPERATIONS)
def test_a_beat_ends_in_a_held_frame(kind: str, filmed: Callable[[str, int, float], Film]) -> None:
    film = filmed(kind, 10, 2.0)
    for end in (time.end - 1 for time in film.times):
        assert np.array_equal(film.frames[end], film.frames[end - 1])


@pytest.mark.parametrize("pace", [1.0, 2.5])
def test_a_beat_is_held_for_as_long_as_its_spec_says_at_any_pace(
    pace: float, build: Callable[..., Story]
) -> None:
    """The last but one is among those that go faster. What moves takes as long as ever."""
    fields = {"input": {"range": [1, 14]}, "kernel": [[1, 2]]}
    names = [beat.name for beat in build("scatter", **fields).beats]
    frames = {names[0]: 1, names[2]: 12, names[-2]: 32, names[-1]: 4}
    holds = {names[0]: 0, names[2]: 1.5, names[-2]: 4, names[-1]: 0.5}
    films = [
        film_of(build("scatter", hold=hold, **fields), 8, pace)
        for hold in ({}, holds, dict.fromkeys(holds, 10))
    ]
    for usual, held, longer in zip(*(film.times for film in films), strict=True):
        lasted = held.end - held.start
        if usual.beat.name in holds:
            assert longer.end - longer.start - lasted == 80 - frames[usual.beat.name]
            still = films[1].frames[held.end - frames[usual.beat.name] : held.end]
            assert all(np.array_equal(still[0], frame) for frame in still)
        else:
            assert lasted == usual.end - usual.start


def undrawn(story: Story, fps: int, pace: float = 1.0) -> list[BeatTime]:
    """Return when the beats of a story are on screen, without drawing them."""
    options = Options(Quality(128, 72, fps), "mp4", pace=pace)
    with settings(options):
        scene = scene_of(story, options, SinkRenderer(draws=False))
        scene.begin()
        for number in range(len(story.beats)):
            scene.perform(number)
    return scene.times


def keep_captions_long_enough(times: list[BeatTime], fps: int, pace: float = 1.0) -> None:
    """A caption is shown for as long as it takes to read, from when it appears until it changes."""
    for caption, alike in itertools.groupby(times, key=lambda time: time.beat.caption):
        shown = [*alike]
        if all(time.beat.hold is None for time in shown):
            seconds = (shown[-1].end - shown[0].start) / fps
            assert seconds >= word_count(caption) / WORDS / pace - 1e-9, shown[0].beat.name


def test_captions_of_shipped_specs_can_be_read(shipped: Path) -> None:
    story = load_story(shipped)
    for told in (story, with_questions(story)):
        keep_captions_long_enough(undrawn(told, 15), 15)


@pytest.mark.parametrize(("fps", "pace"), [(24, 1.0), (10, 1.7), (25, 0.6)])
@pytest.mark.parametrize("kind", ["kernel-slide", "scatter", "pooling"])
def test_captions_of_many_steps_can_be_read_at_any_pace(
    kind: str, fps: int, pace: float, build: Callable[..., Story]
) -> None:
    story = build(kind, input={"range": [5, 6]}, kernel=[[1, 2], [3, 4]], size=1, language="de")
    times = undrawn(story, fps, pace)
    keep_captions_long_enough(times, fps, pace)
    assert len({time.beat.caption for time in times}) < len(times) / 2


def test_no_tempo_shortens_reading(build: Callable[..., Story]) -> None:
    words = " ".join(["word"] * 14)
    fields = {"input": {"range": [1, 20]}, "kernel": [[1, 2]], "captions": {"stamp-15": words}}
    times = {time.beat.name: time for time in undrawn(build("scatter", **fields), 30)}
    assert times["stamp-15"].end - times["stamp-15"].start == 140, "14 words, 3 in a second"
    assert times["stamp-14"].end - times["stamp-14"].start < 40, "one of many that share a sentence"


def test_a_minute_is_enough_for_seven_rows_of_seven_windows(build: Callable[..., Story]) -> None:
    kernel = [[1, 2, 0], [0, 1, 3], [2, 0, 1]]
    story = build("kernel-slide", input={"range": [9, 9]}, kernel=kernel)
    assert undrawn(story, 60)[-1].end / 60 < 62


@pytest.mark.parametrize("kind", OPERATIONS)
def test_beats_go_faster_once_the_pattern_is_known(kind: str, build: Callable[..., Story]) -> None:
    """Where there is little to read, which takes as long as ever."""
    story = build(kind, input={"range": [1, 14]}, kernel=[[1, 2]])
    brief = replace(story, beats=tuple(replace(beat, caption="Go.") for beat in story.beats))
    lasted = [time.end - time.start for time in undrawn(brief, 8)]
    assert len(lasted) <= SLOW_BEATS or lasted[-3] < lasted[5]
