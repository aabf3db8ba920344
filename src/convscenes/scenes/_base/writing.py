"""Formulas on screen: one below all maps, others below single maps."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from manim import Animation, VMobject

from convscenes.colours.theme import Theme
from convscenes.look.formula import Formula
from convscenes.look.frame import Frame
from convscenes.look.motion import Fade
from convscenes.look.outline import OUTLINE, Outline
from convscenes.look.tiles import Tiles
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.map_view import MapView
from convscenes.stories import Beat, Term

MARK = 0.6
"""Stroke of the outline around a cell that a formula names, as a share of other outlines'."""
AIR = 0.32
"""How much narrower than the stage a formula is at least, in units."""
FindSpot = Callable[[Beat, str], "Spot"]


class Spot(NamedTuple):
    """Where a formula stands: its middle, its baseline, how wide it may be, how far to the left, in units."""

    x: float
    y: float
    max_width: float = math.inf
    left: float = -math.inf


@dataclass
class Written:
    """A formula on screen: its terms and place as a key, its parts, outlines around cells that it names."""

    key: Hashable
    parts: list[VMobject]
    named: list[VMobject]

    @property
    def mobjects(self) -> list[VMobject]:
        """All of it."""
        return [*self.parts, *self.named]


class Writing:
    """The formulas on screen, by the map that each stands below; "" is the one below all maps."""

    def __init__(self, theme: Theme, frame: Frame, views: Mapping[str, MapView], spot: FindSpot) -> None:
        """Begin empty; ``spot`` returns where a formula stands, ``views`` are the maps on screen."""
        self.theme, self.frame, self.views, self.spot = theme, frame, views, spot
        self.written: dict[str, Written] = {}

    def missing(self, beat: Beat) -> list[str]:
        """Return the names of the beat's formulas that are not on screen as the beat has them."""
        return [name for name in formulas(beat) if not self._holds(name, beat)]

    def leaving(self, beat: Beat) -> list[VMobject]:
        """Remove the formulas that the beat does not have, and return their mobjects."""
        names = [name for name in self.written if name not in formulas(beat) or not self._holds(name, beat)]
        return [mobject for name in names for mobject in self.written.pop(name).mobjects]

    def formula(self, name: str, beat: Beat) -> Formula:
        """Return a formula centred on its spot, shifted as far as it takes to be inside the frame.

        Below a stack each term stands below one of its maps.
        """
        x, y, max_width, left = self.spot(beat, name)
        stage = self.frame.stage
        max_width, left = min(max_width, stage.width - AIR), max(left, stage.left)
        terms = [(term.text, term.role) for term in formulas(beat)[name]]
        formula = Formula(terms, self.theme, x=0.0, y=y, max_width=max_width)
        last = max(stage.right - formula.width / 2, stage.x)
        formula.shift((float(np.clip(x, min(left + formula.width / 2, last), last)), 0.0, 0.0))
        where = self.views[name].standing if name else None
        if isinstance(where, Tiles):
            for number, term in enumerate(formula):
                term.set_x(where.place(number).x)
        return at_depth(formula, Depth.FORMULA)

    def write(self, name: str, beat: Beat) -> list[Animation]:
        """Return the animations that write a formula."""
        return [Fade(m) for m in self.take(name, beat, [self.formula(name, beat)]).mobjects]

    def take(self, name: str, beat: Beat, parts: list[VMobject]) -> Written:
        """Register the parts of a formula that are on screen, and outline the cells that it names."""
        self.written[name] = Written(self._key(name, beat), parts, self._named_cells(name, beat))
        return self.written[name]

    def _holds(self, name: str, beat: Beat) -> bool:
        return name in self.written and self.written[name].key == self._key(name, beat)

    def _key(self, name: str, beat: Beat) -> Hashable:
        return *((term.text, term.role, term.cell) for term in formulas(beat)[name]), self.spot(beat, name)

    def _named_cells(self, name: str, beat: Beat) -> list[VMobject]:
        """Return outlines around the cells that terms name, but for those that the beat outlines."""
        named = ((term.on, term.cell) for term in formulas(beat)[name] if term.on in self.views and term.cell)
        free = [(on, cell) for on, cell in dict.fromkeys(named) if not outlined(on, cell, beat)]
        stroke, colour = OUTLINE * MARK, self.theme.contribution
        cells = ((self.views[on].place, cell) for on, cell in free)
        return [
            Outline(place.block(*cell).grown(-0.05), colour=colour, stroke=stroke, tilt=place.tilt)
            for place, cell in cells
        ]


def outlined(name: str, cell: tuple[int, int], beat: Beat) -> bool:
    """Return whether a beat outlines a cell of a map, and no others."""
    path = beat.points.get(name)
    if not path or path[-1].kind == "map":
        return False
    return np.argwhere(path[-1].mask(beat.shows[name].shape)).tolist() == [list(cell)]


def formulas(beat: Beat) -> dict[str, tuple[Term, ...]]:
    """Return the formulas of a beat by the map that each stands below, "" for the one below all maps."""
    return ({"": beat.formula} if beat.formula else {}) | dict(beat.below)
