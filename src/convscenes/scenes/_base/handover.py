"""From part to part of a playlist: maps that both have stay, all else is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from manim import Animation, VMobject, smooth, squish_rate_func

from convscenes.look.map_label import MapLabel
from convscenes.look.motion import Fade
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.map_view import MapView

if TYPE_CHECKING:
    from convscenes.scenes._base.spec_scene import SpecScene

UNDER_WORDS = 0.28
"""The opacity of maps that stay on screen under a card's words."""


@dataclass(frozen=True)
class Handover:
    """What a scene begins with: another scene at its end, and the names of maps there and here."""

    scene: SpecScene
    maps: Mapping[str, str]


def take_over(scene: SpecScene, handover: Handover) -> list[Animation]:
    """Add all mobjects of the part before to a scene, and take over the maps that both have.

    Return the animations that remove the rest, to be played with the scene's first ones.
    """
    there, stage = handover.scene, scene.stage
    scene.add(*there.mobjects)
    scene.caption = there.caption if scene.captioned else None
    left = {**there.stage.kept, **there.stage.views}
    motions: list[Animation] = []
    stays: list[VMobject] = [scene.caption] if scene.caption else []
    for name, new_name in handover.maps.items():
        old = left[name]
        if new_name in {one.name for one in scene.story.maps}:
            motions += _succeed(scene, old, new_name)
            stays += [old.grid, *([old.label] if old.label is not None else [])]
        else:
            stage.kept[name] = old
            motions += old.change(highlighted=False, opacity=UNDER_WORDS)
            stays.append(at_depth(old.grid, Depth.BEHIND))
    gone = [m for m in there.mobjects if isinstance(m, VMobject) and m not in stays]
    early = squish_rate_func(smooth, 0.0, 0.5)  # maps that stay move past it, and a title comes in its place
    return [*motions, *(Fade(mobject, out=True, rate=early) for mobject in gone)]


def _succeed(scene: SpecScene, old: MapView, name: str) -> list[Animation]:
    """Replace a map of the part before by an equal one of the scene, in the same place.

    What looks the same is replaced at once, all else by the returned animations.
    """
    beat, cells = scene.story.beats[0], old.grid.cells
    view = scene.view(name, beat, old.standing)
    view.set_state(highlighted=cells.highlighted, opacity=cells.opacity)
    scene.stage.views[name] = view
    motions: list[Animation] = list(view.change(opacity=True))
    pairs = [(old.grid, view.grid, _alike(old, view)), (old.label, view.label, _same_label(old, view))]
    for gone, come, alike in pairs:
        if alike and gone is not None and come is not None and gone in scene.mobjects:
            scene.remove(gone)
            scene.add(come)
        else:
            motions += [Fade(gone, out=True)] if gone is not None and gone in scene.mobjects else []
            motions += [Fade(come)] if come is not None and come is not view.grid else []
    if view.grid not in scene.mobjects:
        view.set_state(opacity=False)
        scene.add(view.grid)
        motions = [*motions, *view.change(opacity=True)]
    return motions


def _alike(old: MapView, new: MapView) -> bool:
    """Return whether two views of equal values look the same."""
    one, other = old.grid, new.grid
    same = (type(one), one.style, one.theme) == (type(other), other.style, other.theme)
    return same and np.array_equal(one.known, other.known)


def _same_label(old: MapView, new: MapView) -> bool:
    one, other = old.label, new.label
    return isinstance(one, MapLabel) and isinstance(other, MapLabel) and one.texts == other.texts
