"""Input, kernel → output: a value is lifted, multiplies the kernel, and its stamp lands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.look.cells import Floats
from convscenes.look.formula import Formula
from convscenes.look.lettering import MIN_EM
from convscenes.look.motion import MoveTo
from convscenes.ops import CropStep, ScatterStep
from convscenes.ops.numerals import numeral
from convscenes.scenes._base.operation_scene import OperationScene
from convscenes.scenes.scatter.stamps import Scattered, StampScene
from convscenes.stories import Beat
from convscenes.stories._base.story import one

CUT = 0.1
"""How far a border that is cropped moves away, in units."""
SLOW_SUMS = 3
"""How many stamps show their sums cell by cell; later ones do not."""


class Scatter(StampScene, OperationScene):
    """Input, kernel → output, one stamp after the other."""

    sign = ""
    name_of_operation = "transposed"

    @property
    def goal(self) -> str:
        """The map that the stamps land on."""
        return "uncropped" if "uncropped" in self.story.beats[0].shows else "output"

    def scattered(self, beat: Beat) -> Sequence[Scattered]:
        """Return the step of a beat, from the input through the kernel to the output."""
        return [Scattered(one(beat, ScatterStep), "input", "kernel", self.goal)]

    def sums(self, beat: Beat) -> Sequence[Formula]:
        """Return ``old + new`` for every overlapped cell, where it can be read, in the first beats."""
        if self.nth(beat) >= SLOW_SUMS:
            return ()
        step, place, sums = one(beat, ScatterStep), self.stage.views[self.goal].place, []
        for row, col in np.argwhere((step.touched > 0) & step.inside):
            x, y = place.centers([step.rows[row]], [step.cols[col]])[0, 0]
            terms = _sum_terms(step.before[row, col], step.stamp[row, col])
            sums.append(
                Formula(terms, self.theme, x=x, y=y - 0.09, max_width=place.cell * 0.8, em=0.36, space=0.06)
            )
            if sums[-1].em <= MIN_EM:
                return ()
        return sums

    def crop(self, beat: Beat) -> None:
        """Move the border away, and a copy of the rest to the output."""
        rows, cols = one(beat, CropStep).positions
        whole, output = self.stage.views[self.goal], self.stage.view("output", beat)
        away = CUT * outward(whole.place.shape, rows, cols)
        border, label = whole.dashed, whole.label
        assert border is not None
        assert label is not None
        centers, up = whole.place.centers(), (0.0, float(away[0, 0, 1]), 0.0)
        raised = MoveTo(label, label.copy().shift(up))
        self.play(border.animate_to(centers=centers + away), raised, seconds=0.7)
        output.set_state(centers=whole.place.centers(rows, cols), side=whole.place.cell)
        self.play(
            output.grid.animate_to(place=output.place, arc=-0.1),
            *output.fade_label(),
            border.animate_to(centers=centers),
            MoveTo(label, label.copy().shift(np.negative(up))),
            seconds=1.2,
        )


def _sum_terms(before: Any, added: Any) -> list[tuple[str, str]]:
    """Return ``before + added`` as terms; a negative addend replaces the plus by its sign."""
    sign, size = ("−", -added) if added < 0 else ("+", added)
    return [(numeral(before), "output"), (sign, "quiet"), (numeral(size), "contribution")]


def outward(shape: Sequence[int], rows: NDArray[Any], cols: NDArray[Any]) -> Floats:
    """Return the direction (H, W, 2) away from the block at ``rows`` × ``cols``: −1, 0 or 1 in x and y.

    >>> outward((1, 3), np.array([0]), np.array([1])).tolist()
    [[[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]]
    """
    down, right = (
        np.sign(np.arange(size) - np.clip(np.arange(size), kept[0], kept[-1]))
        for size, kept in zip(shape, (rows, cols), strict=True)
    )
    return np.stack(np.broadcast_arrays(right[None, :], -down[:, None]), axis=-1).astype(float)
