"""What is up to date is believed only while everything about it still holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from convscenes.rendering import cache
from convscenes.rendering.quality import Options

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
    for name, text in (("a.py", "x = 1"), ("a.py", "x = 2"), ("b.py", "")):
        (package / name).write_text(text)
        cache.code_digest.cache_clear()
        digests.add(cache.code_digest())
    cache.code_digest.cache_clear()
    assert len(digests) == 3
