"""matrix-transpose: C turns about its diagonal; a row folds into a window, the same column into a stamp."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from convscenes.look.arranging import Row, Split, alone, arrange
from convscenes.ops import UnrollStep
from convscenes.scenes._base.folding import fold_into
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.spots import Spots
from convscenes.scenes._base.stage import Places
from convscenes.scenes._base.writing import Spot
from convscenes.stories import Beat
from convscenes.stories._base.story import one

FOLDED = 0.7
"""The largest side of a cell of a folded map."""
READING = 0.55
"""Height reserved below a folded map for its formula, ``9 → 1``."""


class MatrixTranspose(SpecScene):
    """C with the window its row folds into, Cᵀ with the stamp its column folds into."""

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places: C alone and large; else with its window, and Cᵀ at its right with its stamp."""
        if "transpose" not in names:
            return {"matrix": alone(self.slot("matrix", names), self.frame.stage)}
        slots = [self.slot(one.name, names) for one in self.story.maps]
        matrix, transpose = (Row((slot,)) for slot in slots[::2])
        window, stamp = (Row((slot,), max_cell=FOLDED, below=READING) for slot in slots[1::2])
        folded = Split((window, stamp), beside=True, gap=0.8)
        places = arrange(
            (
                Split((Split((matrix, window), gap=0.2), transpose, stamp), beside=True, gap=0.65),
                Split((Split((matrix, folded), gap=0.2), transpose), beside=True, gap=0.8),
                Split((Split((matrix, transpose), beside=True, gap=0.8), folded), gap=0.2),
            ),
            self.frame.stage,
        )
        return {name: places[name] for name in names}

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where the formula of a folded map stands: below it."""
        place = self.place(below, beat)
        return Spot(place.x, place.rect.bottom - READING + 0.05)

    def turn(self, beat: Beat) -> None:
        """Move a copy of every cell from (r, c) to (c, r)."""
        matrix, transpose = self.stage.views["matrix"], self.stage.view("transpose", beat)
        self.play(*transpose.fade_label(), *matrix.change(highlighted=False), seconds=0.5)
        start = Spots.of(matrix.place, matrix.place.shape)
        end = Spots(transpose.place.centers().transpose(1, 0, 2), transpose.place.size)
        self.stage.carry(beat.shows["matrix"], start, end, like=matrix.grid, seconds=3.2, arc=-0.05)
        self.add(transpose.grid)
        self.stage.read(beat, seconds=0.4)

    def row(self, beat: Beat) -> None:
        """Fold a copy of a row of C back into the input's shape."""
        self.stage.go(beat, "matrix", "transpose")
        matrix, shape = self.stage.views["matrix"].place, self.story.map("window").shape
        start = Spots.of(matrix, shape, rows=[one(beat, UnrollStep).number])
        fold_into(self.stage, start, "window", beat, 1.6)
        self.stage.read(beat, seconds=0.4)

    def column(self, beat: Beat) -> None:
        """Fold a copy of the same column of Cᵀ into a stamp."""
        self.stage.go(beat, "transpose")
        transpose, shape = self.stage.views["transpose"].place, self.story.map("stamp").shape
        start = Spots.of(transpose, shape, cols=[one(beat, UnrollStep).number])
        fold_into(self.stage, start, "stamp", beat, 1.6)
        self.stage.read(beat, seconds=0.4)

    def both(self, beat: Beat) -> None:
        """Animate all maps together, through one row and column or several."""
        self.stage.go(beat, *self.stage.views, seconds=float(np.clip(0.7 * len(beat.steps), 0.9, 2.0)))
