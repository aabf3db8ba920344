"""Removing outputs without a spec, if the manifest lists them and they are unchanged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from convscenes.rendering.jobs.job import Job
from tests.cli.regenerate.studio import (
    FIGURES,
    GALLERY,
    MANIFEST,
    SCATTER,
    A,
    digest,
    files_in,
    manifest,
    regenerate,
)


def test_what_no_spec_makes_any_more_is_removed_and_nothing_else() -> None:
    regenerate()
    foreign = {
        Path("media/figures/a/mine.svg"): "my own drawing",
        Path("media/videos/holiday.mp4"): "my own video",
        Path("media/figures/a/maps.svg"): "a figure that I worked on",
    }
    for path, words in foreign.items():
        path.write_text(words, encoding="utf-8")
    A.unlink()
    result = regenerate()
    ours = {Path("media/gifs/b.gif"), GALLERY, MANIFEST}
    assert {Path(path) for path in files_in("media")} == {*foreign, *ours}
    assert "removed       media/videos/a.mp4\n" in result.stdout
    assert "kept          media/figures/a/maps.svg\n" in result.stdout
    assert result.stdout.endswith("9 files: 1 up to date, 7 removed, 1 kept.\n")
    assert list(manifest()) == ["scenes/b.yaml"]


def test_an_output_that_is_not_asked_for_any_more_is_removed_with_its_folder() -> None:
    regenerate()
    A.write_text(SCATTER + "outputs: [mp4]\n", encoding="utf-8")
    regenerate()
    assert not Path("media/figures").exists()
    assert Path("media/videos/a.mp4").exists()


def test_the_figure_of_a_beat_that_is_no_more_is_removed() -> None:
    regenerate()
    A.write_text(SCATTER.replace("[[2, 3]]", "[[2]]"), encoding="utf-8")
    regenerate()
    assert not Path("media/figures/a/stamp-2.svg").exists()
    assert Path("media/figures/a/overlap.svg").exists()


def test_a_renamed_spec_takes_its_outputs_along() -> None:
    regenerate()
    Path("talks").mkdir()
    A.rename("talks/a.yaml")
    assert regenerate("talks").exit_code == 0
    assert set(manifest()) == {"scenes/b.yaml", "talks/a.yaml"}
    assert regenerate("scenes").exit_code == 0
    assert Path("media/videos/a.mp4").exists()


def test_a_folder_within_leaves_the_rest_alone() -> None:
    within = Path("scenes/more")
    within.mkdir()
    (within / "c.yaml").write_text(SCATTER + "outputs: [gif]\n", encoding="utf-8")
    regenerate()
    (within / "c.yaml").rename(within / "d.yaml")
    assert regenerate("scenes/more").stdout.endswith("2 files: 1 made, 1 removed.\n")
    assert set(manifest()) == {"scenes/a.yaml", "scenes/b.yaml", "scenes/more/d.yaml"}
    assert Path(FIGURES[0]).exists()


@pytest.mark.parametrize(
    "outside", ["../outside.txt", "scenes/a.yaml", "media/../scenes/a.yaml", "media/link.txt"]
)
def test_a_manifest_cannot_have_other_files_removed(outside: str, folder: Path) -> None:
    regenerate()
    (folder / "outside").write_text("mine", encoding="utf-8")
    Path("media/link.txt").symlink_to(folder / "outside")
    Path("../outside.txt").write_text("mine", encoding="utf-8")
    listed = manifest()
    listed["scenes/gone.yaml"] = {"from": {}, "to": {outside: digest(outside)}}
    MANIFEST.write_text(json.dumps(listed), encoding="utf-8")
    assert "removed" not in regenerate().stdout
    assert Path(outside).exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"scenes/a.yaml": 3}',
        '{"scenes/a.yaml": {"from": {}, "to": {"x": 1}}}',
        "[" * 99999,
    ],
)
def test_a_broken_manifest_removes_nothing_and_is_made_anew(text: str) -> None:
    regenerate()
    whole = MANIFEST.read_text(encoding="utf-8")
    MANIFEST.write_text(text, encoding="utf-8")
    result = regenerate()
    assert result.stderr == "media/manifest.json: not a manifest. It is made anew, and nothing is removed.\n"
    assert result.stdout == "9 files: 9 up to date.\n"
    assert MANIFEST.read_text(encoding="utf-8") == whole


def test_a_dry_run_changes_nothing(drawn: list[Job]) -> None:
    regenerate()
    A.unlink()
    (A.parent / "c.yaml").write_text(SCATTER + "outputs: [mp4]\n", encoding="utf-8")
    before, calls = files_in("."), len(drawn)
    result = regenerate("--dry-run")
    assert (files_in("."), len(drawn)) == (before, calls)
    assert result.stdout.splitlines()[:-1] == [
        "would make    media/videos/c.mp4",
        "would make    media/videos/c.vtt",
        *(f"would remove  {path}" for path in [*FIGURES, "media/videos/a.mp4", "media/videos/a.vtt"]),
    ]
    assert result.stdout.endswith("11 files: 1 up to date, 2 would make, 8 would remove.\n")
    assert regenerate("--dry-run", "--quiet").output == ""
