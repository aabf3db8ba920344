"""upsampling: one kernel after the other stamps a picture into a larger one; then all four side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from manim import linear

from convscenes.look.arranging import alone
from convscenes.look.layout import Place, Rect
from convscenes.look.lettering import LABEL, MIN_EM
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
        """Return how wide a map's label may be on one line: as a column of four."""
        return self.frame.stage.width / 4 - GUTTER

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

    def _columns(self, names: Sequence[str]) -> dict[str, Place]:
        """Return the places of panels over their weights, in columns of one width."""
        pairs, places = self._pairs(names), {}
        width, half = self.frame.stage.width / len(pairs), self.frame.stage.height / 2
        for number, pair in enumerate(pairs):
            for name, y in zip(
                pair, (self.frame.stage.y - half / 2, self.frame.stage.y + half / 2), strict=True
            ):
                area = Rect(self.frame.stage.left + (number + 0.5) * width, y, width, half - GUTTER)
                places[name] = alone(self.slot(name, names), area)
        return places
