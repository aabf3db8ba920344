"""The scene: a network's maps in columns; scores that become classes; classes beside the truth."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import pairwise

import numpy as np
from manim import VGroup, VMobject

from convscenes.look.arranging import Row, Split, arrange
from convscenes.look.beside import name_beside, width_beside
from convscenes.look.cells import Cells
from convscenes.look.layout import Place, Rect, Room, Standing
from convscenes.look.letter_sizes import LABEL, MIN_EM
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.slots import Reading, Slot
from convscenes.look.tiles import Tiles
from convscenes.ops.layers import Layer
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.feature_maps import PicturesScene, stacked
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import worded_arrow, worded_arrow_down
from convscenes.scenes._base.stage import Places
from convscenes.scenes.segmentation.class_grid import ClassGrid
from convscenes.stories import Beat, Map
from convscenes.stories._base.story import one
from convscenes.stories._base.wording import times

LEGEND, ABOVE = 0.9, 0.3
"""How far above the stage's foot the classes' names stand, above the result; and the maps above these."""
ARROW = 0.95
"""The smallest space for an arrow and its words."""
BADGE, ASIDE, APART = 0.34, 0.12, 0.6
"""The side of a cell that stands for a class; space to its name, and on to the next."""
BESIDE, CLOSE = (0.34, 0.5), (0.28, 0.38)
"""The side of such a cell at a map of scores, and the room for it; the same in a square frame."""
PIXEL = 0.25
"""The side of a pixel whose class' number can be read."""
DIGITS = (Reading(0.5, 1.0),)
"""How the classes' numbers are written."""
GAPS = {"scores": 3, "enlarged": 5}
"""Between maps of scores, in cells: room for the number of a class; or more, where cells are small."""
WIDEST = 40
"""How many cells these are at most."""
BETWEEN, DOWN, WORDS = 0.3, 0.75, 0.25
"""Space between two lines of maps; for an arrow down and its words; for words below an arrow."""


Spread = Callable[[Mapping[str, Slot]], dict[str, Place]]
"""Returns the places of slots."""


