"""matrix-multiply: the input becomes a column; rows of C meet it, or its values scale columns of Cᵀ."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Animation, linear
from numpy.typing import NDArray

from convscenes.look.cells import Cells
from convscenes.look.formula import Formula
from convscenes.look.frame import STAGE
from convscenes.look.layout import Place, Rect
from convscenes.look.lettering import Lettering
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.look.outline import OUTLINE, Outline
from convscenes.ops import ColumnStep, RowStep
from convscenes.scenes._base.carrying import Spots, carry, drop, gather, row_after_row, spots
from convscenes.scenes._base.operators import SIGN
from convscenes.scenes._base.piece import Piece, piece, slot
from convscenes.scenes._base.product_layout import FORMULA, places_back, places_forth
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat

NAMES = ("input", "matrix", "column", "result", "output", "direct")
APART = 1.15
"""How far a column stands from the one it meets, in cells."""
DOT = 1.3
"""Size of the dot between matrix and column, in units per em."""
FORMULA_WIDTH = 3.0
"""How wide a formula may always be, in units."""


class MatrixMultiply(SpecScene):
    """Matrix · column x = column y, which folds into the output."""

    reader: Outline
    writer: Outline

    def prepare(self) -> None:
        """Place all maps."""
        slots = {name: slot(self.story, name) for name in NAMES}
        steps = [step for beat in self.story.beats for step in beat.steps]
        self.back = isinstance(steps[0], ColumnStep)
        self.places = (places_back if self.back else places_forth)(slots)
        self.products = np.unique(np.concatenate([s.scaled if self.back else s.products for s in steps]))
        self.laid: list[MatrixGrid] = []
        self.known = False

    def maps(self, beat: Beat) -> None:
        """Bring in the input, then the matrix."""
        self.input, self.matrix = self._piece("input", beat), self._piece("matrix", beat)
        self.play(*self.input.appear(), seconds=0.7)
        self.play(*self.matrix.appear(), seconds=0.8)

    def flatten(self, beat: Beat) -> None:
        """Read the input off into the column x, row after row; then y stands there as well."""
        self.column, self.result = self._piece("column", beat), self._piece("result", beat)
        self._fold(self.input, self.column, self.input.place.shape, 2.4)
        self.play(*self.result.appear(), *self._signs(), seconds=0.7)

    def pair(self, beat: Beat) -> None:
        """Lay a copy of the first row beside x."""
        (step,) = beat.steps
        self.reader = Outline(self._row(step), colour=self.theme.ink)
        self.play(
            Fade(self.reader),
            *self._row_lights(step),
            self.result.grid.animate_to(highlighted=False),
            seconds=0.7,
        )
        self._lay_row(step, 1.8)

    def product(self, beat: Beat) -> None:
        """Multiply weight by value, sum up, and drop the sum into y; a beat of many rows flows."""
        if len(beat.steps) > 1:
            self._sweep(beat, [self._row(step) for step in beat.steps])
            return
        (step,) = beat.steps
        if self.known:
            follow = self.reader.follow(self._row(step))
            self.play(follow, *self._row_lights(step), *self._clear(), *self.unsay(), seconds=0.5)
            self._lay_row(step, 0.8)
        products = self._beside(self.column, step.products, 1, "contribution", opacity=False)
        self.laid.append(products)
        lag = row_after_row(products.values.shape)
        self.play(products.animate_to(opacity=True, lag=lag), seconds=0.6 if self.known else 1.4)
        self._sum_up(beat, step, products)
        self.known = True

    def scale(self, beat: Beat) -> None:
        """Let the first value multiply its column."""
        (step,) = beat.steps
        self.reader = Outline(self._entry(self.column, step), colour=self.theme.ink)
        self.writer = Outline(self._column(step), colour=self.theme.ink)
        lights = [*self._column_lights(step), self.result.grid.animate_to(highlighted=False)]
        self.play(Fade(self.reader), Fade(self.writer), *lights, seconds=0.7)
        self._scale(step, 1.6)
        self._write(beat)

    def grow(self, beat: Beat) -> None:
        """Add a scaled column to y; a beat of many columns flows."""
        if len(beat.steps) > 1:
            cells = [self._entry(self.column, step) for step in beat.steps]
            self._sweep(beat, cells, [self._column(step) for step in beat.steps])
            return
        (step,) = beat.steps
        if self.known:
            follow = (
                self.reader.follow(self._entry(self.column, step)),
                self.writer.follow(self._column(step)),
            )
            self.play(*follow, *self._column_lights(step), *self._clear(), *self.unsay(), seconds=0.5)
            self._scale(step, 0.8)
        self._add_up(beat, step)
        self.known = True

    def fold(self, beat: Beat) -> None:
        """Fold y into the output."""
        outlines = [Fade(window, out=True) for window in (self.reader, self.writer)]
        lights = [
            p.grid.animate_to(highlighted=True) for p in (self.input, self.matrix, self.column, self.result)
        ]
        self.play(*outlines, *self._clear(), *self.unsay(), *lights, seconds=0.6)
        self.output = self._piece("output", beat)
        self._fold(self.result, self.output, self.output.place.shape, 1.8)

    def compare(self, beat: Beat) -> None:
        """Set the direct result beside it, and point at equal cells."""
        self.direct = self._piece("direct", beat)
        self.play(*self.direct.appear(), seconds=0.8)
        pairs = [
            [p.place.block([row], [col]) for row, col in np.ndindex(p.place.shape)]
            for p in (self.output, self.direct)
        ]
        outlines = [Outline(cells[0], colour=self.theme.ink) for cells in pairs]
        self.bring(*outlines, seconds=0.4)
        self.play(
            *(w.follow(*cells, rate=linear) for w, cells in zip(outlines, pairs, strict=True)),
            seconds=float(np.clip(0.4 * len(pairs[0]), 0.8, 3.2)),
        )
        self.dismiss(*outlines)

    def _sum_up(self, beat: Beat, step: RowStep, products: MatrixGrid) -> None:
        """Gather copies of the products into a sum, which drops into y."""
        place = self.matrix.place
        x, y = products.cells.centers[0, 0]
        if beat.formula:
            shown, base = products.values, place.rect.bottom - FORMULA + 0.15
            room = self.column.place.x - (APART + 1) * self.column.place.cell - place.x
            most = 2 * min(room, place.x - STAGE.left)
            formula = gather(self, beat, products, x=place.x, y=base, most=most)
            products.set_state(products.cells.changed(values=shown))
            x, y, _ = formula[-1].get_center()
        start = Place(x, y, self.result.place.cell, 1, 1)
        at = Outline(self._entry(self.result, step), colour=self.theme.ink)
        index, shows = (step.number, 0), beat.shows["result"]
        drop(self, step.total, start, self.result, index, shows, *self._point(at), seconds=0.8)

    def _add_up(self, beat: Beat, step: ColumnStep) -> None:
        """Fly a copy of the scaled column into y, where it is added."""
        (scaled,) = self.laid
        start = Spots(scaled.cells.centers, scaled.cells.side)
        end = spots(self.result.place, scaled.values.shape)
        carry(self, scaled.values, start, end, like=scaled, seconds=0.8)
        highlighted = (step.weights != 0)[:, None]
        self.play(
            self.result.grid.animate_to(values=beat.shows["result"], highlighted=highlighted), seconds=0.4
        )
        if beat.formula:
            self._write(beat)

    def _point(self, window: Outline) -> list[Animation]:
        """Return the animation that leads the writer to ``window``; the first time, this is the writer."""
        if self.known:
            return [self.writer.follow(window.rects)]
        self.writer = window
        return [Fade(window)]

    def _scale(self, step: ColumnStep, seconds: float) -> None:
        """Lay a column of the matrix beside y; copies of the value meet it there, and it is scaled."""
        shape = (step.weights.size, 1)
        weights = self._beside(self.result, step.weights, -1, "kernel")
        spot = Spots(weights.cells.centers, weights.cells.side)
        column = spots(self.matrix.place, shape, cols=[step.number])
        carry(self, weights.values, column, spot, like=self.matrix.grid, seconds=seconds)
        self.add(weights)
        values = self._beside(self.result, np.full(shape[0], step.value), -2, "input")
        goal, entry = values.cells, self.column.place.sub([step.number], [0])
        values.set_state(goal.changed(centers=entry.centers()[0, 0], side=entry.cell))
        lag = row_after_row(shape)
        self.play(values.animate_to(centers=goal.centers, side=goal.side, lag=lag), seconds=seconds)
        scaled = self._beside(self.result, step.scaled, -1, "contribution", opacity=False)
        self.play(
            values.animate_to(centers=spot.centers, opacity=False, lag=lag, remove=True),
            weights.animate_to(opacity=False, lag=lag, remove=True),
            scaled.animate_to(opacity=True, lag=lag),
            seconds=0.6 * seconds,
        )
        self.laid.append(scaled)

    def _lay_row(self, step: RowStep, seconds: float) -> None:
        """Fly a copy of a row of the matrix upright, to the left of x."""
        weights = self._beside(self.column, step.weights, -1, "kernel")
        row = spots(self.matrix.place, weights.values.shape, rows=[step.number])
        end = Spots(weights.cells.centers, weights.cells.side)
        carry(self, weights.values, row, end, like=self.matrix.grid, seconds=seconds)
        self.add(weights)
        self.laid.append(weights)

    def _sweep(self, beat: Beat, *paths: list[Rect]) -> None:
        """Run through many rows or columns: the outlines glide, y fills in their wake."""
        order = np.zeros(self.result.place.shape)
        if isinstance(beat.steps[0], RowStep):
            for number, step in enumerate(beat.steps):
                order[step.number] = number / len(beat.steps)
            paths = (*paths, [self._entry(self.result, step) for step in beat.steps])
        self.play(
            *(
                w.follow(*path, rate=linear)
                for w, path in zip((self.reader, self.writer), paths, strict=True)
            ),
            *(p.grid.animate_to(highlighted=True) for p in (self.input, self.matrix, self.column)),
            self.result.grid.animate_to(
                values=beat.shows["result"], highlighted=True, lag=order, rate=linear
            ),
            *self._clear(),
            *self.unsay(),
            seconds=float(np.clip(0.12 * len(beat.steps), 0.8, 3.0)),
        )

    def _write(self, beat: Beat) -> None:
        """Write the beat's formula below the input; outline the entry of y that it speaks about."""
        place = self.input.place
        terms = [(term.text, term.role) for term in beat.formula]
        self.said = [
            Formula(terms, self.theme, x=place.x, y=place.rect.bottom - FORMULA + 0.15, most=FORMULA_WIDTH)
        ]
        if beat.formula[0].cell:
            row, col = beat.formula[0].cell
            entry = self.result.place.block([row], [col]).grown(-0.03)
            self.said.append(Outline(entry, colour=self.theme.contribution, stroke=OUTLINE * 0.6))
        self.bring(*self.said, seconds=0.4)

    def _fold(self, source: Piece, goal: Piece, shape: tuple[int, int], seconds: float) -> None:
        """Carry all values of ``source`` to ``goal``, row after row of the map of ``shape``."""
        start, end = spots(source.place, shape), spots(goal.place, shape)
        values = source.grid.values.reshape(shape)
        carry(self, values, start, end, Fade(goal.label), like=goal.grid, seconds=seconds)
        self.add(goal.grid)

    def _clear(self) -> list[Animation]:
        """Return the animations that take away what is laid beside a column."""
        gone, self.laid = self.laid, []
        return [Fade(grid, out=True) for grid in gone]

    def _beside(
        self, goal: Piece, values: NDArray[Any], away: int, role: str, *, opacity: bool = True
    ) -> MatrixGrid:
        """Return ``values`` as a column ``away`` places to the right of ``goal``, or to its left."""
        place = goal.place
        cells = Cells.at(values[:, None], place, opacity=opacity)
        cells = cells.changed(centers=place.centers() + [away * APART * place.cell, 0])
        extremes = {"kernel": self.matrix.grid.extremes, "input": self.input.grid.extremes}
        return MatrixGrid(cells, self.theme, role, extremes=extremes.get(role, self.products), name=role)

    def _row_lights(self, step: RowStep) -> list[Animation]:
        """Light a row of the matrix, and the values that count in it."""
        counts, highlighted = step.weights != 0, np.zeros(self.matrix.place.shape, dtype=bool)
        highlighted[step.number] = True
        return [
            self.matrix.grid.animate_to(highlighted=highlighted),
            self.column.grid.animate_to(highlighted=counts[:, None]),
            self.input.grid.animate_to(highlighted=counts.reshape(self.input.place.shape)),
        ]

    def _column_lights(self, step: ColumnStep) -> list[Animation]:
        """Light a column of the matrix, and its value."""
        highlighted, value = (
            np.zeros(self.matrix.place.shape, dtype=bool),
            np.zeros(self.column.place.shape, dtype=bool),
        )
        highlighted[:, step.number], value[step.number] = True, True
        return [
            self.matrix.grid.animate_to(highlighted=highlighted),
            self.column.grid.animate_to(highlighted=value),
            self.input.grid.animate_to(highlighted=value.reshape(self.input.place.shape)),
        ]

    def _signs(self) -> list[Animation]:
        """Return the animations that write matrix · x = y."""
        matrix, x, y = self.matrix.place, self.column.place, self.result.place
        laid = (APART + 0.5) * (y if self.back else x).cell
        around = x.cell / 2 if self.back else laid
        level = min((matrix, x), key=lambda place: place.rect.height).y
        edges = (matrix.rect.right, x.x - around), (x.x + around, y.x - laid if self.back else y.rect.left)
        between = [(left + right) / 2 for left, right in edges]
        return [
            Fade(Lettering(sign, em, self.theme.quiet, x=at, y=level - 0.25 * em, anchor=0.5))
            for sign, em, at in zip("·=", (DOT, SIGN), between, strict=True)
        ]

    def _row(self, step: RowStep) -> Rect:
        return self.matrix.place.block([step.number], [0, self.matrix.place.cols - 1])

    def _column(self, step: ColumnStep) -> Rect:
        return self.matrix.place.block([0, self.matrix.place.rows - 1], [step.number])

    def _entry(self, column: Piece, step: RowStep | ColumnStep) -> Rect:
        return column.place.block([step.number], [0])

    def _piece(self, name: str, beat: Beat) -> Piece:
        return piece(self.story, self.theme, name, self.places[name], beat.shows[name])
