"""The lecture: as long as it may be, in the order of the notebook, a card before each part."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from convscenes.rendering.manim_backend.performance import Performance, settings
from convscenes.rendering.options import Options
from convscenes.spec import Card, Playlist, check, read
from convscenes.stories import Story, load_story
from convscenes.stories._base.loading import card_story

LECTURE = Path(__file__).parents[2] / "scenes" / "lecture.yaml"
OPTIONS = Options.of("medium")


def parts() -> list[Path | Card]:
    entries = check(read(LECTURE), Playlist).playlist
    return [entry if isinstance(entry, Card) else entry.spec for entry in entries]


def frames(story: Story) -> int:
    """Return how many frames a story has: its beats are performed, and none is drawn."""
    with closing(Performance(story, OPTIONS, draws=False)) as performance, settings(OPTIONS):
        for number in range(len(story.beats)):
            performance.scene.perform(number)
    return performance.scene.frames


@pytest.mark.slow
def test_it_lasts_some_nine_minutes() -> None:
    stories = [card_story(part) if isinstance(part, Card) else load_story(part) for part in parts()]
    assert 8 * 60 < sum(map(frames, stories)) / OPTIONS.frame_rate < 10 * 60


def test_it_goes_from_why_up_sample_to_the_checkerboard() -> None:
    titles = [part.card for part in parts() if isinstance(part, Card)]
    assert (titles[0], titles[-1]) == ("Why up-sample?", "The checkerboard")
    specs = [part for part in parts() if isinstance(part, Path)]
    assert load_story(specs[0]).kind == "title-card"
    assert len(set(specs)) == len(specs)
    assert len(titles) > len(specs) / 2


def test_a_card_has_a_text_and_a_scene_follows() -> None:
    listed = parts()
    for number, part in enumerate(listed):
        if isinstance(part, Card):
            assert part.text
            assert isinstance(listed[number + 1], Path)
