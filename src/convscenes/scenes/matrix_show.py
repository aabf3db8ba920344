"""matrix-show: a picture, then the numbers in its cells; least and greatest are the ends of a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from convscenes.look.arranging import Row, Split, arrange
from convscenes.look.layout import LABEL, Place
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.ops import RangeStep
from convscenes.scenes._base.lags import row_after_row
from convscenes.scenes._base.spec_scene import ONE_LINE, SpecScene
from convscenes.scenes._base.spots import Spots
from convscenes.scenes._base.stage import Places
from convscenes.stories import Beat, Map
from convscenes.stories._base.story import one

SCALE = 0.45
"""Height of the cells of a scale, which are wider where numbers are."""
SAME = 1e-6
"""How far the middles of two matrices of one row are apart at most, in units."""
CLOSE = 0.3
"""Space between two matrices in narrow frames."""
GAP, BELOW = 0.7, LABEL + SCALE + 0.1
"""Space between two matrices, and below them for scales."""


class MatrixShow(SpecScene):
    """Matrices side by side, below each its scale."""

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of matrices side by side, each with room for its scale below it."""
        slots = [self.slot(name, names) for name in self.story.group("matrix", names)]
        scales = [self.slot(name, names) for name in self.story.group("scale")][: len(slots)]
        stage, gap = self.frame.stage, CLOSE if self.frame.narrow else GAP
        for least in (SCALE, 0.0):
            sides = [max(least, 1.02 * scale.legible) for scale in scales]
            widths = [max(m.label_width, c * s.cols) for m, s, c in zip(slots, scales, sides, strict=True)]
            if fits := sum(widths) + gap * (len(widths) - 1) <= stage.width:
                break
        wide = tuple(replace(slot, label_width=width) for slot, width in zip(slots, widths, strict=True))
        row = partial(Row, gap=gap, below=BELOW)
        lines = [Split((row(wide[:n]), row(wide[n:]))) for n in (1, 2) if n < len(wide)]
        places = arrange([row(wide if fits else tuple(slots)), *lines], stage)
        for own, slot, scale, side in zip(slots, wide, scales, sides, strict=True):
            place = places[slot.name]
            line = [places[one.name] for one in wide if abs(places[one.name].y - place.y) < SAME]
            single = len(line) == len(wide)
            foot = stage.bottom if single else min(one.rect.bottom for one in line) - BELOW
            room = own if single and not fits else slot
            width = min(side, room.width(place.size.width) / scale.cols)
            cell = min(SCALE, width)
            y = foot + SCALE - cell / 2
            places[scale.name] = Place(place.x, y, cell, 1, scale.cols, wide=width / cell)
        return {name: places[name] for name in names}

    def label_room(self, one: Map) -> float:
        """Return how wide a map's label may be on one line: so that all matrices may stand side by side."""
        return min(ONE_LINE, self.frame.line / len(self.story.group("matrix")) - GAP / 2)

    def label_size(self, one: Map) -> str:
        """Return what a map's label says of its shape; that of a scale nothing."""
        return "" if one.group == "scale" else one.size

    def prepare(self) -> None:
        """Begin without pictures."""
        super().prepare()
        self.pictures: dict[str, MatrixGrid] = {}  # of matrices whose numbers are still to come

    def open(self, beat: Beat) -> None:
        """Begin with the first matrix as a picture: its numbers are what the beat brings."""
        self._show_pictures(beat)

    def stand_at(self, number: int) -> None:
        """Set the state at the end of a beat: all numbers are there."""
        self._drop_pictures()
        super().stand_at(number)

    def picture(self, beat: Beat) -> None:
        """Bring in a picture, unless it is there, then the numbers in its cells, row after row."""
        self._show_pictures(beat)
        for view in [self.stage.views[name] for name in self.pictures]:
            self.hold(0.4)
            view.set_state(opacity=False)
            self.play(*view.change(opacity=True, lag=row_after_row(view.place.shape)), seconds=1.4)
        self._drop_pictures()

    def _show_pictures(self, beat: Beat) -> None:
        """Bring in the matrices that are missing, as pictures."""
        for name in [name for name in beat.shows if name not in self.stage.views]:
            view = self.stage.view(name, beat)
            grid = view.grid
            picture = MatrixGrid(grid.cells, self.theme, grid.role, known=grid.known, style="picture")
            self.pictures[name] = picture
            self.play(Fade(picture), *view.fade_label(), seconds=0.8)

    def _drop_pictures(self) -> None:
        self.remove(*self.pictures.values())
        self.pictures.clear()

    def ends(self, beat: Beat) -> None:
        """Point at the least and the greatest value; copies of them move to the ends of a scale."""
        self.stage.read(beat)
        (name,), (scale_name,) = (self.story.group(group, beat.points) for group in ("matrix", "scale"))
        scale, step = self.stage.view(scale_name, beat), one(beat, RangeStep)
        scale.set_state(values=np.ma.array(scale.grid.values, mask=True))
        self.play(*scale.fade(), seconds=0.5)
        here, there = self.stage.views[name].place, scale.place
        ends = here.centers()[None, *zip(step.least_index, step.greatest_index, strict=True)]
        start, end = Spots(ends, here.size), Spots(there.centers(None, [0, there.cols - 1]), there.size)
        self.stage.carry([[step.least, step.greatest]], start, end, like=scale.grid, seconds=1.2)
        scale.set_state(values=beat.shows[scale_name])
