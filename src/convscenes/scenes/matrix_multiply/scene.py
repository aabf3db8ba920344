"""Rows of C are laid upright beside the column x; columns of Cᵀ are scaled beside the column y."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from itertools import pairwise

import numpy as np

from convscenes.ops import ColumnStep, RowStep
from convscenes.scenes._base.folding import fold_into
from convscenes.scenes._base.lags import row_after_row
from convscenes.scenes._base.map_view import NO_PADDING, outer
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import sign_at
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.spots import Spots
from convscenes.scenes._base.stage import Places
from convscenes.scenes._base.writing import Spot
from convscenes.scenes.matrix_multiply.layout import BESIDE, FORMULA, GAP, is_broken, places
from convscenes.stories import Beat, Map
from convscenes.stories._base.story import one

COLUMN = 1.2
"""How wide labels may be on one line in narrow frames."""
MIN_WIDTH, ASIDE = 3.0, 0.2
"""How wide a formula below a narrow map may be, and how far from the matrix beside it, in units."""


class MatrixMultiply(SpecScene):
    """Matrix · column x = column y, which folds into the output."""

    @cached_property
    def over(self) -> str:
        """The column beside which numbers are laid: x, which rows of C multiply; or y, the sum of columns."""
        return self.story.passing["products"][0]

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of maps: each has one of its own, from the beginning on."""
        return {name: self.found[name] for name in names}

    @cached_property
    def found(self) -> Places:
        """The places of all maps."""
        return places({m.name: self.slot(m.name, [m.name]) for m in self.story.maps}, self.over, self.frame)

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where a sum stands, below the matrix; or the growth of an entry, below the input."""
        matrix = self.place("matrix", beat)
        place, left, right = matrix, self.frame.left, self.frame.right
        if self.over == "result":
            place, left = self.place("input", beat), matrix.rect.right + ASIDE
            right = outer(self.found["result"], BESIDE["result"]).left - ASIDE
        width = min(max(place.rect.width, MIN_WIDTH), right - left)
        return Spot(place.x, place.rect.bottom - FORMULA + 0.15, width, left)

    def label_room(self, one: Map) -> float:
        """Return how wide a map's label may be on one line: little in a narrow frame, but for the matrix."""
        return super().label_room(one) if not self.frame.narrow or one.name == "matrix" else COLUMN

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the signs of matrix · x = y."""
        if "result" not in beat.shows:
            return ()
        names, beside = ("matrix", "column", "result"), {self.over: BESIDE[self.over]}
        rects = [outer(self.place(name, beat), beside.get(name, NO_PADDING)) for name in names]
        gaps, level = (
            [(left.right, right.left) for left, right in pairwise(rects)],
            max(r.y for r in rects[:2]),
        )
        if is_broken(self.found):  # its second line begins with a sign
            gaps[0], level = (rects[1].left - GAP, rects[1].left), rects[2].y
        return [
            Mark(sign, partial(sign_at, sign, self.theme, (start + end) / 2, level, end - start), "result")
            for sign, (start, end) in zip("·=", gaps, strict=True)
        ]

    def flatten(self, beat: Beat) -> None:
        """Read the input off into the column x, row after row."""
        place = self.stage.views["input"].place
        fold_into(self.stage, Spots.of(place, place.shape), "column", beat, 2.4)

    def pair(self, beat: Beat) -> None:
        """Point at the first row before a copy of it comes to the left of x."""
        self.stage.go(beat, *self.stage.views, seconds=0.7)

    def product(self, beat: Beat) -> None:
        """Multiply weight by value, sum up, and drop the sum into y; the stage plays a beat of many rows."""
        if len(beat.steps) > 1:
            return
        self.stage.read(beat)
        start = self.stage.views["result"].cell_at((0, 0))
        if beat.formula:
            self.stage.gather(beat, self.stage.laid["column", "products"])
            start = self.stage.formula_end(start.size)
        self.stage.send(one(beat, RowStep).total, start, "result", beat)

    def scale(self, beat: Beat) -> None:
        """Lay a copy of a column of the matrix beside y; there copies of the value multiply it."""
        self.stage.go(beat, *self.stage.views, seconds=0.7)
        self._scale(beat)

    def _scale(self, beat: Beat) -> None:
        step, matrix, x = one(beat, ColumnStep), self.stage.views["matrix"], self.stage.views["column"]
        column = step.weights[:, None]
        weights = self.stage.copy(
            column, Spots.of(matrix.place, column.shape, cols=[step.number]), matrix.grid
        )
        entry = x.cell_at((step.number, 0))
        from_x = Spots(np.broadcast_to(entry.centers(), (*column.shape, 2)), entry.size)
        values = self.stage.copy(np.full(column.shape, step.value), from_x, x.grid)
        (laid,) = beat.laid["result"]
        products = self.stage.laid["result", laid.name] = self.stage.laid.lay(laid, "result", beat)
        lag, end = row_after_row(column.shape), products.cells
        self.play(weights.animate_to(centers=end.centers, size=end.size, lag=lag), seconds=1.6)
        self.play(
            values.animate_to(centers=end.centers, size=end.size, opacity=False, lag=lag, remove=True),
            weights.animate_to(opacity=False, lag=lag, remove=True),
            products.animate_to(opacity=True, lag=lag),
            seconds=1.6,
        )

    def grow(self, beat: Beat) -> None:
        """Add a scaled column to y, scaled now after a question; the stage plays a beat of many columns."""
        if len(beat.steps) > 1:
            return
        if ("result", "products") not in self.stage.laid:
            self.stage.go(beat, *self.stage.views.keys() - {"result"})
            self._scale(beat)
        y, products = self.stage.views["result"], self.stage.laid["result", "products"]
        self.stage.go(beat, "matrix", "column", "input", others=self.stage.laid.towards(y, beat), seconds=0.9)
        start = Spots(products.cells.centers, products.cells.size)
        self.stage.carry(products.values, start, Spots.of(y.place, y.place.shape), like=products, seconds=0.8)

    def fold(self, beat: Beat) -> None:
        """Fold y into the output."""
        self.stage.go(beat, *self.stage.views)
        place = self.stage.views["result"].place
        fold_into(self.stage, Spots.of(place, self.story.map("output").shape), "output", beat, 1.8)

    def compare(self, beat: Beat) -> None:
        """Lay a copy of the direct result over the output: every cell is equal."""
        self.stage.enter(beat)
        output, direct = self.stage.views["output"].place, self.stage.views["direct"]
        start, end = Spots.of(direct.place, direct.place.shape), Spots.of(output, output.shape)
        self.stage.carry(beat.shows["direct"], start, end, like=direct.grid, seconds=1.6)
