"""A curve that grows over named axes: how one number falls, step after step."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from manim import Animation, Dot, VGroup

from convscenes.colours.theme import Colour, Theme, colour_of
from convscenes.look.glyphs import typeset
from convscenes.look.layout import Rect
from convscenes.look.letter_sizes import LABEL, MIN_EM
from convscenes.look.lettering import Lettering
from convscenes.look.lines import wrapped
from convscenes.look.motion import Motion
from convscenes.look.outline import ABOVE, Trace
from convscenes.ops.notation import Notation

NUMBER = 0.27
"""Size of the numbers at the axes, in units per em."""
AIR = 0.14
"""Space between axes, numbers and names, in units."""
HEADROOM, FOOTROOM = 1.4, 5.0
"""The factors by which the vertical axis goes above the largest and below the smallest value at least."""
WRITTEN = 0.42
"""The height below the smallest value that is left to a text, in units."""
TITLE_LINES = 3
"""On how many lines a chart's title stands at most."""
BOLD = 4.0
"""Stroke of a curve."""
POINTS = 400
"""At how many points of a curve it is looked whether a text is there."""
CLEAR = 0.13
"""The smallest distance of a text from the curve, in units."""
DASHES = 36
"""How many dashes a level has."""


class Spot(NamedTuple):
    """Where a text stands: at the ``first`` step or the last, ``below`` a height or above it."""

    first: bool
    below: bool


SPOTS = (Spot(True, True), Spot(False, False), Spot(False, True), Spot(True, False))
"""Where the name of a level may stand, the usual place first: a falling curve is rarely there."""


class Chart(VGroup):
    """Axes in ``area``: across the numbers of ``values`` evenly, upwards their range in powers of ten."""

    def __init__(
        self,
        area: Rect,
        theme: Theme,
        values: Sequence[float],
        level: float,
        names: Mapping[str, str],
        *,
        comma: bool = False,
    ) -> None:
        """Draw both axes with their numbers, and a dashed line at a ``level``.

        The ``names`` are those of the error, of its steps and of the level. That stands where the curve is
        not, left or right.
        """
        super().__init__()
        self.values, self.theme, quiet = values, theme, theme.quiet
        self.low = math.log10(min(*values, level) / FOOTROOM)
        self.high = math.log10(max(*values, level) * HEADROOM)
        powers = [10.0**power for power in range(math.ceil(self.low), math.floor(self.high) + 1)]
        texts = [Notation.of([power], comma=comma).plain().term(power) for power in powers]
        widest = max(outline.width for outline in typeset(texts))
        left, bottom = area.left + widest * NUMBER + AIR, area.bottom + NUMBER + AIR
        title = wrapped(names["error"], (area.right - left) / LABEL, TITLE_LINES)
        em = max(min(LABEL, (area.right - left) / title.width), MIN_EM)
        high = area.top - em * title.leading * (len(title.outlines) - 1)
        self.field = Rect.between(left, area.right, bottom, high - LABEL - 2 * AIR)
        self._leave(WRITTEN, math.log10(min(*values, level)))
        self.add(Trace([(left, self.field.top), (left, bottom), (area.right, bottom)], colour=quiet))
        for power, text in zip(powers, texts, strict=True):
            _, y = self.at(0, power)
            number = Lettering(text, NUMBER, quiet, x=left - AIR, y=y - NUMBER / 3, anchor=1.0)
            self.add(Trace([(left - AIR / 2, y), (left, y)], colour=quiet), number)
        *ticks, end = even_ticks(len(values) - 1)
        last = Lettering(
            f"{end} {names['steps']}", NUMBER, quiet, x=self.at(end, 1)[0], y=area.bottom, anchor=1.0
        )
        self.add(last)
        for tick in ticks:
            number = Lettering(str(tick), NUMBER, quiet, x=self.at(tick, 1)[0], y=area.bottom, anchor=0.5)
            if number.get_right()[0] + AIR <= last.get_left()[0]:
                self.add(number)
        for row, outline in enumerate(title.outlines):
            y = area.top - LABEL - row * title.leading * em
            self.add(Lettering(outline, em, theme.contribution, x=left, y=y))
        _, y = self.at(0, level)
        ends = np.linspace(left, area.right, 2 * DASHES + 1)[:-1].reshape(-1, 2)
        self.add(Trace(*([(start, y), (end, y)] for start, end in ends), colour=theme.ink))
        steps = np.linspace(0, len(values) - 1, POINTS)
        heights = np.exp(np.interp(steps, range(len(values)), np.log(values)))
        self.taken = np.array([self.at(number, value) for number, value in zip(steps, heights, strict=True)])
        name = self.annotation(level, names["level"], theme.ink, SPOTS)
        self.taken = np.concatenate([self.taken, name.points[:, :2]])
        self.add(name)

    def _leave(self, room: float, smallest: float) -> None:
        """Go on downwards until ``room`` units are free below the logarithm of the ``smallest`` value."""
        share = min(room / self.field.height, 0.5)
        self.low = min(self.low, self.high - (self.high - smallest) / (1 - share))

    def at(self, number: float, value: float) -> tuple[float, float]:
        """Return where ``value`` after ``number`` steps stands."""
        upwards = (math.log10(value) - self.low) / (self.high - self.low)
        x = self.field.left + number / (len(self.values) - 1) * self.field.width
        return x, self.field.bottom + upwards * self.field.height

    def annotation(self, value: float, text: str, colour: Colour, spots: Sequence[Spot]) -> Lettering:
        """Return a text at the height of a ``value``, at the first of ``spots`` where least is in its way."""
        return min((self._at_spot(value, text, colour, spot) for spot in spots), key=self._covered)

    def _at_spot(self, value: float, text: str, colour: Colour, spot: Spot) -> Lettering:
        x, y = self.at(0 if spot.first else len(self.values) - 1, value)
        base = y - AIR - 0.7 * NUMBER if spot.below else y + AIR
        return Lettering(
            text, NUMBER, colour, x=x + AIR * spot.first, y=base, anchor=0.0 if spot.first else 1.0
        )

    def _covered(self, words: Lettering) -> int:
        """Return how many points of the curve, and of what is written beside it, are where words stand."""
        half = words.width / 2 + CLEAR, words.height / 2 + CLEAR
        return int((np.abs(self.taken - words.get_center()[:2]) < half).all(axis=1).sum())


