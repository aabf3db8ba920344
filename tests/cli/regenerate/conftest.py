"""Two specs in a folder; drawing is pretended."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from convscenes.errors import RenderError
from convscenes.rendering.options import VIDEOS, Options
from convscenes.rendering.requests.joining import Part
from convscenes.rendering.video import captions_of
from convscenes.stories import Story
from tests.cli.regenerate.studio import SCATTER, A, B


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two specs: a video with figures, and a GIF."""
    monkeypatch.chdir(tmp_path)
    A.parent.mkdir()
    A.write_text(SCATTER, encoding="utf-8")
    B.write_text(SCATTER + "title: The second\noutputs: [gif]\n", encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write words for pictures, the same for the same story; return what was drawn and joined so far."""
    calls: list[str] = []

    def make(story: Story, path: Path, options: Options, _progress: object) -> tuple[Path, ...]:
        if story.title == "broken":
            raise RenderError(f"{story.name}, beat maps: it broke")
        calls.append(path.name)
        files = (path, captions_of(path)) if options.format in VIDEOS else (path,)
        path.parent.mkdir(parents=True, exist_ok=True)
        for file in files:
            file.write_text(f"{story.title} {options.quality.height} {file.suffix}", encoding="utf-8")
        return files

    def draw(story: Story, paths: dict[str, Path], _options: object) -> list[Path]:
        calls.append(f"{story.name}: {len(paths)} figures")
        for beat, path in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{story.title} {beat}", encoding="utf-8")
        return list(paths.values())

    def join(parts: Sequence[Part], video: Path, captions: Path, _options: object) -> None:
        calls.append(f"{video.name} of {len(parts)}")
        for file in (video, captions):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(" + ".join(part.video.read_text(encoding="utf-8") for part in parts))

    monkeypatch.setattr("convscenes.rendering.requests.request.make", make)
    monkeypatch.setattr("convscenes.rendering.requests.request.draw", draw)
    monkeypatch.setattr("convscenes.rendering.requests.joining.join", join)
    return calls
