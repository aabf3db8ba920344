"""matrix-show: a picture turns out to be numbers; the least and the greatest fall out and span a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import Animation

from convscenes.look.cells import Cells, legible_side, widest
from convscenes.look.frame import STAGE
from convscenes.look.layout import LABEL, Place, Rect, Row, Slot
from convscenes.look.map_label import MapLabel
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.look.outline import Outline
from convscenes.scenes._base.carrying import Spots, carry, row_after_row
from convscenes.scenes._base.piece import Piece, extremes, piece, slot
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat, Map

SCALE = 0.45
"""Side of the cells of a scale whose numbers are not wide."""
GAP = 0.7
"""Space between two matrices."""
QUICK = 0.55
"""How long a further picture takes, compared with the first."""
SEEN = 0.3
"""The least side of an outline around a cell, however small the cell is."""


class MatrixShow(SpecScene):
    """Matrices side by side, below each its scale."""

    def prepare(self) -> None:
        """Find the places of the first matrix alone, of two, and so on."""
        self.pairs = list(zip(self.story.maps[::2], self.story.maps[1::2], strict=True))
        self.arrangements = [self._arranged(number) for number in range(1, len(self.pairs) + 1)]
        self.matrices: list[Piece] = []
        self.scales: list[Piece] = []
        self.outlines: list[Outline] = []

    def _arranged(self, number: int) -> dict[str, Place]:
        """Return the places of the first ``number`` matrices side by side, each with its scale below it."""
        pairs = self.pairs[:number]
        legible = [1.02 * legible_side(widest(extremes(self.story, scale.name))) for _, scale in pairs]
        large = [max(SCALE, side) for side in legible]
        columns = self._columns(pairs, large, legible, [0.0] * number)
        places = Row(columns, gap=GAP, below=LABEL + max(large) + 0.1).fit(STAGE).places
        for (matrix, scale), most, column in zip(pairs, large, columns, strict=True):
            place = places[matrix.name]
            cell = min(most, max(place.rect.width, column.label_width) / scale.shape[1])
            places[scale.name] = Place(place.x, STAGE.bottom + max(large) - cell / 2, cell, *scale.shape)
        return places

    def _columns(self, pairs: Sequence[tuple[Map, Map]], *sides: list[float]) -> tuple[Slot, ...]:
        """Return what the layout must know of the matrices, each as wide as its scale.

        ``sides`` are those that the scales' cells may have: the first that fit the frame side by side.
        """
        room = STAGE.width - GAP * (len(pairs) - 1)
        slots = [slot(self.story, matrix.name) for matrix, _ in pairs]
        for cells in sides:
            widths = [side * scale.shape[1] for side, (_, scale) in zip(cells, pairs, strict=True)]
            columns = [
                replace(one, label_width=max(one.label_width, width))
                for one, width in zip(slots, widths, strict=True)
            ]
            if sum(column.label_width for column in columns) <= room:
                break
        return tuple(columns)

    def picture(self, beat: Beat) -> None:
        """Make room for one more picture; bring it in, and write its numbers into it, row after row."""
        self.places = self.arrangements[len(self.matrices)]
        if self.matrices:
            self.play(*self._unpoint(), *self._light(), seconds=0.3)
            self.play(*self._make_room(), seconds=0.8)
        matrix = self._piece(self.pairs[len(self.matrices)][0], beat)
        grid = matrix.grid
        picture = MatrixGrid(
            Cells.at(grid.values, matrix.place),
            self.theme,
            grid.role,
            extremes=grid.extremes,
            style="picture",
        )
        quick = QUICK if self.matrices else 1.0
        self.play(Fade(picture), Fade(matrix.label), seconds=0.8 * quick)
        self.hold(0.8 * quick)
        grid.set_state(grid.cells.changed(opacity=False))
        self.play(grid.animate_to(opacity=True, lag=row_after_row(matrix.place.shape)), seconds=1.6 * quick)
        self.remove(picture)
        self.matrices.append(matrix)

    def ends(self, beat: Beat) -> None:
        """Point at the least and the greatest value; copies of them fall out as the ends of a scale."""
        (step,) = beat.steps
        matrix, scale = self.matrices[-1], self._piece(self.pairs[len(self.scales)][1], beat)
        cells = list(dict.fromkeys((step.least_index, step.greatest_index)))
        self.outlines = [Outline(_outline(matrix.place, *cell), colour=self.theme.ink) for cell in cells]
        highlighted = np.zeros(matrix.place.shape, dtype=bool)
        highlighted[tuple(zip(*cells, strict=True))] = True
        self.play(*map(Fade, self.outlines), matrix.grid.animate_to(highlighted=highlighted), seconds=0.7)
        empty = np.ma.array(scale.grid.values, mask=True)
        scale.grid.set_state(scale.grid.cells.changed(values=empty))
        self.play(*scale.appear(), seconds=0.5)
        start = np.array([[matrix.place.centers([row], [col])[0, 0] for row, col in cells]])
        end = scale.place.centers(None, [0, scale.place.cols - 1][: len(cells)])
        carry(
            self,
            [[matrix.grid.values[cell] for cell in cells]],
            Spots(start, matrix.place.cell),
            Spots(end, scale.place.cell),
            like=scale.grid,
            seconds=0.9 if self.scales else 1.4,
        )
        scale.grid.set_state(scale.grid.cells.changed(values=beat.shows[scale.grid.name]))
        self.scales.append(scale)

    def negative(self, beat: Beat) -> None:
        """Light what is negative, in every matrix and on every scale."""
        grids = [piece.grid for piece in (*self.matrices, *self.scales)]
        self.play(
            *(grid.animate_to(highlighted=np.ma.filled(grid.values, 0) < 0) for grid in grids), seconds=0.7
        )

    def whole(self, beat: Beat) -> None:
        """Light all of it."""
        self.play(*self._unpoint(), *self._light(), seconds=0.7)

    def span(self, beat: Beat) -> None:
        """Fill the scales between their ends, from the least value on."""
        self.play(*self._unpoint(), *self._light(), seconds=0.5)
        fillings: list[Animation] = []
        for scale in self.scales:
            lag = np.linspace(0, 1, scale.place.cols)[None, :]
            fillings.append(scale.grid.animate_to(values=beat.shows[scale.grid.name], lag=lag))
        self.play(*fillings, seconds=1.8)

    def _light(self) -> list[Animation]:
        return [p.grid.animate_to(highlighted=True) for p in (*self.matrices, *self.scales)]

    def _unpoint(self) -> list[Animation]:
        """Return the animations that take the outlines away."""
        gone, self.outlines = self.outlines, []
        return [Fade(outline, out=True) for outline in gone]

    def _make_room(self) -> list[Animation]:
        """Return the animations that take all maps to where they stand beside one more."""
        moves: list[Animation] = []
        for pieces in (self.matrices, self.scales):
            for number, old in enumerate(pieces):
                pieces[number], motions = old.move(self.places[old.grid.name])
                moves += motions
        return moves

    def _piece(self, one: Map, beat: Beat) -> Piece:
        """Return a map; a scale's shape is of no interest, so its name stands alone."""
        whole = piece(self.story, self.theme, one.name, self.places[one.name], beat.shows[one.name])
        if one in self.story.maps[1::2]:
            return replace(whole, label=MapLabel(one.label, "", one.role, self.theme, whole.place))
        return whole


def _outline(place: Place, row: int, col: int) -> Rect:
    """Return the rectangle of a cell, at least so large that it is seen."""
    cell = place.block([row], [col])
    return cell.grown(max(0.0, (SEEN - cell.width) / 2))
