"""A kernel that slides over a map: where its window, weights and products are; many windows at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation, linear
from numpy.typing import NDArray

from convscenes.look.cells import Cells
from convscenes.look.layout import Rect
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.outline import Outline
from convscenes.ops import GatherStep
from convscenes.scenes._base.carrying import Standing
from convscenes.scenes._base.masks import Mask, cell_mask, window_mask
from convscenes.scenes._base.piece import Piece
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat


class SlidingScene(SpecScene):
    """A scene in which a kernel slides over a map; one outline leads the window, another the output cell."""

    kernel: Piece
    output: Piece
    steps: Sequence[GatherStep]
    weights: MatrixGrid
    reader: Outline
    writer: Outline

    @property
    def ground(self) -> Standing:
        """The map that the kernel slides over."""
        raise NotImplementedError

    def _sweep(self, beat: Beat, *others: Animation) -> None:
        """Run through many windows: both outlines glide, the output fills in their wake."""
        order = np.zeros(self.output.place.shape)
        for number, step in enumerate(beat.steps):
            order[step.index] = number / len(beat.steps)
        highlighted = np.any([cell_mask(order.shape, step.index) for step in beat.steps], axis=0)
        self.play(
            self.reader.follow(*(self._block(step) for step in beat.steps), rate=linear),
            self.writer.follow(*(self._cell(step) for step in beat.steps), rate=linear),
            self.weights.animate_to(opacity=False),
            self.ground.grid.animate_to(highlighted=window_mask(self.ground.place.shape, *beat.steps)),
            self.output.grid.animate_to(
                values=beat.shows["output"], highlighted=highlighted, lag=order, rate=linear
            ),
            *others,
            *self.unsay(),
            seconds=float(np.clip(0.1 * len(beat.steps), 0.8, 4.0)),
        )
        self.weights.set_state(self.weights.cells.changed(centers=self._centers(beat.steps[-1])))

    def _products(self, step: GatherStep) -> MatrixGrid:
        """Return the products over the window, not yet seen."""
        cells = Cells.at(step.products, self.kernel.place, opacity=False)
        cells = cells.changed(centers=self._centers(step), side=self.ground.place.cell)
        extremes = np.unique(np.concatenate([np.ravel(s.products) for s in self.steps]))
        return MatrixGrid(cells, self.theme, "contribution", extremes=extremes, name="products")

    def _centers(self, step: GatherStep) -> NDArray[np.float64]:
        return self.ground.place.centers(step.rows, step.cols)

    def _under(self, step: GatherStep) -> Mask:
        return window_mask(self.ground.place.shape, step)

    def _block(self, step: GatherStep) -> Rect:
        return self.ground.place.block(step.rows, step.cols)

    def _cell(self, step: GatherStep) -> Rect:
        return self.output.place.block([step.index[0]], [step.index[1]])
