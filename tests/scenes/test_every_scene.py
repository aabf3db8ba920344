"""Every scene, every beat, both themes: what is on screen keeps the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.spec import read
from convscenes.spec.settings import changed
from convscenes.stories import Story
from convscenes.stories._base.loading import story_of
from convscenes.words import ENGLISH, languages
from tests.scenes.rules import RULES, Rule, roles_are_apart_to_colour_blind_eyes
from tests.scenes.screen import Screen, ThemeName, screens, screens_of


def broken(rule: Rule, seen: tuple[Screen, ...]) -> list[tuple[str, object]]:
    return [(screen.beat.name, fault) for screen in seen for fault in rule(screen)]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_shipped_specs(shipped: Path, theme: ThemeName, rule: Rule) -> None:
    assert broken(rule, screens(shipped, theme)) == []


@pytest.mark.slow
@pytest.mark.parametrize("tag", [tag for tag in languages() if tag != ENGLISH])
def test_shipped_specs_in_other_languages(shipped: Path, tag: str) -> None:
    """Words are of other lengths; colours are the same, and are compared by names that differ in English."""
    seen = screens_of(story_of(changed(read(shipped), [f"language={tag}"])), "dark")
    rules = [rule for rule in RULES if rule is not roles_are_apart_to_colour_blind_eyes]
    assert {rule.__name__: faults for rule in rules if (faults := broken(rule, seen))} == {}


def test_all_shapes(shaped: Story) -> None:
    seen = screens_of(shaped, "dark")
    assert [screen.beat.name for screen in seen] == [beat.name for beat in shaped.beats]
    assert {rule.__name__: faults for rule in RULES if (faults := broken(rule, seen))} == {}
