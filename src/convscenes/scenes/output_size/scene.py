"""The scene of output-size: maps with their measures, and the formula that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
from manim import Animation, VMobject

from convscenes.look.frame import FORMULA_BASE, STAGE
from convscenes.look.layout import CELL, LABEL, Place, Rect, Row, Slot, Split, Standing, best
from convscenes.look.map_label import MapLabel, label_width
from convscenes.look.motion import Fade, MoveTo
from convscenes.look.outline import Outline
from convscenes.ops import Geometry
from convscenes.ops.measures import Span
from convscenes.scenes._base.map_view import NO_PADDING, MapView, Padding, PaddingSize, outer
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.stage import Places
from convscenes.scenes.output_size.derivation import WHOLE as SIDES
from convscenes.scenes.output_size.derivation import Derivation, columns, sides
from convscenes.scenes.output_size.measure import Measure
from convscenes.stories import Beat, Map
from convscenes.stories._base.story import one

FLOOR = -1.45
"""The lower edge of the space for maps above the formula of two lines."""
MAX_WIDTH = 6.2
"""The largest width of a map that stands beside the formula."""
MIN_GROWTH, MIN_FORMULA_EM = 1.15, 0.36
"""How many times larger its cells must be there, and how large the formula, for it to stand there."""
BELOW, BESIDE = 1.1, 2.3
"""What two measures with their labels need below a map, and beside it."""
OFF, APART, APART_DOWN = 0.17, 0.54, 1.05
"""How far the first measure stands off its map, and the second off the first: below it, and beside it."""
ROLES = {"i": "input", "i′": "input", "o": "output", "o′": "output", "a": "output", "p": "ink",
         "s": "contribution", "rest": "quiet"}  # fmt: skip
"""The role of each letter; all else counts the kernel, spelled out where it is dilated."""
MAPS = {"i": "input", "i′": "input", "o": "output", "o′": "output"}
"""The map that a letter counts; the others count cells of the map that the kernel is laid on."""
WHOLE = ("i", "o′", "p")
"""The letters of that map and its border; the others count what lies on it."""
STEP_SECONDS, MAX_SECONDS = 0.7, 4.2
"""Seconds of one step, and the maximum for all steps together."""


class OutputSize(SpecScene):
    """Input, kernel and output with their measures; below them the formula, letters above numbers.

    The kernel is laid on ``measured``: a convolution's input, or a transposed convolution's output.
    """

    def prepare(self) -> None:
        """Place the maps, with space for measures on the sides where there are any."""
        super().prepare()
        self.geometry = one(self.story.beats[0], Geometry)
        self.measured = "output" if self.geometry.transposed else "input"
        (top, bottom), (left, right) = self.geometry.padding
        self.border = (top, right, bottom, left)
        self.axes = {span.axis for beat in self.story.beats for span in spans(beat)}
        self.map_places, room = self._fixed_places()
        self.stage.writing = Derivation(self.story, self.theme, room, FORMULA_BASE + 0.04)

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of maps; none of them moves."""
        return {name: self.map_places[name] for name in names}

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the output's label, a question as long as its size is not known, and all measures so far."""
        return [self._output_label(beat), *self._measures(beat)]

    def padding(self, name: str, beat: Beat) -> Padding:
        """Return the padding of the measured map: once it is padded, or until it is cropped."""
        if name != self.measured:
            return Padding()
        measured = (spans(done) for done in self._until(beat) if done.act == "measure-padding")
        done = {span.axis for span in chain.from_iterable(measured)}
        if not self.geometry.transposed:
            return Padding(self.border if done else NO_PADDING)
        top, right, bottom, left = self.border
        rows, cols = (bool(done) if len(self.axes) == 1 else axis in done for axis in (0, 1))
        size = (0 if rows else top, 0 if cols else right, 0 if rows else bottom, 0 if cols else left)
        return Padding(size, zeros=False)

    def label(self, one: Map, place: Standing, above: float) -> VMobject | None:
        """Return a map's label; the output's is there before the map is, and changes: it is a mark."""
        return None if one.name == "output" else super().label(one, place, above)

    def entering(self, view: MapView) -> list[Animation]:
        """Return the animations that bring a map in: an output cell by cell."""
        return view.unfold() if view.name == "output" else super().entering(view)

    def act(self, beat: Beat) -> None:
        """Measure the padding before it is cropped."""
        if beat.act == "measure-padding" and self.geometry.transposed:
            self._measure_cropped(beat)
        super().act(beat)

    def measure_kernel(self, beat: Beat) -> None:
        """Move the kernel's outline to a convolution's first window."""
        if not self.geometry.transposed:
            self._lay(beat)

    def measure_stride(self, beat: Beat) -> None:
        """Move the outline step by step; measure each."""
        if self.geometry.transposed:
            self.stage.enter(beat)
            self._lay(beat)
        view, outline = self.stage.views[self.measured], self.stage.outlines[self.measured]
        path, steps = beat.points[self.measured], [span for span in spans(beat) if span.letter == "s"]
        for number, span in enumerate(steps, 1):
            move = outline.follow(view.rects(path[number]))
            highlights = view.change(highlighted=view.mask(path[: number + 1]))
            step = Fade(self._own(self._mark(span)))
            self.play(move, step, *highlights, seconds=min(STEP_SECONDS, MAX_SECONDS / len(steps)))

    def back(self, beat: Beat) -> None:
        """Measure the sizes that share one, one after the other."""
        self.stage.clear(beat, seconds=0.6)
        for mark in self._sharing(beat):
            if mark.key not in self.stage.marks:
                self.play(Fade(self._own(mark)), seconds=0.7)

    def _lay(self, beat: Beat) -> None:
        """Move an outline from the kernel to the first place where that lies."""
        view, kernel = self.stage.views[self.measured], self.stage.views["kernel"]
        outline = self.stage.outlines[self.measured] = Outline(kernel.place.rect, colour=self.theme.ink)
        first = beat.points[self.measured][0]
        self.play(Fade(outline), *kernel.change(highlighted=True), seconds=0.4)
        highlights = view.change(highlighted=view.mask([first]))
        self.play(outline.follow(view.rects(first)), *highlights, seconds=1.0)

    def _measure_cropped(self, beat: Beat) -> None:
        """Measure the border and write the formula; then remove the border and move the label down."""
        measures = [self._own(mark) for mark in self._measures(beat) if mark.key not in self.stage.marks]
        self.play(*map(Fade, measures), *self.stage.writing.write("", beat), seconds=0.9)
        before, label = self._output_label(self._until(beat)[-2]), self._output_label(beat)
        if label.key != before.key:
            self.stage.marks[label.key] = self.stage.marks.pop(before.key)
            self.stage.arrange(beat, MoveTo(self.stage.marks[label.key], label.make()))

    def _own(self, mark: Mark) -> VMobject:
        """Make a mark, and register it; the caller brings it in."""
        return self.stage.marks.own(mark.key, mark.make())

    def _output_label(self, beat: Beat) -> Mark:
        """Return the output's label: above its border, with a question mark until all axes are known."""
        output, place = self.story.map("output"), self.map_places["output"]
        known = "output" in beat.shows and not np.ma.getmaskarray(beat.shows["output"]).any()
        size = output.size if known else "?"
        above = self.padding("output", beat).size[0] * place.cell

        def make() -> VMobject:
            return MapLabel(output.label, size, output.role, self.theme, place, above=above)

        return Mark(("label", size, above), make, "output")

    def _measures(self, beat: Beat) -> Iterator[Mark]:
        """Yield all measures up to a beat; on the way back, the map that is measured has others instead."""
        back = beat.act == "back"
        for span in chain.from_iterable(map(spans, self._until(beat)[: -1 if back else None])):
            if span.length and not (back and self._map_of(span) == self.measured):
                yield self._mark(span)
        if back:
            yield from self._sharing(beat)

    def _sharing(self, beat: Beat) -> Iterator[Mark]:
        """Yield the sizes that share one, and the differences between them, if they fit the frame."""
        line = -1
        for span in spans(beat):
            line += span.letter in WHOLE  # what is added stands on the line of what it is added to
            quiet = span.letter in WHOLE and span is not beat.steps[-1]
            mark = self._mark(span, line, "quiet" if quiet else ROLES[span.letter])
            measure = mark.make()
            if measure.get_right()[0] <= STAGE.right + 0.1 and measure.get_bottom()[1] >= STAGE.bottom:
                yield mark

    def _mark(self, span: Span, line: int | None = None, role: str = "") -> Mark:
        """Return a measure on a ``line``, 0 next to its map; by default, parts and whole have two."""
        if line is None:
            own = (span.letter in WHOLE) == self.geometry.transposed
            line = int(own and self._map_of(span) == self.measured)
        chosen, on = role or ROLES.get(span.letter, "kernel"), line
        return Mark((span, on, chosen), lambda: self._measure(span, on, chosen))

    def _measure(self, span: Span, line: int, role: str) -> Measure:
        """Return a measure below its map or, along a column, beside it."""
        name = self._map_of(span)
        labels = (f"{span.letter} = {span.length}", span.letter, str(span.length))
        colour, place, edges = self.theme.role(role), self.map_places[name], self._edges(name)
        ends = [span.start, span.start + span.length - 1]
        if span.axis == 1:
            block, y = place.block([0], ends), edges.bottom - OFF - line * APART
            return Measure((block.left, y), (block.right, y), labels, colour)
        block, away = place.block(ends, [0]), OFF + line * APART_DOWN
        x, side = (edges.left - away, -1) if name == "output" else (edges.right + away, 1)
        return Measure((x, block.top), (x, block.bottom), labels, colour, side=side)

    def _map_of(self, span: Span) -> str:
        return MAPS.get(span.letter, self.measured)

    def _edges(self, name: str) -> Rect:
        """Return the rectangle that measures stand off: the map with its border, as wide as its label."""
        place, one = self.map_places[name], self.story.map(name)
        block = outer(place, self._border_of(name))
        half = label_width(one.label, one.size) / 2
        sides = min(block.left, place.x - half), max(block.right, place.x + half)
        return Rect.between(*sides, block.bottom, block.top)

    def _border_of(self, name: str) -> PaddingSize:
        return self.border if name == self.measured else NO_PADDING

    def _until(self, beat: Beat) -> Sequence[Beat]:
        return self.story.beats[: self.story.beats.index(beat) + 1]

    def _fixed_places(self) -> tuple[dict[str, Place], Rect]:
        """Return the places of the maps, and the room of the formula: below, or beside what is measured."""
        below, gap = BELOW if 1 in self.axes else 0.0, BESIDE if 0 in self.axes else 1.3
        names = ("input", "kernel", "output")
        slots = tuple(replace(self.slot(name, names), padding=self._border_of(name)) for name in names)
        one_line = Row(slots, gap=gap, below=below)
        two_lines = Split(Row(slots[:2], gap=gap, below=below), Row(slots[2:], gap=gap, below=below))
        above = best((one_line, two_lines), Rect.between(STAGE.left, STAGE.right, FLOOR, STAGE.top))
        beside, room = self._beside(slots, below, gap)
        wholes = [beat.formula for beat in self.story.beats if len(sides(beat.formula)) == SIDES]
        larger = beside[self.measured].cell > MIN_GROWTH * above[self.measured].cell
        if larger and min(columns(whole, room).em for whole in wholes) >= MIN_FORMULA_EM:
            return beside, room
        return above, STAGE

    def _beside(self, slots: tuple[Slot, ...], below: float, gap: float) -> tuple[dict[str, Place], Rect]:
        """Return the places with the measured map as high as the stage, and the room left for the formula."""
        last = self.geometry.transposed
        *others, large = slots if last else (*slots[1:], slots[0])
        rows, cols = large.outer
        cell = min(CELL, (STAGE.height - LABEL - below) / rows, MAX_WIDTH / cols)
        width = large.width(cell)
        left = STAGE.right - width if last else STAGE.left
        own = Rect.between(left, left + width, STAGE.bottom, STAGE.top)
        sides = (STAGE.left, left - gap) if last else (left + width + gap, STAGE.right)
        room = Rect.between(*sides, FLOOR, STAGE.top)
        measured = Row((large,), max_cell=cell, below=below).fit(own).places
        return measured | Row(tuple(others), gap=gap, max_cell=cell, below=below).fit(room).places, room


def spans(beat: Beat) -> list[Span]:
    """Return what a beat measures."""
    return [step for step in beat.steps if isinstance(step, Span)]
