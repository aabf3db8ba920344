"""Talks for tests of publishing, and pretended drawing."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.publish.talk import Clip, Section, Slide, Talk
from convscenes.rendering.jobs.job import Job
from tests.pretence import pretend

STILL = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1920 1080"><title>&lt;A&gt;</title></svg>'
SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"


def slide_of(name: str, *, moves: bool = True, pause: bool = False) -> Slide:
    """Return a slide with texts that need escaping."""
    return Slide(
        name,
        f"Title of {name}",
        f'{name}: 1 < 2 & "so" on.',
        f"A map <{name}>.",
        f"Say {name} & wait.",
        pause,
        STILL,
        Clip(f"clip of {name}".encode(), 1.5) if moves else None,
    )


def section_of(title: str, *names: str, card: bool = False, moves: bool = True) -> Section:
    """Return a section with a slide of each name."""
    return Section(title, f"About {title}.", tuple(slide_of(name, moves=moves) for name in names), card)


def talk_of(*sections: Section, **more: object) -> Talk:
    """Return a talk of these sections."""
    facts = {"language": "en", "theme": "dark", "captioned": True, "size": (1280, 720), **more}
    return Talk("stamps", "Stamps & <sums>", "What a stamp is.", sections=sections, **facts)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two specs and a playlist of both."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(SCATTER, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(f"{SCATTER}title: The second\nlanguage: de\n", encoding="utf-8")
    entries = "[{card: Why, text: To see.}, a.yaml, b.yaml, a.yaml]"
    (tmp_path / "all.yaml").write_text(f"title: Both\nplaylist: {entries}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def drawn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Job]:  # noqa: ARG001  it works there
    """Write words for pictures; return what was drawn so far."""
    return pretend(monkeypatch)
