"""scatter: a value is lifted, multiplies the kernel, and its stamp lands in the output."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np

from convscenes.look.cells import Cells
from convscenes.look.formula import Formula
from convscenes.look.lettering import LEAST_EM
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade, Slide
from convscenes.ops import CropStep, ScatterStep
from convscenes.ops.numerals import numeral
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.masks import diagonal, outward
from convscenes.scenes._base.operation_scene import OperationScene
from convscenes.scenes._channels.scatter import ScatterChannels
from convscenes.stories import Beat
from convscenes.stories._base.points import Laid
from convscenes.stories._base.story import one

SWING = -0.05
"""How far a stamp swings out on its way: downwards, clear of the labels."""
CUT = 0.1
"""How far a border that is cropped moves off what is left."""
SLOW_SUMS = 3
"""How many stamps add up cell by cell before it goes without saying."""


class Scatter(OperationScene):
    """Input, kernel → output, one stamp after the other."""

    sign = ""
    name_of_operation = "transposed"
    stagings = MappingProxyType({"channels": ScatterChannels})

    @property
    def goal(self) -> str:
        """The map that the stamps land on."""
        return "uncropped" if "uncropped" in self.story.beats[0].shows else "output"

    def multiply(self, beat: Beat) -> None:
        """Let copies of the value meet every weight; the products leave the kernel as a stamp."""
        step, kernel = one(beat, ScatterStep), self.stage.views["kernel"]
        token, lag = self.stage.laid.pop(("input", "value")), diagonal(step.stamp.shape)
        cells = Cells.at(np.full(step.stamp.shape, step.value), kernel.place)
        moved = cells.changed(centers=token.cells.centers[0, 0])
        grid = MatrixGrid(moved, self.theme, "input", style="overlay", name="copies")
        copies = at_depth(grid, Depth.MOVING)
        self.play(
            copies.animate_to(place=kernel.place, arc=0.12, lag=lag),
            *kernel.change(highlighted=True),
            seconds=1.2,
        )
        home = self.stage.views["input"].cell_at(step.index)
        self.play(token.animate_to(place=home, remove=True), seconds=0.3)
        stamp = self._stamp(beat)
        self.play(
            stamp.animate_to(opacity=True, lag=lag),
            copies.animate_to(opacity=False, remove=True),
            seconds=0.9,
        )
        end = self.stage.lay(beat.laid[self.goal][0], self.goal, beat).cells
        self.play(stamp.animate_to(centers=end.centers, side=end.side, arc=SWING), seconds=1.0)
        self.stage.laid[self.goal, "stamp"] = stamp

    def land(self, beat: Beat) -> None:
        """Let the first stamp down on its place in the output."""
        stamp = self.stage.laid.pop((self.goal, "stamp"))
        self.stage.clear(beat)
        self._fly(beat, stamp, 0.5)
        self.stage.write(beat, stamp.animate_to(opacity=False, remove=True))

    def stamp(self, beat: Beat) -> None:
        """Lift, multiply and land in one go; a beat of many steps flows by itself."""
        if len(beat.steps) > 1:
            return
        stamp = self._stamp(beat)
        self.stage.read(beat, stamp.animate_to(opacity=True), seconds=0.55)
        self._fly(beat, stamp, 0.7)
        step = one(beat, ScatterStep)
        sums = self._sums(step) if self.nth(beat) < SLOW_SUMS else []
        if sums:
            hidden = np.ma.array(step.stamp, mask=(step.touched > 0) & step.inside)
            self.play(stamp.animate_to(values=hidden), *map(Fade, sums), seconds=0.5)
            self.hold(0.7)
        gone = [Fade(sum_, out=True) for sum_ in sums]
        self.stage.write(
            beat, stamp.animate_to(opacity=False, remove=True), *gone, seconds=0.5 if sums else 0.35
        )

    def crop(self, beat: Beat) -> None:
        """Move the border off, and let a copy of what is left become the output."""
        rows, cols = one(beat, CropStep).positions
        whole, output = self.stage.views[self.goal], self.stage.view("output", beat)
        away = CUT * outward(whole.place.shape, rows, cols)
        border, label = whole.dashed, whole.label
        assert border is not None
        assert label is not None
        centers = whole.place.centers()
        self.play(
            border.animate_to(centers=centers + away), Slide(label, (0.0, float(away[0, 0, 1]))), seconds=0.7
        )
        output.set_state(centers=whole.place.centers(rows, cols), side=whole.place.cell)
        labels = [Fade(output.label)] if output.label is not None else []
        self.play(
            output.grid.animate_to(place=output.place, arc=-0.1),
            *labels,
            border.animate_to(centers=centers),
            Slide(label, (0.0, -float(away[0, 0, 1]))),
            seconds=1.2,
        )

    def _fly(self, beat: Beat, stamp: MatrixGrid, seconds: float) -> None:
        """Take the stamp to its block; what falls outside the output vanishes on arrival."""
        view, step = self.stage.views[self.goal], one(beat, ScatterStep)
        target, outline = view.place.centers(step.rows, step.cols), self.stage.outline(view, beat)
        flight = stamp.animate_to(centers=target, side=view.place.cell, arc=SWING)
        self.play(flight, *outline, seconds=seconds)
        if not step.inside.all():
            self.play(stamp.animate_to(opacity=step.inside), seconds=0.4)

    def _stamp(self, beat: Beat) -> MatrixGrid:
        """Return the stamp over the kernel, not yet seen."""
        laid = Laid("stamp", "contribution", one(beat, ScatterStep).stamp, placed=self.stage.whole("kernel"))
        return self.stage.lay(laid, "kernel", beat)

    def _sums(self, step: ScatterStep) -> list[Formula]:
        """Return ``old + new`` for every overlapped cell, where it can be read."""
        place, sums = self.stage.views[self.goal].place, []
        for row, col in np.argwhere((step.touched > 0) & step.inside):
            x, y = place.centers([step.rows[row]], [step.cols[col]])[0, 0]
            terms = _sum_terms(step.before[row, col], step.stamp[row, col])
            sums.append(
                Formula(terms, self.theme, x=x, y=y - 0.09, most=place.cell * 0.8, em=0.36, space=0.06)
            )
            if sums[-1].em <= LEAST_EM:
                return []
        return sums


def _sum_terms(before: Any, added: Any) -> list[tuple[str, str]]:
    """Return ``before + added`` as terms; a negative addend brings its own sign."""
    sign, size = ("−", -added) if added < 0 else ("+", added)
    return [(numeral(before), "output"), (sign, "quiet"), (numeral(size), "contribution")]
