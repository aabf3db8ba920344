"""output-size: what each letter of the relationship counts is measured on the maps, term by term."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import Animation, linear
from numpy.typing import NDArray

from convscenes.look.frame import STAGE
from convscenes.look.layout import CELL, LABEL, Place, Rect, Row, Slot, Split, best
from convscenes.look.map_label import MapLabel, label_width
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.measure import Measure
from convscenes.look.motion import Fade, Slide
from convscenes.look.outline import Outline
from convscenes.ops import Geometry
from convscenes.ops.measures import Span
from convscenes.scenes._base.derivation import Derivation
from convscenes.scenes._base.masks import diagonal
from convscenes.scenes._base.piece import NO_PADDING, PaddingSize, Piece, padding_cells, piece, slot
from convscenes.scenes._base.spec_scene import FORMULA_BASE, SpecScene
from convscenes.stories import Beat, Term

FLOOR = -1.45
"""Where maps end that stand above the formula of two lines."""
BESIDE_FORMULA = 6.2
"""The most width of a map that stands beside the formula."""
CLEARLY, READABLE = 1.15, 0.36
"""How much larger its cells must be there, and how large the formula at least, for it to be worth it."""
BELOW, BESIDE = 1.1, 2.3
"""What two measures with their labels need below a map, and beside it."""
OFF, APART, APART_DOWN = 0.17, 0.54, 1.05
"""How far the first measure stands off its map, and the second off the first: below it, and beside it."""
ROLES = {"i": "input", "i′": "input", "o": "output", "o′": "output", "a": "output", "p": "ink",
         "s": "contribution", "rest": "quiet"}  # fmt: skip
"""The role of each letter; all else counts the kernel, spelled out where it is dilated."""
WHOLE = ("i", "o′", "p")
"""The letters of a map and its border; the others count what lies on it."""
HOPS = 6
"""Steps that are made one by one; of more, all follow in one glide."""


class OutputSize(SpecScene):
    """Input, kernel and output with their measures; below them the formula, letters above numbers."""

    def prepare(self) -> None:
        """Place the maps, with room for the measures on the sides where there will be some."""
        self.geometry: Geometry = self.story.beats[0].steps[0]
        (top, bottom), (left, right) = self.geometry.padding
        self.padding: PaddingSize = (top, right, bottom, left)
        self.told = {s.axis for beat in self.story.beats for s in beat.steps if isinstance(s, Span)}
        places, self.derivation = self._arranged()
        last = self.story.beats[-1].shows
        self.input, self.kernel, self.output = (
            piece(self.story, self.theme, name, places[name], last[name])
            for name in ("input", "kernel", "output")
        )
        grid = self.output.grid
        grid.set_state(grid.cells.changed(values=np.ma.array(grid.values, mask=True)))
        self.ground = self.output if self.geometry.transposed else self.input
        self.border = self._border()
        self.ground_measures: list[Measure] = []
        self.reader = Outline(self.kernel.place.rect, colour=self.theme.ink)

    def maps(self, beat: Beat) -> None:
        """Bring in input and kernel, and the question where the output will be."""
        self.play(*self.input.appear(), seconds=0.7)
        self.play(*self.kernel.appear(), seconds=0.7)
        output, place = self.story.map("output"), self.output.place
        above = self._lift if self.geometry.transposed else 0.0
        self.question = MapLabel(output.label, "?", output.role, self.theme, place, above=above)
        self.bring(self.question)

    def measure_input(self, beat: Beat) -> None:
        """Begin a formula with the length of the input."""
        self.axis = int(beat.steps[0].axis)
        gone = self.derivation.wipe()
        self.derivation.lay(next(b.formula for b in self._ahead() if b.act == "measure-output"))
        lights = [
            self.input.grid.animate_to(highlighted=True),
            self.kernel.grid.animate_to(highlighted=False),
        ]
        self.play(*gone, *lights, *self._measured(self.input, beat), *self._written(beat), seconds=0.9)

    def measure_padding(self, beat: Beat) -> None:
        """Put the border around the input, or take it off the output."""
        self.play(*self._measured(self.ground, beat), *self._written(beat), seconds=0.9)
        if self.geometry.transposed:
            above, stays = slice(self.padding[0]), self._staying()
            freed = self.border.cells.opacity[above].any() and not stays[above].any()
            self.play(
                self.border.animate_to(opacity=stays),
                Slide(self.question, (0.0, -self._lift * freed)),
                Fade(self.reader, out=True),
                seconds=0.9,
            )
        elif self.border not in self.mobjects:
            self.play(Fade(self.border), Slide(self.input.label, (0.0, self._lift)), seconds=0.9)

    def measure_kernel(self, beat: Beat) -> None:
        """Measure the first window, to which the kernel's outline travels, or the last stamp."""
        if not self.geometry.transposed:
            self._lay()
        self.play(*self._measured(self.ground, beat), *self._written(beat), seconds=0.8)

    def measure_stride(self, beat: Beat) -> None:
        """Lead the outline from step to step; each is measured as it is made."""
        if self.geometry.transposed:
            if self.output.grid not in self.mobjects:
                self.bring(self.border, self.output.grid, seconds=0.8)
            self._lay()
        hops = [span for span in beat.steps if span.letter == "s"]
        windows = [self._window(number) for number in range(len(hops) + 1)]
        if len(hops) > HOPS:
            follow = self.reader.follow(*windows[1:], rate=linear)
            self.play(follow, *map(Fade, self._measures(self.ground, hops)), seconds=3.0)
        else:
            for span, window in zip(hops, windows[1:], strict=True):
                self.play(
                    self.reader.follow(window), *map(Fade, self._measures(self.ground, [span])), seconds=0.7
                )
        rest = [span for span in beat.steps if span.letter != "s"]
        self.play(*map(Fade, self._measures(self.ground, rest)), *self._written(beat), seconds=0.8)

    def measure_extra(self, beat: Beat) -> None:
        """Measure what output padding adds."""
        self.play(*self._measured(self.ground, beat), *self._written(beat), seconds=0.9)

    def measure_output(self, beat: Beat) -> None:
        """Fill the output's cells, as many as there are steps, and measure it."""
        values = beat.shows["output"]
        grid, known = self.output.grid, not np.ma.getmaskarray(values).any()
        if grid not in self.mobjects:
            grid.set_state(grid.cells.changed(opacity=False))
        self.play(grid.animate_to(values=values, opacity=True, lag=diagonal(values.shape)), seconds=1.2)
        labels = [Fade(self.question, out=True), Fade(self.output.label)] if known else []
        lights = [p.grid.animate_to(highlighted=True) for p in (self.input, self.kernel)]
        self.play(*self._measured(self.output, beat), *self._written(beat), *labels, *lights, seconds=0.9)

    def back(self, beat: Beat) -> None:
        """Measure the sizes that share one, and write what leads back."""
        gone, self.ground_measures = self.ground_measures, []
        self.play(
            *(Fade(mobject, out=True) for mobject in (*gone, self.reader) if mobject in self.mobjects),
            *self.derivation.wipe(),
            seconds=0.6,
        )
        line = -1
        for span in beat.steps:
            line += span.letter in WHOLE  # what is added stands on the line of what it is added to
            role = "quiet" if span.letter in WHOLE and span is not beat.steps[-1] else ROLES[span.letter]
            measure = self._measure(self.ground, span, line, role)
            if measure.get_right()[0] <= STAGE.right + 0.1 and measure.get_bottom()[1] >= STAGE.bottom:
                self.bring(measure, seconds=0.7)
        if beat.formula:
            self.derivation.lay(beat.formula)
            self.play(*self._written(beat), seconds=0.8)

    def _lay(self) -> None:
        """Lead the kernel's outline to the first window, or the first stamp."""
        if self.reader in self.mobjects:
            self.dismiss(self.reader, seconds=0.3)
        self.reader = Outline(self.kernel.place.rect, colour=self.theme.ink)
        self.play(Fade(self.reader), self.kernel.grid.animate_to(highlighted=True), seconds=0.4)
        self.play(self.reader.follow(self._window(0)), seconds=1.0)

    def _window(self, number: int) -> Rect:
        """Return where the kernel lies at a step along the axis that is told, the first along the other."""
        rows, cols = (self.geometry.reach(axis, number if axis == self.axis else 0) for axis in (0, 1))
        return self.ground.place.block(rows, cols)

    def _measured(self, one: Piece, beat: Beat) -> list[Animation]:
        """Return the animations that bring the beat's measures."""
        return [Fade(measure) for measure in self._measures(one, beat.steps)]

    def _measures(self, one: Piece, spans: Iterable[Span]) -> list[Measure]:
        """Return the measures of ``spans`` at ``one`` of the maps, those of its whole on their own line."""
        made = []
        for span in spans:
            line = int((span.letter in WHOLE) == self.geometry.transposed) if one is self.ground else 0
            if span.length:
                made.append(self._measure(one, span, line, ROLES.get(span.letter, "kernel")))
        if one is self.ground:
            self.ground_measures += made
        return made

    def _measure(self, one: Piece, span: Span, line: int, role: str) -> Measure:
        """Return a measure on the ``line``-th line, below the map or, down along it, beside it."""
        labels = (f"{span.letter} = {span.length}", span.letter, str(span.length))
        colour, edges = self.theme.role(role), self._edges(one)
        place, ends = one.place, [span.start, span.start + span.length - 1]
        if span.axis == 1:
            block, y = place.block([0], ends), edges.bottom - OFF - line * APART
            return Measure((block.left, y), (block.right, y), labels, colour)
        block, away = place.block(ends, [0]), OFF + line * APART_DOWN
        x, side = (edges.left - away, -1) if one is self.output else (edges.right + away, 1)
        return Measure((x, block.top), (x, block.bottom), labels, colour, side=side)

    def _edges(self, one: Piece) -> Rect:
        """Return the rectangle that measures stand off: the map with its border, as wide as its label."""
        top, right, bottom, left = self.padding if one is self.ground else NO_PADDING
        place, name = one.place, self.story.map(one.grid.name)
        block = place.block([-top, place.rows - 1 + bottom], [-left, place.cols - 1 + right])
        half = label_width(name.label, name.size) / 2
        sides = min(block.left, place.x - half), max(block.right, place.x + half)
        return Rect.between(*sides, block.bottom, block.top)

    def _written(self, beat: Beat) -> list[Animation]:
        return self.derivation.write(beat.formula)

    def _staying(self) -> NDArray[np.float64]:
        """Return which cells of the border stay when an axis is cropped: none where the other goes along."""
        top, right, bottom, left = self.padding
        height, width = self.border.cells.opacity.shape
        inside = np.zeros((height, width))
        if len(self.told) > 1 and self.axis == 0:
            inside[top : height - bottom] = 1
        elif len(self.told) > 1:
            inside[:, left : width - right] = 1
        stays: NDArray[np.float64] = self.border.cells.opacity * inside
        return stays

    @property
    def _lift(self) -> float:
        """How high the border stands above the map that it is around."""
        return self.padding[0] * self.ground.place.cell

    def _border(self) -> MatrixGrid:
        return padding_cells(
            self.theme, self.ground.place, self.padding, written=not self.geometry.transposed
        )

    def _ahead(self) -> Iterable[Beat]:
        """Return the beats from the present one on."""
        return self.story.beats[len(self.times) :]

    def _ring(self, name: str) -> PaddingSize:
        ground = "output" if self.geometry.transposed else "input"
        return self.padding if name == ground else NO_PADDING

    def _arranged(self) -> tuple[dict[str, Place], Derivation]:
        """Return the places of the maps, and the formula: below them, or beside the map that is measured."""
        below, gap = BELOW if 1 in self.told else 0.0, BESIDE if 0 in self.told else 1.3
        slots = tuple(slot(self.story, name, self._ring(name)) for name in ("input", "kernel", "output"))
        one_line = Row(slots, gap=gap, below=below)
        two_lines = Split(Row(slots[:2], gap=gap, below=below), Row(slots[2:], gap=gap, below=below))
        above = best((one_line, two_lines), Rect.between(STAGE.left, STAGE.right, FLOOR, STAGE.top))
        beside, room = self._beside(slots, below, gap)
        ground, formula = slots[2 if self.geometry.transposed else 0].name, self._derivation(room)
        larger = beside[ground].cell > CLEARLY * above[ground].cell
        if larger and formula.least(self._formulas()) >= READABLE:
            return beside, formula
        return above, self._derivation(STAGE)

    def _beside(self, slots: tuple[Slot, ...], below: float, gap: float) -> tuple[dict[str, Place], Rect]:
        """Return the places with the measured map as high as the stage, and the room left for the formula."""
        *others, ground = slots if self.geometry.transposed else (*slots[1:], slots[0])
        rows, cols = ground.outer
        cell = min(CELL, (STAGE.height - LABEL - below) / rows, BESIDE_FORMULA / cols)
        edge = ground.width(cell)
        if self.geometry.transposed:
            own = Rect.between(STAGE.right - edge, STAGE.right, STAGE.bottom, STAGE.top)
            rest = Rect.between(STAGE.left, own.left - gap, FLOOR, STAGE.top)
        else:
            own = Rect.between(STAGE.left, STAGE.left + edge, STAGE.bottom, STAGE.top)
            rest = Rect.between(own.right + gap, STAGE.right, FLOOR, STAGE.top)
        measured = Row((ground,), most=cell, below=below).fit(own).places
        return measured | Row(tuple(others), gap=gap, most=cell, below=below).fit(rest).places, rest

    def _derivation(self, room: Rect) -> Derivation:
        return Derivation(self.theme, x=room.x, y=FORMULA_BASE + 0.04, most=room.width)

    def _formulas(self) -> list[tuple[Term, ...]]:
        """Return the formulas that stand there whole."""
        return [b.formula for b in self.story.beats if b.formula and b.act in ("measure-output", "back")]
