"""matrix-unroll: the kernel placed in the input's shape is pulled flat and becomes a row of the matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import Animation, linear

from convscenes.look.arranging import Row, Split, arrange
from convscenes.look.motion import Fade
from convscenes.ops import UnrollStep
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import sign_between
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.spots import Spots
from convscenes.scenes._base.stage import Places
from convscenes.stories import Beat
from convscenes.stories._base.story import one, steps_of


class MatrixUnroll(SpecScene):
    """Kernel on the input ⊙ input → output, and below it (or beside it, where more fits) the matrix."""

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of the four maps."""
        placed, image, output, matrix = (self.slot(name, names) for name in names)
        small, large = Row((placed, image, output), gap=1.1, max_stretch=1.8), Row((matrix,))
        pair = Split((Row((placed, image), gap=0.8), Row((output,))), gap=0.15)
        return arrange(
            (Split((small, large), gap=0.15), Split((pair, large), beside=True, gap=0.8)), self.frame.stage
        )

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return ⊙ between kernel and input, and an arrow to the output beside them."""
        placed, image, output = (self.place(name, beat) for name in ("placed", "input", "output"))
        marks = [Mark("⊙", lambda: sign_between("⊙", placed, image, self.theme), "input")]
        if output.rect.left > image.rect.right:
            marks.append(self.arrow("input", "output", beat))
        return marks

    def flatten(self, beat: Beat) -> None:
        """Pull a copy of the frame flat, row after row, into the matrix."""
        self._pull(beat, 2.4)

    def total(self, beat: Beat) -> None:
        """Move the output value from the input to its cell."""
        image, output = (self.stage.views[name].place for name in ("input", "output"))
        start = replace(output, x=image.x, y=image.y, rows=1, cols=1)
        value = beat.shows["output"][one(beat, UnrollStep).index]
        self.stage.send(value, start, "output", beat, seconds=0.9)

    def row(self, beat: Beat) -> None:
        """Place the kernel and pull it flat; the stage plays a beat of many rows."""
        if len(beat.steps) == 1:
            self.stage.go(beat, "placed", "input")
            self._pull(beat, 1.1)

    def together(self, beat: Beat) -> None:
        """Highlight all, then outline row and output cell together, one after the other."""
        steps = steps_of(beat, UnrollStep)
        matrix, output = (self.stage.views[name] for name in ("matrix", "output"))
        rows = [matrix.place.block([step.number], [0, matrix.place.cols - 1]) for step in steps]
        cells = [output.cell_at(step.index).rect for step in steps]
        self.stage.write(
            beat, *(Fade(self.stage.outlines.pop(name), out=True) for name in ("placed", "input"))
        )
        follow: list[Animation] = [
            self.stage.outlines[name].follow(*path, rate=linear)
            for name, path in (("matrix", rows), ("output", cells))
        ]
        self.play(*follow, seconds=float(np.clip(0.5 * len(steps), 1.0, 4.0)))

    def _pull(self, beat: Beat, seconds: float) -> None:
        """Move a copy of the frame, row after row, into its row of the matrix."""
        step, placed, matrix = one(beat, UnrollStep), self.stage.views["placed"], self.stage.views["matrix"]
        start = Spots.of(placed.place, placed.place.shape)
        end = Spots.of(matrix.place, placed.place.shape, rows=[step.number])
        outline = self.stage.outlines.towards(matrix, beat)
        self.stage.carry(step.placed, start, end, *outline, like=placed.grid, seconds=seconds)
        matrix.set_state(values=beat.shows["matrix"], highlighted=matrix.mask(beat.points["matrix"]))
