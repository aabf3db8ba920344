"""matrix-unroll: the kernel placed in the input's shape is pulled flat and settles as a row of the matrix."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import Animation, linear
from numpy.typing import NDArray

from convscenes.look.cells import Cells
from convscenes.look.frame import STAGE
from convscenes.look.layout import Rect, Row, Split, best
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.look.outline import Outline
from convscenes.ops import UnrollStep
from convscenes.scenes._base.carrying import carry, drop, spots
from convscenes.scenes._base.masks import cell_mask, covered, window_mask
from convscenes.scenes._base.operators import arrow_between, sign_between
from convscenes.scenes._base.piece import piece, slot
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat

NAMES = ("placed", "input", "output", "matrix")


class MatrixUnroll(SpecScene):
    """Kernel placed × input → output, and below it (or beside it, where that reads better) the matrix."""

    def prepare(self) -> None:
        """Place the four maps."""
        slots = {name: slot(self.story, name) for name in NAMES}
        pair, output, matrix = (slots["placed"], slots["input"]), slots["output"], Row((slots["matrix"],))
        above = Split(Row((*pair, output), gap=1.1, loose=1.8), matrix)
        beside = Split(Split(Row(pair, gap=0.8), Row((output,))), matrix, beside=True, gap=0.8)
        places = best((above, beside), STAGE)
        shown = self.story.beats[0].shows
        self.placed, self.input, self.output, self.matrix = (
            piece(self.story, self.theme, n, places[n], shown[n]) for n in NAMES
        )
        self.signs: list[Animation] = [Fade(sign_between("⊙", places["placed"], places["input"], self.theme))]
        if places["output"].rect.left > places["input"].rect.right:
            self.signs.append(Fade(arrow_between(places["input"], places["output"], self.theme)))

    def maps(self, beat: Beat) -> None:
        """Bring in input and output, then the empty matrix between their sizes."""
        self.play(*self.input.appear(), *self.output.appear(), seconds=0.8)
        self.play(*self.matrix.appear(), seconds=0.8)
        self.play(*self.placed.appear(), *self.signs, seconds=0.6)

    def place(self, beat: Beat) -> None:
        """Lay the kernel into the empty frame."""
        (step,) = beat.steps
        self.reader = Outline(self._block(step), colour=self.theme.ink)
        highlighted = window_mask(self.placed.place.shape, step)
        self.play(
            self.placed.grid.animate_to(values=step.placed, highlighted=highlighted),
            self.input.grid.animate_to(highlighted=highlighted),
            self.output.grid.animate_to(highlighted=False),
            self.matrix.grid.animate_to(highlighted=False),
            seconds=0.9,
        )
        self.play(Fade(self.reader), seconds=0.4)

    def flatten(self, beat: Beat) -> None:
        """Pull a copy of the frame flat, row after row, into the matrix."""
        (step,) = beat.steps
        self._pull(beat, step, 2.4)
        self.row_window = Outline(self._row(step), colour=self.theme.ink)
        self.play(Fade(self.row_window), seconds=0.4)

    def settle(self, beat: Beat) -> None:
        """Show which output cell the row makes."""
        (step,) = beat.steps
        self.cell_window = Outline(self._cell(step), colour=self.theme.ink)
        value = np.ma.array(beat.shows["output"])[step.index]
        between = replace(self.input.place, rows=1, cols=1, cell=self.output.place.cell)
        total = MatrixGrid(
            Cells.at([[value]], between, opacity=False),
            self.theme,
            "output",
            extremes=self.output.grid.extremes,
        )
        self.play(total.animate_to(opacity=True), seconds=0.5)
        self.remove(total)
        drop(self, value, between, self.output, step.index, beat.shows["output"], seconds=0.9)
        self.play(Fade(self.cell_window), seconds=0.3)

    def row(self, beat: Beat) -> None:
        """Place, pull flat and settle in one go; a beat of many rows flows."""
        if len(beat.steps) > 1:
            self._sweep(beat)
            return
        (step,) = beat.steps
        highlighted = window_mask(self.placed.place.shape, step)
        self.play(
            self.reader.follow(self._block(step)),
            self.placed.grid.animate_to(values=step.placed, highlighted=highlighted),
            self.input.grid.animate_to(highlighted=highlighted),
            seconds=0.6,
        )
        self._pull(beat, step, 1.1, self.row_window.follow(self._row(step)))
        done = cell_mask(self.output.place.shape, step.index)
        self.play(
            self.cell_window.follow(self._cell(step)),
            self.output.grid.animate_to(values=beat.shows["output"], highlighted=done),
            seconds=0.5,
        )

    def together(self, beat: Beat) -> None:
        """Let row and output cell light up together, one after the other; then all of it."""
        rows, cells = ([of(step) for step in beat.steps] for of in (self._row, self._cell))
        self.play(
            self.row_window.follow(rows[0]),
            self.cell_window.follow(cells[0]),
            Fade(self.reader, out=True),
            *(
                p.grid.animate_to(highlighted=True)
                for p in (self.placed, self.input, self.matrix, self.output)
            ),
            seconds=0.6,
        )
        if len(rows) > 1:
            self.play(
                self.row_window.follow(*rows[1:], rate=linear),
                self.cell_window.follow(*cells[1:], rate=linear),
                seconds=float(np.clip(0.5 * len(rows), 1.0, 4.0)),
            )
        self.dismiss(self.row_window, self.cell_window)

    def _pull(self, beat: Beat, step: UnrollStep, seconds: float, *others: Animation) -> None:
        """Fly a copy of the frame, row under row, to its row of the matrix, and leave the values there."""
        start = spots(self.placed.place, self.placed.place.shape)
        end = spots(self.matrix.place, self.placed.place.shape, rows=[step.number])
        carry(self, step.placed, start, end, *others, like=self.placed.grid, seconds=seconds)
        highlighted = np.zeros(self.matrix.place.shape, dtype=bool)
        highlighted[step.number] = True
        self.matrix.grid.set_state(
            self.matrix.grid.cells.changed(values=beat.shows["matrix"], highlighted=highlighted)
        )

    def _sweep(self, beat: Beat) -> None:
        """Run through many rows: the outlines glide, matrix and output fill in their wake."""
        done, cells = self._order(beat.steps)
        self.play(
            self.reader.follow(*map(self._block, beat.steps), rate=linear),
            self.row_window.follow(*map(self._row, beat.steps), rate=linear),
            self.cell_window.follow(*map(self._cell, beat.steps), rate=linear),
            self.placed.grid.animate_to(values=beat.shows["placed"], highlighted=True),
            self.input.grid.animate_to(highlighted=window_mask(self.input.place.shape, *beat.steps)),
            self.matrix.grid.animate_to(values=beat.shows["matrix"], highlighted=True, lag=done, rate=linear),
            self.output.grid.animate_to(
                values=beat.shows["output"], highlighted=True, lag=cells, rate=linear
            ),
            seconds=float(np.clip(0.12 * len(beat.steps), 0.8, 3.0)),
        )

    def _order(self, steps: tuple[UnrollStep, ...]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return when each row of the matrix and each cell of the output comes: lags (H, W) of both maps."""
        rows, cells = np.zeros(self.matrix.place.shape), np.zeros(self.output.place.shape)
        for number, step in enumerate(steps):
            rows[step.number] = cells[step.index] = number / len(steps)
        return rows, cells

    def _block(self, step: UnrollStep) -> Rect:
        return covered(self.placed.place, step)

    def _row(self, step: UnrollStep) -> Rect:
        return self.matrix.place.block([step.number], [0, self.matrix.place.cols - 1])

    def _cell(self, step: UnrollStep) -> Rect:
        return self.output.place.block([step.index[0]], [step.index[1]])
