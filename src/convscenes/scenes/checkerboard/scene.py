"""The scene of checkerboard: one dimension in rows below each other, two in panels side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import VMobject, linear

from convscenes.look.frame import MAPS, STAGE
from convscenes.look.layout import Place, Row
from convscenes.look.motion import Fade
from convscenes.look.outline import Outline
from convscenes.ops import ScatterStep
from convscenes.scenes._base.lags import diagonal
from convscenes.scenes._base.map_view import MapView
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import arrow_between, named_arrow
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.spots import Spots
from convscenes.scenes._base.stage import Places
from convscenes.scenes._base.writing import Spot
from convscenes.scenes.checkerboard.places import crossed, stacked
from convscenes.stories import Beat
from convscenes.stories._base.story import one, steps_of

SEPARATE = 6
"""At most this many stamps land one after the other; more are one animation."""


class Checkerboard(SpecScene):
    """Stamps, rows of stamps per cell, their product, outputs side by side; no beat repeats another."""

    speeds_up = False

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of maps; those of the next beats are kept free."""
        if "square" in names:
            return crossed(*(self.slot(name, names) for name in names))
        if "picture" in names:
            return Row(tuple(self.slot(name, names) for name in names), gap=1.2).fit(STAGE).places
        found = self._panels() if self.story.group("output", names) else self._stacked(names)
        return {name: found[name] for name in names}

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the arrow from the constant picture and the kernel to the output."""
        if "picture" not in beat.shows:
            return ()
        kernel, output = self.place("kernel", beat), self.place(self._only("output", beat), beat)
        return [Mark("→", lambda: self._arrow(kernel, output), "kernel")]

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where a formula stands: beside a product of two dimensions, which fills the height."""
        if "square" not in beat.shows:
            return super().formula_spot(beat, below)
        square = self.place("square", beat)
        return Spot((square.rect.right + STAGE.right) / 2, square.y, STAGE.right - square.rect.right)

    def act(self, beat: Beat) -> None:
        """Play, before maps are removed, the acts in which one map turns into another."""
        if beat.act == "picture":
            self._print(beat)
        elif beat.act == "resize":
            self._convolve(beat)
        super().act(beat)

    def stamp(self, beat: Beat) -> None:
        """Let stamps land one after the other, unless they are many: then the stage plays them."""
        steps = steps_of(beat, ScatterStep)
        if len(steps) > SEPARATE:
            return
        counts, landed = self._only("counts", beat), np.ma.array(beat.shows["stamps"])
        rows = np.broadcast_to(np.arange(len(landed))[:, None], landed.shape)
        for number, step in enumerate(steps):
            sums = self.stage.views[counts].grid.values.copy()
            sums[0, step.cols] = step.after
            so_far = {"stamps": np.ma.masked_where(rows > step.index[0], landed), counts: sums}
            points = {name: (path[number],) for name, path in beat.points.items()}
            part = replace(beat, steps=(step,), points=points, shows={**beat.shows, **so_far})
            self._land(part, counts, 0.8 if len(steps) == 1 else 0.4)
        self.stage.go(beat, *beat.points, seconds=0.4)

    def weigh(self, beat: Beat) -> None:
        """Lay down stamps of other weights, over stamps per cell that are even."""
        weighted, values = self.stage.view("weighted", beat), beat.shows["weighted"]
        weighted.set_state(values=np.ma.array(values, mask=True), highlighted=False)
        self.play(*(motion for view in (weighted, *self._new(beat)) for motion in view.fade()), seconds=0.8)
        source, shape = self.stage.views["input"].place, weighted.place.shape
        start = Spots(np.broadcast_to(source.centers(), (*shape, 2)), source.cell)
        end = Spots.of(weighted.place, shape)
        self.stage.carry(values, start, end, like=weighted.grid, seconds=1.8)
        weighted.set_state(values=values, highlighted=weighted.mask(beat.points["weighted"]))

    def sum(self, beat: Beat) -> None:
        """Let every column of weights fall into its sum."""
        weighted, sums = self.stage.views["weighted"], self.stage.view("sums", beat)
        place = weighted.place
        falling = self.stage.copy(weighted.grid.values, Spots.of(place, place.shape), like=weighted.grid)
        ends = np.broadcast_to(sums.place.centers(), (*place.shape, 2))
        sums.set_state(opacity=False)
        self.play(*sums.fade(), falling.animate_to(centers=ends), seconds=1.2)
        self.play(*sums.change(opacity=True), falling.animate_to(opacity=False, remove=True), seconds=0.5)

    def multiply(self, beat: Beat) -> None:
        """Turn a copy of the row downwards, and multiply both to a table."""
        name = self._only("counts", beat)
        if name not in self.stage.views:
            self.play(*self.stage.view(name, beat).fade(), seconds=0.6)
        row, column, table = (self.stage.view(each, beat) for each in (name, "down", "square"))
        column.set_state(centers=row.place.centers().reshape(*column.place.shape, 2))
        self.play(column.grid.animate_to(place=column.place, arc=0.15), *column.fade_label(), seconds=1.1)
        self.play(*table.unfold(), seconds=1.4)

    def even(self, beat: Beat) -> None:
        """Let an even overlap grow beside the uneven one."""
        self.play(*(m for view in self._new(beat) for m in view.unfold()), seconds=1.2)

    def enlarge(self, beat: Beat) -> None:
        """Let every value of the picture fill a block of cells."""
        enlarged = self.stage.view("enlarged", beat)
        place, (rows, cols) = enlarged.place, self.story.map("picture").shape
        scale = place.rows // rows
        small = Place(place.x, place.y, place.cell * scale, rows, cols)
        starts = np.repeat(np.repeat(small.centers(), scale, axis=0), scale, axis=1)
        enlarged.set_state(centers=starts, side=small.cell)
        self.play(Fade(enlarged.grid), seconds=0.6)
        self.play(enlarged.grid.animate_to(place=place), *enlarged.fade_label(), seconds=1.2)

    def _land(self, beat: Beat, counts: str, seconds: float) -> None:
        """Spread a value to a stamp in its row; let a copy fall onto the stamps per cell."""
        step = one(beat, ScatterStep)
        source, stamps, sums = (self.stage.views[name] for name in ("input", "stamps", counts))
        (row,) = step.index
        start = Spots(np.broadcast_to(source.place.centers()[row], (1, len(step.cols), 2)), source.place.cell)
        stamp = self.stage.copy(step.stamp[None], start, like=stamps.grid)
        own, below = stamps.place.centers([row], step.cols), sums.place.centers([0], step.cols)
        dimmed = [motion for view in (stamps, sums) for motion in view.change(highlighted=False)]
        self.stage.go(beat, "input", others=[stamp.animate_to(centers=own), *dimmed], seconds=seconds)
        stamps.set_state(values=beat.shows["stamps"], highlighted=stamps.mask(beat.points["stamps"]))
        outline = self.stage.outlines.towards(stamps, beat)
        self.play(stamp.animate_to(centers=below), *outline, seconds=0.8 * seconds)
        gone = stamp.animate_to(opacity=False, remove=True)
        self.stage.go(beat, counts, others=[gone], seconds=max(0.3, 0.5 * seconds))

    def _print(self, beat: Beat) -> None:
        """Move a copy of the table to the place of the constant picture's output: they are equal."""
        table, output = self.stage.views["square"], self.stage.view(self._only("output", beat), beat)
        place = table.place
        copy = self.stage.copy(table.grid.values, Spots.of(place, place.shape), like=table.grid)
        self.add(copy)
        self.stage.arrange(beat, copy.animate_to(place=output.place))
        self.add(output.grid)
        gone = copy.animate_to(opacity=False, lag=diagonal(place.shape), remove=True)
        self.play(gone, *output.fade_label(), seconds=1.0)

    def _convolve(self, beat: Beat) -> None:
        """Slide a window over the enlarged picture; where it was, its sums stay."""
        resized = self.stage.view(self._only("resized", beat), beat)
        under, (rows, cols) = self.stage.views["enlarged"].place, resized.place.shape
        height, width = self.story.map("kernel").shape
        corners = [(row, col) for row in range(rows) for col in (0, cols - 1)]
        blocks = [under.block([r, r + height - 1], [c, c + width - 1]) for r, c in corners]
        window = Outline(blocks[0], colour=self.theme.ink)
        self.play(Fade(window), seconds=0.3)
        resized.set_state(opacity=False)
        order = np.arange(rows * cols).reshape(rows, cols) / (rows * cols)
        grown = resized.change(opacity=True, lag=order, rate=linear)
        self.play(window.follow(*blocks[1:], rate=linear), *grown, seconds=2.4)
        self.stage.arrange(beat, Fade(window, out=True), *resized.fade_label(), seconds=0.6)

    def _new(self, beat: Beat) -> list[MapView]:
        """Return the maps of a beat that are not on screen yet; the caller brings them in."""
        return [self.stage.view(name, beat) for name in beat.shows if name not in self.stage.views]

    def _only(self, group: str, beat: Beat) -> str:
        """Return the name of the only map of a group that a beat shows."""
        (name,) = self.story.group(group, beat.shows)
        return name

    def _arrow(self, kernel: Place, output: Place) -> VMobject:
        return named_arrow(arrow_between(kernel, output, self.theme), "transposed", self.theme)

    def _stacked(self, names: Sequence[str]) -> Places:
        """Return the places of rows below each other, and of the input beside the stamps that it makes."""
        weighing = "weighted" in names
        below = [name for name in names if name not in ("input", "sums")] + ["sums"] * weighing
        beside = {name: self.slot("input", names) for name in ("stamps", "weighted") if name in names}
        slots = [self.slot(name, names) for name in below]
        return stacked(slots, MAPS if weighing else STAGE, beside=beside)

    def _panels(self) -> Places:
        """Return the places of all outputs, of the enlarged picture, and of what is made of it, over it."""
        names = [*self.story.group("output"), "enlarged"]
        places = Row(tuple(self.slot(name, names) for name in names), gap=0.55).fit(MAPS).places
        for name in self.story.group("resized"):
            rows, cols = self.story.map(name).shape
            places[name] = replace(places["enlarged"], rows=rows, cols=cols)
        return places
