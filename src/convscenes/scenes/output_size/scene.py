"""The scene of output-size: maps with their measures, and the formula that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

import numpy as np
from manim import VMobject

from convscenes.look.arranging import Row, Split, arrange
from convscenes.look.layout import CELL, LABEL, Place, Rect, Room, Standing
from convscenes.look.map_label import MapLabel
from convscenes.ops import Geometry
from convscenes.ops.measures import Span
from convscenes.scenes._base.map_view import NO_PADDING, Padding, outer
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes.output_size.derivation import WHOLE as SIDES
from convscenes.scenes.output_size.derivation import placed, sides
from convscenes.scenes.output_size.measure import measure
from convscenes.stories import Beat, Map
from convscenes.stories._base.story import one

FORMULA, ASIDE = 1.5, 0.4
"""The height of the formula of two lines, and how far it stands off a map beside it."""
BELOW, BESIDE = 1.1, 2.3
"""What two measures with their labels need below a map, and beside it."""
OFF, APART, APART_DOWN = 0.17, 0.54, 1.05
"""How far the first measure stands off its map, and the second off the first: below it, and beside it."""
RISE = 0.04
"""How far the formula's second baseline is above the usual one."""
MAPS = {"i": "input", "i′": "input", "o": "output", "o′": "output"}
"""The map that a letter counts; the others count cells of the map that the kernel is laid on."""
ROLES = MAPS | {"a": "output", "p": "ink", "s": "contribution", "rest": "quiet"}
"""The role of each letter; all else counts the kernel, spelled out where it is dilated."""
WHOLE = ("i", "o′", "p")
"""The letters of that map and its border; the others count what lies on it."""


