"""Rows of C are laid upright beside the column x; columns of Cᵀ are scaled beside the column y."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from manim import linear

from convscenes.look.frame import STAGE
from convscenes.look.lettering import Lettering
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.outline import Outline
from convscenes.ops import ColumnStep, RowStep
from convscenes.scenes._base.folding import fold_into
from convscenes.scenes._base.lags import row_after_row
from convscenes.scenes._base.laying import APART
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import SIGN
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.spots import Spots
from convscenes.scenes._base.stage import Places
from convscenes.scenes._base.writing import Spot
from convscenes.scenes.matrix_multiply.layout import FORMULA, places_back, places_forth
from convscenes.stories import Beat
from convscenes.stories._base.points import Laid
from convscenes.stories._base.story import one

DOT = 1.3
"""Size of the dot between matrix and column, in units per em."""
FORMULA_WIDTH = 3.0
"""How wide a formula below the input may be, in units."""


class MatrixMultiply(SpecScene):
    """Matrix · column x = column y, which folds into the output."""

    @cached_property
    def goes_by_columns(self) -> bool:
        """Whether values scale columns of Cᵀ; else rows of C multiply all values."""
        return any(isinstance(step, ColumnStep) for beat in self.story.beats for step in beat.steps)

    @cached_property
    def all_places(self) -> Places:
        """Where all maps stand, from the beginning on."""
        slots = {m.name: self.slot(m.name, [m.name]) for m in self.story.maps}
        return (places_back if self.goes_by_columns else places_forth)(slots)

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of maps: each has one of its own."""
        return {name: self.all_places[name] for name in names}

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where a sum stands, below the matrix; or the growth of an entry, below the input."""
        place = self.place("input" if self.goes_by_columns else "matrix", beat)
        width = FORMULA_WIDTH
        if not self.goes_by_columns:
            column = self.place("column", beat)
            width = 2 * min(column.x - (APART + 1) * column.cell - place.x, place.x - STAGE.left)
        return Spot(place.x, place.rect.bottom - FORMULA + 0.15, width)

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the signs of matrix · x = y."""
        if "result" not in beat.shows:
            return ()
        matrix, x, y = (self.place(name, beat) for name in ("matrix", "column", "result"))
        level = min((matrix, x), key=lambda place: place.rect.height).y
        laid = (APART + 0.5) * (y if self.goes_by_columns else x).cell
        around = x.cell / 2 if self.goes_by_columns else laid
        dot = (matrix.rect.right + x.x - around) / 2
        equals = (x.x + around + (y.x - laid if self.goes_by_columns else y.rect.left)) / 2
        return [self._sign("·", DOT, dot, level), self._sign("=", SIGN, equals, level)]

    def flatten(self, beat: Beat) -> None:
        """Read the input off into the column x, row after row."""
        place = self.stage.views["input"].place
        fold_into(self.stage, Spots.of(place, place.shape), "column", beat, 2.4)

    def pair(self, beat: Beat) -> None:
        """Lay a copy of the first row beside x."""
        self.stage.go(beat, *self.stage.views, seconds=0.7)
        self._lay_row(beat, 1.8)

    def product(self, beat: Beat) -> None:
        """Multiply weight by value, sum up, and drop the sum into y; the stage plays a beat of many rows."""
        if len(beat.steps) > 1:
            return
        repeated = self.nth(beat) > 0
        if repeated:
            self._point(beat)
            self._lay_row(beat, 0.8)
        products = self._laid(beat, "column", "contribution")
        lag = row_after_row(products.values.shape)
        self.play(products.animate_to(opacity=True, lag=lag), seconds=0.6 if repeated else 1.4)
        start = self.stage.views["result"].cell_at((0, 0))
        if beat.formula:
            values = products.values
            self.stage.gather(beat, products)
            products.set_state(products.cells.changed(values=values))
            start = self.stage.formula_end(start.cell)
        self.stage.send(one(beat, RowStep).total, start, "result", beat)

    def scale(self, beat: Beat) -> None:
        """Let the first value multiply its column."""
        self.stage.go(beat, *self.stage.views, seconds=0.7)
        self._scale(beat, 1.6)

    def grow(self, beat: Beat) -> None:
        """Scale a column and add it to y; the stage plays a beat of many columns."""
        if len(beat.steps) > 1:
            return
        if self.nth(beat):
            self._point(beat)
            self._scale(beat, 0.8)
        scaled, y = self.stage.laid["result", "products"], self.stage.views["result"].place
        start = Spots(scaled.cells.centers, scaled.cells.side)
        self.stage.carry(scaled.values, start, Spots.of(y, y.shape), like=scaled, seconds=0.8)
        self.stage.write(beat, seconds=0.4)

    def fold(self, beat: Beat) -> None:
        """Fold y into the output."""
        self.stage.go(beat, *self.stage.views)
        place = self.stage.views["result"].place
        fold_into(self.stage, Spots.of(place, self.story.map("output").shape), "output", beat, 1.8)

    def compare(self, beat: Beat) -> None:
        """Set the direct result beside it, and point at equal cells."""
        self.stage.enter(beat)
        places = [self.stage.views[name].place for name in ("output", "direct")]
        cells = [[p.block([row], [col]) for row, col in np.ndindex(p.shape)] for p in places]
        outlines = [Outline(path[0], colour=self.theme.ink) for path in cells]
        self.fade_in(*outlines, seconds=0.4)
        self.play(
            *(o.follow(*path, rate=linear) for o, path in zip(outlines, cells, strict=True)),
            seconds=float(np.clip(0.4 * len(cells[0]), 0.8, 3.2)),
        )
        self.fade_out(*outlines)

    def _point(self, beat: Beat) -> None:
        """Point at another row or column; remove what is laid beside a column."""
        gone = [grid.animate_to(opacity=False, remove=True) for grid in self.stage.laid.values()]
        self.stage.laid.clear()
        self.stage.go(beat, "matrix", "column", "input", others=gone, seconds=0.5)

    def _lay_row(self, beat: Beat, seconds: float) -> None:
        """Move a copy of a row of the matrix to the left of x, as a column."""
        weights, matrix = self._laid(beat, "column", "kernel"), self.stage.views["matrix"].place
        row = Spots.of(matrix, weights.values.shape, rows=[one(beat, RowStep).number])
        self._fly(weights, row, seconds)

    def _scale(self, beat: Beat, seconds: float) -> None:
        """Lay a column of the matrix beside y, and copies of the value beside that; then multiply them."""
        step, matrix = one(beat, ColumnStep), self.stage.views["matrix"].place
        column = step.weights[:, None]
        weights = self.stage.laid.lay(
            Laid("weights", "kernel", column, source="matrix", at="beside", away=-1), "result", beat
        )
        self._fly(weights, Spots.of(matrix, column.shape, cols=[step.number]), seconds)
        copies = np.full(column.shape, step.value)
        values = self.stage.laid.lay(
            Laid("values", "input", copies, source="input", at="beside", away=-2), "result", beat
        )
        entry = self.stage.views["column"].cell_at((step.number, 0))
        self._fly(values, Spots(entry.centers(), entry.cell), seconds)
        scaled, lag = self._laid(beat, "result", "contribution"), row_after_row(column.shape)
        self.play(
            values.animate_to(centers=weights.cells.centers, opacity=False, lag=lag, remove=True),
            weights.animate_to(opacity=False, lag=lag, remove=True),
            scaled.animate_to(opacity=True, lag=lag),
            seconds=0.6 * seconds,
        )

    def _laid(self, beat: Beat, over: str, role: str) -> MatrixGrid:
        """Return the numbers of a role that the beat lays beside a column."""
        (laid,) = (laid for laid in beat.laid[over] if laid.role == role)
        return self.stage.laid.setdefault((over, laid.name), self.stage.laid.lay(laid, over, beat))

    def _fly(self, grid: MatrixGrid, start: Spots, seconds: float) -> None:
        """Move laid numbers, row after row, from ``start`` to where they lie."""
        end = grid.cells
        grid.set_state(end.changed(opacity=True, centers=start.centers, side=start.side))
        lag = row_after_row(end.values.shape)
        self.play(grid.animate_to(centers=end.centers, side=end.side, lag=lag), seconds=seconds)

    def _sign(self, sign: str, em: float, x: float, y: float) -> Mark:
        return Mark(
            (sign, x, y),
            lambda: Lettering(sign, em, self.theme.quiet, x=x, y=y - 0.25 * em, anchor=0.5),
            "result",
        )
