"""scatter: a value is lifted, multiplies the kernel, and its stamp lands in the output."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
from manim import Animation, linear

from convscenes.look.cells import Cells
from convscenes.look.formula import Formula
from convscenes.look.layout import Place, Rect
from convscenes.look.lettering import LEAST_EM
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade, Slide
from convscenes.look.outline import Outline
from convscenes.ops import ScatterStep
from convscenes.ops.numerals import numeral
from convscenes.scenes._base.masks import block_mask, cell_mask, cells_of, diagonal, outward, window_mask
from convscenes.scenes._base.operation import OperationScene
from convscenes.scenes._base.operators import arrow_between
from convscenes.scenes._base.piece import NO_PADDING, piece
from convscenes.scenes._base.spec_scene import MAPS
from convscenes.scenes._channels.scatter import ScatterChannels
from convscenes.stories import Beat

LIFT = (0.16, -0.16)
"""How far a stamp stands off the map it will land on."""
SWING = -0.05
"""How far a stamp swings out on its way: downwards, clear of the labels."""
CUT = 0.1
"""How far a border that is cropped moves off what is left."""
SLOW_SUMS = 3
"""How many stamps add up cell by cell before it goes without saying."""


class Scatter(OperationScene):
    """Input × kernel → output, one stamp after the other."""

    stagings = MappingProxyType({"channels": ScatterChannels})
    padded_map, padding_written = "output", False
    laid = ("kernel", "stamp")
    steps: Sequence[ScatterStep]
    sums_shown = 0

    def prepare(self) -> None:
        """Let the stamps land on the output, or on the map that will be cropped to it."""
        if "uncropped" in self.story.beats[0].shows:
            self.result = self.padded_map = "uncropped"
        super().prepare()

    def lift(self, beat: Beat) -> None:
        """Point at the first value and lift a copy of it."""
        (step,) = beat.steps
        self.reader = Outline(self._cell(step), colour=self.theme.ink)
        self.play(
            Fade(self.reader),
            self.input.grid.animate_to(highlighted=cell_mask(self.input.place.shape, step.index)),
            self.kernel.grid.animate_to(highlighted=False),
            self.output.grid.animate_to(highlighted=False),
            seconds=0.7,
        )
        self.token = self._token(step)
        self.play(self.token.animate_to(centers=self._beside_sign(), arc=-0.15), seconds=0.7)

    def multiply(self, beat: Beat) -> None:
        """Let copies of the value meet every weight; the products leave the kernel as a stamp."""
        (step,) = beat.steps
        copies = self._copies(step)
        self.play(
            copies.animate_to(place=self.kernel.place, arc=0.12, lag=diagonal(step.stamp.shape)),
            self.kernel.grid.animate_to(highlighted=True),
            seconds=1.2,
        )
        self.play(
            self.token.animate_to(place=self._place_of(self.input.place, step.index), remove=True),
            seconds=0.3,
        )
        self.stamp_grid = self._stamp(step)
        self.play(
            self.stamp_grid.animate_to(opacity=True, lag=diagonal(step.stamp.shape)),
            copies.animate_to(opacity=False, remove=True),
            seconds=0.9,
        )
        above = self.output.place.centers(step.rows, step.cols) + LIFT
        self.play(
            self.stamp_grid.animate_to(centers=above, side=self.output.place.cell, arc=SWING), seconds=1.0
        )
        self.say(beat, self.output.place.x)

    def land(self, beat: Beat) -> None:
        """Let the first stamp down on its place in the output."""
        (step,) = beat.steps
        self.writer = Outline(self._block(step), colour=self.theme.ink)
        self._fly(step, 0.5)
        self.play(*self._merge(beat, step), Fade(self.writer), seconds=0.6)

    def stamp(self, beat: Beat) -> None:
        """Lift, multiply and land in one go; a beat of many steps flows."""
        if len(beat.steps) > 1:
            self._sweep(beat)
            return
        (step,) = beat.steps
        self.stamp_grid = self._stamp(step)
        self.play(
            self.reader.follow(self._cell(step)),
            self.input.grid.animate_to(highlighted=cell_mask(self.input.place.shape, step.index)),
            self.stamp_grid.animate_to(opacity=True),
            *self.unsay(),
            seconds=0.55,
        )
        self._fly(step, 0.7, self.writer.follow(self._block(step)))
        sums = self._sums(step)
        if sums and self.sums_shown < SLOW_SUMS:
            self.sums_shown += 1
            hidden = np.ma.array(step.stamp, mask=(step.touched > 0) & step.inside)
            self.play(self.stamp_grid.animate_to(values=hidden), *(Fade(sum_) for sum_ in sums), seconds=0.5)
            self.hold(0.7)
            self.play(*self._merge(beat, step), *(Fade(sum_, out=True) for sum_ in sums), seconds=0.5)
        else:
            self.play(*self._merge(beat, step), seconds=0.35)
        if beat.formula:
            where = beat.formula[0].cell
            summed = self.output.place.block([where[0]], [where[1]]) if where else None
            self.say(beat, self.output.place.x, summed)

    def overlap(self, beat: Beat) -> None:
        """Make room for a fourth map: how many stamps touched each cell."""
        self.play(*self._unpoint(), *(Fade(sign, out=True) for sign in self.signs), seconds=0.5)
        places = self._make_room("counts")
        counts = piece(self.story, self.theme, "counts", places["counts"], beat.shows["counts"])
        grid = counts.grid
        grid.set_state(grid.cells.changed(opacity=False))
        self.play(
            *map(Fade, self.signs_between(places)),
            Fade(counts.label),
            grid.animate_to(opacity=True, lag=diagonal(grid.values.shape)),
            seconds=1.0,
        )

    def border(self, beat: Beat) -> None:
        """Frame what is left, and let the border around it turn dashed."""
        (step,) = beat.steps
        grid, place = self.output.grid, self.output.place
        kept = block_mask(place.shape, *step.positions)
        cells = Cells.at(beat.shows[self.result], place, opacity=False)
        self.dashed = MatrixGrid(cells, self.theme, "quiet", style="dashed", extremes=grid.extremes)
        self.play(*self._unpoint(), seconds=0.5)
        self.frame = Outline(place.block(*step.positions), colour=self.theme.ink)
        self.play(Fade(self.frame), seconds=0.6)
        self.play(
            grid.animate_to(opacity=kept, lag=diagonal(place.shape)),
            self.dashed.animate_to(opacity=~kept, lag=diagonal(place.shape)),
            seconds=1.2,
        )

    def crop(self, beat: Beat) -> None:
        """Move the border off, and let a copy of what is left become the output."""
        (step,) = beat.steps
        self.play(Fade(self.frame, out=True), *(Fade(sign, out=True) for sign in self.signs), seconds=0.4)
        places = self._make_room("output", self.dashed)
        rows, cols = step.positions
        away = CUT * outward(self.output.place.shape, rows, cols)
        lift = float(away[0, 0, 1])
        self.play(
            self.dashed.animate_to(centers=self.dashed.cells.centers + away),
            Slide(self.output.label, (0.0, lift)),
            seconds=0.7,
        )
        output = piece(self.story, self.theme, "output", places["output"], beat.shows["output"])
        output.grid.set_state(
            output.grid.cells.changed(
                centers=self.output.place.centers(rows, cols), side=self.output.place.cell
            )
        )
        signs = [
            *self.signs_between(places),
            arrow_between(places[self.result], places["output"], self.theme),
        ]
        self.play(
            output.grid.animate_to(place=places["output"], arc=-0.1),
            Fade(output.label),
            *map(Fade, signs),
            seconds=1.2,
        )

    def _unpoint(self) -> list[Animation]:
        """Return the animations that take outlines and formula away and light every map."""
        lights = [p.grid.animate_to(highlighted=True) for p in (self.input, self.kernel, self.output)]
        return [*(Fade(m, out=True) for m in (self.reader, self.writer)), *self.unsay(), *lights]

    def _make_room(self, fourth: str, *lying: MatrixGrid) -> dict[str, Place]:
        """Move the three maps, the last with what is ``lying`` on it, so that a ``fourth`` fits beside them.

        Return the places of all.
        """
        names = ("input", "kernel", self.result)
        self.paddings[self.result] = NO_PADDING
        places = self.arranged(*names, fourth, gap=0.8)
        moves: list[Animation] = []
        for part, name in zip(("input", "kernel", "output"), names, strict=True):
            moved, motions = getattr(self, part).move(places[name])
            setattr(self, part, moved)
            moves += motions
        self.play(*moves, *(grid.animate_to(place=places[self.result]) for grid in lying), seconds=0.8)
        return places

    def _sweep(self, beat: Beat) -> None:
        """Run through many stamps: both windows glide, the output fills in their wake."""
        seconds = float(np.clip(0.1 * len(beat.steps), 0.8, 4.0))
        order = np.zeros(self.output.grid.values.shape)
        for number, step in enumerate(beat.steps):
            order[cells_of(step)] = number / len(beat.steps)
        self.play(
            self.reader.follow(*(self._cell(step) for step in beat.steps), rate=linear),
            self.writer.follow(*(self._block(step) for step in beat.steps), rate=linear),
            self.input.grid.animate_to(
                highlighted=np.any([cell_mask(self.input.place.shape, s.index) for s in beat.steps], axis=0)
            ),
            self.output.grid.animate_to(
                values=beat.shows[self.result],
                highlighted=window_mask(order.shape, *beat.steps),
                lag=order,
                rate=linear,
            ),
            *self.unsay(),
            seconds=seconds,
        )

    def _fly(self, step: ScatterStep, seconds: float, *others: Animation) -> None:
        """Take the stamp to its block; what falls outside the output vanishes on arrival."""
        target = self.output.place.centers(step.rows, step.cols)
        flight = self.stamp_grid.animate_to(centers=target, side=self.output.place.cell, arc=SWING)
        self.play(flight, *others, seconds=seconds)
        if not step.inside.all():
            self.play(self.stamp_grid.animate_to(opacity=step.inside), seconds=0.4)

    def _merge(self, beat: Beat, step: ScatterStep) -> list[Animation]:
        """Return the animations that turn the landed stamp into output values."""
        return [
            self.output.grid.animate_to(
                values=beat.shows[self.result], highlighted=window_mask(self.output.place.shape, step)
            ),
            self.stamp_grid.animate_to(opacity=False, remove=True),
            *self.unsay(),
        ]

    def _sums(self, step: ScatterStep) -> list[Formula]:
        """Return ``old + new`` for every overlapped cell, where it can be read."""
        place, sums = self.output.place, []
        for row, col in np.argwhere((step.touched > 0) & step.inside):
            x, y = place.centers([step.rows[row]], [step.cols[col]])[0, 0]
            terms = _sum_terms(step.before[row, col], step.stamp[row, col])
            sums.append(
                Formula(terms, self.theme, x=x, y=y - 0.09, most=place.cell * 0.8, em=0.36, space=0.06)
            )
            if sums[-1].em <= LEAST_EM:
                return []
        return sums

    def _stamp(self, step: ScatterStep) -> MatrixGrid:
        """Return the stamp over the kernel, not yet seen."""
        cells = Cells.at(step.stamp, self.kernel.place, opacity=False)
        extremes = np.unique(np.concatenate([np.ravel(s.stamp) for s in self.steps]))
        return MatrixGrid(cells, self.theme, "contribution", extremes=extremes, name="stamp")

    def _token(self, step: ScatterStep) -> MatrixGrid:
        """Return a copy of the input cell, lying on it."""
        place = self._place_of(self.input.place, step.index)
        return MatrixGrid(
            Cells.at([[step.value]], place),
            self.theme,
            "input",
            extremes=self.input.grid.values,
            name="value",
        )

    def _beside_sign(self) -> tuple[float, float]:
        """Return where a lifted value stands: above the × or below it, beside it where maps are there."""
        side, (x, y, _) = self.input.place.cell, self.signs[0].get_center()
        off = max(side, 0.3 + side / 2)
        if self.kernel.place.rect.top < self.input.place.rect.bottom:
            return x + off, y
        return x, y + off if y + off + side / 2 < MAPS.top else y - off

    def _copies(self, step: ScatterStep) -> MatrixGrid:
        """Return a small copy of the value for every weight, all where the lifted one stands."""
        start = self.token.cells.centers[0, 0]
        cells = Cells.at(np.full(step.stamp.shape, step.value), self.kernel.place).changed(centers=start)
        return MatrixGrid(cells, self.theme, "input", style="overlay", name="copies")

    def _cell(self, step: ScatterStep) -> Rect:
        return self._place_of(self.input.place, step.index).rect

    def _block(self, step: ScatterStep) -> Rect:
        return self.output.place.block(step.rows, step.cols)

    @staticmethod
    def _place_of(place: Place, index: tuple[int, ...]) -> Place:
        return place.sub([index[0]], [index[1]])


def _sum_terms(before: Any, added: Any) -> list[tuple[str, str]]:
    """Return ``before + added`` as terms; a negative addend brings its own sign."""
    sign, size = ("−", -added) if added < 0 else ("+", added)
    return [(numeral(before), "output"), (sign, "quiet"), (numeral(size), "contribution")]