class OutputSize(SpecScene):
    """Input, kernel and output with their measures; below them the formula, letters above numbers.

    The kernel is laid on ``measured``: a convolution's input, or a transposed convolution's output.
    """

    writes_formulas = False

    def prepare(self) -> None:
        """Find the map that is measured, its border, and along which axes."""
        super().prepare()
        self.geometry = one(self.story.beats[0], Geometry)
        self.measured = "output" if self.geometry.transposed else "input"
        (top, bottom), (left, right) = self.geometry.padding
        self.border = (top, right, bottom, left)
        self.axes = {span.axis for beat in self.story.beats for span in spans(beat)}

    def arranged(self, names: Sequence[str]) -> dict[str, Place]:
        """Return the places of all maps, as none of them moves; the largest may stand beside the formula."""
        last, below, gap = (
            self.geometry.transposed,
            BELOW * (1 in self.axes),
            BESIDE if 0 in self.axes else 1.3,
        )
        names = ("input", "kernel", "output")
        slots = [replace(self.slot(n, names), padding=self._border_of(n)) for n in names]
        cell = min(CELL, (self.frame.stage.height - LABEL - below) / slots[2 if last else 0].outer[0])

        def row(start: int, end: int, below: float = below + FORMULA) -> Row:
            return Row(tuple(slots[start:end]), gap=gap, below=below, max_cell=cell)

        two_lines = Split((row(0, 2, below), row(2, 3)))
        parts = (row(0, 2), row(2, 3, below)) if last else (row(0, 1, below), row(1, 3))
        return arrange((row(0, 3), two_lines, Split(parts, beside=True, gap=gap)), self.frame.stage)

    def padding(self, name: str, beat: Beat) -> Padding:
        """Return the padding of the measured map: once it is padded, or until it is cropped."""
        if name != self.measured:
            return Padding()
        measured = (spans(done) for done in self._until(beat) if done.act == "measure-padding")
        done = {span.axis for span in chain.from_iterable(measured)}
        if not self.geometry.transposed:
            return Padding(self.border if done else NO_PADDING)
        top, right, bottom, left = self.border
        rows, cols = (not done if len(self.axes) == 1 else axis not in done for axis in (0, 1))
        return Padding((top * rows, right * cols, bottom * rows, left * cols), zeros=False)

    def label(self, one: Map, place: Standing, above: float, room: Room) -> VMobject | None:
        """Return a map's label; the output's is there before the map is, and changes: it is a mark."""
        return None if one.name == "output" else super().label(one, place, above, room)

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the output's label, all measures so far, and the formula."""
        return [self._output_label(beat), *self._measures(beat), *self._formula(beat)]

    def act(self, beat: Beat) -> None:
        """Measure the padding before it is cropped."""
        if beat.act == "measure-padding" and self.geometry.transposed:
            self.stage.mark(beat)
        super().act(beat)

    def measure_stride(self, beat: Beat) -> None:
        """Lay the outline on the first window, or stamp, from where it moves on step by step."""
        self.stage.enter(beat)
        first = {self.measured: beat.points[self.measured][:1]}
        self.stage.go(replace(beat, points={**beat.points, **first}), self.measured)

    def _output_label(self, beat: Beat) -> Mark:
        """Return the output's label: with a question mark until all axes are known."""
        output, place = self.story.map("output"), self.place("output", beat)
        known = "output" in beat.shows and not np.ma.getmaskarray(beat.shows["output"]).any()
        border = self.padding("output", beat).size if "output" in beat.shows else self._border_of("output")
        size, above = output.size if known else "?", border[0] * place.cell
        room = self.label_room(output)
        make = partial(
            MapLabel,
            output.label,
            size,
            output.role,
            self.theme,
            place,
            above=above,
            max_width=room,
            room=self.frame.edges,
        )
        return Mark(("label", size, above), make, "output")

    def _measures(self, beat: Beat) -> Iterator[Mark]:
        """Yield all measures so far; on the way back, the measured map has those of sizes that share one."""
        back, line, stage = beat.act == "back", -1, self.frame.stage
        for span in chain.from_iterable(map(spans, self._until(beat)[: -1 if back else None])):
            own = self._map_of(span) == self.measured
            if span.length and not (back and own):
                yield self._measure(span, own and (span.letter in WHOLE) == self.geometry.transposed, beat)
        for span in spans(beat) if back else ():
            line += span.letter in WHOLE  # what is added stands on the line of what it is added to
            mark = self._measure(span, line, beat, quiet=span.letter in WHOLE and span is not beat.steps[-1])
            drawn = mark.make()
            if drawn.get_right()[0] <= stage.right + 0.1 and drawn.get_bottom()[1] >= stage.bottom:
                yield mark

    def _measure(self, span: Span, line: int, beat: Beat, *, quiet: bool = False) -> Mark:
        """Return a measure on a ``line``, 0 next to its map: below that or, along a column, beside it."""
        name = self._map_of(span)
        role, place = "quiet" if quiet else ROLES.get(span.letter, "kernel"), self.place(name, beat)
        edges, cells = outer(place, self._border_of(name)), [span.start, span.start + span.length - 1]
        if span.axis == 1:
            block, y, side = place.block([0], cells), edges.bottom - OFF - line * APART, 1
            start, end = (block.left, y), (block.right, y)
        else:
            block, side = place.block(cells, [0]), -1 if name == "output" else 1
            x = edges.x + side * (edges.width / 2 + OFF + line * APART_DOWN)
            start, end = (x, block.top), (x, block.bottom)
        letter = self.story.terms.get(span.letter, span.letter)
        labels = (f"{letter} = {span.length}", letter, str(span.length))
        return Mark((span, line, role), partial(measure, start, end, labels, self.theme.role(role), side))

    def _formula(self, beat: Beat) -> list[Mark]:
        """Return the parts of the formula, below all maps, or beside the one that reaches down there."""
        if not beat.formula:
            return []
        stage = self.frame.stage
        ahead = self.story.beats[self.story.beats.index(beat) :]
        whole = next(later.formula for later in ahead if len(sides(later.formula)) == SIDES)
        large, room = outer(self.place(self.measured, beat), self.border), stage
        if large.bottom < stage.bottom + FORMULA + BELOW * (1 in self.axes) - 0.01:
            aside = BESIDE if 0 in self.axes else ASIDE
            left, right = large.left - aside, large.right + aside
            free = (stage.left, left) if self.geometry.transposed else (right, stage.right)
            room = Rect.between(*free, stage.bottom, stage.top)
        return [
            Mark(part, partial(part.lettering, self.theme))
            for part in placed(beat.formula, whole, room, self.frame.formula_base + RISE)
        ]

    def _map_of(self, span: Span) -> str:
        return MAPS.get(span.letter, self.measured)

    def _border_of(self, name: str) -> tuple[int, int, int, int]:
        return self.border if name == self.measured else NO_PADDING

    def _until(self, beat: Beat) -> Sequence[Beat]:
        return self.story.beats[: self.story.beats.index(beat) + 1]


def spans(beat: Beat) -> list[Span]:
    """Return what a beat measures."""
    return [step for step in beat.steps if isinstance(step, Span)]
