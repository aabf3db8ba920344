"""Outlines around cells that a beat points at, thin lines that connect cells, arrows and brackets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import VMobject

from convscenes.colours.theme import Colour, colour_of
from convscenes.look.cells import Floats, line, rounded
from convscenes.look.layout import Rect
from convscenes.look.motion import Motion, Rate, along, smooth
from convscenes.look.tilt import Tilt

OUTLINE = 3.7
"""Stroke of an outline: 5 px at 1080p."""
THIN = 1.5
DOT = 0.025
"""Radius of the dot that a line begins with."""
ABOVE = 10
"""Outlines are drawn above all grids."""


class Outline(VMobject):
    """An outline around a block of cells, or one around each of several; ``follow`` animates it."""

    def __init__(
        self, *rects: Rect, colour: Colour, stroke: float = OUTLINE, tilt: Tilt | None = None
    ) -> None:
        """Stand around ``rects``, which may lie on a tilted plane."""
        super().__init__(stroke_width=stroke, fill_opacity=0.0)
        self.set_stroke(colour_of(colour))
        self.tilt = tilt
        self.z_index = ABOVE
        self.enclose(rects)

    def enclose(self, rects: tuple[Rect, ...]) -> None:
        """Stand around ``rects`` from now on."""
        self.rects = rects
        shape = np.concatenate([around(rect, self.tilt) for rect in rects])
        self.points = np.column_stack([shape, np.zeros(len(shape))])

    def follow(self, *states: Rect | tuple[Rect, ...], rate: Rate = smooth) -> Follow:
        """Return the animation of the outline through ``states``, from where it is."""
        return Follow(self, [(state,) if isinstance(state, Rect) else state for state in states], rate)


def around(rect: Rect, tilt: Tilt | None = None) -> Floats:
    """Return the curves (N, 2) of an outline around ``rect``."""
    grown = rect.grown(0.02)
    radius = min(0.1, grown.width / 3, grown.height / 3)
    shape = rounded(grown.width, grown.height, radius)
    return (tilt(shape) if tilt else shape) + [rect.x, rect.y]


class Follow(Motion):
    """An animation of an outline through rectangles, evenly spaced in time."""

    mobject: Outline
    paths: list[tuple[Rect, ...]]

    def __init__(self, outline: Outline, states: Sequence[tuple[Rect, ...]], rate: Rate) -> None:
        """Move ``outline`` from where it is when the motion begins through ``states``."""
        super().__init__(outline, rate_func=rate)
        self.states = tuple(states)

    def begin(self) -> None:
        """Start from where the outline stands."""
        self.paths = list(zip(self.mobject.rects, *self.states, strict=True))
        super().begin()

    def at(self, alpha: float) -> None:
        """Stand at ``alpha`` of the way."""
        self.mobject.enclose(tuple(along(path, alpha) for path in self.paths))


class Links(VMobject):
    """Thin lines between pairs of points, with a dot at the first of each."""

    def __init__(self, pairs: Any, colour: Colour, *, bow: float = 0.0) -> None:
        """Join both points of every pair (N, 2, 2); a ``bow`` bends the lines, by its sign up or down."""
        super().__init__(stroke_width=THIN, fill_opacity=0.0)
        self.set_stroke(colour_of(colour), opacity=0.8)
        self.z_index = ABOVE - 1
        self.bow = bow
        self.join(pairs)

    def join(self, pairs: Any) -> None:
        """Join other pairs from now on."""
        self.pairs: Floats = np.asarray(pairs, dtype=float).reshape(-1, 2, 2)
        starts, ends = self.pairs[:, :1], self.pairs[:, 1:]
        shape = (starts + (ends - starts) * np.linspace(0, 1, 4)[:, None]).reshape(-1, 2)
        shape[1::4, 1] += self.bow
        shape[2::4, 1] += self.bow
        dots = (starts + rounded(2 * DOT, 2 * DOT, DOT)).reshape(-1, 2)
        shape = np.concatenate([shape, dots])
        self.points = np.column_stack([shape, np.zeros(len(shape))])

    def follow(self, *states: Any, rate: Rate = smooth) -> FollowLinks:
        """Return the animation of the lines through ``states`` (N, 2, 2), from the pairs that they join."""
        return FollowLinks(self, states, rate)


class FollowLinks(Motion):
    """An animation of lines through pairs of points, evenly spaced in time.

    Lines move where there are as many before as after; else they are replaced half-way.
    """

    mobject: Links
    path: list[Floats]

    def __init__(self, links: Links, states: Sequence[Any], rate: Rate) -> None:
        """Move ``links`` from what they join when the motion begins through ``states``."""
        super().__init__(links, rate_func=rate, introducer=True)
        self.states = [np.asarray(state, dtype=float).reshape(-1, 2, 2) for state in states]

    def begin(self) -> None:
        """Start from the lines as they are."""
        self.path = [self.mobject.pairs, *self.states]
        super().begin()

    def at(self, alpha: float) -> None:
        """Draw the lines at ``alpha`` of the way."""
        if alpha >= 1:
            self.mobject.join(self.path[-1])
            return
        position = alpha * (len(self.path) - 1)
        index = min(int(position), len(self.path) - 2)
        here, there, share = self.path[index], self.path[index + 1], position - index
        moves = here.shape == there.shape
        self.mobject.join(here + (there - here) * share if moves else (here, there)[round(share)])


class Arrow(VMobject):
    """A straight arrow with a filled head, in one path."""

    def __init__(self, start: tuple[float, float], end: tuple[float, float], colour: Colour) -> None:
        """Point from ``start`` to ``end``."""
        super().__init__(stroke_width=0.0, fill_opacity=1.0)
        self.set_fill(colour_of(colour), opacity=1.0)
        self.set_stroke(width=0.0)
        along_x, along_y = np.subtract(end, start)
        length = float(np.hypot(along_x, along_y))
        head, half, wide = min(0.26, length / 2), 0.02, 0.11
        body = length - head
        upper = [(0, half), (body, half), (body, wide)]
        lower = [(x, -y) for x, y in reversed(upper)]
        shape = line(*upper, (length, 0), *lower, upper[0])
        cosine, sine = along_x / length, along_y / length
        x, y = shape.T
        turned = x * cosine - y * sine + start[0], x * sine + y * cosine + start[1]
        self.points = np.column_stack([*turned, np.zeros(len(shape))])


class Trace(VMobject):
    """Straight lines from corner to corner, along any number of paths."""

    def __init__(self, *paths: Sequence[tuple[float, float]], colour: Colour, stroke: float = THIN) -> None:
        """Draw along ``paths``."""
        super().__init__(stroke_width=stroke, fill_opacity=0.0)
        self.set_stroke(colour_of(colour))
        self.draw(*paths)

    def draw(self, *paths: Sequence[tuple[float, float]]) -> None:
        """Draw along these ``paths`` from now on."""
        shape = np.concatenate([np.zeros((0, 2)), *(line(*path) for path in paths)])
        self.points = np.column_stack([shape, np.zeros(len(shape))])


class Bracket(Trace):
    """A bracket along the right of a rectangle."""

    TICK = 0.09

    def __init__(self, rect: Rect, colour: Colour) -> None:
        """Stand at the right edge of ``rect``."""
        left, right = rect.right - self.TICK, rect.right
        corners = [(left, rect.top), (right, rect.top), (right, rect.bottom), (left, rect.bottom)]
        super().__init__(corners, colour=colour, stroke=2 * THIN)
