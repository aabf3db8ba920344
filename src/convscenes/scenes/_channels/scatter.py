"""scatter with channels: stamps land in their channels' partial sums, which then add up to an output."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation, linear
from numpy.typing import NDArray

from convscenes.look.cells import Cells
from convscenes.look.layout import Rect
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.outline import OUTLINE, Outline
from convscenes.ops import ScatterStep
from convscenes.scenes._base.masks import cell_mask, cells_of, covered, diagonal, window_mask
from convscenes.scenes._channels.stage import ChannelScene
from convscenes.stories import Beat
from convscenes.stories._channels.maps import part

BELOW = 0.26
"""How far a value that is lifted stands below the sign between input and kernel."""
LIFT = 0.12
"""How far a stamp stands off the map it will land on."""


class ScatterChannels(ChannelScene):
    """The stamps of all channels land together; one kernel after the other."""

    padded_map, padding_written = "partial", False
    laid_on = ("partial", "stamp")
    steps: Sequence[ScatterStep]

    def lift(self, beat: Beat) -> None:
        """Point at the first value of every channel and lift a copy of it."""
        steps: Sequence[ScatterStep] = beat.steps
        self.play(
            *self._read(steps), *self.highlighted("kernel", False), *self.highlighted("partial", False),
            *self.highlighted("output", False),
            seconds=0.7,
        )  # fmt: skip
        self.tokens = [self._token(step) for step in steps]
        side, signs = self.place("input").cell, self.signs[0]
        lifted = [(x, y - BELOW - side / 2) for x, y, _ in (sign.get_center() for sign in signs)]
        self.play(
            *(token.animate_to(centers=at, arc=0.15) for token, at in zip(self.tokens, lifted, strict=True)),
            seconds=0.7,
        )

    def multiply(self, beat: Beat) -> None:
        """Let copies of each value meet all weights of its slice; the products leave them as a stamp."""
        steps: Sequence[ScatterStep] = beat.steps
        copies = [self._copies(step) for step in steps]
        lag = diagonal(steps[0].stamp.shape)
        self.play(
            *(
                grid.animate_to(place=self.place("kernel", channel), arc=0.06, lag=lag)
                for channel, grid in enumerate(copies)
            ),
            *self.highlighted("kernel", True),
            seconds=1.2,
        )
        self.laid = [self._stamp(step) for step in steps]
        self.play(
            *(stamp.animate_to(opacity=True, lag=lag) for stamp in self.laid),
            *(grid.animate_to(opacity=False, remove=True) for grid in [*copies, *self.tokens]),
            seconds=0.9,
        )
        self.play(*self._flight(steps, LIFT), seconds=1.0)
        self.say(beat, self.place("partial").x)

    def land(self, beat: Beat) -> None:
        """Let the first stamps down on the partial sums."""
        self.play(*self._flight(beat.steps), *self.unsay(), seconds=0.5)
        self.play(*self._merged(beat), seconds=0.6)

    def stamp(self, beat: Beat) -> None:
        """Lift, multiply and land in one go; a beat of many steps flows."""
        steps: Sequence[ScatterStep] = beat.steps
        self.play(*self.unsay(), seconds=0.2)
        if len(steps) > self.inputs:
            self._sweep(beat)
            return
        self.laid = [self._stamp(step) for step in steps]
        self.play(*self._read(steps), *(stamp.animate_to(opacity=True) for stamp in self.laid), seconds=0.55)
        self.play(*self._flight(steps), seconds=0.7)
        self.play(*self._merged(beat), seconds=0.4)

    def total(self, beat: Beat) -> None:
        """Take copies of all partial sums to the output, where they become their sum."""
        name, place = part("output", self.output), self.place("output", self.output)
        self.play(
            *self.withdraw(),
            *self.highlighted("input", True),
            *self.highlighted("partial", True),
            seconds=0.5,
        )
        copies = [
            MatrixGrid(grid.cells, self.theme, grid.role, extremes=grid.extremes)
            for grid in self.column("partial")
        ]
        self.play(*(copy.animate_to(place=place, arc=-0.04) for copy in copies), seconds=1.2)
        self.play(
            self.grids[name].animate_to(values=beat.shows[name], highlighted=True, lag=diagonal(place.shape)),
            *(copy.animate_to(opacity=False, remove=True) for copy in copies),
            seconds=0.8,
        )
        if beat.formula and (where := beat.formula[-1].cell):
            self.say(beat, self.place("partial").x, place.block([where[0]], [where[1]]))
            partials = (self.place("partial", channel) for channel in range(self.inputs))
            marks = [
                Outline(
                    p.block([where[0]], [where[1]]).grown(-0.05),
                    colour=self.theme.contribution,
                    stroke=OUTLINE * 0.6,
                )
                for p in partials
            ]
            self.said += marks
            self.bring(*marks, seconds=0.3)

    def spread(self, beat: Beat) -> None:
        """Show what one value reaches: its block in every output."""
        first: ScatterStep = beat.steps[0]
        dimmed = [name for word in ("input", "kernel", "partial") for name in self.channels(word)[1:]]
        highlighted = window_mask(self.place("output").shape, first)
        source = part("input", 0)
        self.play(
            *self.unsay(),
            *(self.grids[name].animate_to(highlighted=False) for name in dimmed),
            self.grids[part("partial", 0)].animate_to(highlighted=False),
            self.grids[source].animate_to(highlighted=cell_mask(self.place("input").shape, first.index)),
            self.point(source, self._value(first)),
            seconds=0.6,
        )
        self.play(
            *(self.point(name, covered(self.places[name], first)) for name in self.channels("output")),
            *self.highlighted("output", highlighted),
            seconds=0.8,
        )

    def _sweep(self, beat: Beat) -> None:
        """Run through many stamps: the outlines glide, the partial sums fill in their wake."""
        order = np.zeros(self.place("partial").shape)
        for number, step in enumerate(beat.steps):
            order[cells_of(step)] = number / len(beat.steps)
        by_channel = [[s for s in beat.steps if s.channel == channel] for channel in range(self.inputs)]
        values = np.any([cell_mask(self.place("input").shape, s.index) for s in beat.steps], axis=0)
        seconds = float(np.clip(0.1 * len(by_channel[0]), 0.8, 4.0))
        self.play(
            *(
                self.point(part("input", channel), *map(self._value, steps), rate=linear)
                for channel, steps in enumerate(by_channel)
            ),
            *(
                self.point(
                    part("partial", channel),
                    *(self._block(step) for step in steps),
                    rate=linear,
                )
                for channel, steps in enumerate(by_channel)
            ),
            *self.highlighted("input", values),
            *(
                self.grids[name].animate_to(
                    values=beat.shows[name],
                    highlighted=window_mask(order.shape, *beat.steps),
                    lag=order,
                    rate=linear,
                )
                for name in self.channels("partial")
            ),
            seconds=seconds,
        )

    def _read(self, steps: Sequence[ScatterStep]) -> list[Animation]:
        """Return the animations that outline and light the values of some steps, one in each channel."""
        outlines = [self.point(part("input", step.channel), self._value(step)) for step in steps]
        return [*outlines, *self.highlighted("input", cell_mask(self.place("input").shape, steps[0].index))]

    def _flight(self, steps: Sequence[ScatterStep], lift: float = 0.0) -> list[Animation]:
        """Return the animations that take the stamps to their places in the partial sums."""
        return [
            stamp.animate_to(centers=self._centers(step) + [lift, -lift], side=self.place("partial").cell)
            for stamp, step in zip(self.laid, steps, strict=True)
        ]

    def _merged(self, beat: Beat) -> list[Animation]:
        """Return the animations that turn the landed stamps into partial sums; what is cropped vanishes."""
        stamps, self.laid = self.laid, []
        highlighted = window_mask(self.place("partial").shape, beat.steps[0])
        blocks = [self.point(part("partial", step.channel), self._block(step)) for step in beat.steps]
        gone = [stamp.animate_to(opacity=False, remove=True) for stamp in stamps]
        return [*self.change("partial", beat, highlighted), *gone, *blocks]

    def _stamp(self, step: ScatterStep) -> MatrixGrid:
        """Return the stamp over its slice, not yet seen."""
        cells = Cells.at(step.stamp, self.place("kernel", step.channel), opacity=False)
        stamps = np.concatenate([np.ravel(s.stamp) for s in self.steps])
        return MatrixGrid(cells, self.theme, "contribution", extremes=np.unique(stamps), name="stamp")

    def _token(self, step: ScatterStep) -> MatrixGrid:
        """Return a copy of the input cell, lying on it."""
        place = self.place("input", step.channel).sub([step.index[0]], [step.index[1]])
        cells = Cells.at([[step.value]], place)
        return MatrixGrid(cells, self.theme, "input", extremes=self.extremes["input"], name="value")

    def _copies(self, step: ScatterStep) -> MatrixGrid:
        """Return a small copy of the value for every weight, all where the lifted one stands."""
        start = self.tokens[step.channel].cells.centers[0, 0]
        cells = Cells.at(np.full(step.stamp.shape, step.value), self.place("kernel", step.channel))
        return MatrixGrid(cells.changed(centers=start), self.theme, "input", style="overlay", name="copies")

    def _value(self, step: ScatterStep) -> Rect:
        return self.place("input", step.channel).block([step.index[0]], [step.index[1]])

    def _block(self, step: ScatterStep) -> Rect:
        return self.place("partial", step.channel).block(step.rows, step.cols)

    def _centers(self, step: ScatterStep) -> NDArray[np.float64]:
        return self.place("partial", step.channel).centers(step.rows, step.cols)
