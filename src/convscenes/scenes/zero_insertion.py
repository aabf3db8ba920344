"""zero-insertion: the input is stretched and padded; the kernel turns, slides, multiplies mostly zeros."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import VMobject

from convscenes.look.layout import Place, Rect, Room, Standing
from convscenes.look.letter_sizes import LABEL
from convscenes.look.lettering import Lettering
from convscenes.look.map_label import label_width
from convscenes.look.matrix_grid import Style
from convscenes.look.slots import Slot
from convscenes.ops import Insertion, InsertionStep
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operation_scene import OperationScene
from convscenes.scenes._base.operators import sign_below, sign_between
from convscenes.scenes._base.writing import Spot
from convscenes.spec.markup import strong
from convscenes.stories import Beat, Map
from convscenes.stories._base.story import one, steps_of

COUNTERS = ("useful", "wasted")
RISE, SIDE = 0.06, 0.56
"""How far the counters' centres are above the formula's baseline; the height of their cells."""
FOOT = 0.65
"""The height of the strip of formula and counters."""
LINE = 0.62
"""How much higher than the counters the formula stands in narrow frames."""
SPACE, APART = 0.14, 0.45
"""Between a counter's name and its cell, and left of a name, in units."""
HALF_TURN = 0.6
"""The bend of a path along which cells go half-way round their centre, a little outwards."""


class ZeroInsertion(OperationScene):
    """Input, stretched and padded, ∗ turned kernel → output; below them the counters."""

    @property
    def area(self) -> Rect:
        """The space for maps: in seven rows, the weights that lie on their cells can still be read."""
        stage = self.frame.stage
        return Rect.between(stage.left, stage.right, stage.bottom + FOOT + self.lift, stage.top)

    @property
    def lift(self) -> float:
        """How much higher than usual the formula stands: above the counters in a narrow frame."""
        return LINE if self.frame.narrow else 0.0

    def prepare(self) -> None:
        """Find out where the cells of each map lie, row by column, in the one that it turns into."""
        super().prepare()
        self.made = made = one(self.story.beat("stretch"), Insertion)
        axes = zip(made.stretched.shape, made.borders, strict=True)
        reach = [range(before, before + size) for size, (before, _) in axes]
        self.turns: dict[tuple[str, str], Sequence[Sequence[int]]] = {
            ("input", "stretched"): [sorted({*axis.tolist()}) for axis in np.nonzero(made.stretched_holds)],
            ("stretched", "unextended"): reach,
            ("stretched", "padded"): reach,
            ("unextended", "padded"): [*map(range, np.subtract(made.padded.shape, made.extra).clip(1))],
            ("kernel", "turned"): [range(size)[::-1] for size in made.kernel.shape],
        }

    def arranged(self, names: Sequence[str]) -> dict[str, Place]:
        """Return the places of maps: the input stands in the middle of all that is made of it."""
        places = super().arranged(
            ["padded", "turned", "output", *(["stamped"] if "stamped" in names else [])]
        )
        for old, new in (("unextended", "padded"), ("stretched", "padded")):
            places[old] = places[new].sub(*self.turns[old, new])
        rows, cols = self.story.map("input").shape
        places |= {"input": replace(places["stretched"], rows=rows, cols=cols), "kernel": places["turned"]}
        right = self.frame.right
        y = self.frame.formula_base + RISE
        for name in reversed(COUNTERS):
            width = max(SIDE, self.slot(name, names).legible)
            places[name] = Place(right - width / 2, y, SIDE, 1, 1, wide=width / SIDE)
            right = self._left_of(name, places[name])
        return places

    def slot(self, name: str, names: Sequence[str]) -> Slot:
        """Return the slot of a map: around the padded input is space for what the stretched one loses."""
        found = super().slot(name, names)
        if name != "padded":
            return found
        (top, bottom), (left, right) = (
            (max(0, -before), max(0, -after)) for before, after in self.made.borders
        )
        return replace(found, padding=(top, right, bottom, left))

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return ∗ between input and kernel, an arrow to the output beside them, = to what stamps gave."""
        names = ("padded", "turned", "output")
        marks = [*self._sign(beat, names)]
        if "stamped" not in beat.shows or self._beside(beat):
            marks += self._arrows(beat, names)
        if "stamped" in beat.shows:
            output, stamped = self.place("output", beat), self.place("stamped", beat)
            if stamped.rect.left > output.rect.right:
                marks.append(Mark("=", lambda: sign_between("=", output, stamped, self.theme), "stamped"))
            else:
                marks.append(Mark("=", lambda: sign_below("=", output.rect, self.theme), "stamped"))
        return marks

    def _beside(self, beat: Beat) -> bool:
        """Return whether the output stands right of the kernel: no arrow to it crosses what is beside it."""
        return self.place("output", beat).rect.left > self.place("turned", beat).rect.right

    def style(self, one: Map) -> Style:
        """Return the style of a map's cells: that of zeros is dashed, as they are."""
        return "dashed" if one.role == "quiet" else "solid"

    def label(self, one: Map, place: Standing, above: float, room: Room) -> VMobject | None:
        """Return a map's label; a counter has its name at its left."""
        if one.name not in COUNTERS:
            return super().label(one, place, above, room)
        x, y = place.rect.left - SPACE, place.rect.y - 0.1
        return Lettering(strong(one.label), LABEL, self.theme.role(one.role), x=x, y=y, anchor=1.0)

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where a formula stands: a sum left of the counters, p′ under the padded input."""
        if "useful" not in beat.shows:
            return Spot(self.place("padded", beat).x, self.frame.formula_base + self.lift)
        if self.lift:
            return Spot(0.0, self.frame.formula_base + self.lift)
        right = self._left_of("useful", self.place("useful", beat))
        return Spot((self.frame.left + right) / 2, self.frame.formula_base, right - self.frame.left)

    def act(self, beat: Beat) -> None:
        """Let a map turn into the next: its cells move to their places in it, then all others appear."""
        for (name, new), (rows, cols) in self.turns.items():
            if name in self.stage.views and {name, new} & {*beat.shows} == {new}:
                old, view = self.stage.views.pop(name), self.stage.view(new, beat)
                arc = HALF_TURN if new == "turned" else 0.0
                moves = old.change(centers=view.place.centers(rows, cols), arc=arc)
                self.stage.clear(beat, *moves, *old.fade_label(out=True), seconds=1.4 if moves else 0.4)
                self.play(*view.unfold(), seconds=1.0)
                self.fade_out(*(grid for grid in (old.grid, old.dashed) if grid is not None))
        super().act(beat)

    def step(self, beat: Beat) -> None:
        """Write the sum of a window, then its value; of a few windows, each value as the weights reach it."""
        if len(beat.steps) == 1:
            self.stage.read(beat)
            self.stage.show_formula(beat)
            return
        for number, step in enumerate(steps_of(beat, InsertionStep) if beat.laid else (), 1):
            output = self.stage.views["output"].grid.values.copy()
            output[step.index] = beat.shows["output"][step.index]
            counts = {"useful": np.array([[step.useful_so_far]]), "wasted": np.array([[step.wasted_so_far]])}
            points = {name: path[:number] for name, path in beat.points.items()}
            reached = replace(beat, shows={**beat.shows, **counts, "output": output}, points=points)
            self.stage.go(reached, *self.stage.views, seconds=0.35)

    def _left_of(self, name: str, place: Place) -> float:
        """Return the right edge of what stands left of a counter."""
        return place.rect.left - SPACE - label_width(self.story.map(name).label, "") - APART
