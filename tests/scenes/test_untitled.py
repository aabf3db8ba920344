"""Without a title, the rest of the picture is where it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from convscenes.rendering.manim_backend.performance import visit
from convscenes.rendering.options import Options, Quality
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat, Presentation
from tests.conftest import shipped_story

SCENES = Path(__file__).parents[2] / "scenes"
Spots = dict[str, list[list[float]]]


def drawn(name: str, *, show_title: bool) -> dict[str, Spots]:
    """Return where the named mobjects of every beat are."""
    story = replace(shipped_story(SCENES / f"{name}.yaml"), presentation=Presentation(show_title=show_title))
    found: dict[str, Spots] = {}

    def look(scene: SpecScene, beat: Beat) -> None:
        named = (one for one in scene.mobjects if getattr(one, "name", "").islower())
        found[beat.name] = {one.name: one.get_critical_point([0, 0, 0]).round(6).tolist() for one in named}

    visit(story, Options(Quality(128, 72, 10)), [beat.name for beat in story.beats], look)
    return found


@pytest.mark.parametrize("name", ["07-scatter", "11-output-size", "00-title-card"])
def test_all_but_the_title_is_where_it_was(name: str) -> None:
    titled, untitled = (drawn(name, show_title=show) for show in (True, False))
    for beat, spots in titled.items():
        assert "title" in spots
        assert untitled[beat] == {one: spot for one, spot in spots.items() if one != "title"}
