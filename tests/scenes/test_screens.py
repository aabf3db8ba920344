"""A fuzz of screens: valid specs of every kind from fixed seeds, every beat, all rules of the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.stories import Story, load_story
from convscenes.stories._base.quiz import with_questions
from tests.scenes.fuzzed import drawable, valid
from tests.scenes.rules import RULES
from tests.scenes.screen import screens_of
from tests.scenes.test_every_scene import broken

SEEDS = range(12)
"""A spec takes about 0.3 s: all kinds with all seeds stay below 90 s, on one processor."""
HARD = tuple(sorted((Path(__file__).parent / "hard").glob("*.yaml")))
"""Specs that broke a rule at some time, each as small as it still does."""


def replayed(spec: str, story: Story) -> str:
    """Return what breaks the rules in a story, with its spec; else ""."""
    seen = screens_of(story, "dark")
    faults = [f"{rule.__name__}, {beat}: {fault}" for rule in RULES for beat, fault in broken(rule, seen)]
    return "\n".join([spec, *faults]) if faults else ""


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", drawable())
def test_fuzzed_specs(kind: str, seed: int) -> None:
    spec, story = valid(kind, seed)
    assert not (found := replayed(spec, story)), found


@pytest.mark.slow
def test_questions(shipped: Path) -> None:
    assert not (found := replayed(shipped.name, with_questions(load_story(shipped)))), found


@pytest.mark.slow
@pytest.mark.parametrize("spec", HARD, ids=lambda path: path.stem)
def test_hard_specs(spec: Path) -> None:
    assert not (found := replayed(spec.read_text(encoding="utf-8"), load_story(spec))), found
