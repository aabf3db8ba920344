"""The scene: a network's maps in columns; scores that become classes; classes beside the truth."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import pairwise

import numpy as np
from manim import VGroup, VMobject

from convscenes.look.arranging import Row, Split, arrange
from convscenes.look.beside import name_beside, width_beside
from convscenes.look.cells import Cells
from convscenes.look.layout import Place, Rect, Room, Standing
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.slots import Reading
from convscenes.look.tiles import Tiles
from convscenes.ops.layers import Layer
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.feature_maps import PicturesScene, stacked
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import worded_arrow
from convscenes.scenes._base.stage import Places
from convscenes.scenes.segmentation.class_grid import ClassGrid
from convscenes.stories import Beat, Map
from convscenes.stories._base.story import one
from convscenes.stories._base.wording import times

LEGEND, ABOVE = 0.9, 0.3
"""How far above the stage's foot the classes' names stand, above the result; and the maps above these."""
ARROW = 0.95
"""The smallest space for an arrow and its words."""
BADGE, ASIDE, APART, BESIDE = 0.34, 0.12, 0.6, 0.5
"""The side of a cell that stands for a class; space to its name, and on to the next; room for it at a map."""
PIXEL = 0.25
"""The side of a pixel whose class' number can be read."""
DIGITS = (Reading(0.5, 1.0),)
"""How the classes' numbers are written."""
GAPS = {"scores": 3, "enlarged": 5}
"""Between maps of scores, in cells: room for the number of a class; or more, where cells are small."""
SQUARE = 0.045
"""The largest pixel of a map of scores in a square frame, which leaves room for the classes, in units."""
WIDEST = 12
"""Up to how many times as many cells they are."""


