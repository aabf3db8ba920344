"""What is made, and what is left alone because it is up to date."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from convscenes.rendering.jobs.job import Job
from convscenes.rendering.requests import records
from convscenes.stories import load_story
from tests.cli.regenerate.studio import (
    BEATS,
    FIGURES,
    GALLERY,
    MANIFEST,
    SCATTER,
    A,
    B,
    digest,
    files_in,
    manifest,
    regenerate,
)
from tests.pretence import words_of


def test_every_spec_becomes_what_it_asks_for() -> None:
    B.write_text(SCATTER + "outputs: [png, gif, webm, mov, pdf]\n", encoding="utf-8")
    result = regenerate()
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(files_in("media")) == {
        *FIGURES,
        *(f"media/figures/b/{beat}.pdf" for beat in BEATS),
        *(f"media/videos/{name}" for name in ("a.mp4", "a.vtt", "b.webm", "b.mov", "b.vtt")),
        "media/gifs/b.gif",
        "media/stills/b.png",
        GALLERY.as_posix(),
        MANIFEST.as_posix(),
    }
    assert "made          media/figures/a/stamp-2.svg" in result.stdout
    assert result.stdout.endswith("20 files: 20 made.\n")


def test_the_manifest_says_what_was_made_from_what(folder: Path) -> None:
    (folder / "scenes" / "digits").mkdir()
    (folder / "scenes" / "digits" / "x.npy").write_bytes(
        b"\x93NUMPY\x01\x00F\x00{'descr': '<i8', 'fortran_order': False, 'shape': (1, 1), }".ljust(79)
        + b"\n"
        + (7).to_bytes(8, "little")
    )
    A.write_text("kind: scatter\ninput: {file: digits/x.npy}\nkernel: [[1, 2]]\noutputs: [mp4]\n")
    assert regenerate().exit_code == 0
    sources = {path: digest(path) for path in ("scenes/a.yaml", "scenes/digits/x.npy")}
    outputs = {path: digest(path) for path in ("media/videos/a.mp4", "media/videos/a.vtt")}
    assert manifest()["scenes/a.yaml"] == {"from": sources, "to": outputs}
    assert list(manifest()) == ["scenes/a.yaml", "scenes/b.yaml"]
    assert str(folder) not in MANIFEST.read_text(encoding="utf-8")
    text = MANIFEST.read_bytes()
    MANIFEST.unlink()
    assert regenerate(str(folder / "scenes")).exit_code == 0
    assert MANIFEST.read_bytes() == text


def test_nothing_is_made_twice(drawn: list[Job]) -> None:
    regenerate()
    calls, times = len(drawn), {path: Path(path).stat().st_mtime_ns for path in files_in("media")}
    for arguments in ([], ["--jobs", "2"], ["-qm"]):
        assert regenerate(*arguments).stdout == "9 files: 9 up to date.\n"
    assert len(drawn) == calls
    assert {path: Path(path).stat().st_mtime_ns for path in files_in("media")} == times


def test_only_what_changed_is_made(drawn: list[Job]) -> None:
    regenerate()
    del drawn[:]
    B.write_text(SCATTER + "title: Other words\noutputs: [gif]\n", encoding="utf-8")
    assert regenerate().stdout == "made          media/gifs/b.gif\n9 files: 8 up to date, 1 made.\n"
    assert words_of(drawn[0]) == "b.gif"
    assert len(drawn) == 1
    assert regenerate().stdout == "9 files: 9 up to date.\n"


def test_a_new_spec_is_seen(drawn: list[Job]) -> None:
    regenerate()
    (A.parent / "c.yaml").write_text(SCATTER + "outputs: [gif]\n", encoding="utf-8")
    assert regenerate().stdout.endswith("10 files: 9 up to date, 1 made.\n")
    assert words_of(drawn[-1]) == "c.gif"


def test_what_is_made_again_and_is_the_same_is_not_replaced(drawn: list[Job]) -> None:
    regenerate()
    calls, times = list(drawn), {path: Path(path).stat().st_mtime_ns for path in files_in("media")}
    assert regenerate("--force").stdout == "9 files: 9 as before.\n"
    assert drawn == calls * 2
    assert Path(MANIFEST).stat().st_mtime_ns == times[MANIFEST.as_posix()]


@pytest.mark.parametrize("path", [FIGURES[0], "media/gifs/b.gif", "media/videos/a.vtt"])
def test_what_was_edited_or_went_is_made_again(path: str) -> None:
    regenerate()
    before = files_in("media")
    Path(path).write_text("by hand", encoding="utf-8")
    assert regenerate().exit_code == 0
    assert files_in("media") == before
    Path(path).unlink()
    assert regenerate().exit_code == 0
    assert files_in("media") == before


def test_a_wrong_spec_keeps_what_it_made_and_stops_no_other() -> None:
    regenerate()
    A.write_text(SCATTER + "stride: 0\n", encoding="utf-8")
    B.write_text(SCATTER + "title: Other words\noutputs: [gif]\n", encoding="utf-8")
    for made in ("1 made", "1 up to date"):
        result = regenerate()
        assert (result.exit_code, result.stderr) == (
            2,
            f"{A}:4:9: stride: must be at least 1, got 0.\n",
        )
        assert result.stdout.endswith(f"2 files: {made}, 1 wrong.\n")
    assert "media/videos/a.mp4" in manifest()["scenes/a.yaml"]["to"]
    assert Path("media/videos/a.mp4").exists()


def test_a_failure_keeps_what_was_made_and_stops_no_other(drawn: list[Job]) -> None:
    regenerate()
    before = manifest()["scenes/a.yaml"]
    A.write_text(SCATTER + "title: broken\noutputs: [mp4]\n", encoding="utf-8")
    (A.parent / "c.yaml").write_text(SCATTER + "outputs: [gif]\n", encoding="utf-8")
    result = regenerate()
    assert (result.exit_code, result.stderr) == (1, "Error: a, beat maps: it broke\n")
    assert result.stdout.endswith("3 files: 1 up to date, 1 made, 1 failed.\n")
    assert manifest()["scenes/a.yaml"] == before
    assert Path(FIGURES[0]).exists()
    assert words_of(drawn[-1]) == "c.gif"


def test_a_playlist_is_joined_from_the_clips_of_its_specs(drawn: list[Job]) -> None:
    playlist = A.parent / "all.yaml"
    B.write_text(SCATTER + "title: The second\noutputs: [mp4]\n", encoding="utf-8")
    playlist.write_text("playlist: [a.yaml, {spec: b.yaml, handover: false}]\n", encoding="utf-8")
    assert regenerate().exit_code == 0
    clips = {name: [f"{name}: {beat}" for beat in BEATS] for name in "ab"}
    assert sorted(map(words_of, drawn)) == sorted([*clips["a"], *clips["b"], "a: 6 figures"])
    assert set(manifest()["scenes/all.yaml"]["from"]) == {"scenes/all.yaml", "scenes/a.yaml", "scenes/b.yaml"}
    first, second, whole = (Path(f"media/videos/{name}.mp4").read_text() for name in ("a", "b", "all"))
    assert whole == f"{first}\n{second}"
    del drawn[:]
    B.write_text(SCATTER + "title: Other words\noutputs: [mp4]\n", encoding="utf-8")
    result = regenerate()
    assert [words_of(job) for job in drawn] == clips["b"]
    assert result.stdout.endswith("12 files: 8 up to date, 2 made, 2 as before.\n")


def test_a_playlist_becomes_videos_and_publications_only() -> None:
    (A.parent / "all.yaml").write_text("playlist: [a.yaml]\noutputs: [mp4, svg]\n", encoding="utf-8")
    result = regenerate()
    assert (result.exit_code, result.stderr) == (
        2,
        f"{A.parent / 'all.yaml'}:2:16: outputs: a playlist becomes mp4, webm, mov, html, notebook, "
        "revealjs, manim-slides, snippets, pdf, pptx, anki, not svg.\n",
    )


def test_quality_is_that_of_videos() -> None:
    regenerate()
    title = load_story(A).title
    assert Path("media/videos/a.mp4").read_text().startswith(f"{title} 720 ")
    assert Path("media/gifs/b.gif").read_text() == "The second 360 .gif"
    assert regenerate("-ql").stdout.endswith("9 files: 7 up to date, 2 made.\n")
    assert Path("media/videos/a.mp4").read_text().startswith(f"{title} 480 ")


def test_folders_are_mirrored() -> None:
    (A.parent / "more").mkdir()
    (A.parent / "more" / "a.yaml").write_text(SCATTER, encoding="utf-8")
    assert regenerate().exit_code == 0
    for folder in ("figures/a", "figures/more/a"):
        assert Path("media", folder, "maps.svg").is_file()
    assert Path("media/videos/more/a.mp4").is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["films"], "Error: films: no such folder. Name the folder with the specs."),
        (["scenes/a.yaml"], "Error: scenes/a.yaml: no such folder."),
        (["--all"], "Error: --all is for --check"),
        (["--check", "--force"], "Error: --check changes nothing"),
        (["--check", "--dry-run"], "Error: --check changes nothing"),
        (["--jobs", "2", "--scheduler", "tcp://x:1"], "Error: --jobs and --scheduler exclude each other"),
        (["-qx"], "Error: Invalid value for '-q'"),
    ],
)
def test_a_request_that_makes_no_sense(arguments: list[str], message: str, drawn: list[Job]) -> None:
    result = regenerate(*arguments)
    assert (result.exit_code, drawn) == (2, [])
    assert message in result.stderr


def test_a_cache_folder_that_is_a_file_is_told_before_anything_is_made(drawn: list[Job]) -> None:
    Path(".convscenes").write_text("what is this?", encoding="utf-8")
    result = regenerate()
    assert (result.exit_code, drawn) == (2, [])
    assert result.stderr.startswith("Error: .convscenes/records cannot be written: ")
    assert result.stderr.endswith("It is the cache, in the folder where convscenes runs.\n")
    assert Path(".convscenes").read_text(encoding="utf-8") == "what is this?"


def test_a_read_only_cache_is_read_and_told_before_anything_is_made(
    monkeypatch: pytest.MonkeyPatch, drawn: list[Job]
) -> None:
    regenerate()
    calls = len(drawn)

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(records.tempfile, "TemporaryFile", refuse)
    assert regenerate().stdout == "9 files: 9 up to date.\n"
    A.write_text(SCATTER + "title: Other words\n", encoding="utf-8")
    result = regenerate()
    assert (result.exit_code, len(drawn)) == (2, calls)
    assert "Error: .convscenes/records cannot be written: Permission denied." in result.stderr


@pytest.mark.slow
def test_with_nothing_to_do_nothing_is_imported(folder: Path) -> None:
    B.write_text(SCATTER + "outputs: [svg]\n", encoding="utf-8")
    A.unlink()
    command = [sys.executable, "-X", "importtime", "-m", "convscenes", "regenerate"]
    first, second = (
        subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True) for _ in range(2)
    )
    assert first.stdout.endswith("6 files: 6 made.\n")
    assert second.stdout == "6 files: 6 up to date.\n"
    imported = {
        line.rpartition("|")[2].strip().partition(".")[0]
        for line in second.stderr.splitlines()
        if line.startswith("import time:")
    }
    assert "convscenes" in imported
    assert not imported & {"manim", "numpy", "pydantic", "yaml", "rich", "av", "typst", "distributed"}
