"""Every scene, every beat, both themes: what is on screen keeps the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.stories import Story
from tests.scenes.rules import RULES, Rule
from tests.scenes.screen import Screen, ThemeName, screens, screens_of


def broken(rule: Rule, seen: tuple[Screen, ...]) -> list[tuple[str, object]]:
    return [(screen.beat.name, fault) for screen in seen for fault in rule(screen)]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_shipped_specs(shipped: Path, theme: ThemeName, rule: Rule) -> None:
    assert broken(rule, screens(shipped, theme)) == []


def test_all_shapes(shaped: Story) -> None:
    seen = screens_of(shaped, "dark")
    assert [screen.beat.name for screen in seen] == [beat.name for beat in shaped.beats]
    assert {rule.__name__: faults for rule in RULES if (faults := broken(rule, seen))} == {}
