"""Every scene in every aspect, and with larger and smaller texts: laid out for it, by the same rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.stories import load_story
from tests.conftest import shipped_story
from tests.scenes.rules import RULES
from tests.scenes.screen import screens_of
from tests.scenes.test_every_scene import broken
from tests.scenes.test_screens import HARD

OTHERS = ("4:3", "1:1", "9:16")


def faults(spec: Path, aspect: str, text_scale: float = 1) -> dict[str, object]:
    """Return what breaks which rule."""
    story = load_story(spec) if spec in HARD else shipped_story(spec)
    seen = screens_of(story, "dark", aspect, text_scale)
    return {rule.__name__: found for rule in RULES if (found := broken(rule, seen))}


@pytest.mark.slow
@pytest.mark.parametrize("aspect", OTHERS)
def test_shipped_specs(shipped: Path, aspect: str) -> None:
    assert faults(shipped, aspect) == {}


@pytest.mark.slow
@pytest.mark.parametrize("text_scale", [0.75, 1.25])
def test_other_sizes_of_texts(shipped: Path, text_scale: float) -> None:
    assert faults(shipped, "16:9", text_scale) == {}


@pytest.mark.slow
@pytest.mark.parametrize("aspect", OTHERS)
@pytest.mark.parametrize("spec", HARD, ids=lambda path: path.stem)
def test_hard_specs(spec: Path, aspect: str) -> None:
    assert faults(spec, aspect) == {}