class Segmentation(PicturesScene):
    """Picture → layers → scores; scores → classes, coarse and for every pixel; classes beside the truth."""

    @property
    def _narrow(self) -> bool:
        """Whether maps stand on two lines."""
        return self.frame.narrow

    @property
    def legend(self) -> float:
        """The height at which the classes' names stand."""
        return self.frame.stage.bottom + LEGEND

    @property
    def area(self) -> Rect:
        """The room for maps above the legend."""
        stage = self.frame.stage
        return Rect.between(stage.left, stage.right, self.legend + ABOVE, stage.top)

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of a network's maps, of what becomes of its scores, or of maps to compare."""
        if "truth" in names:
            slots = (self.slot(name, names) for name in names if self.story.map(name).role != "ink")
            return {**self._legend(), **arrange([Row(tuple(slots), gap=0.6, max_cell=PIXEL)], self.area)}
        places = {**self._legend(), **(self._classified() if "coarse" in names else self._network())}
        return {name: places[name] for name in names}

    def entrances(self, beat: Beat) -> Sequence[Sequence[str]]:
        """Return all new maps, and then the names of the classes."""
        legend = [one.name for one in self.story.maps if one.role == "ink"]
        return [[name for name in beat.shows if name not in legend], legend]

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the arrows between maps, and what class each map of scores belongs to."""
        places = self.stage.places(beat)
        stacks = [where for name, where in places.items() if name in GAPS]
        badges = [Mark(("badges", where), partial(self._badges, where)) for where in stacks]
        return badges if "truth" in places else [*self._arrows(places), *badges]

    def grid(self, one: Map, cells: Cells) -> MatrixGrid:
        """Return a map's cells: those of classes have their colours."""
        classes = one.role in ("output", "quiet", "ink")
        return ClassGrid(cells, self.theme, name=one.name) if classes else super().grid(one, cells)

    def label(self, one: Map, place: Standing, above: float, room: Room) -> VMobject | None:
        """Return a map's label; that of a class stands at its right."""
        if one.role != "ink":
            return super().label(one, place, above, room)
        x, y = place.rect.right + ASIDE, place.rect.y
        return name_beside(one.label, self.theme.ink, x, y, room=self._name_room)

    def enlarge(self, beat: Beat) -> None:
        """Enlarge the scores to the new size; then show the value of every cell."""
        scores, view = self.stage.views["scores"].grid, self.stage.view("enlarged", beat)
        copy = MatrixGrid(scores.cells, self.theme, scores.role, known=scores.known, style="picture")
        self.play(*self.stage.marks.coming(beat, ["enlarged"]), seconds=0.4)
        where, (_, rows, cols) = view.standing, scores.values.shape
        assert isinstance(where, Tiles)
        blocks = replace(where, cell=where.rows * where.cell / rows, rows=rows, cols=cols)
        self.play(at_depth(copy, Depth.MOVING).animate_to(place=blocks), seconds=1.2)
        self.play(*view.fade(), copy.animate_to(opacity=False, remove=True), seconds=0.8)

    def _arrows(self, places: Places) -> Iterator[Mark]:
        """Yield the arrows from map to map, with the kernel and the stride of the layer if there is one."""
        act, route = ("enlarge", [*GAPS, "classes"]) if "coarse" in places else ("layer", self._columns)
        layers = [one(beat, Layer) for beat in self.story.beats if beat.act == act]
        stride = self.story.terms["stride"]
        words = [(times(layer.kernel.shape[-2:]), f"{stride} {layer.stride}") for layer in layers]
        there = [name for name in route if name in places]
        for (before, after), texts in zip(pairwise(there), [*words, ()], strict=False):
            left, right = places[before].rect, places[after].rect
            start = left.grown(BESIDE if before in GAPS else 0.0)
            if left.x > right.x:  # the first on its line
                start = replace(right, x=right.left - ARROW, width=0.0)
            level = min(max(left.y, right.bottom), right.top) if before == "scores" else right.y
            yield Mark((before, after), partial(self._arrow, start, right, level, texts), after)

    def _arrow(self, left: Rect, right: Rect, level: float, words: Sequence[str]) -> VGroup:
        return VGroup(*worded_arrow(left, right, level, words, self.theme, below=self._narrow))

    @property
    def _columns(self) -> list[str]:
        """The maps from the picture to the scores."""
        names = [one.name for one in self.story.maps]
        return names[: names.index("scores") + 1]

    def _network(self) -> Places:
        """Return the places of the network's maps: cells of one size, half as many across as down.

        Labels may be wider than their maps: they stand at different heights.
        """
        across = {name: max(1, round(math.sqrt(self.story.map(name).channels / 2))) for name in self._columns}
        gaps = dict.fromkeys(across, 1) | {"scores": 3 if self._narrow else 1}
        slots = tuple(
            replace(self.stack_slot(name, count, gaps[name]), label_width=0.0)
            for name, count in across.items()
        )
        room = self.area
        area = Rect.between(room.left, room.right - 1.5 * BESIDE, room.bottom, room.top)
        half = math.ceil(len(slots) / 2)
        lines = Split((Row(slots[:half], gap=ARROW), Row(slots[half:], gap=ARROW)))
        places = arrange([lines if self._narrow else Row(slots, gap=ARROW)], area)
        return {
            name: stacked(self.story, name, places[name], count, gaps[name]) for name, count in across.items()
        }

    def _classified(self) -> Places:
        """Return the places of scores, coarse classes below them, enlarged scores, and classes."""
        for wider in range(1, WIDEST):
            gaps = {name: gap * wider for name, gap in GAPS.items()}
            places = self._spread(gaps)
            if all(gap * places[name].cell >= BESIDE for name, gap in gaps.items()):
                break
        return places | {name: stacked(self.story, name, places[name], 2, gap) for name, gap in gaps.items()}

    def _spread(self, gaps: Mapping[str, int]) -> dict[str, Place]:
        """Return the same, with so many cells between maps of scores: room for the number of a class."""
        slots = tuple(replace(self.stack_slot(name, 2, n), padding=(0, n, 0, 0)) for name, n in gaps.items())
        small = SQUARE if self._narrow and not self.frame.upright else math.inf
        scores, enlarged = Row(slots[:1]), Row(slots[1:], max_cell=small)
        coarse = Row((replace(self.slot("coarse", ()), readings=DIGITS),), max_cell=0.4)
        classes = Row((replace(self.slot("classes", ()), readings=DIGITS),), max_cell=PIXEL)
        both = Split((scores, coarse))
        arrangements = [Split((both, enlarged, classes), beside=True, gap=ARROW)]
        if self.frame.upright:
            arrangements = [Split((Split((both, enlarged), beside=True, gap=ARROW), classes))]
        return arrange(arrangements, self.area)

    def _legend(self) -> Places:
        """Return the places of the classes' numbers, whose names stand beside them, below the maps."""
        classes = [one for one in self.story.maps if one.role == "ink"]
        names = (width_beside(one.label, self._name_room) for one in classes)
        widths = [BADGE + ASIDE + width + APART for width in names]
        xs = np.cumsum([0.0, *widths]) - (sum(widths) - APART - BADGE) / 2
        return {m.name: Place(float(x), self.legend, BADGE, 1, 1) for m, x in zip(classes, xs, strict=False)}

    @cached_property
    def _name_room(self) -> float:
        """How wide the name of a class may be: no matter how, if all of them fit on one line."""
        classes = [one.label for one in self.story.maps if one.role == "ink"]
        room = (self.frame.line + APART) / len(classes) - BADGE - ASIDE - APART
        wide = sum(width_beside(one, math.inf) for one in classes) > room * len(classes)
        return room if wide else math.inf

    def _badges(self, where: Standing) -> ClassGrid:
        """Return, beside every map of a stack, the class that it belongs to."""
        assert isinstance(where, Tiles)
        rects = [where.place(number).rect for number in range(where.count)]
        centers = [[(rect.right + BESIDE / 2, rect.y) for rect in rects]]
        cells = Cells.at([range(where.count)], Place(0, 0, BADGE, 1, where.count)).changed(centers=centers)
        return ClassGrid(cells, self.theme, name="class")
