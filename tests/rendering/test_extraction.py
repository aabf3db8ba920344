"""The spec's text comes out of every figure and video as it went in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from convscenes.errors import UsageError
from convscenes.rendering import figure, video
from convscenes.rendering.embedding import MOST_BYTES
from convscenes.rendering.extraction import spec_in
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.requests.plan import single_job
from convscenes.rendering.requests.request import SingleRequest
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.rendering.tasks.stills import Figure, Stills
from convscenes.spec.python import document_of
from convscenes.stories import Story, load_story
from convscenes.stories._base.loading import story_of

SPEC = """\
# Gr\u00f6\u00dfen: 1 < 2 & "so" ]]> -->
kind: scatter
input: [[2, -0.5]]   # two values
kernel: [[1, 4]]
language: de
"""
SMALL = Options(Quality(160, 90, 10))


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """The story of a spec with a comment and signs that need escaping."""
    path = tmp_path / "a.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return load_story(path)


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_a_figure_gives_its_spec_back(story: Story, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    figure.figure(story, path, ["last"], options=SMALL)
    first = path.read_bytes()
    assert spec_in(path) == SPEC
    figure.figure(story, path, ["last"], options=SMALL)
    assert path.read_bytes() == first


@pytest.mark.parametrize("suffix", ["svg", "pdf"])
def test_figures_of_several_beats_do(story: Story, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    figure.figure(story, path, ["first", "last"], options=SMALL)
    assert spec_in(path) == SPEC


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["mp4", "mov", "webm"])
def test_a_video_does(story: Story, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = video.render(story, f"a.{suffix}", quality="low")
    assert spec_in(path) == SPEC


def test_a_contact_sheet_of_pdf_does(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    request = SingleRequest(Path("a"), path, SMALL, None, sheet=True)
    single_job(request, story, PackedStory.of(story)).make(lambda *_: None)
    assert spec_in(path) == SPEC


def test_a_spec_of_python_is_written_as_one(tmp_path: Path) -> None:
    fields = {"kind": "scatter", "input": np.array([[2, 3]]), "kernel": [[1, 4]], "stride": 2}
    figure.figure(story_of(document_of(fields)), tmp_path / "a.svg", ["last"])
    text = "kind: scatter\ninput:\n  - [2, 3]\nkernel:\n  - [1, 4]\nstride: 2\n"
    assert spec_in(tmp_path / "a.svg") == text


def test_a_long_spec_stays_outside(story: Story, tmp_path: Path) -> None:
    fits = replace(story, source="x" * MOST_BYTES)
    figure.figure(fits, tmp_path / "a.svg", ["last"])
    assert spec_in(tmp_path / "a.svg") == fits.source
    figure.figure(replace(story, source="x" * (MOST_BYTES + 1)), tmp_path / "a.svg", ["last"])
    with pytest.raises(UsageError, match=r"a\.svg: has no spec inside\. Those of convscenes have"):
        spec_in(tmp_path / "a.svg")


def test_a_kept_still_is_that_of_any_spec_that_looks_the_same(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    Stills(PackedStory.of(story), SMALL, (Figure("overlap", path),), kept=True).make(lambda *_: None)
    assert "<metadata>" not in path.read_bytes().decode(errors="replace")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.gif", b"", r"no format with a spec inside\. These have one: \.mp4, \.webm, "),
        ("gone.svg", None, r"cannot be read: No such file or directory\."),
        ("gone.mp4", None, r"cannot be read: No such file or directory\."),
        ("a.svg", b"<svg><g>", r"cannot be read: it is damaged\."),
        ("a.pdf", b"kind: scatter", r"cannot be read: it is damaged\."),
        ("a.png", b"\x89PNG\r\n", r"cannot be read: it is damaged\."),
        ("a.mp4", b"no video", r"cannot be read: it is damaged\."),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", r"has no spec inside\."),
        ("a.pdf", b"%PDF-1.5\n", r"has no spec inside\."),
    ],
)
def test_what_has_none_is_said_in_a_line(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=rf"{name}: {message}"):
        spec_in(path)


def test_damage_within_an_attached_file_is_noticed(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    figure.figure(replace(story, source=SPEC + "# so\n" * 200), path, ["last"])
    head, packed = path.read_bytes().split(b"/Type/EmbeddedFile/Filter/FlateDecode", 1)
    start = packed.index(b"stream\n") + 7
    damaged = packed[:start] + b"\0\0\0\0" + packed[start + 4 :]
    path.write_bytes(head + b"/Type/EmbeddedFile/Filter/FlateDecode" + damaged)
    with pytest.raises(UsageError, match=r"a\.pdf: cannot be read: it is damaged\."):
        spec_in(path)
