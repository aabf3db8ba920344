"""connectivity: lines join a window with the one value it makes, and a value with cells it should fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import Animation, linear, smooth

from convscenes.look.cells import Floats
from convscenes.look.layout import Place, Rect, Row, Slot
from convscenes.look.motion import Fade
from convscenes.look.outline import Links, Outline
from convscenes.ops import GatherStep
from convscenes.scenes._base.masks import cell_mask, covered, window_mask
from convscenes.scenes._base.piece import Piece, piece, slot
from convscenes.scenes._base.readings import Readings
from convscenes.scenes._base.spec_scene import FORMULA_BASE, MAPS, SpecScene
from convscenes.stories import Beat, Term

NAMES = ("input", "output", "wanted")
GAP = 2.0
"""Space for the lines between two maps."""
OFF = 0.34
"""How far from its middle a line meets a cell, so that it passes below or above numerals; share of a side."""
BOW = -1.1
"""How far lines between maps of one row hang below them."""


class Connectivity(SpecScene):
    """Input → output, many to one; then output → wanted, one to many."""

    def prepare(self) -> None:
        """Find the places of two maps, and of three."""
        slots = [slot(self.story, name) for name in NAMES]
        self.pair, self.triple = (self._arranged(slots[:n]) for n in (2, 3))
        self.readings = Readings(self.theme)

    @staticmethod
    def _arranged(slots: list[Slot]) -> dict[str, Place]:
        """Return the places of maps on one axis.

        An output narrower than its label stands as high as the input, or lines would cross the label.
        """
        places = Row(tuple(slots), gap=GAP).fit(MAPS).places
        output = places["output"]
        if output.rect.width < slots[1].label_width - 0.1:
            lift = places["input"].rect.top - output.rect.top
            places["output"] = replace(output, y=output.y + lift)
        return places

    def maps(self, beat: Beat) -> None:
        """Bring in input and output."""
        self.input, self.output = (
            piece(self.story, self.theme, name, self.pair[name], beat.shows[name]) for name in NAMES[:2]
        )
        self.play(*self.input.appear(), seconds=0.7)
        self.play(*self.output.appear(), seconds=0.7)

    def gather(self, beat: Beat) -> None:
        """Join a window with its value; then glide on, window by window."""
        first, last = beat.steps[0], beat.steps[-1]
        if not self.readings.written:
            self._outline(first)
            self.play(Fade(self.writer), *self._lights(first), seconds=0.7)
            self.play(Fade(self.reader), self.links.follow(self._lines(self.input, first)), seconds=1.1)
        else:
            rate = linear if len(beat.steps) > 1 else smooth
            self.play(
                self.reader.follow(*(covered(self.input.place, step) for step in beat.steps), rate=rate),
                self.writer.follow(*(_cell(self.output.place, step) for step in beat.steps), rate=rate),
                self.links.follow(*(self._lines(self.input, step) for step in beat.steps), rate=rate),
                *self._lights(last),
                seconds=float(np.clip(0.1 * len(beat.steps), 0.9, 3.0)),
            )
        self._read("gather", beat.formula)

    def wish(self, beat: Beat) -> None:
        """Make room on the right for the map that is wanted."""
        self.play(
            *(Fade(mobject, out=True) for mobject in (self.reader, self.writer, self.links)),
            *self.readings.wipe(),
            self.input.grid.animate_to(highlighted=True),
            self.output.grid.animate_to(highlighted=True),
            seconds=0.5,
        )
        self.input, first = self.input.move(self.triple["input"])
        self.output, second = self.output.move(self.triple["output"])
        self.play(*first, *second, seconds=0.9)
        self.wanted = piece(self.story, self.theme, "wanted", self.triple["wanted"], beat.shows["wanted"])
        self.play(*self.wanted.appear(), seconds=0.7)

    def spread(self, beat: Beat) -> None:
        """Join the value with its window once more, then with as many empty cells on the other side."""
        (step,) = beat.steps
        many = len(beat.formula) // 2
        self._outline(step)
        into = self.links.follow(self._lines(self.input, step))
        self.play(Fade(self.reader), Fade(self.writer), into, *self._lights(step), seconds=0.9)
        self._read("gather", beat.formula[:many])
        lines = self._lines(self.wanted, step)
        out = Links(lines[:, [1, 1]], self.theme.contribution, bow=self._bow)
        highlighted = window_mask(self.wanted.place.shape, step)
        self.play(out.follow(lines), self.wanted.grid.animate_to(highlighted=highlighted), seconds=1.1)
        self.play(Fade(Outline(covered(self.wanted.place, step), colour=self.theme.ink)), seconds=0.4)
        self._read("spread", beat.formula[many:])

    def _outline(self, step: GatherStep) -> None:
        """Stand around a window and its cell, with lines that are still to grow."""
        self.reader = Outline(covered(self.input.place, step), colour=self.theme.ink)
        self.writer = Outline(_cell(self.output.place, step), colour=self.theme.ink)
        starts = self._lines(self.input, step)[:, [0, 0]]
        self.links = Links(starts, self.theme.contribution, bow=self._bow)

    def _lights(self, step: GatherStep) -> list[Animation]:
        return [
            self.input.grid.animate_to(highlighted=window_mask(self.input.place.shape, step)),
            self.output.grid.animate_to(highlighted=cell_mask(self.output.place.shape, step.index)),
        ]

    def _read(self, name: str, terms: Sequence[Term]) -> None:
        """Write how many are connected with one, below the lines."""
        one, other = self.output.place.rect, (self.input if name == "gather" else self.wanted).place.rect
        gap = (one.left + other.right) / 2 if one.left > other.right else (one.right + other.left) / 2
        writing = self.readings.write(name, terms, gap, FORMULA_BASE)
        if writing:
            self.play(*writing, seconds=0.4)

    @property
    def _bow(self) -> float:
        return BOW if self.input.place.rows == 1 else 0.0

    def _lines(self, many: Piece, step: GatherStep) -> Floats:
        """Return pairs of points (N, 2, 2): from each cell of the window to its cell of the output.

        They keep off the numerals that they pass. In maps of one row they run below the cells.
        """
        place, one, column = many.place, _cell(self.output.place, step), step.index[1]
        starts = place.centers(step.rows, step.cols)[step.inside]
        if place.rows == 1:
            starts, end = starts - [0, place.cell / 2], (one.x, one.bottom)
        else:
            leftward = place.x < one.x
            passed = column if leftward else self.output.place.cols - 1 - column
            end = (one.left if leftward else one.right, one.y - (OFF * one.height if passed else 0.0))
            if many is self.input:
                above = starts[:, 1] < one.y - 0.5 * place.cell
                starts = starts + np.outer(np.where(above, OFF, -OFF), [0.0, place.cell])
        return np.stack([starts, np.broadcast_to(end, starts.shape)], axis=1)


def _cell(place: Place, step: GatherStep) -> Rect:
    return place.block([step.index[0]], [step.index[1]])
