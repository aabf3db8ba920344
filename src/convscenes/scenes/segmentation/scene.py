"""The scene: a network's maps in columns; scores that become classes; classes beside the truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from math import sqrt

import numpy as np
from manim import Animation, VGroup, VMobject

from convscenes.look.cells import Cells
from convscenes.look.frame import STAGE
from convscenes.look.glyphs import typeset
from convscenes.look.layout import LABEL, Place, Rect, Row, Standing
from convscenes.look.lettering import LABEL as LABEL_EM
from convscenes.look.lettering import Lettering
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.look.tiles import Tiles
from convscenes.ops.layers import Layer
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.feature_maps import PicturesScene, stack_slot, stacked
from convscenes.scenes._base.map_view import MapView
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import worded_arrow
from convscenes.scenes._base.stage import Places
from convscenes.scenes._base.writing import Spot
from convscenes.scenes.segmentation.class_grid import ClassGrid
from convscenes.stories import Beat, Map
from convscenes.stories._base.story import one
from convscenes.stories._base.wording import axis_words, times

LEGEND, RESULT, MAX_WIDTH = -2.7, -2.2, 7.0
"""The heights at which the classes' names and, above them, the result stand; how wide that may be."""
AREA, COMPARED = (
    Rect.between(STAGE.left, STAGE.right, bottom + 0.35, STAGE.top) for bottom in (LEGEND, RESULT)
)
"""The room for maps above the legend, and above the result."""
ARROW = 0.95
"""The smallest space for an arrow and its words."""
BADGE, ASIDE, APART = 0.34, 0.12, 0.6
"""The side of a cell that stands for a class; space to its name, and from there to the next class."""
PIXEL = 0.25
"""The side of a pixel whose class' number can be read."""
SMALL, WIDE, LOW = 0.2, 0.112, 0.42
"""The sides of cells while scores become classes: of scores, of enlarged scores, of coarse classes."""
GAP = 0.5
"""Between maps of scores: room for the number of a class."""
SCORES = ("scores", "enlarged")


