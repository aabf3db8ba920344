"""Stamps: a value multiplies every weight, the products leave the kernel as a stamp, the stamp lands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from manim import Animation, VMobject

from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.ops import ScatterStep
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.spots import Spots
from convscenes.stories import Beat
from convscenes.stories._base.points import Laid


class Scattered(NamedTuple):
    """A step, and the names of its maps."""

    step: ScatterStep
    image: str
    kernel: str
    goal: str


class StampScene(SpecScene):
    """A scene in which values of one or more inputs multiply kernels at the same time."""

    def scattered(self, beat: Beat) -> Sequence[Scattered]:
        """Return the steps of a beat that are played together."""
        raise NotImplementedError

    def sums(self, beat: Beat) -> Sequence[VMobject]:
        """Return the sums that overlapped cells show before they add up, if any."""
        return ()

    def multiply(self, beat: Beat) -> None:
        """Move copies of each value to every weight; products appear, and leave the kernel as a stamp."""
        moving: list[Animation] = []
        appearing: list[Animation] = []
        for one in self.scattered(beat):
            kernel, value = self.stage.views[one.kernel], self.stage.laid[one.image, "value"]
            start = Spots(value.cells.centers, kernel.place.size)
            copy = self.stage.copy(np.full(one.step.stamp.shape, one.step.value), start, value)
            moving += [copy.animate_to(place=kernel.place, arc=0.12), *kernel.change(highlighted=True)]
            stamp = self.stage.laid[one.goal, "stamp"] = self._stamp(one, beat)
            appearing += [stamp.animate_to(opacity=True), copy.animate_to(opacity=False, remove=True)]
        self.play(*moving, seconds=1.2)
        self.play(*appearing, seconds=0.9)

    def land(self, beat: Beat) -> None:
        """Let the first stamps land."""
        self._land(beat, [self.stage.laid.pop((one.goal, "stamp")) for one in self.scattered(beat)])

    def stamp(self, beat: Beat) -> None:
        """Multiply and land in one; the stage plays a beat of many steps."""
        if all(len(path) == 1 for path in beat.points.values()):
            stamps = [self._stamp(one, beat) for one in self.scattered(beat)]
            self.stage.read(beat, *(stamp.animate_to(opacity=True) for stamp in stamps), seconds=0.6)
            self._land(beat, stamps)

    def _land(self, beat: Beat, stamps: Sequence[MatrixGrid]) -> None:
        """Move stamps to their blocks, where what lies outside the map vanishes; then add them up."""
        self.stage.clear(beat)
        pairs = list(zip(self.scattered(beat), stamps, strict=True))
        flights: list[Animation] = []
        for (step, _, _, goal), stamp in pairs:
            view = self.stage.views[goal]
            end = view.place.centers(step.rows, step.cols)
            flights += [stamp.animate_to(centers=end, size=view.place.size, opacity=step.inside)]
            flights += self.stage.outlines.towards(view, beat)
        self.play(*flights, seconds=0.7)
        sums = [at_depth(sum_, Depth.FORMULA) for sum_ in self.sums(beat)]
        if sums:
            masks = [(stamp, (step.touched > 0) & step.inside) for (step, *_), stamp in pairs]
            hidden = [stamp.animate_to(values=np.ma.array(stamp.values, mask=mask)) for stamp, mask in masks]
            self.play(*hidden, *map(Fade, sums), seconds=0.5)
            self.hold(0.7)
        gone = [stamp.animate_to(opacity=False, remove=True) for stamp in stamps]
        self.stage.write(beat, *gone, *(Fade(sum_, out=True) for sum_ in sums), seconds=0.5)

    def _stamp(self, one: Scattered, beat: Beat) -> MatrixGrid:
        """Return a stamp on its kernel, with an opacity of 0."""
        laid = Laid("stamp", "contribution", one.step.stamp, placed=self.stage.whole(one.kernel))
        return self.stage.laid.lay(laid, one.kernel, beat)
