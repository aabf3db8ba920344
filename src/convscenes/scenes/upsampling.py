"""upsampling: one kernel after the other stamps a picture into a larger one; then all four side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from manim import VGroup, linear
from numpy.typing import NDArray

from convscenes.look.frame import STAGE
from convscenes.look.glyphs import typeset
from convscenes.look.layout import LABEL, Rect, alone
from convscenes.look.lettering import MIN_EM
from convscenes.look.matrix_grid import Style
from convscenes.look.motion import Fade
from convscenes.look.outline import Outline
from convscenes.ops import ScatterStep
from convscenes.scenes._base.map_view import MapView
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import MARGIN, worded_arrow
from convscenes.scenes._base.sizes import known_values
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.stage import Places
from convscenes.stories import Beat, Map
from convscenes.stories._base.points import Laid, Points
from convscenes.stories._base.story import one

SHARES = (0.2, 0.32, 0.353)
"""Of the stage's width: the input, the weights, the panel."""
ASIDE = 0.35
"""Space between the input and the weights; all that remains is the arrow's, between weights and panel."""
ARROW = "transposed"
GUTTER = 0.15
"""Space between a panel and the label of the weights below it."""


class Upsampling(SpecScene):
    """Input, weights → panel, method after method; then panel over weights in four columns."""

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of the input alone, of a method's maps from left to right, or of columns."""
        if "input" not in names:
            return self._columns(names)
        lefts = [
            STAGE.left,
            STAGE.left + SHARES[0] * STAGE.width + ASIDE,
            STAGE.right - SHARES[2] * STAGE.width,
        ]
        areas = [
            Rect.between(left, left + share * STAGE.width, STAGE.bottom, STAGE.top)
            for left, share in zip(lefts, SHARES, strict=True)
        ]
        each = zip(names, areas if len(names) > 1 else [STAGE], strict=True)
        return {name: alone(self.slot(name, names), area) for name, area in each}

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the arrow from weights to panel, with its name where there is room."""
        if "input" not in beat.shows or len(beat.shows) == 1:
            return ()
        weights, panel = (self.place(name, beat).rect for name in self._pairs(beat.shows)[0])
        room = panel.left - weights.right - 2 * MARGIN
        words = [ARROW] if typeset([ARROW])[0].width * MIN_EM <= room else []
        return [
            Mark((weights, panel), lambda: VGroup(*worded_arrow(weights, panel, panel.y, words, self.theme)))
        ]

    def entrances(self, beat: Beat) -> Sequence[Sequence[str]]:
        """Return the maps in the order in which they come: those of a method together."""
        return [[name for name in beat.shows if name == "input"], *self._pairs(beat.shows)]

    def style(self, one: Map) -> Style:
        """Return "picture" for panels."""
        return "picture" if one.role == "output" else super().style(one)

    def known(self, one: Map) -> NDArray[Any]:
        """Return all values of a map; of all panels for a panel, so that equal values have equal colours."""
        panels = [other.name for other in self.story.maps if other.role == "output"]
        return known_values(self.story, *(panels if one.name in panels else [one.name]))

    def method(self, beat: Beat) -> None:
        """Bring in weights and an empty panel, stamp one value, then let all the stamps land."""
        weights, panel = (self.stage.view(name, beat) for name in self._pairs(beat.shows)[0])
        panel.set_state(values=np.ma.array(beat.shows[panel.name], mask=True))
        self.play(*weights.fade(), *panel.fade(), seconds=0.7)
        self.stage.mark(beat, 0.5)
        reader, writer = self._stamp(beat, weights, panel)
        values, places = (beat.points[name][:-1] for name in ("input", panel.name))
        self.play(
            reader.follow(*map(self.stage.views["input"].rects, values), rate=linear),
            writer.follow(*map(panel.rects, places), rate=linear),
            *panel.change(values=beat.shows[panel.name], lag=panel.order(places), rate=linear),
            seconds=float(np.clip(0.06 * len(places), 0.8, 2.6)),
        )
        self.fade_out(reader, writer)

    def _stamp(self, beat: Beat, weights: MapView, panel: MapView) -> tuple[Outline, Outline]:
        """Move the stamp of one value from the weights to its place in the panel; return outlines of both."""
        step = one(beat, ScatterStep)
        reader, writer = (
            Outline(*view.rects(points), colour=self.theme.ink)
            for view, points in (
                (self.stage.views["input"], Points.cell(step.index)),
                (panel, Points.placed(step, "stamp")),
            )
        )
        whole = self.stage.whole(weights.name)
        laid = Laid("stamp", "contribution", step.stamp, style="picture", placed=whole)
        stamp = self.stage.laid.lay(laid, weights.name, beat)
        self.play(Fade(reader), stamp.animate_to(opacity=True), seconds=0.5)
        centers = panel.place.centers(step.rows, step.cols)
        self.play(stamp.animate_to(centers=centers, side=panel.place.cell, opacity=step.inside), seconds=0.9)
        self.play(Fade(writer), stamp.animate_to(opacity=False, remove=True), seconds=0.4)
        return reader, writer

    def _pairs(self, names: Collection[str]) -> list[tuple[str, str]]:
        """Return weights and panel of every method among ``names``."""
        shown = [one for one in self.story.maps if one.name in names]
        weights, panels = ([m.name for m in shown if m.role == role] for role in ("kernel", "output"))
        return list(zip(weights, panels, strict=True))

    def _columns(self, names: Sequence[str]) -> Places:
        """Return the places of panels over their weights, in columns of one width."""
        pairs = [[self.slot(name, names) for name in pair] for pair in self._pairs(names)]
        labels = [max(slot.label_width for slot in pair) for pair in pairs]
        gap = (STAGE.width - sum(labels)) / (len(pairs) - 1)
        middle, left, places = (STAGE.top + STAGE.bottom) / 2, STAGE.left, {}
        for (weights, panel), label in zip(pairs, labels, strict=True):
            across = left + (label - min(labels)) / 2
            right = across + min(labels)
            places[panel.name] = alone(panel, Rect.between(across, right, middle + GUTTER, STAGE.top))
            low = alone(weights, Rect.between(across, right, STAGE.bottom, middle))
            places[weights.name] = replace(low, y=middle - LABEL - low.rect.height / 2)
            left += label + gap
        return places
