"""zero-insertion: the input is stretched and padded; the kernel turns, slides, multiplies mostly zeros."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import Animation, VMobject

from convscenes.look.cells import Floats, legible_side, widest
from convscenes.look.frame import FORMULA_BASE, STAGE
from convscenes.look.glyphs import typeset
from convscenes.look.layout import Place, Rect, Row, Split, Standing, best
from convscenes.look.lettering import LABEL, Lettering
from convscenes.look.matrix_grid import Style
from convscenes.look.outline import Outline
from convscenes.ops import Insertion, InsertionStep
from convscenes.scenes._base.lags import Mask, diagonal
from convscenes.scenes._base.map_view import MapView
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import arrow_between, sign_between
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.stage import Places
from convscenes.scenes._base.writing import Spot
from convscenes.stories import Beat, Map
from convscenes.stories._base.points import Laid, Points
from convscenes.stories._base.story import one, steps_of

MAPS = Rect.between(STAGE.left, STAGE.right, -2.3, STAGE.top)
"""The space for maps: in seven rows, the weights that lie on their cells can still be read."""
COUNTERS = ("useful", "wasted")
COUNTED = FORMULA_BASE + 0.06
"""The height of the counters' centres."""
MIN_SIDE, MAX_SIDE, ROOM = 0.56, 0.7, 0.43
"""Sides of a counter's cell; in between, ``ROOM`` units for every em of its longest number."""
SPACE, APART, LEFT_OF = 0.14, 0.5, 0.4
"""Between a counter's name and its cell, between counters, and between them and a formula, in units."""
HALF_TURN = 0.6
"""The bend of a path along which cells go half-way round their centre, a little outwards."""


