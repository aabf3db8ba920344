"""No stale clips: whatever changes, a video joined from stored clips equals one made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from convscenes.errors import ConvscenesError
from convscenes.rendering.jobs.job import Job, Progress
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.requests import store
from convscenes.rendering.requests.fingerprint import clip_keys
from convscenes.rendering.requests.plan import story_plan
from convscenes.rendering.requests.request import VideoRequest
from convscenes.rendering.requests.schedule import make
from convscenes.rendering.tasks.clip import Clip, LastScene
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.spec import Card
from convscenes.stories import Story, load_story
from convscenes.stories._base.loading import card_story
from tests.conftest import SHIPPED
from tests.pretence import pretend
from tests.rendering.requests.edits import edits

OPTIONS = Options(Quality(64, 36, 10), pace=10)
HEADLINES = [path for path in SHIPPED if path.stem[:2] in ("02", "04", "06", "07")]
"""The scenes that the README leads with."""


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Draw as usual; return the numbers of the beats that were drawn so far."""
    numbers: list[int] = []
    real = Clip.make

    def counted(clip: Clip, progress: Progress) -> object:
        numbers.append(clip.number)
        return real(clip, progress)

    monkeypatch.setattr(Clip, "make", counted)
    return numbers


def joined(story: Story, options: Options = OPTIONS) -> dict[str, bytes]:
    """Make the video of a story in this folder; return the content of all files."""
    LastScene.performance = None
    request = VideoRequest(Path("a.yaml"), Path("a.mp4"), options)
    files = make(story_plan(request, story, PackedStory.of(story), {}), lambda _: None)
    return {path.name: path.read_bytes() for path in files}


def outcome(story: Story) -> object:
    """Return the files made, or the error where the change is invalid."""
    try:
        return joined(story)
    except ConvscenesError as error:
        return type(error), str(error)


SPOKEN = (".caption", "title", ".label", ".text", ".role", "shows.kernel cell")
"""Where something ends that most users change."""


@pytest.fixture(params=["scatter", "a card"])
def story(request: pytest.FixtureRequest, build: Callable[..., Story]) -> Story:
    if request.param == "scatter":
        return build("scatter", input=[[2]], kernel=[[1, 3]])
    return card_story(Card(card="Why?", text=["It shrinks.", "It must grow again."]))


@pytest.mark.slow
def test_a_video_with_kept_clips_is_the_one_that_is_made_anew(
    story: Story, drawn: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything that can be changed is, one thing at a time. Where nothing is kept, nothing can be stale."""
    warm = tmp_path / "warm"
    warm.mkdir()
    monkeypatch.chdir(warm)
    joined(story)
    beats, kept = len(story.beats), 0
    for number, (place, other) in enumerate(edits(story)):
        some_kept = any(store.place_of(key, ".mp4").exists() for key in clip_keys(other, OPTIONS))
        if some_kept or place.endswith(SPOKEN):
            del drawn[:]
            found = outcome(other)
            if isinstance(found, dict):  # a scene that fails is not drawn to its end
                assert (len(drawn) < beats) == some_kept, place
            kept += some_kept
            (tmp_path / f"{number}").mkdir()
            with monkeypatch.context() as patch:
                patch.chdir(tmp_path / f"{number}")
                assert outcome(other) == found, place
    assert kept >= 2 * beats


def changed_captions(story: Story) -> Iterator[tuple[int, Story]]:
    for number, beat in enumerate(story.beats):
        beats = list(story.beats)
        beats[number] = replace(beat, caption=f"{beat.caption} Look!")
        yield number, replace(story, beats=tuple(beats))


@pytest.mark.parametrize("spec", HEADLINES, ids=lambda path: path.stem)
def test_of_a_caption_that_changed_exactly_the_clips_are_drawn_that_show_it(
    spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own and the next, at whose beginning it is still there; of the last caption, its own."""
    drawn: list[Job] = pretend(monkeypatch)
    story = load_story(spec)
    joined(story)
    assert len(drawn) == len(story.beats) > 6
    for number, other in changed_captions(story):
        del drawn[:]
        joined(other)
        last = len(story.beats) - 1
        assert [clip.number for clip in drawn if isinstance(clip, Clip)] == [number, number + 1][
            : last - number + 1
        ]
        del drawn[:]
        joined(other)
        joined(story)
        assert drawn == []


@pytest.mark.slow
@pytest.mark.parametrize("spec", HEADLINES, ids=lambda path: path.stem)
def test_a_headline_scene_with_another_caption_is_the_one_that_is_made_anew(
    spec: Path, drawn: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = load_story(spec)
    joined(story)
    variants = list(changed_captions(story))
    for number, other in (variants[0], variants[len(variants) // 2], variants[-1]):
        del drawn[:]
        found = joined(other)
        assert drawn == [number, number + 1][: len(story.beats) - number]
        (tmp_path / f"{number}").mkdir()
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path / f"{number}")
            assert joined(other) == found


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_what_is_shown_otherwise_is_drawn_otherwise(
    theme: str, drawn: list[int], build: Callable[..., Story]
) -> None:
    story = build("title-card", title="Why?", text=["One."])
    options = replace(OPTIONS, theme=theme)
    one = joined(story, options)
    assert drawn == [0, 1]
    assert joined(story, replace(options, theme="light" if theme == "dark" else "dark")) != one
    assert drawn == [0, 1, 0, 1]
    assert joined(story, options) == one
    assert drawn == [0, 1, 0, 1]
