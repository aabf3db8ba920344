"""Clips: the same bytes whatever was drawn before, complete or not written."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from convscenes.errors import RenderError
from convscenes.rendering.atomic import digest_of
from convscenes.rendering.formats.video import Video
from convscenes.rendering.manim_backend import performance
from convscenes.rendering.options import Options
from convscenes.rendering.tasks.clip import Clip, LastScene
from convscenes.rendering.tasks.film import Film
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.stories import Story
from tests.rendering.conftest import DrawWith, Failing, Squares


def clip(story: Story, options: Options, number: int) -> Clip:
    return Clip(PackedStory.of(story), options, number, Path(f"out/{number}.mp4"))


def make(clip: Clip) -> bytes:
    digests = clip.make(lambda *_: None)
    assert digests == {clip.path: digest_of(clip.path)}
    return clip.path.read_bytes()


@pytest.fixture
def clips(story: Story, options: Options, draws: DrawWith) -> list[Clip]:
    draws(Squares)
    return [clip(story, options, number) for number in range(3)]


@pytest.fixture
def performances(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the stories that were staged so far."""
    names: list[str] = []
    real = performance.Performance.__init__

    def init(self: object, story: Story, *arguments: object, **more: object) -> None:
        names.append(story.name)
        real(self, story, *arguments, **more)

    monkeypatch.setattr(performance.Performance, "__init__", init)
    return names


def test_the_bytes_do_not_depend_on_what_was_drawn_before(clips: list[Clip]) -> None:
    alone = []
    for each in clips:
        LastScene.performance = None
        alone.append(make(each))
    assert len(set(alone)) == 3
    for order in permutations(range(3)):
        assert {number: make(clips[number]) for number in order} == dict(enumerate(alone))


def test_the_next_clip_of_a_story_goes_on_from_the_scene_that_is_there(
    clips: list[Clip], performances: list[str]
) -> None:
    for number in (0, 1, 2):
        make(clips[number])
    assert len(performances) == 1
    for number in (0, 2, 1):
        make(clips[number])
    assert len(performances) == 3, "it goes back for the first and for the second"


def test_another_story_or_other_options_need_a_scene_of_their_own(
    story: Story, clips: list[Clip], performances: list[str]
) -> None:
    make(clips[0])
    light = Options(clips[0].options.quality, theme="light")
    assert make(clip(story, light, 1)) != make(clips[1])
    assert len(performances) == 3


def test_a_scene_that_failed_is_not_used_again(
    clips: list[Clip], draws: DrawWith, performances: list[str]
) -> None:
    draws(Failing)
    make(clips[0])
    with pytest.raises(RenderError, match="01-squares, beat move: ZeroDivisionError"):
        make(clips[1])
    draws(Squares)
    assert make(clips[1])
    assert len(performances) == 2
    assert {path.name for path in Path("out").iterdir()} == {"0.mp4", "1.mp4"}


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that lets the disk be full when a video's method is called for the second time."""

    def fill(method: str) -> None:
        real, calls = getattr(Video, method), []

        def write(self: Video, *arguments: object) -> object:
            calls.append(arguments)
            if len(calls) > (method == "write"):
                raise OSError(28, "No space left on device")
            return real(self, *arguments)

        monkeypatch.setattr(Video, method, write)

    return fill


@pytest.mark.parametrize("method", ["write", "finish"])
def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(
    method: str, clips: list[Clip], full: Callable[[str], None]
) -> None:
    full(method)
    with pytest.raises(RenderError, match=r"^out/1\.mp4 could not be written: No space left on device\.$"):
        make(clips[1])
    assert list(Path("out").iterdir()) == []


@pytest.mark.usefixtures("draws")
def test_a_full_disk_leaves_nothing_of_a_film(
    story: Story, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("convscenes.rendering.formats.gif.Gif.write", write)
    film = Film(PackedStory.of(story), Options(options.quality, "gif"), 0, 3, Path("out/a.gif"))
    with pytest.raises(RenderError, match=r"^out/a\.gif could not be written: No space left on device\.$"):
        film.make(lambda *_: None)
    assert list(Path("out").iterdir()) == []


def few_bytes() -> None:
    """Let no file of this process have more than 1000 bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a.mov", "a.gif", "a.png"])
def test_a_file_that_cannot_be_written_whole_is_told_by_the_command(name: str) -> None:
    """The operating system refuses to write more, without any patches."""
    Path("a.yaml").write_text("kind: scatter\ninput: [[2]]\nkernel: [[1, 3]]\n", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "convscenes", "render", "a.yaml", "-ql", "-o", f"out/{name}", "--jobs", "1"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=few_bytes,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert ended.returncode == 1
    assert re.fullmatch(r"Error: \S+ could not be written: File too large\.\n", ended.stderr)
    left = [path for path in Path().rglob("*") if path.is_file() and path.suffix not in (".yaml", ".json")]
    assert left == []
