"""What is known to be roomy before it is laid out can all be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from convscenes.rendering.manim_backend.legibility import Illegible, illegible_maps
from convscenes.scenes._base.roominess import is_roomy
from convscenes.stories import Story, load_story
from convscenes.stories._base.story import PLANES
from convscenes.words import unsaid
from tests.conftest import SHIPPED
from tests.scenes.fuzzed import drawable, valid

SEEDS = range(300, 308)
HARD = sorted(Path(__file__).with_name("hard").glob("*.yaml"))


def unworded(path: Path) -> Story:
    with unsaid():
        return load_story(path)


def roomy(kind: str) -> Iterator[Story]:
    """Yield the stories drawn of a kind that are roomy, worded."""
    for seed in SEEDS:
        with unsaid():
            known = is_roomy(valid(kind, seed)[1])
        if known:
            yield valid(kind, seed)[1]


@pytest.mark.slow
@pytest.mark.parametrize("kind", drawable())
def test_all_of_what_is_roomy_can_be_read(kind: str) -> None:
    assert {illegible_maps(story) == Illegible([], []) for story in roomy(kind)} <= {True}


@pytest.mark.slow
@pytest.mark.parametrize("path", HARD, ids=lambda path: path.stem)
def test_what_is_hard_is_not_taken_for_roomy(path: Path) -> None:
    assert not is_roomy(unworded(path)) or illegible_maps(load_story(path)) == Illegible([], [])


def test_most_shipped_specs_are_roomy() -> None:
    flat = [story for path in SHIPPED if (story := unworded(path)).staging != PLANES]
    assert sum(map(is_roomy, flat)) > len(flat) / 2


def test_other_frames_must_be_laid_out() -> None:
    story = load_story(SHIPPED[0].parent / "02-kernel-slide.yaml")
    assert is_roomy(story)
    for change in ({"aspect": "9:16"}, {"text_scale": 1.25}):
        assert not is_roomy(replace(story, presentation=replace(story.presentation, **change)))


@pytest.mark.parametrize(
    ("field", "value"),
    [("input", "{ones: [8, 40]}"), ("input", "{ones: [40, 8]}"),
     ("labels", "{input: Ein ganz langer Name, output: Eine lange Ausgabe}")],
    ids=["wide", "high", "long labels"],
)  # fmt: skip
def test_what_may_lack_room_is_not_roomy(tmp_path: Path, field: str, value: str) -> None:
    fields = {"kind": "kernel-slide", "input": "[[2, 3]]", "kernel": "[[1, 2]]", field: value}
    path = tmp_path / "a.yaml"
    path.write_text("".join(f"{name}: {text}\n" for name, text in fields.items()), encoding="utf-8")
    assert not is_roomy(unworded(path))
