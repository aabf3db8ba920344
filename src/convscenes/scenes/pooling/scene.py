"""pooling: a window moves over the input; its largest value, or its mean, moves to the output."""

from __future__ import annotations

from collections.abc import Sequence

from convscenes.look.layout import Place
from convscenes.ops import PoolStep
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat
from convscenes.stories._base.story import one


class Pooling(SpecScene):
    """Input → output, one window after the other."""

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the arrow between the maps."""
        return [self.arrow("input", "output", beat)]

    def pool(self, beat: Beat) -> None:
        """Move the result of a window to its cell; the stage plays many windows."""
        if len(beat.steps) == 1:
            step = one(beat, PoolStep)
            self.stage.read(beat)
            self.stage.show_formula(beat)
            self.stage.send(step.result, self._origin(beat, step), "output", beat)

    def _origin(self, beat: Beat, step: PoolStep) -> Place:
        """Return where the result comes from: the largest value's cell, or the end of the formula."""
        if step.winner is None and beat.formula:
            return self.stage.formula_end(self.stage.views["output"].place.size)
        row, col = step.winner or (0, 0)
        return self.stage.views["input"].cell_at((int(step.rows[row]), int(step.cols[col])))