class Segmentation(PicturesScene):
    """Picture → layers → scores; scores → classes, coarse and for every pixel; classes beside the truth."""

    @property
    def _narrow(self) -> bool:
        """Whether maps stand on two lines."""
        return self.frame.narrow

    @property
    def _square(self) -> bool:
        """Whether there is little room across and little down."""
        return self._narrow and not self.frame.upright

    @property
    def badge(self) -> float:
        """The side of a cell that stands for the class of a map of scores."""
        return (CLOSE if self._square else BESIDE)[0]

    @property
    def beside(self) -> float:
        """The room for it, right of the map."""
        return (CLOSE if self._square else BESIDE)[1]

    def _room(self, across: int) -> float:
        """Return how far maps of scores are apart at least: right of each is room for a class, if any is."""
        return self.beside if across > 1 else 0.0

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
            return {**self._legend(), **self._compared([*slots])}
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
            ends = before, places[before].rect, after, places[after].rect
            yield Mark((before, after), partial(self._arrow, *ends, texts), after)

    def _arrow(self, before: str, start: Rect, after: str, end: Rect, words: Sequence[str]) -> VGroup:
        """Return the arrow from a map to the next: at its right, at its left or below it."""
        if min(start.right, end.right) > max(start.left, end.left):
            return worded_arrow_down(start, end, self.stack_slot(after).label_height, words, self.theme)
        level = min(max(start.y, end.bottom), end.top) if before == "scores" else end.y
        left = before if start.x < end.x else after
        badge = self.beside if left in GAPS else 0.0
        start, end = (r.grown(badge) if name == left else r for name, r in ((before, start), (after, end)))
        return VGroup(*worded_arrow(start, end, level, words, self.theme, below=self._narrow))

    @property
    def _columns(self) -> list[str]:
        """The maps from the picture to the scores."""
        names = [one.name for one in self.story.maps]
        return names[: names.index("scores") + 1]

    def _network(self) -> Places:
        """Return the places of the network's maps, their cells of one size, on one line or on two.

        Labels may be wider than their maps: they stand at different heights.
        """
        stacks = {name: (self._across(self.story.map(name).channels), 1) for name in self._columns}
        return self._spaced(stacks, self._lines)

    def _across(self, channels: int) -> int:
        """Return how many of so many maps stand side by side: half as many as down; more on low lines."""
        if not self._square:
            return max(1, round(math.sqrt(channels / 2)))
        return max(
            n for n in range(1, channels + 2) if n == 1 or (not channels % n and n * n <= 2 * channels)
        )

    def _lines(self, slots: Mapping[str, Slot]) -> dict[str, Place]:
        """Return the places of a network's slots: a second line goes on below the first, to the left."""
        room, half = self.area, math.ceil(len(slots) / 2)
        line = tuple(replace(slot, label_width=0.0) for slot in slots.values())
        if not self._narrow:
            area = Rect.between(room.left, room.right - 1.5 * self.beside, room.bottom, room.top)
            return arrange([Row(line, gap=ARROW)], area)
        upper, lower = (
            Row(line[:half], gap=ARROW),
            Row(line[: half - 1 : -1], gap=ARROW + self.beside, below=WORDS),
        )
        places = arrange([Split((upper, lower), gap=DOWN)], room)
        last, first, end = (places[line[number].name] for number in (half - 1, half, -1))
        off = max(min(last.x - first.x, room.right - first.rect.right), room.left - end.rect.left)
        return places | {s.name: replace(places[s.name], x=places[s.name].x + off) for s in line[half:]}

    def _classified(self) -> Places:
        """Return the places of scores, coarse classes below them, enlarged scores, and classes."""
        count = self.story.map("scores").channels
        across = {"scores": 2, "enlarged": count if self._square else 2}
        return self._spaced({name: (across[name], gap) for name, gap in GAPS.items()}, self._spread)

    def _spaced(self, stacks: Mapping[str, tuple[int, int]], spread: Spread) -> Places:
        """Return the places of stacks, where each map of scores has room for the number of its class.

        Of each it is given how many maps stand side by side, and at least how many cells apart.
        """
        slots = {name: self.stack_slot(name, *how) for name, how in stacks.items()}
        places = spread(slots)
        wider = {
            name: (across, max(gap + 1, math.ceil(self._room(across) / places[name].cell)))
            for name, (across, gap) in stacks.items()
            if name in GAPS and gap < WIDEST and gap * places[name].cell < self._room(across)
        }
        if wider:
            return self._spaced({**stacks, **wider}, spread)
        return places | {name: stacked(self.story, name, places[name], *how) for name, how in stacks.items()}

    def _spread(self, slots: Mapping[str, Slot]) -> dict[str, Place]:
        """Return the places of scores over coarse classes, and right of these of what they are enlarged to.

        In narrow frames classes stand below the scores that they are made from.
        """
        share, room, right = MIN_EM / LABEL if self._narrow else 1.0, self.area, ARROW + self.beside
        labelled = (replace(slots[name], label_width=share * slots[name].label_width) for name in GAPS)
        scores, enlarged = (Row((slot,)) for slot in labelled)
        coarse = Row((replace(self.slot("coarse", ()), readings=DIGITS, weight=1.0),), max_cell=0.4)
        classes = Row((replace(self.slot("classes", ()), readings=DIGITS),), max_cell=PIXEL)
        low = Split((scores, coarse), gap=BETWEEN)
        if not self._narrow:
            return arrange([Split((low, enlarged, classes), beside=True, gap=right)], room)
        high = Split((enlarged, classes), gap=DOWN)
        area = Rect.between(room.left, room.right - self.beside, room.bottom, room.top)
        return arrange([Split((low, high), beside=True, gap=right)], area)

    def _compared(self, slots: Sequence[Slot]) -> dict[str, Place]:
        """Return the places of the picture and of both maps of classes: on one line, or on two."""
        lines = [Row(tuple(slots), gap=0.6, max_cell=PIXEL)]
        if self.frame.upright:
            parts = (Row(tuple(some), gap=0.6, max_cell=PIXEL) for some in (slots[:1], slots[1:]))
            return arrange([*lines, Split(tuple(parts))], self.area)
        return arrange(lines, self.area)

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
        centers = [[(rect.right + self.beside / 2, rect.y) for rect in rects]]
        row = Place(0, 0, self.badge, 1, where.count)
        cells = Cells.at([range(where.count)], row).changed(centers=centers)
        return ClassGrid(cells, self.theme, name="class")
