"""Stamps: a value multiplies every weight, the products leave the kernel as a stamp, the stamp lands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from manim import Animation, VMobject

from convscenes.look.cells import Cells
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.ops import ScatterStep
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.lags import diagonal
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat
from convscenes.stories._base.points import Laid

SWING = -0.05
"""How far the path of a stamp is bent: downwards, away from the labels."""


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
        """Move copies of each value to every weight; the products leave the kernel as a stamp."""
        together = self.scattered(beat)
        copies = [self._copies(one) for one in together]
        kernels = [self.stage.views[one.kernel] for one in together]
        lag = diagonal(together[0].step.stamp.shape)
        moving = [
            grid.animate_to(place=kernel.place, arc=0.12, lag=lag)
            for grid, kernel in zip(copies, kernels, strict=True)
        ]
        highlighted = [motion for kernel in kernels for motion in kernel.change(highlighted=True)]
        self.play(*moving, *highlighted, seconds=1.2)
        self.play(*(self._home(one) for one in together), seconds=0.3)
        stamps = [self._stamp(one, beat) for one in together]
        appearing = [stamp.animate_to(opacity=True, lag=lag) for stamp in stamps]
        gone = [grid.animate_to(opacity=False, remove=True) for grid in copies]
        self.play(*appearing, *gone, seconds=0.9)
        flights = []
        for one, stamp in zip(together, stamps, strict=True):
            end = self.stage.laid.lay(beat.laid[one.goal][0], one.goal, beat).cells
            flights.append(stamp.animate_to(centers=end.centers, side=end.side, arc=SWING))
            self.stage.laid[one.goal, "stamp"] = stamp
        self.play(*flights, seconds=1.0)

    def land(self, beat: Beat) -> None:
        """Let the first stamps land."""
        together = self.scattered(beat)
        stamps = [self.stage.laid.pop((one.goal, "stamp")) for one in together]
        self.stage.clear(beat)
        self._fly(beat, together, stamps, 0.5)
        self.stage.write(beat, *map(vanishing, stamps))

    def stamp(self, beat: Beat) -> None:
        """Lift, multiply and land in one; the stage plays a beat of many steps."""
        if any(len(path) > 1 for path in beat.points.values()):
            return
        together = self.scattered(beat)
        stamps = [self._stamp(one, beat) for one in together]
        self.stage.read(beat, *(stamp.animate_to(opacity=True) for stamp in stamps), seconds=0.55)
        self._fly(beat, together, stamps, 0.7)
        sums = [at_depth(sum_, Depth.FORMULA) for sum_ in self.sums(beat)]
        if sums:
            hidden = [
                stamp.animate_to(values=np.ma.array(step.stamp, mask=(step.touched > 0) & step.inside))
                for stamp, (step, *_) in zip(stamps, together, strict=True)
            ]
            self.play(*hidden, *map(Fade, sums), seconds=0.5)
            self.hold(0.7)
        gone = [Fade(sum_, out=True) for sum_ in sums]
        self.stage.write(beat, *map(vanishing, stamps), *gone, seconds=0.5 if sums else 0.35)

    def _fly(
        self, beat: Beat, together: Sequence[Scattered], stamps: Sequence[MatrixGrid], seconds: float
    ) -> None:
        """Move stamps to their blocks, then fade out what lies outside the map."""
        flights: list[Animation] = []
        for one, stamp in zip(together, stamps, strict=True):
            view = self.stage.views[one.goal]
            target = view.place.centers(one.step.rows, one.step.cols)
            flights.append(stamp.animate_to(centers=target, side=view.place.cell, arc=SWING))
            flights += self.stage.outlines.towards(view, beat)
        self.play(*flights, seconds=seconds)
        if not together[0].step.inside.all():
            cropped = zip(stamps, together, strict=True)
            self.play(*(stamp.animate_to(opacity=one.step.inside) for stamp, one in cropped), seconds=0.4)

    def _stamp(self, one: Scattered, beat: Beat) -> MatrixGrid:
        """Return a stamp on its kernel, with an opacity of 0."""
        laid = Laid("stamp", "contribution", one.step.stamp, placed=self.stage.whole(one.kernel))
        return self.stage.laid.lay(laid, one.kernel, beat)

    def _copies(self, one: Scattered) -> MatrixGrid:
        """Return a copy of the lifted value for every weight, all in its place."""
        place, token = self.stage.views[one.kernel].place, self.stage.laid[one.image, "value"]
        cells = Cells.at(np.full(one.step.stamp.shape, one.step.value), place)
        moved = cells.changed(centers=token.cells.centers[0, 0])
        return at_depth(MatrixGrid(moved, self.theme, "input", style="overlay", name="copies"), Depth.MOVING)

    def _home(self, one: Scattered) -> Animation:
        """Return the animation that moves the lifted value back."""
        home = self.stage.views[one.image].cell_at(one.step.index)
        return self.stage.laid.pop((one.image, "value")).animate_to(place=home, remove=True)


def vanishing(stamp: MatrixGrid) -> Animation:
    """Return the animation that removes a stamp whose values the map below has."""
    return stamp.animate_to(opacity=False, remove=True)
