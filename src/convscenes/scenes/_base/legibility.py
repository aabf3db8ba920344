"""Which maps show no numerals, because their cells are too small, and whose labels have no room.

It is told before drawing.
"""

from __future__ import annotations

from convscenes.look.cells import numeral_em, readable
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat, Map


def unreadable(scene: SpecScene) -> list[Map]:
    """Return the maps whose numerals cannot be read in a beat that is about them; pictures have none.

    A beat is about the maps that it points at; about a map at which none points are all that show it.
    """
    beats = scene.story.beats
    pointed = {name for beat in beats for name in beat.points}
    return [
        one for one in scene.story.maps
        if one.numerals and scene.style(one) != "picture"
        and any(_blank(scene, one, beat) for beat in beats if one.name in _about(beat, pointed))
    ]  # fmt: skip


def crowded(scene: SpecScene) -> list[Map]:
    """Return the maps whose labels have no room beside others in a beat, though as small as can be read."""
    names = {name for beat in scene.story.beats for name in scene.stage.labels.crowded(beat)}
    return [one for one in scene.story.maps if one.name in names]


def _about(beat: Beat, pointed: set[str]) -> set[str]:
    return {name for name in beat.shows if name in beat.points or name not in pointed}


def _blank(scene: SpecScene, one: Map, beat: Beat) -> bool:
    size, values = scene.stage.places(beat)[one.name].size, scene.story.values[one.name]
    notation = readable(values, scene.story.notations[one.name], size)
    return bool(values.size) and (notation.blank == 1 or not numeral_em(size, notation.width))
