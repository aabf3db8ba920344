"""A beat's frames depend on the beat alone: not on whether the beats before it were drawn or skipped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.manim_backend.performance import Performance
from convscenes.rendering.options import Options, Quality
from convscenes.stories import Story, load_story
from convscenes.stories._base.quiz import QUESTION, with_questions
from tests.conftest import SHIPPED

SIZE = Options(Quality(480, 270, 6))


class Digests:
    """Keeps the digest of every frame, and how long it stays."""

    def __init__(self) -> None:
        self.frames: list[tuple[str, int]] = []

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        self.frames.append((hashlib.sha256(picture.tobytes()).hexdigest(), repeat))

    def finish(self) -> None: ...

    def close(self) -> None: ...


def drawn(story: Story, numbers: Iterable[int], options: Options = SIZE) -> dict[int, list[tuple[str, int]]]:
    """Draw some beats of a story in one go through its scene, skipping the others; return their frames."""
    frames = {}
    with closing(Performance(story, options)) as performance:
        for number in numbers:
            performance.skip_to(number)
            sink = Digests()
            performance.draw(sink)
            frames[number] = sink.frames
    return frames


@pytest.mark.slow
def test_every_pattern_of_skipping_gives_the_same_frames(shipped: Path) -> None:
    story = load_story(shipped)
    count = len(story.beats)
    whole = drawn(story, range(count))
    assert len(whole) == count
    for pattern in (range(0, count, 2), range(1, count, 2), [count - 1]):
        for number, frames in drawn(story, pattern).items():
            assert frames == whole[number], story.beats[number].name


@pytest.mark.slow
def test_a_beat_needs_nothing_but_the_end_of_the_one_before(shipped: Path) -> None:
    """Each beat on a stage of its own: empty, then skipped to the end of the beat before."""
    story = load_story(shipped)
    whole = drawn(story, range(len(story.beats)))
    for number, beat in enumerate(story.beats):
        assert drawn(story, [number])[number] == whole[number], beat.name


@pytest.mark.slow
def test_so_do_questions_and_answers(shipped: Path) -> None:
    story = with_questions(load_story(shipped))
    whole = drawn(story, range(len(story.beats)))
    asking = [number for number, beat in enumerate(story.beats) if beat.act == QUESTION]
    for number in (each for asked in asking for each in (asked, asked + 1)):
        assert drawn(story, [number])[number] == whole[number], story.beats[number].name


@pytest.mark.slow
@pytest.mark.parametrize("path", [SHIPPED[0], SHIPPED[-1]], ids=lambda path: path.stem)
def test_so_does_the_stock_engine(path: Path) -> None:
    story, options = load_story(path), Options(Quality(320, 180, 4), engine="stock")
    last = len(story.beats) - 1
    assert drawn(story, [last], options)[last] == drawn(story, range(last + 1), options)[last]
