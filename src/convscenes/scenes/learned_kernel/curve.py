"""A curve that grows over named axes: how one number falls, step after step."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from manim import Animation, VGroup, VMobject
from numpy.typing import NDArray

from convscenes.look.cells import line, rounded
from convscenes.look.glyphs import typeset
from convscenes.look.layout import Rect
from convscenes.look.lettering import LABEL, Lettering
from convscenes.look.motion import Motion, Rate, smooth
from convscenes.look.outline import ABOVE, THIN
from convscenes.look.theme import Colour, Theme, colour_of
from convscenes.ops.numerals import numeral

NUMBER = 0.27
"""Size of the numbers at the axes, in units per em."""
AIR = 0.14
"""Space between axes, numbers and names, in units."""
HEADROOM, FOOTROOM = 1.4, 5.0
"""The factors by which the vertical axis goes above the largest and below the smallest value."""
BOLD = 4.0
"""Stroke of a curve."""
DOT = 0.16
"""Diameter of the dot at its tip."""


class Chart(VGroup):
    """Axes in ``area``: across 0 … ``last`` evenly, upwards the range of ``values`` in powers of ten."""

    def __init__(
        self, area: Rect, theme: Theme, *, last: int, values: Sequence[float], across: str, upwards: str
    ) -> None:
        """Draw both axes with their numbers; ``upwards`` names one, above it, ``across`` the other."""
        super().__init__()
        self.last, self.theme = last, theme
        self.low, self.high = math.log10(min(values) / FOOTROOM), math.log10(max(values) * HEADROOM)
        levels = [10.0**power for power in range(math.ceil(self.low), math.floor(self.high) + 1)]
        widest = max(outline.width for outline in typeset(map(numeral, levels)))
        self.field = Rect.between(
            area.left + widest * NUMBER + AIR,
            area.right,
            area.bottom + NUMBER + AIR,
            area.top - LABEL - 2 * AIR,
        )
        field = self.field
        for level in levels:
            _, y = self.at(0, level)
            self.add(stroke([(field.left - AIR / 2, y), (field.left, y)], theme.quiet, THIN))
            self.add(self._number(numeral(level), field.left - AIR, y - NUMBER / 3, 1.0))
        *ticks, end = even_ticks(last)
        for tick in ticks:
            self.add(self._number(str(tick), self.at(tick, 1)[0], area.bottom, 0.5))
        self.add(self._number(f"{end} {across}", self.at(end, 1)[0], area.bottom, 1.0))
        corner = (field.left, field.bottom)
        self.add(stroke([(field.left, field.top), corner, (field.right, field.bottom)], theme.quiet, THIN))
        name_base = area.top - LABEL
        self.add(Lettering(f"*{upwards}*", LABEL, theme.contribution, x=area.left, y=name_base))
        self.name = "chart"

    def at(self, number: float, value: float) -> tuple[float, float]:
        """Return where ``value`` after ``number`` steps stands."""
        across = number / self.last
        upwards = (math.log10(value) - self.low) / (self.high - self.low)
        return (
            self.field.left + across * self.field.width,
            self.field.bottom + upwards * self.field.height,
        )

    def annotation(self, value: float, text: str, colour: Colour, *, first: bool, below: bool) -> Lettering:
        """Return a text at the ``first`` step or the last, above the height of ``value`` or ``below`` it."""
        x, y = self.at(0 if first else self.last, value)
        base = y - AIR - 0.7 * NUMBER if below else y + AIR
        return Lettering(text, NUMBER, colour, x=x + AIR * first, y=base, anchor=0.0 if first else 1.0)

    def _number(self, text: str, x: float, y: float, anchor: float) -> Lettering:
        return Lettering(text, NUMBER, self.theme.quiet, x=x, y=y, anchor=anchor)


class Level(VGroup):
    """A dashed line across a chart at one value, its name where a falling curve never is: left, below."""

    def __init__(self, chart: Chart, value: float, name: str) -> None:
        """Stand at ``value``."""
        super().__init__()
        theme, field = chart.theme, chart.field
        _, y = chart.at(0, value)
        dashes = np.linspace(field.left, field.right, 73)
        ends = zip(dashes[::2], dashes[1::2], strict=False)
        curves = np.concatenate([line((start, y), (end, y)) for start, end in ends])
        self.add(stroked(curves, theme.ink, THIN))
        self.add(chart.annotation(value, name, theme.ink, first=True, below=True))
        self.name = "level"


class Curve(VGroup):
    """The line through values 0, 1, 2, … of a chart, shown up to some step; a dot is its tip."""

    def __init__(self, chart: Chart, values: Sequence[float], number: int = 0) -> None:
        """Show the values up to step ``number``."""
        super().__init__()
        colour = chart.theme.contribution
        self.places = np.array([chart.at(number, value) for number, value in enumerate(values)])
        self.trail = stroked(np.zeros((0, 2)), colour, BOLD)
        self.tip = VMobject(fill_opacity=1.0, stroke_width=0.0)
        self.tip.set_fill(colour_of(colour), opacity=1.0)
        self.tip.set_stroke(width=0.0)
        self.trail.z_index, self.tip.z_index = ABOVE - 1, ABOVE
        self.add(self.trail, self.tip)
        self.name = "curve"
        self.reveal(number)

    def reveal(self, number: float) -> None:
        """Show the curve up to step ``number``, which may lie between two."""
        whole = int(number)
        ahead = self.places[min(whole + 1, len(self.places) - 1)]
        end = self.places[whole] + (ahead - self.places[whole]) * (number - whole)
        self.number = number
        corners = [*map(tuple, self.places[: whole + 1]), tuple(end)]
        self.trail.points = flat(line(*corners))
        self.tip.points = flat(rounded(DOT, DOT, DOT / 2) + end)

    def grow(self, number: int, *, rate: Rate = smooth) -> list[Animation]:
        """Return the animation of the curve to step ``number``; none where it shows that already."""
        return [] if number == self.number else [Grow(self, number, rate)]


class Grow(Motion):
    """An animation of a curve to another step."""

    mobject: Curve

    def __init__(self, curve: Curve, number: int, rate: Rate) -> None:
        """Move the tip of ``curve`` from where it is when the motion begins."""
        super().__init__(curve, rate_func=rate)
        self.end = number

    def begin(self) -> None:
        """Start from what is shown."""
        self.start = self.mobject.number
        super().begin()

    def at(self, alpha: float) -> None:
        """Show the curve at ``alpha`` of the way."""
        self.mobject.reveal(self.start + (self.end - self.start) * alpha)


def even_ticks(last: int) -> list[int]:
    """Return at most six multiples of a round number, from 0 on, up to ``last``.

    >>> even_ticks(200), even_ticks(7)
    ([0, 50, 100, 150, 200], [0, 2, 4, 6])
    """
    widths = (factor * 10**power for power in range(7) for factor in (1, 2, 5))
    width = next(width for width in widths if last <= 5 * width)
    return list(range(0, last + 1, width))


def stroke(corners: Sequence[tuple[float, float]], colour: Colour, width: float) -> VMobject:
    """Return straight lines from corner to corner."""
    return stroked(line(*corners), colour, width)


def stroked(curves: NDArray[np.float64], colour: Colour, width: float) -> VMobject:
    """Return Bézier curves (N·4, 2) as lines without fill."""
    drawn = VMobject(fill_opacity=0.0, stroke_width=width)
    drawn.set_stroke(colour_of(colour))
    drawn.points = flat(curves)
    return drawn


def flat(curves: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return points (N, 2) in Manim's space (N, 3)."""
    return np.column_stack([curves, np.zeros(len(curves))])
