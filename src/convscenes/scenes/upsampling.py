"""upsampling: one kernel after the other stamps a picture into a larger one; then all four side by side."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from manim import Animation, VMobject, linear
from numpy.typing import NDArray

from convscenes.look.cells import Cells
from convscenes.look.frame import STAGE
from convscenes.look.layout import LABEL, Place, Rect, alone
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.look.outline import Outline
from convscenes.ops import ScatterStep
from convscenes.ops.placements import Placement
from convscenes.scenes._base.masks import cells_of, covered
from convscenes.scenes._base.operators import arrow_between, sign_between
from convscenes.scenes._base.piece import Piece, piece, slot
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat

SHARES = (0.2, 0.335, 0.355)
"""Of the stage's width: the input, the weights, the panel; signs stand in what remains between them."""

GUTTER = 0.15
"""Space between a panel and the label of the weights below it."""


class Upsampling(SpecScene):
    """Input × weights → panel, method after method; then panel over weights in four columns."""

    def prepare(self) -> None:
        """Divide the stage, from left to right and, for the end, into columns."""
        gap = STAGE.width * (1 - sum(SHARES)) / 2
        lefts = STAGE.left + np.cumsum([0, *(share * STAGE.width + gap for share in SHARES[:2])])
        self.areas = [
            Rect.between(left, left + share * STAGE.width, STAGE.bottom, STAGE.top)
            for left, share in zip(lefts, SHARES, strict=True)
        ]
        self.panels = [m.name for m in self.story.maps if m.role == "output"]
        self.shown: list[Piece] = []
        self.around: list[VMobject] = []

    def picture(self, beat: Beat) -> None:
        """Bring in the picture alone."""
        place = alone(slot(self.story, "input"), STAGE)
        self.input = piece(self.story, self.theme, "input", place, beat.shows["input"])
        self.play(*self.input.appear(), seconds=0.8)

    def method(self, beat: Beat) -> None:
        """Bring in weights and an empty panel, stamp one value, then let all the stamps land."""
        first, *rest = beat.steps
        _, weights_name, panel_name = beat.shows
        places = [alone(slot(self.story, n), area) for n, area in zip(beat.shows, self.areas, strict=True)]
        gone = [Fade(m, out=True) for p in self.shown for m in p.mobjects]
        self.input, moves = self.input.move(places[0])
        self.play(*gone, *(Fade(m, out=True) for m in self.around), *moves, seconds=0.6)
        weights = piece(self.story, self.theme, weights_name, places[1], beat.shows[weights_name])
        empty = np.ma.array(beat.shows[panel_name], mask=True)
        panel = self._panel(panel_name, places[2], empty)
        self.shown = [weights, panel]
        self.around = [
            sign_between("×", places[0], places[1], self.theme),
            arrow_between(places[1], places[2], self.theme),
        ]
        self.play(*weights.appear(), Fade(self.around[0]), seconds=0.7)
        self.play(*panel.appear(), Fade(self.around[1]), seconds=0.5)
        self._stamp(first, weights, panel)
        self._sweep(beat, rest, panel)

    def together(self, beat: Beat) -> None:
        """Give every method a column, its panel over its weights."""
        moving = {p.grid.name: p for p in self.shown}
        goes = [Fade(m, out=True) for m in (*self.input.mobjects, *self.around)]
        places = self._columns(list(beat.shows))
        moves: list[Animation] = []
        self.pieces: dict[str, Piece] = {}
        for name, place in places.items():
            if name in moving:
                self.pieces[name], motions = moving[name].move(place)
                moves += motions
            else:
                shows = self._panel if name in self.panels else partial(piece, self.story, self.theme)
                self.pieces[name] = shows(name, place, beat.shows[name])
        self.play(*goes, seconds=0.5)
        self.play(*moves, seconds=0.9)
        others = [name for name in places if name not in moving]
        for panel, weights in zip(others[::2], others[1::2], strict=True):
            self.play(*self.pieces[panel].appear(), *self.pieces[weights].appear(), seconds=0.6)

    def learnable(self, beat: Beat) -> None:
        """Dim what is fixed; outline the weights that can be learned."""
        *fixed, learnable = (p for name, p in self.pieces.items() if name not in self.panels)
        outline = Outline(learnable.place.rect, colour=self.theme.ink)
        self.play(
            *(weights.grid.animate_to(highlighted=False) for weights in fixed), Fade(outline), seconds=0.8
        )

    def _panel(self, name: str, place: Place, values: NDArray[Any]) -> Piece:
        """Return a panel as a picture; the same value has the same colour in all of them."""
        return piece(self.story, self.theme, name, place, values, style="picture", alongside=self.panels)

    def _stamp(self, step: ScatterStep, weights: Piece, panel: Piece) -> None:
        """Fly the stamp of one value from the weights to its place in the panel; frame both."""
        self.reader = Outline(self._cell(step), colour=self.theme.ink)
        self.writer = Outline(covered(panel.place, step), colour=self.theme.ink)
        stamp = MatrixGrid(
            Cells.at(step.stamp, weights.place, opacity=False),
            self.theme,
            "contribution",
            extremes=step.stamp,
            style="picture",
            name="stamp",
        )
        self.play(Fade(self.reader), stamp.animate_to(opacity=True), seconds=0.5)
        centers = panel.place.centers(step.rows, step.cols)
        self.play(stamp.animate_to(centers=centers, side=panel.place.cell, opacity=step.inside), seconds=0.9)
        self.play(Fade(self.writer), stamp.animate_to(opacity=False, remove=True), seconds=0.4)

    def _sweep(self, beat: Beat, steps: list[Placement], panel: Piece) -> None:
        """Lead both outlines over all values; the panel fills in their wake."""
        order = np.zeros(panel.place.shape)
        for number, step in enumerate(steps):
            order[cells_of(step)] = number / len(steps)
        self.play(
            self.reader.follow(*map(self._cell, steps), rate=linear),
            self.writer.follow(*(covered(panel.place, step) for step in steps), rate=linear),
            panel.grid.animate_to(values=beat.shows[panel.grid.name], lag=order, rate=linear),
            seconds=float(np.clip(0.06 * len(steps), 0.8, 2.6)),
        )
        self.dismiss(self.reader, self.writer)

    def _cell(self, step: Placement) -> Rect:
        row, col = step.index
        return self.input.place.block([row], [col])

    def _columns(self, names: list[str]) -> dict[str, Place]:
        """Return the places of panels and weights, which alternate in ``names``, in columns of one width."""
        slots = [slot(self.story, name) for name in names]
        pairs = list(zip(slots[::2], slots[1::2], strict=True))
        labels = [max(panel.label_width, weights.label_width) for panel, weights in pairs]
        gap = (STAGE.width - sum(labels)) / (len(pairs) - 1)
        middle = (STAGE.top + STAGE.bottom) / 2
        places: dict[str, Place] = {}
        left = STAGE.left
        for (panel, weights), label in zip(pairs, labels, strict=True):
            across = left + (label - min(labels)) / 2
            right = across + min(labels)
            places[panel.name] = alone(panel, Rect.between(across, right, middle + GUTTER, STAGE.top))
            low = alone(weights, Rect.between(across, right, STAGE.bottom, middle))
            places[weights.name] = replace(low, y=middle - LABEL - low.rect.height / 2)
            left += label + gap
        return places