class ZeroInsertion(SpecScene):
    """Input, stretched and padded, ∗ turned kernel → output; below them the counters."""

    def prepare(self) -> None:
        """Place the maps, without and with the output that the stamps made."""
        super().prepare()
        self.made = one(self.story.beat("stretch"), Insertion)
        self.reach = reach(self.made)
        self.map_places = {stamped: self._fixed_places(stamped=stamped) for stamped in (False, True)}

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of maps: the input stands in the middle of what is made of it."""
        places: dict[str, Place] = dict(self.map_places["stamped" in names])
        places["stretched"] = places["padded"].sub(*self.reach)
        rows, cols = self.story.map("input").shape
        places["input"] = replace(places["stretched"], rows=rows, cols=cols)
        places["kernel"] = places["turned"]
        if "unextended" in names:
            places["unextended"] = places["padded"].sub(*map(range, self.story.map("unextended").shape))
        right = STAGE.right
        for name in reversed(COUNTERS):
            wide = widest(self.known(self.story.map(name)))
            side = max(MIN_SIDE, min(MAX_SIDE, ROOM * wide), legible_side(wide) + 0.01)
            places[name] = Place(right - side / 2, COUNTED, side, 1, 1)
            right -= side + self._name_width(name) + APART
        return {name: places[name] for name in names}

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return ∗ between input and kernel, an arrow to the output beside them, = to what stamps gave."""
        places = self.map_places["stamped" in beat.shows]
        padded, turned, output = (places[name] for name in ("padded", "turned", "output"))
        left = replace(padded, y=turned.y)
        marks = [Mark(("∗", left, turned), lambda: sign_between("∗", left, turned, self.theme), "kernel")]
        if output.rect.left > turned.rect.right:
            arrow = Mark(("→", turned, output), lambda: arrow_between(turned, output, self.theme), "output")
            marks.append(arrow)
        if "stamped" in beat.shows:
            stamped = places["stamped"]
            marks.append(Mark("=", lambda: sign_between("=", output, stamped, self.theme), "stamped"))
        return marks

    def entering(self, view: MapView) -> list[Animation]:
        """Return the animations that bring a map in; what the stamps gave appears value by value."""
        return view.unfold() if view.name == "stamped" else super().entering(view)

    def style(self, one: Map) -> Style:
        """Return the style of a map's cells: that of zeros is dashed, as they are."""
        return "dashed" if one.role == "quiet" else "solid"

    def label(self, one: Map, place: Standing, above: float) -> VMobject | None:
        """Return a map's label; a counter has its name at its left."""
        if one.name not in COUNTERS:
            return super().label(one, place, above)
        left = place.rect.left - self._name_width(one.name)
        return Lettering(f"*{one.label}*", LABEL, self.theme.role(one.role), x=left, y=place.rect.y - 0.1)

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where a formula stands: a sum left of the counters, p′ under the padded input."""
        if "useful" not in beat.shows:
            return Spot(self.map_places[False]["padded"].x, FORMULA_BASE)
        cell = self.place("useful", beat).rect
        right = cell.left - self._name_width("useful") - LEFT_OF
        return Spot((STAGE.left + right) / 2, FORMULA_BASE, right - STAGE.left)

    def act(self, beat: Beat) -> None:
        """Play, before maps are removed, the acts in which one map turns into another."""
        if beat.act in ("stretch", "pad", "extra", "turn"):
            getattr(self, f"_{beat.act}")(beat)
            self.stage.arrive(beat)
        else:
            super().act(beat)

    def _stretch(self, beat: Beat) -> None:
        """Pull the input's cells apart; then let zeros appear between them."""
        image, stretched = self.stage.views.pop("input"), self.stage.view("stretched", beat)
        centers, grid, zeros = stretched.place.centers(), stretched.grid, stretched.dashed
        assert zeros is not None
        centers[self.made.stretched_holds] = image.place.centers().reshape(-1, 2)
        grid.set_state(grid.cells.changed(centers=centers))
        shown = zeros.cells.opacity
        zeros.set_state(zeros.cells.changed(opacity=False))
        self.remove(image.grid)
        labels = [*image.fade_label(out=True), *stretched.fade_label()]
        self.play(grid.animate_to(place=stretched.place), *labels, seconds=1.4)
        self.play(zeros.animate_to(opacity=shown, lag=diagonal(shown.shape)), seconds=0.9)

    def _pad(self, beat: Beat) -> None:
        """Crop the stretched input where p′ is negative, then let the border of zeros grow around it."""
        stretched = self.stage.views.pop("stretched")
        padded = self.stage.view("unextended" if "unextended" in beat.shows else "padded", beat)
        (rows, cols), shape = map(np.array, self.reach), padded.place.shape
        inside = ((axis >= 0) & (axis < size) for axis, size in zip((rows, cols), shape, strict=True))
        stays = np.logical_and.outer(*inside)
        if not stays.all():
            frame = Outline(padded.place.rect, colour=self.theme.ink)
            self.fade_in(frame, seconds=0.5)
            grids = (grid for grid in (stretched.grid, stretched.dashed) if grid is not None)
            self.play(*(grid.animate_to(opacity=grid.cells.opacity * stays) for grid in grids), seconds=0.9)
            self.fade_out(frame)
        before = Points("map", rows, cols, stays).mask(shape)
        self._grow(beat, stretched, padded, before, ripple(before))

    def _extra(self, beat: Beat) -> None:
        """Add the rows and columns of output padding, at the bottom and right."""
        first, padded = self.stage.views.pop("unextended"), self.stage.view("padded", beat)
        self._grow(beat, first, padded, Points.whole(first.place.shape).mask(padded.place.shape))

    def _grow(self, beat: Beat, old: MapView, new: MapView, before: Mask, lag: Floats | None = None) -> None:
        """Replace a map by another, whose cells ``before`` (H, W) are those of the first."""
        self.remove(*(grid for grid in (old.grid, old.dashed) if grid is not None))
        growing = new.unfold(lag, seen=before)
        self.stage.clear(beat, *growing, *old.fade_label(out=True), seconds=1.2)

    def _turn(self, beat: Beat) -> None:
        """Move every weight half-way round the kernel's centre."""
        kernel = self.stage.views.pop("kernel")
        self.stage.read(beat, *kernel.fade_label(out=True), seconds=0.5)
        turned = self.stage.view("turned", beat)
        turned.set_state(centers=turned.place.centers()[::-1, ::-1])
        self.remove(kernel.grid)
        self.play(turned.grid.animate_to(place=turned.place, arc=HALF_TURN), seconds=1.6)
        self.play(*turned.fade_label(), seconds=0.4)

    def products(self, beat: Beat) -> None:
        """Turn the values under the kernel into products; the counters come afterwards."""
        self.stage.read(beat)

    def total(self, beat: Beat) -> None:
        """Write the sum, and its value into the output."""
        self.stage.show_formula(beat, seconds=0.5)
        self.stage.go(beat, "output", seconds=0.7)

    def step(self, beat: Beat) -> None:
        """Move on by one window, or by a few, one after the other; the stage plays a beat of many."""
        if len(beat.steps) == 1:
            self._single(beat, slow=self.nth(beat) == 0)
        elif beat.laid:
            for number in range(len(beat.steps)):
                self._follow(beat, number)

    def _single(self, beat: Beat, *, slow: bool) -> None:
        """Move on by one window; if ``slow``, show its products."""
        step, gone = one(beat, InsertionStep), []
        self.stage.read(beat, seconds=0.8 if slow else 0.4)
        if slow:
            held = np.ma.array(step.products, mask=~step.holds)
            products = self.stage.laid.lay(Laid("products", "contribution", held), "padded", beat)
            self.play(products.animate_to(opacity=step.holds), seconds=0.5)
            gone = [products.animate_to(opacity=False, remove=True)]
        self.stage.show_formula(beat, seconds=0.4 if slow else 0.25)
        self.stage.write(beat, *gone, seconds=0.6 if slow else 0.35)

    def _follow(self, beat: Beat, number: int) -> None:
        """Move on to one of a beat's windows and write its sum at once."""
        step, views = steps_of(beat, InsertionStep)[number], self.stage.views
        output = views["output"].grid.values.copy()
        output[step.index] = beat.shows["output"][step.index]
        values = {"output": output, "useful": [[step.useful_so_far]], "wasted": [[step.wasted_so_far]]}
        motions: list[Animation] = []
        for name in ("padded", "output"):
            path = beat.points[name][: number + 1]
            motions += [self.stage.outlines[name].follow(views[name].rects(path[-1]))]
            motions += views[name].change(highlighted=views[name].mask(path), values=values.get(name))
        for name in COUNTERS:
            motions += views[name].change(values=values[name])
        centers = views["padded"].place.centers(step.rows, step.cols)
        weights = self.stage.laid["padded", "weights"].animate_to(centers=centers)
        self.stage.clear(beat, weights, *motions, seconds=0.35)

    def _fixed_places(self, *, stamped: bool) -> dict[str, Place]:
        """Return the places of maps on one line, or on two where more can be read.

        There is space for cropped cells of the stretched input around the padded one.
        """
        names, gap = (
            ("padded", "turned", "output", *(["stamped"] if stamped else [])),
            0.8 if stamped else 1.25,
        )
        slots = [self.slot(name, names) for name in names]
        if not stamped:
            (top, bottom), (left, right) = (
                (max(0, -before), max(0, -after)) for before, after in self.made.borders
            )
            slots[0] = replace(slots[0], padding=(top, right, bottom, left))
        one_line = Row(tuple(slots), gap=gap)
        two_lines = Split(Row(tuple(slots[:2]), gap=gap), Row(tuple(slots[2:]), gap=gap))
        right_of = Split(Row(tuple(slots[1:2])), Row(tuple(slots[2:]), gap=gap))
        beside = Split(Row(tuple(slots[:1])), right_of, beside=True, gap=gap)
        return best((one_line, two_lines, beside), MAPS)

    def _name_width(self, name: str) -> float:
        """Return the width of a counter's name and the space between it and the cell, in units."""
        return typeset([f"*{self.story.map(name).label}*"])[0].width * LABEL + SPACE


def reach(made: Insertion) -> tuple[range, range]:
    """Return where the stretched input lies: rows and columns of the padded one, or beyond it if cropped."""
    axes = zip(made.stretched.shape, made.borders, strict=True)
    rows, cols = (range(before, before + size) for size, (before, _) in axes)
    return rows, cols


def ripple(mask: Mask) -> Floats:
    """Return lags (H, W), 0 … 1, that grow with the distance from the block of cells of ``mask``.

    >>> ripple(np.array([[False, True, False, False]])).tolist()
    [[0.5, 0.0, 0.5, 1.0]]
    """
    inside = np.argwhere(mask)
    if not len(inside):
        return np.zeros(mask.shape)
    ends = zip(inside.min(axis=0), inside.max(axis=0), mask.shape, strict=True)
    rows, cols = (np.abs(np.arange(size) - np.clip(np.arange(size), low, high)) for low, high, size in ends)
    away = np.maximum.outer(rows, cols)
    lags: Floats = away / max(int(away.max()), 1)
    return lags
