"""What is up to date is believed only while everything about it still holds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from convscenes.errors import UsageError
from convscenes.rendering.options import Options
from convscenes.rendering.requests import records as cache

RECIPE = {"options": {"fps": 30}, "code": "abc"}
SPEC, OUT, CAPTIONS = Path("scenes/a.yaml"), Path("media/a.mp4"), Path("media/a.vtt")


@pytest.fixture(autouse=True)
def made(workplace: Path) -> None:  # noqa: ARG001  the files are made there
    """Make an output of two files from one source, and remember it."""
    for path in (SPEC, OUT, CAPTIONS):
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"content of {path}")
    cache.remember(OUT, RECIPE, cache.digests([SPEC]), [OUT, CAPTIONS])


def test_what_was_remembered_is_fresh() -> None:
    assert cache.fresh(OUT, RECIPE) == (OUT, CAPTIONS)
    assert cache.fresh(OUT.resolve(), RECIPE) == (OUT, CAPTIONS)


def test_time_stamps_mean_nothing() -> None:
    SPEC.write_text(SPEC.read_text())
    assert cache.fresh(OUT, RECIPE)


@pytest.mark.parametrize("path", [SPEC, OUT, CAPTIONS])
def test_any_file_that_changed_or_went_makes_it_stale(path: Path) -> None:
    path.write_text("something else")
    assert not cache.fresh(OUT, RECIPE)
    path.unlink()
    assert not cache.fresh(OUT, RECIPE)


def test_another_recipe_makes_it_stale() -> None:
    assert not cache.fresh(OUT, {**RECIPE, "code": "abd"})
    assert not cache.fresh(OUT, {**RECIPE, "options": {"fps": 60}})


def test_an_output_that_nobody_made_is_stale() -> None:
    Path("media/b.mp4").write_text("a video from elsewhere")
    assert not cache.fresh(Path("media/b.mp4"), RECIPE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"note"',
        "{}",
        '{"recipe": 1}',
        '{"recipe": null, "sources": [], "files": 3}',
        "[" * 99_999,
        "\x00\xff",
    ],
)
def test_a_corrupt_note_is_ignored_and_replaced(text: str) -> None:
    note = cache.note_of(OUT)
    note.write_text(text, encoding="utf-8")
    assert not cache.fresh(OUT, RECIPE)
    cache.remember(OUT, RECIPE, cache.digests([SPEC]), [OUT])
    assert cache.fresh(OUT, RECIPE) == (OUT,)


def test_a_note_that_was_tampered_with_is_not_believed() -> None:
    note = cache.note_of(OUT)
    said = json.loads(note.read_text())
    said["files"] = {str(SPEC): said["files"][str(OUT)]}
    note.write_text(json.dumps(said))
    assert not cache.fresh(OUT, RECIPE)


def test_a_truncated_note_is_ignored() -> None:
    note = cache.note_of(OUT)
    whole = note.read_text(encoding="utf-8")
    for length in range(0, len(whole) - 2, 7):
        note.write_text(whole[:length], encoding="utf-8")
        assert not cache.fresh(OUT, RECIPE)


@pytest.mark.parametrize("part", ["sources", "files"])
def test_a_note_with_a_wrong_digest_is_not_believed(part: str) -> None:
    note = cache.note_of(OUT)
    said = json.loads(note.read_text(encoding="utf-8"))
    said[part] = {path: digest[::-1] for path, digest in said[part].items()}
    note.write_text(json.dumps(said), encoding="utf-8")
    assert not cache.fresh(OUT, RECIPE)


def test_the_note_of_another_output_is_not_believed() -> None:
    other = Path("media/b.mp4")
    cache.note_of(OUT).rename(cache.note_of(other))
    assert not cache.fresh(other, RECIPE)


def test_a_source_that_was_saved_meanwhile_makes_it_stale() -> None:
    before = cache.digests([SPEC])
    SPEC.write_text("saved while it was rendered", encoding="utf-8")
    cache.remember(OUT, RECIPE, before, [OUT])
    assert not cache.fresh(OUT, RECIPE)


def test_what_is_forgotten_is_stale() -> None:
    cache.forget(OUT)
    assert not cache.fresh(OUT, RECIPE)
    cache.forget(OUT)


def test_a_cache_that_is_a_file_is_told() -> None:
    shutil.rmtree(cache.FOLDER)
    cache.FOLDER.write_text("what is this?", encoding="utf-8")
    assert not cache.fresh(OUT, RECIPE)
    with pytest.raises(UsageError, match=r"\.convscenes/notes cannot be written: .+ It is the cache"):
        cache.make_ready()


def test_notes_that_are_a_file_are_told() -> None:
    shutil.rmtree(cache.FOLDER / "notes")
    (cache.FOLDER / "notes").touch()
    assert not cache.fresh(OUT, RECIPE)
    with pytest.raises(UsageError, match=r"\.convscenes/notes cannot be written: File exists"):
        cache.make_ready()


def test_a_recipe_survives_the_note() -> None:
    recipe = cache.recipe(Options.of("low", theme="light"), spec="a.yaml", beats=["maps"])
    cache.remember(OUT, recipe, cache.digests([SPEC]), [OUT])
    assert cache.fresh(OUT, recipe)
    assert set(recipe["libraries"]) == {"manim", "numpy", "typst", "av", "pycairo", "pillow"}
    assert all(recipe["libraries"].values())


def test_code_is_part_of_the_recipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    monkeypatch.setattr(cache, "PACKAGE", package)
    digests = set()
    for room in ("cli", "look"):
        (package / room).mkdir()
    for name, text in (
        ("a.py", "x = 1"),
        ("a.py", "x = 2"),
        ("look/b.py", ""),
        ("cli/c.py", ""),
        ("d.txt", ""),
    ):
        (package / name).write_text(text)
        cache.code_digest.cache_clear()
        digests.add(cache.code_digest())
    cache.code_digest.cache_clear()
    assert len(digests) == 3
