"""Records: an output is up to date only while everything in its record matches."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from convscenes.errors import UsageError
from convscenes.rendering.atomic import atomic_write, digest_of
from convscenes.rendering.options import Options
from convscenes.rendering.requests import records
from convscenes.rendering.requests.request import FigureRequest, VideoRequest

RECIPE = {"options": {"fps": 30}, "code": "abc"}
SPEC, OUT, CAPTIONS = Path("scenes/a.yaml"), Path("media/a.mp4"), Path("media/a.vtt")


@pytest.fixture(autouse=True)
def made(workplace: Path) -> None:  # noqa: ARG001  the files are made there
    """Make an output of two files from one source, and record it."""
    for path in (SPEC, OUT, CAPTIONS):
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"content of {path}", encoding="utf-8")
    record(OUT, OUT, CAPTIONS)


def digests_of(paths: Iterable[Path]) -> dict[Path, str]:
    return {path: digest_of(path) for path in paths}


def record(output: Path, *files: Path) -> None:
    records.record(output, RECIPE, digests_of([SPEC]), digests_of(files))


def fresh(output: Path = OUT) -> tuple[Path, ...]:
    """Return the files of an output that is up to date."""
    return tuple(records.up_to_date(output, RECIPE))


def test_what_was_recorded_is_up_to_date() -> None:
    digests = {OUT: digest_of(OUT), CAPTIONS: digest_of(CAPTIONS)}
    assert records.up_to_date(OUT, RECIPE) == digests
    assert records.up_to_date(OUT.resolve(), RECIPE) == digests


def test_time_stamps_mean_nothing() -> None:
    SPEC.write_text(SPEC.read_text(encoding="utf-8"), encoding="utf-8")
    assert fresh()


@pytest.mark.parametrize("path", [SPEC, OUT, CAPTIONS])
def test_any_file_that_changed_or_went_makes_it_stale(path: Path) -> None:
    path.write_text("something else", encoding="utf-8")
    assert not fresh()
    path.unlink()
    assert not fresh()
    path.mkdir()
    assert not fresh()


def test_another_recipe_makes_it_stale() -> None:
    assert not records.up_to_date(OUT, {**RECIPE, "code": "abd"})
    assert not records.up_to_date(OUT, {**RECIPE, "options": {"fps": 60}})


def test_an_output_that_nobody_made_is_stale() -> None:
    Path("media/b.mp4").write_text("a video from elsewhere", encoding="utf-8")
    assert not fresh(Path("media/b.mp4"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"record"',
        "{}",
        '{"recipe": 1}',
        '{"recipe": null, "sources": [], "files": 3}',
        "[" * 99_999,
        "\x00\xff",
    ],
)
def test_a_corrupt_record_is_ignored_and_replaced(text: str) -> None:
    records.record_of(OUT).write_text(text, encoding="utf-8")
    assert not fresh()
    records.remove_left_over(OUT, {})
    assert OUT.exists()
    record(OUT, OUT)
    assert fresh() == (OUT,)


def test_bytes_that_are_no_text_are_ignored() -> None:
    records.record_of(OUT).write_bytes(b"\xff\xfe{")
    assert not fresh()


def test_a_folder_in_place_of_a_record_is_ignored_and_replaced() -> None:
    records.record_of(OUT).unlink()
    (records.record_of(OUT) / "deep").mkdir(parents=True)
    assert not fresh()
    record(OUT, OUT)
    assert fresh() == (OUT,)


def test_a_record_that_was_tampered_with_is_not_believed() -> None:
    path = records.record_of(OUT)
    record = json.loads(path.read_text(encoding="utf-8"))
    record["files"] = {str(SPEC): record["files"][str(OUT)]}
    path.write_text(json.dumps(record), encoding="utf-8")
    assert not fresh()


def test_a_truncated_record_is_ignored() -> None:
    path = records.record_of(OUT)
    whole = path.read_text(encoding="utf-8")
    for length in range(0, len(whole) - 2, 7):
        path.write_text(whole[:length], encoding="utf-8")
        assert not fresh()


@pytest.mark.parametrize("part", ["sources", "files"])
def test_a_record_with_a_wrong_digest_is_not_believed(part: str) -> None:
    path = records.record_of(OUT)
    record = json.loads(path.read_text(encoding="utf-8"))
    record[part] = {name: digest[::-1] for name, digest in record[part].items()}
    path.write_text(json.dumps(record), encoding="utf-8")
    assert not fresh()


def test_the_record_of_another_output_is_not_believed() -> None:
    other = Path("media/b.mp4")
    records.record_of(OUT).rename(records.record_of(other))
    assert not fresh(other)


def test_a_source_that_was_saved_meanwhile_makes_it_stale() -> None:
    before = digests_of([SPEC])
    SPEC.write_text("saved while it was rendered", encoding="utf-8")
    records.record(OUT, RECIPE, before, digests_of([OUT]))
    assert not fresh()


def test_a_file_that_another_process_wrote_meanwhile_is_not_recorded_as_ours() -> None:
    with atomic_write(OUT) as new:
        new.path.write_text("ours", encoding="utf-8")
    OUT.write_text("theirs, a moment later", encoding="utf-8")
    records.record(OUT, RECIPE, digests_of([SPEC]), {OUT: new.digest})
    assert not fresh()


def test_what_is_forgotten_is_stale() -> None:
    records.record_of(OUT).unlink()
    assert not fresh()


def test_what_is_made_no_more_is_removed_if_it_is_as_it_was_made() -> None:
    gone, edited, foreign, kept = (
        Path(f"media/{name}.mp4") for name in ("gone", "edited", "foreign", "kept")
    )
    for path in (gone, edited, foreign, kept):
        path.write_text(path.name, encoding="utf-8")
    record(OUT, gone, edited, kept)
    edited.write_text("by hand", encoding="utf-8")
    records.remove_left_over(OUT, digests_of([kept]))
    assert set(Path("media").iterdir()) == {edited, foreign, kept, OUT, CAPTIONS}


@pytest.mark.parametrize("outside", ["scenes/a.yaml", "media/../scenes/a.yaml", "media/link/a.yaml"])
def test_nothing_outside_the_output_s_folder_is_removed(outside: str) -> None:
    Path("media/link").symlink_to(Path("scenes").resolve(), target_is_directory=True)
    record(OUT, Path(outside))
    records.remove_left_over(OUT, {})
    assert SPEC.exists()


def test_a_cache_that_is_a_file_is_told() -> None:
    shutil.rmtree(".convscenes")
    Path(".convscenes").write_text("what is this?", encoding="utf-8")
    assert not fresh()
    with pytest.raises(UsageError, match=r"\.convscenes/records cannot be written: .+ It is the cache"):
        records.make_ready()


def test_records_that_are_a_file_are_told() -> None:
    shutil.rmtree(records.RECORDS)
    records.RECORDS.touch()
    assert not fresh()
    with pytest.raises(UsageError, match=r"\.convscenes/records cannot be written: File exists"):
        records.make_ready()


@pytest.mark.parametrize(
    "request_",
    [
        VideoRequest(SPEC, OUT, Options.of("low", theme="light"), "maps", "land-1"),
        FigureRequest(SPEC, Path("media"), Options.of("low"), beats=("maps",)),
    ],
    ids=["video", "figures"],
)
def test_a_recipe_survives_the_record(request_: VideoRequest | FigureRequest) -> None:
    records.record(request_.output, request_.recipe, digests_of([SPEC]), digests_of([OUT]))
    assert set(request_.up_to_date()) == {OUT}
    assert {"code", "libraries", "options", "spec"} <= set(request_.recipe)
