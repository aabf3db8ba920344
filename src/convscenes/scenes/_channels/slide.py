"""kernel-slide with channels: slices lie over all channels at once; their sums add up to one output value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation, linear
from numpy.typing import NDArray

from convscenes.look.cells import Cells
from convscenes.look.formula import Formula
from convscenes.look.layout import Place, Rect
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Arrive, Fade
from convscenes.look.outline import Links
from convscenes.ops import GatherStep
from convscenes.scenes._base.carrying import Standing, drop
from convscenes.scenes._base.masks import cell_mask, diagonal, window_mask
from convscenes.scenes._base.spec_scene import FORMULA_BASE
from convscenes.scenes._channels.stage import ChannelScene
from convscenes.stories import Beat
from convscenes.stories._channels.maps import part


class KernelSlideChannels(ChannelScene):
    """All slices of a kernel slide together; one kernel after the other."""

    padded_map, padding_written = "input", True
    laid_on = ("input", "products")
    steps: Sequence[GatherStep]

    def window(self, beat: Beat) -> None:
        """Lay a copy of every slice over the first window of its channel."""
        (step,) = beat.steps
        self._lay(step, 1.2)

    def products(self, beat: Beat) -> None:
        """Turn every value under the slices into its product."""
        (step,) = beat.steps
        self.product_grids = [self._products(step, channel) for channel in range(self.inputs)]
        lag = diagonal(step.inside.shape)
        self.play(*(grid.animate_to(opacity=True, lag=lag) for grid in self.product_grids), seconds=1.6)
        self.say(beat, self.place("input").x)

    def partials(self, beat: Beat) -> None:
        """Gather the products of every channel into its partial sum."""
        (step,) = beat.steps
        gathered = []
        for channel, grid in enumerate(self.product_grids):
            cell = self._partial(step, channel)
            at = [cell.x, cell.y]
            gathered.append(
                grid.animate_to(centers=at, side=cell.width, opacity=False, arc=-0.06, remove=True)
            )
        self.play(*gathered, *self.unsay(), seconds=1.1)
        self.play(*self.change("partial", beat, self._made(step)), seconds=0.5)

    def total(self, beat: Beat) -> None:
        """Add the partial sums up, and drop the sum into its output cell."""
        (step,) = beat.steps
        self._add(beat)
        self._drop(beat, step, 0.8)
        self.play(self._write(step), seconds=0.3)

    def step(self, beat: Beat) -> None:
        """Move on by one window; a beat of many steps flows."""
        self.play(*self.unsay(), seconds=0.2)
        if len(beat.steps) > 1:
            self._sweep(beat)
            return
        (step,) = beat.steps
        self._lay(step, 0.6)
        self.play(*self.change("partial", beat, self._made(step)), seconds=0.4)
        self.play(self._write(step), seconds=0.25)
        if beat.formula:
            self.say(beat, self.place("partial").x, seconds=0.25)
        self._drop(beat, step, 0.5)

    def connect(self, beat: Beat) -> None:
        """Join the windows of all channels with the one value that they make."""
        (step,) = beat.steps
        signs = [*self.target, *(sign for signs in self.signs for sign in signs)]
        self.play(*self.unsay(), *self.withdraw(), *(Fade(sign, out=True) for sign in signs), seconds=0.5)
        self.play(
            *self._read(step), self._write(step), *self.highlighted("partial", self._made(step)),
            *self.highlighted("output", True),
            seconds=0.7,
        )  # fmt: skip
        self.bring(Links(self._links(step), self.theme.contribution), seconds=0.8)

    def _lay(self, step: GatherStep, seconds: float) -> None:
        """Take the slices to the windows of a step, and the outlines with them."""
        moves = self._read(step)
        if self.laid:
            self.play(*self._slid(step), *moves, seconds=seconds)
            return
        places = [self.place("kernel", channel) for channel in range(self.inputs)]
        self.laid = [
            MatrixGrid(Cells.at(weights, place), self.theme, "kernel", style="overlay", name="weights")
            for weights, place in zip(step.kernel, places, strict=True)
        ]
        self.play(
            *self._slid(step),
            *self.highlighted("output", False),
            *self.highlighted("partial", False),
            seconds=seconds,
        )
        self.play(*moves, seconds=0.4)

    def _slid(self, step: GatherStep) -> list[Animation]:
        """Return the animations that take the slices to the windows of a step."""
        return [
            grid.animate_to(centers=self._centers(step, channel), side=self.place("input").cell, arc=0.04)
            for channel, grid in enumerate(self.laid)
        ]

    def _sweep(self, beat: Beat) -> None:
        """Run through many windows: the outlines glide, sums and output fill in their wake."""
        order = np.zeros(self.place("output").shape)
        for number, step in enumerate(beat.steps):
            order[step.index] = number / len(beat.steps)
        made = np.any([self._made(step) for step in beat.steps], axis=0)
        under = window_mask(self.place("input").shape, *beat.steps)
        filling = [*self.channels("partial"), part("output", self.output)]
        last = beat.steps[-1]
        self.play(
            *(grid.animate_to(opacity=False) for grid in self.laid),
            *self.highlighted("input", under),
            seconds=0.3,
        )
        self.play(
            *(
                self.point(name, *(self._block(step, channel) for step in beat.steps), rate=linear)
                for channel, name in enumerate(self.channels("input"))
            ),
            self.point(filling[-1], *map(self._cell, beat.steps), rate=linear),
            *(
                self.grids[name].animate_to(values=beat.shows[name], highlighted=made, lag=order, rate=linear)
                for name in filling
            ),
            seconds=float(np.clip(0.1 * len(beat.steps), 0.8, 4.0)),
        )
        for channel, grid in enumerate(self.laid):
            grid.set_state(grid.cells.changed(centers=self._centers(last, channel), opacity=False))

    def _add(self, beat: Beat) -> None:
        """Fly the partial sums into a formula; the signs between them come along, the total follows."""
        if not beat.formula:
            return
        terms = [(term.text, term.role) for term in beat.formula]
        formula = Formula(terms, self.theme, x=self.place("partial").x, y=FORMULA_BASE)
        (step,) = beat.steps
        cells = [self._partial(step, channel) for channel in range(self.inputs)]
        flying = formula[: 2 * self.inputs : 2]
        self.play(Arrive([*flying], [(cell.x, cell.y) for cell in cells]), seconds=0.9)
        self.play(*(Fade(term) for term in formula if term not in [*flying]), seconds=0.4)
        self.said = [*formula]

    def _drop(self, beat: Beat, step: GatherStep, seconds: float) -> None:
        """Let a copy of the total fall from the formula (or from the only partial sum) into its cell."""
        name, place = part("output", self.output), self.place("output", self.output)
        goal = Standing(self.grids[name], place)
        source = self._partial(step, 0)
        x, y, _ = self.said[-1].get_center() if beat.formula else (source.x, source.y, 0.0)
        start = Place(x, y, place.cell, 1, 1)
        drop(self, step.total, start, goal, step.index, beat.shows[name], seconds=seconds)

    def _products(self, step: GatherStep, channel: int) -> MatrixGrid:
        """Return the products over the window of a channel, not yet seen."""
        cells = Cells.at(step.products[channel], self.place("kernel", channel), opacity=False)
        cells = cells.changed(centers=self._centers(step, channel), side=self.place("input").cell)
        return MatrixGrid(cells, self.theme, "contribution", extremes=step.products, name="products")

    def _read(self, step: GatherStep) -> list[Animation]:
        """Return the animations that outline and light the windows of a step."""
        outlines = [
            self.point(name, self._block(step, channel))
            for channel, name in enumerate(self.channels("input"))
        ]
        return [*outlines, *self.highlighted("input", window_mask(self.place("input").shape, step))]

    def _write(self, step: GatherStep) -> Animation:
        """Return the animation that outlines the output cell of a step."""
        return self.point(part("output", step.channel), self._cell(step))

    def _links(self, step: GatherStep) -> list[tuple[NDArray[np.float64], tuple[float, float]]]:
        """Return lines from every value of the windows into the slices, and from these through to the sum."""
        pairs, cell = [], self._cell(step)
        for channel in range(self.inputs):
            kernel, partial = self.place("kernel", channel).rect, self._partial(step, channel)
            values = self._centers(step, channel).reshape(-1, 2) + [self.place("input").cell * 0.28, 0]
            pairs += [(value, (kernel.left, kernel.y)) for value in values]
            pairs.append((np.array([kernel.right, kernel.y]), (partial.left, partial.y)))
            pairs.append((np.array([partial.right, partial.y]), (cell.left, cell.y)))
        return pairs

    def _made(self, step: GatherStep) -> NDArray[np.bool_]:
        return cell_mask(self.place("output").shape, step.index)

    def _centers(self, step: GatherStep, channel: int) -> NDArray[np.float64]:
        return self.place("input", channel).centers(step.rows, step.cols)

    def _block(self, step: GatherStep, channel: int) -> Rect:
        return self.place("input", channel).block(step.rows, step.cols)

    def _partial(self, step: GatherStep, channel: int) -> Rect:
        return self.place("partial", channel).block([step.index[0]], [step.index[1]])

    def _cell(self, step: GatherStep) -> Rect:
        return self.place("output", step.channel).block([step.index[0]], [step.index[1]])
