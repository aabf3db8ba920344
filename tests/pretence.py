"""Pretended drawing: text instead of pictures, the same for the same story, and a list of what was drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from convscenes.errors import RenderError
from convscenes.rendering.atomic import atomic_write
from convscenes.rendering.jobs.job import Ended, Job, OnProgress, Progress
from convscenes.rendering.tasks.checksum import DIGEST, append_checksum, header_of
from convscenes.rendering.tasks.clip import Clip
from convscenes.rendering.tasks.film import Film
from convscenes.rendering.tasks.stills import Stills

FRAMES = 10
"""How many frames each pretended clip has."""


def pretend(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Write text instead of pictures; return the list of the jobs that were worked on so far.

    A story with the title "broken" breaks.
    """
    drawn: list[Job] = []

    def write(job: Clip | Film | Stills, texts: dict[Path, str]) -> dict[Path, str]:
        story = job.story.unpack()
        drawn.append(job)
        if story.title == "broken":
            raise RenderError(f"{story.name}, beat {story.beats[0].name}: it broke")
        digests = {}
        for path, text in texts.items():
            with atomic_write(path) as new:
                new.path.write_text(text, encoding="utf-8")
                if job.kept:
                    append_checksum(new.path)
            digests[path] = new.digest
        return digests

    def make_clip(clip: Clip, progress: Progress) -> dict[Path, str]:
        story, height = clip.story.unpack(), clip.options.quality.height
        progress(1, 1)
        return write(clip, {clip.path: f"{story.title} {height} {story.beats[clip.number].caption}"})

    def make_film(film: Film, progress: Progress) -> dict[Path, str]:
        story, height = film.story.unpack(), film.options.quality.height
        progress(1, 2)
        return write(film, {film.path: f"{story.title} {height} {film.path.suffix}"})

    def make_stills(stills: Stills, progress: Progress) -> dict[Path, str]:
        title = stills.story.unpack().title
        progress(1, 2)
        figures = {figure.path: f"{title} {figure.beat}" for figure in stills.figures}
        pages = {stills.flipbook: f"{title} {' '.join(stills.pages)}"} if stills.flipbook else {}
        return write(stills, figures | pages)

    def concatenate(clips: Sequence[Path], path: Path, *_: object) -> list[int]:
        path.write_bytes(b"\n".join(without_seal(clip) for clip in clips))
        return [FRAMES] * len(clips)

    monkeypatch.setattr(Clip, "make", make_clip)
    monkeypatch.setattr(Film, "make", make_film)
    monkeypatch.setattr(Stills, "make", make_stills)
    monkeypatch.setattr("convscenes.rendering.formats.concatenation.concatenate", concatenate)
    return drawn


def without_seal(clip: Path) -> bytes:
    """Return what a clip was before it was sealed."""
    return clip.read_bytes()[: -len(header_of(clip.suffix)) - DIGEST]


def words_of(job: Job) -> str:
    """Return in words what a job draws.

    A clip is "scatter: maps", a film "scatter.gif", stills are "scatter: 6 figures".
    """
    assert isinstance(job, Clip | Film | Stills)
    story = job.story.unpack()
    name = story.name or story.title
    match job:
        case Clip():
            return f"{name}: {story.beats[job.number].name}"
        case Stills(flipbook=None, figures=figures) if figures[0].path.suffix != ".png":
            return f"{name}: {len(figures)} figures"
        case _:
            return " ".join(file.name for file in job.files)


class Running:
    """A runner that is only a function."""

    def __init__(self, run: Callable[[Sequence[Job], OnProgress], Ended]) -> None:
        self.run = run

    def prepare(self) -> None: ...

    def working(self) -> AbstractContextManager[None]:
        return nullcontext()