class Curve(VGroup):
    """The line through the values of a chart, shown up to some step; a dot is its tip."""

    def __init__(self, chart: Chart, number: int = 0) -> None:
        """Show the values up to step ``number``."""
        super().__init__()
        self.places = [chart.at(number, value) for number, value in enumerate(chart.values)]
        self.trail = Trace(colour=chart.theme.contribution, stroke=BOLD)
        self.tip = Dot(color=colour_of(chart.theme.contribution))
        self.trail.z_index, self.tip.z_index = ABOVE - 1, ABOVE
        self.add(self.trail, self.tip)
        self.reveal(number)

    def reveal(self, number: float) -> None:
        """Show the curve up to step ``number``, which may lie between two."""
        self.number, steps = number, range(len(self.places))
        x, y = (float(np.interp(number, steps, axis)) for axis in zip(*self.places, strict=True))
        self.trail.draw([*self.places[: int(number) + 1], (x, y)])
        self.tip.move_to((x, y, 0.0))

    def grow(self, number: int) -> list[Animation]:
        """Return the animation of the curve to step ``number``; none where it shows that already."""
        return [] if number == self.number else [Grow(self, number)]


class Grow(Motion):
    """An animation of a curve to another step, from the one that it shows."""

    mobject: Curve

    def __init__(self, curve: Curve, number: int) -> None:
        """Move the tip of ``curve``."""
        super().__init__(curve)
        self.path = [curve.number, number]

    def at(self, alpha: float) -> None:
        """Show the curve at ``alpha`` of the way."""
        self.mobject.reveal(float(np.interp(alpha, [0, 1], self.path)))


def even_ticks(last: int) -> list[int]:
    """Return at most six multiples of a round number, from 0 on, up to ``last``.

    >>> even_ticks(200), even_ticks(7)
    ([0, 50, 100, 150, 200], [0, 2, 4, 6])
    """
    widths = (factor * 10**power for power in range(7) for factor in (1, 2, 5))
    width = next(width for width in widths if last <= 5 * width)
    return list(range(0, last + 1, width))
