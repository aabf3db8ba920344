"""checkerboard: stamps land and are counted; the counts multiply to a checkerboard; two ways out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import Animation, VMobject, linear
from numpy.typing import NDArray

from convscenes.look.cells import Cells
from convscenes.look.frame import STAGE
from convscenes.look.layout import CELL, LABEL, Place, Rect, Row
from convscenes.look.lettering import FORMULA, Lettering
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.look.outline import Outline
from convscenes.look.stack import stacked
from convscenes.ops import Pattern, ScatterStep
from convscenes.scenes._base.masks import across, cell_mask, diagonal, down
from convscenes.scenes._base.operators import arrow_between, sign_between
from convscenes.scenes._base.piece import Piece, piece, slot
from convscenes.scenes._base.spec_scene import FORMULA_BASE, MAPS, SpecScene
from convscenes.stories import Beat

SEPARATE = 6
"""Stamps that land one after the other; more than these flow."""
APART = 0.25
"""Space between a table and its row and column."""
Order = Callable[[Sequence[int]], NDArray[np.float64]]
"""When each cell of a map of some shape starts (H, W), 0 … 1."""


class Checkerboard(SpecScene):
    """One dimension in rows below each other, two dimensions in panels side by side."""

    def prepare(self) -> None:
        """Find places for the counting at the beginning and for the panels of the end."""
        (self.counts,) = (name for name in self.story.beats[0].shows if name.startswith("counts"))
        self.counting = self._stack("stamps", self.counts, beside="stamps")
        ends = dict.fromkeys(name for beat in self.story.beats[-3:] for name in beat.shows)
        panels = [slot(self.story, name) for name in ends if not name.startswith("resized")]
        self.panels = Row(tuple(panels), gap=0.55).fit(MAPS).places
        self.on_stage: dict[str, Piece] = {}
        self.pointers: list[VMobject] = []

    def maps(self, beat: Beat) -> None:
        """Bring in the input, one value below the other, a row for each stamp, and the counts, all zero."""
        for name in beat.shows:
            self.play(*self._enter(beat, name, self.counting[name]).appear(), seconds=0.6)

    def stamp(self, beat: Beat) -> None:
        """Let one value spread its stamp, and a copy of the stamp fall onto the counts."""
        (step,) = beat.steps
        self._land(beat, step, 0.8)

    def stamps(self, beat: Beat) -> None:
        """Land one stamp after the other, or let many flow."""
        if len(beat.steps) <= SEPARATE:
            for step in beat.steps:
                self._land(beat, step, 0.4)
            return
        stamps, counts = beat.shows["stamps"], beat.shows[self.counts]
        self.play(
            self._grid("input").animate_to(highlighted=True),
            self._grid("stamps").animate_to(
                values=stamps, highlighted=present(stamps), lag=down(stamps.shape)
            ),
            self._grid(self.counts).animate_to(values=counts, highlighted=True, lag=across(counts.shape)),
            seconds=2.5,
        )

    def inside(self, beat: Beat) -> None:
        """TextOutline the counts that repeat."""
        (pattern,) = beat.steps
        self.play(
            self._grid("input").animate_to(highlighted=True),
            self._grid("stamps").animate_to(highlighted=present(beat.shows["stamps"])),
            *self._point_out(self.counts, pattern),
            seconds=0.9,
        )

    def compare(self, beat: Beat) -> None:
        """Bring the counts of other settings below each other."""
        places = self._stack(*beat.shows)
        self.play(*self._leave("input", "stamps"), seconds=0.5)
        self.play(*self._move(self.counts, places[self.counts]), seconds=0.8)
        for name, pattern in zip(beat.shows, beat.steps, strict=True):
            if name not in self.on_stage:
                self._grow(self._enter(beat, name, places[name], opacity=False), across, 0.7)
            self.play(*self._point_out(name, pattern), seconds=0.5)

    def weigh(self, beat: Beat) -> None:
        """Lay down stamps of other weights, over counts that are even."""
        (counts,) = (name for name in beat.shows if name.startswith("counts"))
        self.summing = self._stack(counts, "weighted", "sums", beside="weighted", area=MAPS)
        self.play(*self._leave(*(name for name in self.on_stage if name != counts)), seconds=0.5)
        if counts in self.on_stage:
            motions = self._move(counts, self.summing[counts])
        else:
            motions = self._enter(beat, counts, self.summing[counts]).appear()
        source = self._enter(beat, "input", self.summing["input"])
        weighted = self._empty(beat, "weighted", self.summing["weighted"])
        self.play(*motions, *source.appear(), *weighted.appear(), seconds=0.8)
        stamps = self._stamps(weighted, beat.shows["weighted"])
        starts = np.broadcast_to(source.place.centers(), (*weighted.place.shape, 2))
        stamps.set_state(stamps.cells.changed(centers=starts))
        self.play(
            stamps.animate_to(place=weighted.place, lag=down(weighted.place.shape)),
            self._grid(counts).animate_to(highlighted=True),
            seconds=1.8,
        )
        weighted.grid.set_state(
            weighted.grid.cells.changed(values=stamps.values, highlighted=present(stamps.values))
        )
        self.remove(stamps)

    def sum(self, beat: Beat) -> None:
        """Let every column of weights fall into its sum."""
        (pattern,) = beat.steps
        weighted = self.on_stage["weighted"]
        grid, place = weighted.grid, weighted.place
        sums = self._enter(beat, "sums", self.summing["sums"], opacity=False)
        falling = self._stamps(weighted, grid.values)
        ends = np.broadcast_to(sums.place.centers(), (*place.shape, 2))
        self.play(Fade(sums.label), falling.animate_to(centers=ends), seconds=1.2)
        self.play(
            sums.grid.animate_to(opacity=True), falling.animate_to(opacity=False, remove=True), seconds=0.5
        )
        self.play(*self._point_out("sums", pattern), seconds=0.5)
        if beat.formula:
            columns = [term.cell[1] for term in beat.formula if term.cell]
            highlighted = present(grid.values) & np.isin(np.arange(place.cols), columns)
            self.play(
                grid.animate_to(highlighted=highlighted),
                self._grid("input").animate_to(highlighted=False),
                seconds=0.4,
            )
            self.say(beat, sums.place.x)

    def multiply(self, beat: Beat) -> None:
        """Turn a copy of the row of counts downwards, and multiply both to a table."""
        self.play(*self._leave(*self.on_stage), *self.unsay(), seconds=0.5)
        row, column, table = (
            self._enter(beat, name, place) for name, place in self._crossed(*beat.shows).items()
        )
        self.play(*row.appear(), seconds=0.6)
        starts = row.place.centers().reshape(*column.place.shape, 2)
        column.grid.set_state(column.grid.cells.changed(centers=starts))
        self.play(column.grid.animate_to(place=column.place, arc=0.15), Fade(column.label), seconds=1.1)
        table.grid.set_state(table.grid.cells.changed(opacity=False))
        self._grow(table, diagonal, 1.4)
        top, left = (int(np.argmax(one.grid.values)) for one in (column, row))
        cells = ((row, 0, left), (column, top, 0), (table, top, left))
        self.pointers = [Outline(one.place.block([r], [c]), colour=self.theme.ink) for one, r, c in cells]
        self.play(*map(Fade, self.pointers), seconds=0.4)
        self.say(beat, (table.place.rect.right + STAGE.right) / 2, y=table.place.y)

    def picture(self, beat: Beat) -> None:
        """Take the table to where a constant picture's output stands: they are the same."""
        picture, kernel, output = beat.shows
        places = Row(tuple(slot(self.story, name) for name in beat.shows), gap=1.2).fit(STAGE).places
        table = self.on_stage.pop("square")
        self.play(*self._leave(*self.on_stage), Fade(table.label, out=True), *self.unsay(), seconds=0.5)
        self.play(table.grid.animate_to(place=places[output]), seconds=0.9)
        made = self._enter(beat, output, places[output], opacity=False)
        self._grow(made, diagonal, 1.0)
        self.remove(table.grid)
        self.pointers = [
            sign_between("×", places[picture], places[kernel], self.theme),
            arrow_between(places[kernel], places[output], self.theme),
        ]
        entering = [a for name in (picture, kernel) for a in self._enter(beat, name, places[name]).appear()]
        self.play(*entering, *map(Fade, self.pointers), seconds=0.8)

    def even(self, beat: Beat) -> None:
        """Put an even overlap beside the uneven one."""
        uneven, even = beat.shows
        self._to_panels(uneven)
        self._grow(self._enter(beat, even, self.panels[even], opacity=False), diagonal, 1.2)

    def enlarge(self, beat: Beat) -> None:
        """Let every value of the picture fill a block of cells."""
        self._to_panels(*(name for name in self.on_stage if name in self.panels))
        enlarged = self._enter(beat, "enlarged", self.panels["enlarged"])
        rows, cols = self.story.map("picture").shape
        scale = enlarged.place.rows // rows
        place = Place(enlarged.place.x, enlarged.place.y, enlarged.place.cell * scale, rows, cols)
        picture = MatrixGrid(Cells.at(enlarged.grid.values[::scale, ::scale], place), self.theme, "input")
        self.bring(picture)
        starts = np.repeat(np.repeat(place.centers(), scale, axis=0), scale, axis=1)
        enlarged.grid.set_state(enlarged.grid.cells.changed(centers=starts, side=place.cell))
        self.remove(picture)
        self.play(enlarged.grid.animate_to(place=enlarged.place), Fade(enlarged.label), seconds=1.2)

    def resize(self, beat: Beat) -> None:
        """Slide a window over the enlarged picture; where it was, its sums stay."""
        enlarged = self.on_stage["enlarged"]
        (name,) = beat.shows.keys() - self.on_stage.keys()
        ground, shape = enlarged.place, self.story.map(name).shape
        place = Place(ground.x, ground.y, ground.cell, *shape)
        resized = self._enter(beat, name, place, opacity=False)
        side = self.story.map("kernel").shape[0]
        corners = [(row, col) for row in range(shape[0]) for col in (0, shape[1] - 1)]
        blocks = [ground.block([r, r + side - 1], [c, c + side - 1]) for r, c in corners]
        window = Outline(blocks[0], colour=self.theme.ink)
        self.bring(window, seconds=0.3)
        order = np.arange(resized.grid.values.size).reshape(shape) / resized.grid.values.size
        self.play(
            window.follow(*blocks[1:], rate=linear),
            resized.grid.animate_to(opacity=True, lag=order, rate=linear),
            seconds=2.4,
        )
        self.play(Fade(window, out=True), *self._leave("enlarged"), Fade(resized.label), seconds=0.6)

    def together(self, beat: Beat) -> None:
        """Write below every panel what it shows."""
        words = [
            Lettering(
                term.text, FORMULA, self.theme.role(term.role),
                x=self.on_stage[name].place.x, y=FORMULA_BASE, anchor=0.5,
            )
            for name, term in zip(beat.shows, beat.formula, strict=True)
        ]  # fmt: skip
        self.bring(*words)

    def _land(self, beat: Beat, step: ScatterStep, seconds: float) -> None:
        """Spread a value to a stamp in its row; let a copy fall onto the counts."""
        source, stamps, counts = (self.on_stage[name] for name in ("input", "stamps", self.counts))
        (row,), cols = step.index, step.cols
        own, below = stamps.place.sub([row], cols), counts.place.sub([0], cols)
        start = source.place.centers()[row]
        stamp = MatrixGrid(
            Cells.at(step.stamp[None], own).changed(centers=start), self.theme, "contribution",
            extremes=stamps.grid.extremes,
        )  # fmt: skip
        self.play(
            stamp.animate_to(place=own),
            source.grid.animate_to(highlighted=cell_mask(source.place.shape, (row, 0))),
            stamps.grid.animate_to(highlighted=False),
            counts.grid.animate_to(highlighted=False),
            seconds=seconds,
        )
        rows = np.arange(stamps.place.rows)[:, None]
        landed = np.ma.masked_where(np.broadcast_to(rows > row, stamps.place.shape), beat.shows["stamps"])
        highlighted = present(landed) & (rows == row)
        stamps.grid.set_state(stamps.grid.cells.changed(values=landed, highlighted=highlighted))
        self.play(stamp.animate_to(place=below), seconds=0.8 * seconds)
        sums = counts.grid.values.copy()
        sums[0, cols] = step.after
        touched = np.isin(np.arange(counts.place.cols), cols)[None]
        self.play(
            counts.grid.animate_to(values=sums, highlighted=touched),
            stamp.animate_to(opacity=False, remove=True),
            seconds=max(0.3, 0.5 * seconds),
        )

    def _point_out(self, name: str, pattern: Pattern) -> list[Animation]:
        """Return the animations that outline and light what repeats in a row."""
        one, (inside,) = self.on_stage[name], pattern.inside
        block = one.place.block([0], [inside.start, inside.stop - 1])
        self.pointers.append(Outline(block, colour=self.theme.ink))
        cols = np.arange(one.place.cols)
        highlighted = (cols >= inside.start) & (cols < inside.stop)
        return [one.grid.animate_to(highlighted=highlighted[None]), Fade(self.pointers[-1])]

    def _to_panels(self, *names: str) -> None:
        """Take outputs to their panels; all else goes."""
        gone = self._leave(*(name for name in self.on_stage if name not in names))
        if gone:
            self.play(*gone, seconds=0.5)
        motions = [motion for name in names for motion in self._move(name, self.panels[name])]
        self.play(*motions, seconds=0.8)

    def _stack(self, *names: str, beside: str = "", area: Rect = STAGE) -> dict[str, Place]:
        """Return the places of maps below each other, the input to the left of the one named ``beside``."""
        left = {beside: slot(self.story, "input")} if beside else {}
        return stacked([slot(self.story, name) for name in names], area, beside=left)

    def _crossed(self, row: str, column: str, table: str) -> dict[str, Place]:
        """Return the places of a row above its table and of a column to the left of it."""
        rows, cols = self.story.map(table).shape
        cell = min(CELL, (STAGE.height - 2 * LABEL - APART) / (rows + 1))
        top, bottom = STAGE.top - LABEL - cell / 2, STAGE.bottom + rows * cell / 2
        x = (slot(self.story, column).label_width + slot(self.story, table).label_width) / 2
        aside = max(x, cols * cell / 2 + cell / 2) + APART
        return {
            row: Place(0, top, cell, 1, cols),
            column: Place(-aside, bottom, cell, rows, 1),
            table: Place(0, bottom, cell, rows, cols),
        }

    def _enter(self, beat: Beat, name: str, place: Place, *, opacity: bool = True) -> Piece:
        """Put the map on stage as the beat shows it; without ``opacity`` its cells are not seen yet."""
        made = piece(self.story, self.theme, name, place, beat.shows[name])
        if not opacity:
            made.grid.set_state(made.grid.cells.changed(opacity=False))
        self.on_stage[name] = made
        return made

    def _empty(self, beat: Beat, name: str, place: Place) -> Piece:
        """Put the map on stage with all its cells still empty."""
        made = self._enter(beat, name, place)
        values = np.ma.array(made.grid.values, mask=True)
        made.grid.set_state(made.grid.cells.changed(values=values, highlighted=False))
        return made

    def _stamps(self, one: Piece, values: NDArray[Any]) -> MatrixGrid:
        """Return stamps as they lie on their map, to be moved without its empty cells."""
        cells = Cells.at(values, one.place, opacity=present(values))
        return MatrixGrid(cells, self.theme, "contribution", extremes=one.grid.extremes)

    def _leave(self, *names: str) -> list[Animation]:
        """Return the animations that take maps off stage, with all that pointed at them."""
        gone = [mobject for name in names for mobject in self.on_stage.pop(name).mobjects]
        pointers, self.pointers = self.pointers, []
        return [Fade(mobject, out=True) for mobject in (*gone, *pointers)]

    def _move(self, name: str, place: Place) -> list[Animation]:
        """Return the animations that take a map to another place."""
        self.on_stage[name], motions = self.on_stage[name].move(place)
        return motions

    def _grow(self, made: Piece, order: Order, seconds: float) -> None:
        """Bring in a map whose cells are not seen yet, one after the other."""
        lag = order(made.place.shape)
        self.play(Fade(made.label), made.grid.animate_to(opacity=True, lag=lag), seconds=seconds)

    def _grid(self, name: str) -> MatrixGrid:
        return self.on_stage[name].grid

    def tempo_of(self, number: int) -> float:
        """Take time for every beat: each is a new thought."""
        return 1.0


def present(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Return where a map has values (H, W)."""
    return ~np.ma.getmaskarray(np.ma.array(values))
