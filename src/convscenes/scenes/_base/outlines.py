"""Outlines around the cells that a beat points at, one for each map."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeVar

from manim import Animation, linear, smooth

from convscenes.colours.theme import Theme
from convscenes.look.motion import Fade
from convscenes.look.outline import Outline
from convscenes.scenes._base.map_view import MapView
from convscenes.stories import Beat

MAX_STATES = 256
"""How many places something that goes through a beat's steps is seen at: more than a beat has frames."""
Step = TypeVar("Step")


def thinned(path: Sequence[Step]) -> Sequence[Step]:
    """Return every step of a path, or of a long one some, evenly spaced, the last among them.

    >>> thinned([3, 4]), [*thinned(range(1000))][-2:]
    ([3, 4], [995, 999])
    """
    every = math.ceil(len(path) / MAX_STATES)
    return path[(len(path) - 1) % every :: every]


class Outlines(dict[str, Outline]):
    """The outlines on screen, by the names of their maps."""

    def __init__(self, theme: Theme) -> None:
        """Begin with none."""
        super().__init__()
        self.theme = theme

    def towards(self, view: MapView, beat: Beat) -> list[Animation]:
        """Return the animations of a map's outline: it fades in the first time, and moves later."""
        path = beat.points.get(view.name, ())
        if not path or path[-1].kind == "map":
            return []
        states = [view.rects(points) for points in thinned(path)]
        outline = self.get(view.name)
        if outline is not None and {len(outline.rects)} == set(map(len, states)):
            if outline.rects == states[-1]:
                return []
            if outline.rects in states:
                states = states[states.index(outline.rects) + 1 :]
            return [outline.follow(*states, rate=linear if len(path) > 1 else smooth)]
        self[view.name] = Outline(*states[-1], colour=self.theme.ink, tilt=view.place.tilt)
        return [Fade(self[view.name]), *([Fade(outline, out=True)] if outline is not None else [])]

    def moving(self, view: MapView, beat: Beat) -> list[Animation]:
        """Return the animation of an outline whose map moves, to the cells that the beat points at first."""
        outline, path = self.get(view.name), beat.points.get(view.name, ())
        if outline is None or not path:
            return []
        rects = view.rects(path[0])
        return [outline.follow(rects)] if len(rects) == len(outline.rects) else []

    def leaving(self, beat: Beat, views: Mapping[str, MapView]) -> list[Outline]:
        """Remove the outlines that the beat does not have, and return them."""
        stay = {
            name for name, path in beat.points.items() if path and path[-1].kind != "map" and name in views
        }
        return [self.pop(name) for name in [*self] if name not in stay]
