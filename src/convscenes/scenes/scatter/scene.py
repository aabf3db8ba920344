"""Input, kernel → output: a value is lifted, multiplies the kernel, and its stamp lands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from convscenes.look.formula import Formula
from convscenes.look.letter_sizes import MIN_EM
from convscenes.ops import CropStep, ScatterStep
from convscenes.scenes._base.folding import fold_into
from convscenes.scenes._base.operation_scene import OperationScene
from convscenes.scenes._base.spots import Spots
from convscenes.scenes.scatter.stamps import Scattered, StampScene
from convscenes.stories import Beat
from convscenes.stories._base.story import one

SLOW_SUMS = 3
"""How many stamps show their sums cell by cell; later ones do not."""


class Scatter(StampScene, OperationScene):
    """Input, kernel → output, one stamp after the other."""

    sign = ""

    @property
    def goal(self) -> str:
        """The map that the stamps land on."""
        return "uncropped" if "uncropped" in self.story.beats[0].shows else "output"

    def scattered(self, beat: Beat) -> Sequence[Scattered]:
        """Return the step of a beat, from the input through the kernel to the output."""
        return [Scattered(one(beat, ScatterStep), "input", "kernel", self.goal)]

    def sums(self, beat: Beat) -> Sequence[Formula]:
        """Return ``old + new`` for every overlapped cell, where it can be read, in the first beats."""
        if beat.act != "stamp" or self.nth(beat) >= SLOW_SUMS:
            return ()
        step, place, sums = one(beat, ScatterStep), self.stage.views[self.goal].place, []
        middles = place.centers(step.rows, step.cols)
        for cell in zip(*np.nonzero((step.touched > 0) & step.inside), strict=True):
            x, y = middles[cell]
            terms = self._sum_terms(step.before[cell], step.stamp[cell])
            sums.append(
                Formula(
                    terms, self.theme, x=x, y=y - 0.09, max_width=0.8 * place.size.width, em=0.36, space=0.06
                )
            )
        return sums if all(sum_.em > MIN_EM for sum_ in sums) else ()

    def crop(self, beat: Beat) -> None:
        """Move a copy of what is not cropped to the output."""
        rows, cols = one(beat, CropStep).positions
        start = Spots.of(self.stage.views[self.goal].place, beat.shows["output"].shape, rows, cols)
        fold_into(self.stage, start, "output", beat, 1.4)

    def _sum_terms(self, before: Any, added: Any) -> list[tuple[str, str]]:
        """Return ``before + added`` as terms; a negative addend replaces the plus by its sign."""
        sign, size = ("−", -added) if added < 0 else ("+", added)
        goal, stamp = (self.story.notations[name].plain() for name in (self.goal, "stamp"))
        return [(goal.term(before), "output"), (sign, "quiet"), (stamp.term(size), "contribution")]
