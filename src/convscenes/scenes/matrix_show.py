"""matrix-show: a picture, then the numbers in its cells; least and greatest are the ends of a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import VMobject

from convscenes.look.frame import STAGE
from convscenes.look.layout import LABEL, Place, Row, Slot, Standing
from convscenes.look.map_label import MapLabel
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.ops import RangeStep
from convscenes.scenes._base.lags import row_after_row
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.spots import Spots
from convscenes.scenes._base.stage import Places
from convscenes.stories import Beat, Map
from convscenes.stories._base.story import one

SCALE = 0.45
"""Side of the cells of a scale whose numbers are not wide."""
GAP = 0.7
"""Space between two matrices."""
QUICK = 0.55
"""The time that a further picture takes, as a share of the first's."""


class MatrixShow(SpecScene):
    """Matrices side by side, below each its scale."""

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of matrices side by side, each with room for its scale below it."""
        scales = {self.story.map(name).index: name for name in self.story.group("scale")}
        pairs = [(name, scales[self.story.map(name).index]) for name in self.story.group("matrix", names)]
        legible = [1.02 * self.slot(scale, names).legible for _, scale in pairs]
        large = [max(SCALE, side) for side in legible]
        columns = self._columns(pairs, names, large, legible, [0.0] * len(pairs))
        places = Row(columns, gap=GAP, below=LABEL + max(large) + 0.1).fit(STAGE).places
        for (matrix, scale), side, column in zip(pairs, large, columns, strict=True):
            place, shape = places[matrix], self.story.map(scale).shape
            cell = min(side, max(place.rect.width, column.label_width) / shape[1])
            places[scale] = Place(place.x, STAGE.bottom + max(large) - cell / 2, cell, *shape)
        return {name: places[name] for name in names}

    def label(self, one: Map, place: Standing, above: float) -> VMobject | None:
        """Return a map's label; that of a scale has no shape."""
        return MapLabel(one.label, "" if one.group == "scale" else one.size, one.role, self.theme, place)

    def picture(self, beat: Beat) -> None:
        """Bring in a picture, then the numbers in its cells, row after row."""
        quick = QUICK if self.nth(beat) else 1.0
        for view in [self.stage.view(name, beat) for name in beat.shows if name not in self.stage.views]:
            grid = view.grid
            picture = MatrixGrid(
                grid.cells, self.theme, grid.role, known=grid.known, style="picture", name="picture"
            )
            others = [Fade(mobject) for mobject in view.mobjects if mobject is not grid]
            self.play(Fade(picture), *others, seconds=0.8 * quick)
            self.hold(0.8 * quick)
            view.set_state(opacity=False)
            lag = row_after_row(view.place.shape)
            self.play(*view.change(opacity=True, lag=lag), seconds=1.6 * quick)
            self.remove(picture)

    def ends(self, beat: Beat) -> None:
        """Point at the least and the greatest value; copies of them move to the ends of a scale."""
        self.stage.read(beat)
        (name,), (scale_name,) = (self.story.group(group, beat.points) for group in ("matrix", "scale"))
        matrix, scale = self.stage.views[name], self.stage.view(scale_name, beat)
        scale.set_state(values=np.ma.array(scale.grid.values, mask=True))
        self.play(*scale.fade(), seconds=0.5)
        step = one(beat, RangeStep)
        cells = list(dict.fromkeys((step.least_index, step.greatest_index)))
        start = np.array([[matrix.grid.cells.centers[cell] for cell in cells]])
        end = scale.place.centers(None, [0, scale.place.cols - 1][: len(cells)])
        self.stage.carry(
            [[matrix.grid.values[cell] for cell in cells]],
            Spots(start, matrix.place.cell),
            Spots(end, scale.place.cell),
            like=scale.grid,
            seconds=0.9 if self.nth(beat) else 1.4,
        )
        scale.set_state(values=beat.shows[scale_name])

    def span(self, beat: Beat) -> None:
        """Fill the scales between their ends, from the least value on."""
        self.stage.read(beat, seconds=0.5)
        self.stage.write(beat, seconds=1.8)

    def _columns(
        self, pairs: Sequence[tuple[str, str]], names: Sequence[str], *sides: list[float]
    ) -> tuple[Slot, ...]:
        """Return the slots of the matrices, each as wide as its scale.

        ``sides`` are lists of sides of the scales' cells: the first that fits into the frame is taken.
        """
        room = STAGE.width - GAP * (len(pairs) - 1)
        slots = [self.slot(matrix, names) for matrix, _ in pairs]
        counts = [self.story.map(scale).shape[1] for _, scale in pairs]
        for cells in sides:
            columns = [
                replace(slot, label_width=max(slot.label_width, side * count))
                for slot, side, count in zip(slots, cells, counts, strict=True)
            ]
            if sum(column.label_width for column in columns) <= room:
                break
        return tuple(columns)
