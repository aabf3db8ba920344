"""upsampling: one kernel after the other stamps a picture into a larger one; then all four side by side."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from manim import linear

from convscenes.look.arranging import alone
from convscenes.look.layout import Place, Rect
from convscenes.look.letter_sizes import LABEL, MIN_EM
from convscenes.look.matrix_grid import Style
from convscenes.look.motion import Fade
from convscenes.look.outline import Outline
from convscenes.ops import ScatterStep
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operation_scene import OperationScene
from convscenes.stories import Beat, Map
from convscenes.stories._base.points import Laid, Points
from convscenes.stories._base.story import one

EDGES = (0.0, 0.19), (0.21, 0.535), (0.66, 1.0)
"""The left and the right edge of the input, the weights and the panel, as shares of the stage's width.

An input with a long label has more.
"""
MIN_COLUMN = 2.4
"""How wide a column is at least, in units."""
GUTTER = 0.15
"""Space between a panel and the label of the weights below it."""


class Upsampling(OperationScene):
    """Input, weights → panel, method after method; then panel over weights in four columns."""

    sign = ""

    def arranged(self, names: Sequence[str]) -> dict[str, Place]:
        """Return the places of the input alone, of a method's maps from left to right, or of columns."""
        if len(names) == 1:
            return {names[0]: alone(self.slot(names[0], names), self.frame.stage)}
        if "input" not in names:
            return self._columns(names)
        slots = [self.slot(name, names) for name in names]
        edges = self.frame.stage.left + self.frame.stage.width * np.array(EDGES)
        edges[0, 1] = max(edges[0, 1], self.frame.stage.left + slots[0].label_width * MIN_EM / LABEL)
        edges[1, 0] = max(edges[1, 0], edges[0, 1] + GUTTER)
        areas = [
            Rect.between(left, right, self.frame.stage.bottom, self.frame.stage.top)
            for left, right in edges.tolist()
        ]
        return {slot.name: alone(slot, area) for slot, area in zip(slots, areas, strict=True)}

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the arrow from weights to panel."""
        return super().marks(beat) if len(beat.shows) == 3 else ()

    def label_room(self, one: Map) -> float:
        """Return how wide a map's label may be on one line: as its half of a method's space."""
        return min(half.width for half in self.halves) - GUTTER

    def style(self, one: Map) -> Style:
        """Return "picture" for panels."""
        return "picture" if one.role == "output" else super().style(one)

    def method(self, beat: Beat) -> None:
        """Bring in weights and an empty panel, stamp one value, then let all the stamps land."""
        ((weights, name),) = self._pairs(beat.shows)
        panel, step = self.stage.view(name, beat), one(beat, ScatterStep)
        panel.set_state(values=np.ma.array(beat.shows[name], mask=True))
        self.play(*self.stage.view(weights, beat).fade(), *panel.fade(), seconds=0.7)
        self.stage.mark(beat)
        laid = Laid("stamp", "contribution", step.stamp, style="picture", placed=self.stage.whole(weights))
        stamp = self.stage.laid.lay(laid, weights, beat)
        ways = (self.stage.views["input"], Points.cell(step.index)), (panel, Points.placed(step, "stamp"))
        outlines = [Outline(*view.rects(points), colour=self.theme.ink) for view, points in ways]
        self.play(*map(Fade, outlines), stamp.animate_to(opacity=True), seconds=0.5)
        centers = panel.place.centers(step.rows, step.cols)
        self.play(stamp.animate_to(centers=centers, size=panel.place.size, opacity=step.inside), seconds=1.0)
        self.play(stamp.animate_to(opacity=False, remove=True), seconds=0.4)
        swept = [
            outline.follow(*map(view.rects, beat.points[view.name][:-1]), rate=linear)
            for outline, (view, _) in zip(outlines, ways, strict=True)
        ]
        lag = panel.order(beat.points[name][:-1])
        self.play(*swept, *panel.change(values=beat.shows[name], lag=lag, rate=linear), seconds=2.4)
        self.fade_out(*outlines)

    def _pairs(self, names: Collection[str]) -> list[tuple[str, str]]:
        """Return weights and panel of every method among ``names``."""
        shown = [one for one in self.story.maps if one.name in names]
        weights, panels = ([m.name for m in shown if m.role == role] for role in ("kernel", "output"))
        return list(zip(weights, panels, strict=True))

    @property
    def across(self) -> int:
        """How many methods stand side by side at the end."""
        count = len([one for one in self.story.maps if one.role == "output"])
        return count if self.frame.line >= MIN_COLUMN * count else math.ceil(count / 2)

    @property
    def field(self) -> Rect:
        """The space of the first method at the end: a column, or half of one in a narrow frame."""
        stage, lines = self.frame.stage, 1 if self.across > 2 else 2
        width, height = stage.width / self.across, stage.height / lines
        return Rect.between(stage.left, stage.left + width, stage.top - height, stage.top)

    @property
    def halves(self) -> tuple[Rect, Rect]:
        """The panel's half of that space and that of the weights: below, or beside where it is wide."""
        one = self.field
        if one.width > one.height:
            both = (Rect(one.x + side * one.width / 4, one.y, one.width / 2, one.height) for side in (-1, 1))
            left, right = (replace(half, width=half.width - GUTTER) for half in both)
            return left, right
        upper, lower = (Rect(one.x, one.y + y * one.height / 4, one.width, one.height / 2) for y in (1, -1))
        return replace(upper, height=upper.height - GUTTER), replace(lower, height=lower.height - GUTTER)

    def _columns(self, names: Sequence[str]) -> dict[str, Place]:
        """Return the places of panels and their weights, method beside method."""
        places: dict[str, Place] = {}
        for number, (weights, panel) in enumerate(self._pairs(names)):
            row, column = divmod(number, self.across)
            for name, half in zip((panel, weights), self.halves, strict=True):
                x, y = half.x + column * self.field.width, half.y - row * self.field.height
                places[name] = alone(self.slot(name, names), replace(half, x=x, y=y))
        return places