class Segmentation(PicturesScene):
    """Picture → layers → scores; scores → classes, coarse and for every pixel; classes beside the truth."""

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of a network's maps, of what becomes of its scores, or of maps to compare."""
        if "truth" in names:
            slots = (self.slot(name, names) for name in names if self.story.map(name).role != "ink")
            return self._legend() | Row(tuple(slots), gap=0.6, max_cell=PIXEL).fit(COMPARED).places
        places = self._legend() | (self._classified() if "coarse" in names else self._network())
        return {name: places[name] for name in names}

    def entrances(self, beat: Beat) -> Sequence[Sequence[str]]:
        """Return all new maps, and then the names of the classes."""
        legend = [one.name for one in self.story.maps if one.role == "ink"]
        return [[name for name in beat.shows if name not in legend], legend]

    def entering(self, view: MapView) -> list[Animation]:
        """Return the animations that bring a map in; classes come one after the other."""
        return view.unfold() if isinstance(view.grid, ClassGrid) else super().entering(view)

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the arrows between maps, and what class each map of scores belongs to."""
        places = self.stage.places(beat)
        stacks = {name: places[name] for name in SCORES if name in places}
        badges = (
            Mark(("badges", where), partial(self._badges, where))
            for where in stacks.values()
            if isinstance(where, Tiles)
        )
        return [*self._arrows(places), *badges]

    def grid(self, one: Map, cells: Cells) -> MatrixGrid:
        """Return a map's cells: those of classes have their colours."""
        classes = one.role in ("output", "quiet", "ink")
        return ClassGrid(cells, self.theme, name=one.name) if classes else super().grid(one, cells)

    def label(self, one: Map, place: Standing, above: float) -> VMobject | None:
        """Return a map's label; that of a class stands at its right."""
        if one.role != "ink":
            return super().label(one, place, above)
        x, y = place.rect.right + ASIDE, place.rect.y - 0.1
        return Lettering(one.label, LABEL_EM, self.theme.ink, x=x, y=y)

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where the result stands: between maps and legend."""
        return Spot(0.0, RESULT, MAX_WIDTH)

    def enlarge(self, beat: Beat) -> None:
        """Enlarge the scores to the new size; then show the value of every cell."""
        scores, view = self.stage.views["scores"].grid, self.stage.view("enlarged", beat)
        copy = MatrixGrid(scores.cells, self.theme, scores.role, known=scores.known, style="picture")
        view.set_state(opacity=False)
        self.play(*self.stage.marks.coming(beat, ["enlarged"]), seconds=0.4)
        blocks = _blocks(view.standing, scores.values.shape[-1])
        others = [Fade(mobject) for mobject in view.mobjects if mobject is not view.grid]
        self.play(at_depth(copy, Depth.MOVING).animate_to(place=blocks), *others, seconds=1.2)
        self.play(*view.change(opacity=True), copy.animate_to(opacity=False, remove=True), seconds=0.8)

    def _arrows(self, places: Places) -> Iterator[Mark]:
        """Yield the arrows from map to map, with the kernel and the stride of the layer if there is one."""
        act = "enlarge" if "coarse" in places else "layer"
        layers = [one(beat, Layer) for beat in self.story.beats if beat.act == act]
        words = [(times(layer.kernel.shape[-2:]), axis_words("stride", (layer.stride,))) for layer in layers]
        ways = (*SCORES, "classes") if "coarse" in places else self._columns
        route = [name for name in ways if name in places and "truth" not in places]
        for (before, after), texts in zip(pairwise(route), [*words, ()], strict=False):
            left = _with_badges(places[before]) if before in SCORES else places[before].rect
            yield Mark((before, after), partial(self._arrow, left, places[after].rect, texts), after)

    def _arrow(self, left: Rect, right: Rect, words: Sequence[str]) -> VGroup:
        return VGroup(*worded_arrow(left, right, right.y, words, self.theme))

    @property
    def _columns(self) -> list[str]:
        """The maps from the picture to the scores."""
        names = [one.name for one in self.story.maps]
        return names[: names.index("scores") + 1]

    def _across(self, name: str) -> int:
        """Return how many maps of a layer stand side by side: half as many as below each other."""
        return max(1, round(sqrt(self.story.map(name).channels / 2)))

    def _network(self) -> dict[str, Standing]:
        """Return the places of the network's maps: cells of one size, equal space between the columns.

        Labels may be wider than their maps: they stand at different heights.
        """
        names = self._columns
        slots = [stack_slot(self.story, name, self._across(name)) for name in names]
        cell, gap = (AREA.height - LABEL) / max(slot.rows for slot in slots), 0.0
        while gap < ARROW:
            widths = [slot.cols * cell for slot in slots]
            first, *_, last = (max(s.label_width - w, 0.0) / 2 for s, w in zip(slots, widths, strict=True))
            gap = (AREA.width - sum(widths) - first - last) / (len(slots) - 1)
            side, cell = cell, 0.97 * cell
        x, y, places = AREA.left + first, (AREA.bottom + AREA.top - LABEL) / 2, {}
        for name, slot, width in zip(names, slots, widths, strict=True):
            place = Place(x + width / 2, y, side, slot.rows, slot.cols)
            places[name] = stacked(self.story, name, place, self._across(name))
            x += width + gap
        return places

    def _classified(self) -> dict[str, Standing]:
        """Return the places of scores, coarse classes below them, enlarged scores, and classes."""
        (low, _), (high, _) = (self.story.map(name).shape for name in SCORES)
        count, top = self.story.map("scores").channels, AREA.top - LABEL
        middle = (AREA.bottom + top) / 2
        small = Tiles(0, 0, SMALL, count, low, low, across=2, gap=GAP)
        width, height = small.rect.width, small.rect.height
        small = replace(small, x=AREA.left + width / 2, y=top - height / 2)
        full = Place(AREA.right - high * PIXEL / 2, middle, PIXEL, high, high)
        between = (_with_badges(small).right + full.rect.left) / 2
        return {
            "scores": small,
            "coarse": Place(small.x, AREA.bottom + low * LOW / 2, LOW, low, low),
            "enlarged": Tiles(between - GAP / 2, middle, WIDE, count, high, high, across=2, gap=GAP),
            "classes": full,
        }

    def _legend(self) -> dict[str, Standing]:
        """Return the places of the classes' numbers, whose names stand beside them, below the maps."""
        classes = [m for m in self.story.maps if m.role == "ink"]
        words = typeset(m.label for m in classes)
        ends = np.cumsum([0.0, *(BADGE + ASIDE + each.width * LABEL_EM + APART for each in words)])
        xs = (ends[:-1] + (APART - ends[-1] + BADGE) / 2).tolist()
        return {m.name: Place(x, LEGEND, BADGE, 1, 1) for m, x in zip(classes, xs, strict=True)}

    def _badges(self, where: Tiles) -> VGroup:
        """Return, beside every map of a stack, the class that it belongs to."""
        rects = [where.place(number).rect for number in range(where.count)]
        spots = [Place(rect.right + (GAP - 0.02) / 2, rect.y, BADGE, 1, 1) for rect in rects]
        badges = [Cells.at([[number]], spot) for number, spot in enumerate(spots)]
        return VGroup(*(ClassGrid(cells, self.theme, name="class") for cells in badges))


def _with_badges(stack: Standing) -> Rect:
    """Return the rectangle around a stack and the badges at its right."""
    rect = stack.rect
    return Rect.between(rect.left, rect.right + GAP, rect.bottom, rect.top)


def _blocks(where: Standing, side: int) -> Tiles:
    """Return the same maps of a stack divided into ``side`` × ``side`` large cells."""
    assert isinstance(where, Tiles)
    return replace(where, cell=where.rows * where.cell / side, rows=side, cols=side)
