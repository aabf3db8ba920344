"""``--check``: files match their specs, or those that do not are listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from convscenes.rendering.jobs.job import Job, Progress
from convscenes.rendering.tasks.stills import Stills
from tests.cli.regenerate.studio import (
    FIGURES,
    GALLERY,
    MANIFEST,
    SCATTER,
    A,
    B,
    digest,
    edit,
    files_in,
    regenerate,
)
from tests.pretence import words_of


def test_a_check_is_content_with_what_was_made(drawn: list[Job]) -> None:
    regenerate()
    before = {path: Path(path).stat().st_mtime_ns for path in files_in("media")}
    records = sorted(Path(".convscenes/records").iterdir())
    del drawn[:]
    result = regenerate("--check")
    assert (result.exit_code, result.stdout) == (
        0,
        "6 files drawn and compared: all are as their specs say.\n",
    )
    assert [words_of(job) for job in drawn] == ["a: 6 figures"]
    assert regenerate("--check", "--all").stdout.startswith("9 files drawn and compared: all are as")
    assert {path: Path(path).stat().st_mtime_ns for path in files_in("media")} == before
    assert not list(Path(".convscenes").glob("scratch*"))
    assert sorted(Path(".convscenes/records").iterdir()) == records


@pytest.mark.parametrize(
    ("change", "drifts"),
    [
        (lambda: edit(FIGURES[0]), [f"differs       {FIGURES[0]}"]),
        (lambda: Path(FIGURES[1]).unlink(), [f"missing       {FIGURES[1]}"]),
        (lambda: edit("media/gifs/b.gif"), ["differs       media/gifs/b.gif"]),
        (lambda: Path("media/gifs/b.gif").unlink(), ["missing       media/gifs/b.gif"]),
        (lambda: edit(MANIFEST), ["differs       media/gifs/b.gif", f"differs       {MANIFEST}"]),
        (MANIFEST.unlink, ["differs       media/gifs/b.gif", f"missing       {MANIFEST}"]),
        (
            lambda: A.write_text(SCATTER + "# words\n"),
            [f"differs       {GALLERY}", f"differs       {MANIFEST}"],
        ),
        (lambda: edit(GALLERY), [f"differs       {GALLERY}"]),
        (GALLERY.unlink, [f"missing       {GALLERY}"]),
        (B.unlink, [f"differs       {MANIFEST}", "left over     media/gifs/b.gif"]),
    ],
    ids=[
        "edited",
        "gone",
        "GIF",
        "no GIF",
        "manifest",
        "no manifest",
        "comment",
        "gallery",
        "no gallery",
        "left over",
    ],
)
def test_a_check_lists_what_is_other(change: Callable[[], None], drifts: list[str]) -> None:
    regenerate()
    change()
    result = regenerate("--check", "--quiet")
    assert (result.exit_code, result.stdout.splitlines()) == (1, drifts)
    assert regenerate().exit_code == 0
    assert regenerate("--check").exit_code == 0


def test_a_check_draws_anew_though_all_seems_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    regenerate()
    assert regenerate("--check").exit_code == 0
    monkeypatch.setattr(Stills, "make", draw_otherwise)
    result = regenerate("--check")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"differs       {FIGURES[0]}\n")
    assert result.stdout.endswith("6 files drawn and compared: 7 are not as their specs say.\n")


def draw_otherwise(stills: Stills, _progress: Progress) -> dict[Path, str]:
    for path in stills.files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("drawn in another way", encoding="utf-8")
    return {path: digest(path) for path in stills.files}


def test_videos_are_checked_only_with_all() -> None:
    regenerate()
    edit("media/videos/a.mp4")
    Path("media/videos/a.vtt").unlink()
    assert regenerate("--check").exit_code == 0
    result = regenerate("--check", "--all")
    assert (result.exit_code, result.stdout.splitlines()[:2]) == (
        1,
        ["differs       media/videos/a.mp4", "missing       media/videos/a.vtt"],
    )


def test_a_check_goes_on_past_a_wrong_spec() -> None:
    regenerate()
    B.write_text(SCATTER + "stride: 0\n", encoding="utf-8")
    result = regenerate("--check")
    assert (result.exit_code, result.stderr) == (2, f"{B}:4:9: stride: must be at least 1, got 0.\n")
