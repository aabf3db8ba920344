"""kernel-slide: the kernel lies over a window, the products gather into a sum, it drops into its cell."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from convscenes.look.cells import Cells
from convscenes.look.formula import Formula
from convscenes.look.layout import Place
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.look.outline import Links, Outline
from convscenes.ops import GatherStep
from convscenes.scenes._base.carrying import Standing, drop, gather
from convscenes.scenes._base.masks import diagonal
from convscenes.scenes._base.operation import OperationScene
from convscenes.scenes._base.sliding import SlidingScene
from convscenes.scenes._channels.slide import KernelSlideChannels
from convscenes.stories import Beat

SHOWN_PRODUCTS = 2
"""How many windows show their products before it goes without saying."""


class KernelSlide(SlidingScene, OperationScene):
    """Input × kernel → output, one window after the other."""

    stagings = MappingProxyType({"channels": KernelSlideChannels})
    padded_map, padding_written = "input", True
    laid = ("input", "products")
    steps: Sequence[GatherStep]
    windows = 1

    @property
    def ground(self) -> Standing:
        """The input."""
        return Standing(self.input.grid, self.input.place)

    def window(self, beat: Beat) -> None:
        """Lay a copy of the kernel over the first window, its weights in the corners of the cells."""
        (step,) = beat.steps
        start = Cells.at(step.kernel, self.kernel.place)
        self.weights = MatrixGrid(start, self.theme, "kernel", style="overlay", name="weights")
        self.reader = Outline(self._block(step), colour=self.theme.ink)
        self.play(
            self.weights.animate_to(centers=self._centers(step), side=self.input.place.cell, arc=0.08),
            self.output.grid.animate_to(highlighted=False),
            seconds=1.2,
        )
        self.play(Fade(self.reader), self.input.grid.animate_to(highlighted=self._under(step)), seconds=0.5)

    def products(self, beat: Beat) -> None:
        """Turn every value under the kernel into its product."""
        (step,) = beat.steps
        self.product_grid = self._products(step)
        self.play(self.product_grid.animate_to(opacity=True, lag=diagonal(step.products.shape)), seconds=1.6)
        self.say(beat, self.input.place.x)

    def total(self, beat: Beat) -> None:
        """Gather the products into a sum, and drop the sum into its output cell."""
        (step,) = beat.steps
        self.play(*self.unsay(), seconds=0.3)
        formula = gather(self, beat, self.product_grid)
        self.play(self.product_grid.animate_to(opacity=False, remove=True), seconds=0.4)
        self.writer = Outline(self._cell(step), colour=self.theme.ink)
        self._drop(beat, step, formula, 0.8)
        self.play(Fade(self.writer), seconds=0.3)

    def step(self, beat: Beat) -> None:
        """Move on by one window; a beat of many steps flows."""
        if len(beat.steps) > 1:
            self._sweep(beat)
            return
        (step,) = beat.steps
        self.windows += 1
        slow = self.windows <= SHOWN_PRODUCTS
        self.play(
            self.reader.follow(self._block(step)),
            self.weights.animate_to(centers=self._centers(step)),
            self.input.grid.animate_to(highlighted=self._under(step)),
            *self.unsay(),
            seconds=0.8 if slow else 0.4,
        )
        if slow:
            self.product_grid = self._products(step)
            self.play(self.product_grid.animate_to(opacity=True), seconds=0.6)
            formula = gather(self, beat, self.product_grid)
            self.play(
                self.product_grid.animate_to(opacity=False, remove=True),
                self.writer.follow(self._cell(step)),
                seconds=0.4,
            )
        else:
            formula = self.say(beat, 0.0, seconds=0.25)
            self.play(self.writer.follow(self._cell(step)), seconds=0.25)
        self._drop(beat, step, formula, 0.6 if slow else 0.35)

    def connect(self, beat: Beat) -> None:
        """Join the cells of a window with the value they make: many lines into the kernel, one out of it."""
        (step,) = beat.steps
        self.play(
            *self.unsay(),
            self.weights.animate_to(opacity=False, remove=True),
            *(Fade(sign, out=True) for sign in self.signs),
            self.reader.follow(self._block(step)),
            self.writer.follow(self._cell(step)),
            self.input.grid.animate_to(highlighted=self._under(step)),
            self.output.grid.animate_to(highlighted=True),
            seconds=0.7,
        )
        self.play(Fade(self._links(step)), seconds=0.8)

    def _links(self, step: GatherStep) -> Links:
        """Return many lines from a window into the kernel, and one out of it; in one row, below the cells."""
        kernel, cell = self.kernel.place, self.output.place.sub([step.index[0]], [step.index[1]])
        centers, side = self._centers(step).reshape(-1, 2), self.input.place.cell
        if self.input.place.rows == 1:
            sources, entry = centers - [0, side / 2], (kernel.x, kernel.rect.bottom)
            out = ((kernel.x, kernel.rect.bottom), (cell.x, cell.rect.bottom))
            bow = -1.1
        else:
            sources, entry = centers + [side * 0.28, 0], (kernel.rect.left, kernel.y)
            out = ((kernel.rect.right, kernel.y), (cell.rect.left, cell.y))
            bow = 0.0
        return Links([*((source, entry) for source in sources), out], self.theme.contribution, bow=bow)

    def _drop(self, beat: Beat, step: GatherStep, formula: Formula, seconds: float) -> None:
        """Let a copy of the total fall from the formula into its cell."""
        x, y, _ = formula[-1].get_center()
        start = Place(x, y, self.output.place.cell, 1, 1)
        drop(self, step.total, start, self.output, step.index, beat.shows["output"], seconds=seconds)
