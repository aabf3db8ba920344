"""matrix-transpose: C turns about its diagonal; a row folds into a window, the same column into a stamp."""

from __future__ import annotations

import numpy as np

from convscenes.look.cells import Cells
from convscenes.look.frame import STAGE
from convscenes.look.layout import Rect, Row, Split, best
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.look.outline import Outline
from convscenes.ops import UnrollStep
from convscenes.scenes._base.carrying import Spots, carry, spots
from convscenes.scenes._base.masks import window_mask
from convscenes.scenes._base.piece import Piece, piece, slot
from convscenes.scenes._base.readings import Readings
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat, Term

NAMES = ("matrix", "window", "transpose", "stamp")
FOLDED = 0.7
"""The largest side of a cell of a folded map."""
READING = 0.55
"""Height kept free below a folded map for its reading, ``9 → 1``."""


class MatrixTranspose(SpecScene):
    """C with the window its row folds into, Cᵀ with the stamp its column folds into."""

    def prepare(self) -> None:
        """Place the four maps: C and its window on the left, Cᵀ and its stamp on the right."""
        matrix, window, transpose, stamp = (slot(self.story, name) for name in NAMES)
        left = Split(Row((matrix,)), Row((window,), most=FOLDED, below=READING), gap=0.2)
        right = Split(Row((transpose,)), Row((stamp,), most=FOLDED, below=READING), beside=True, gap=0.5)
        self.places = best((Split(left, right, beside=True, gap=0.8),), STAGE)
        self.alone = Row((matrix,)).fit(STAGE).places["matrix"]
        self.readings = Readings(self.theme)

    def maps(self, beat: Beat) -> None:
        """Bring in C, alone and large."""
        self.matrix = piece(self.story, self.theme, "matrix", self.alone, beat.shows["matrix"])
        self.play(*self.matrix.appear(), seconds=0.9)

    def turn(self, beat: Beat) -> None:
        """Make room, and let a copy of every cell travel from (r, c) to (c, r); C stays behind."""
        self.matrix, motions = self.matrix.move(self.places["matrix"])
        self.play(*motions, seconds=0.9)
        self.transpose = self._piece("transpose", beat)
        place = self.transpose.place
        copy = MatrixGrid(
            Cells.at(self.matrix.grid.values, self.matrix.place), self.theme, "kernel",
            extremes=self.matrix.grid.extremes, name="turning",
        )  # fmt: skip
        target = place.centers().transpose(1, 0, 2)
        self.play(Fade(self.transpose.label), self.matrix.grid.animate_to(highlighted=False), seconds=0.5)
        rows, cols = self.matrix.place.shape
        lag = (
            np.arange(rows)[:, None] + np.arange(cols) / (2 * cols)
        ) / rows  # row after row, each from its left
        self.play(
            copy.animate_to(centers=target, side=place.cell, lag=lag, arc=-0.05, remove=True),
            seconds=3.2,
        )
        self.add(self.transpose.grid)
        self.play(self.matrix.grid.animate_to(highlighted=True), seconds=0.4)

    def row(self, beat: Beat) -> None:
        """Fold a copy of a row of C back into the input's shape."""
        (step,) = beat.steps
        self.window = self._piece("window", beat)
        self.row_window = Outline(self._row(step), colour=self.theme.ink)
        highlighted = np.zeros(self.matrix.place.shape, dtype=bool)
        highlighted[step.number] = True
        self.play(
            Fade(self.row_window),
            self.matrix.grid.animate_to(highlighted=highlighted),
            self.transpose.grid.animate_to(highlighted=False),
            seconds=0.6,
        )
        row = spots(self.matrix.place, self.window.place.shape, rows=[step.number])
        self._fold(step, self.window, row, 1.6)
        self._read("window", beat.formula)

    def column(self, beat: Beat) -> None:
        """Fold a copy of the same column of Cᵀ into a stamp."""
        (step,) = beat.steps
        self.stamp = self._piece("stamp", beat)
        self.column_window = Outline(self._column(step), colour=self.theme.ink)
        highlighted = np.zeros(self.transpose.place.shape, dtype=bool)
        highlighted[:, step.number] = True
        self.play(
            Fade(self.column_window), self.transpose.grid.animate_to(highlighted=highlighted), seconds=0.6
        )
        column = spots(self.transpose.place, self.stamp.place.shape, cols=[step.number])
        self._fold(step, self.stamp, column, 1.6)
        self._read("stamp", beat.formula)

    def both(self, beat: Beat) -> None:
        """Go on to the next row and column, or through several of them."""
        rows, columns = ([of(step) for step in beat.steps] for of in (self._row, self._column))
        last = beat.steps[-1]
        across, down = (
            np.zeros(self.matrix.place.shape, dtype=bool),
            np.zeros(self.transpose.place.shape, dtype=bool),
        )
        across[last.number], down[:, last.number] = True, True
        highlighted = window_mask(last.image_shape, last)
        self.play(
            self.row_window.follow(*rows),
            self.column_window.follow(*columns),
            self.matrix.grid.animate_to(highlighted=across),
            self.transpose.grid.animate_to(highlighted=down),
            self.window.grid.animate_to(values=beat.shows["window"], highlighted=highlighted),
            self.stamp.grid.animate_to(values=beat.shows["stamp"], highlighted=highlighted),
            seconds=float(np.clip(0.7 * len(beat.steps), 0.9, 2.0)),
        )
        half = len(beat.formula) // 2
        self._read("window", beat.formula[:half])
        self._read("stamp", beat.formula[half:])

    def whole(self, beat: Beat) -> None:
        """Light up all of it."""
        maps = (self.matrix, self.transpose)
        outlines = (self.row_window, self.column_window)
        self.play(
            *(p.grid.animate_to(highlighted=True) for p in maps),
            *(Fade(w, out=True) for w in outlines),
            seconds=0.7,
        )

    def _piece(self, name: str, beat: Beat) -> Piece:
        return piece(self.story, self.theme, name, self.places[name], beat.shows[name])

    def _fold(self, step: UnrollStep, goal: Piece, start: Spots, seconds: float) -> None:
        """Fly a copy of a row or column, piece under piece, into the shape of ``goal``."""
        end = spots(goal.place, goal.place.shape)
        carry(self, step.placed, start, end, Fade(goal.label), like=goal.grid, seconds=seconds)
        self.add(goal.grid)
        self.play(goal.grid.animate_to(highlighted=window_mask(goal.place.shape, step)), seconds=0.4)

    def _read(self, name: str, terms: tuple[Term, ...]) -> None:
        """Write how a folded map is read below it, where that has changed."""
        place = self.places[name]
        writing = self.readings.write(name, terms, place.x, place.rect.bottom - READING + 0.05)
        if writing:
            self.play(*writing, seconds=0.4)

    def _row(self, step: UnrollStep) -> Rect:
        return self.matrix.place.block([step.number], [0, self.matrix.place.cols - 1])

    def _column(self, step: UnrollStep) -> Rect:
        return self.transpose.place.block([0, self.transpose.place.rows - 1], [step.number])
