"""Input ∗ kernel → output: the products gather into a sum, and the sum drops into its cell."""

from __future__ import annotations

from convscenes.ops import GatherStep
from convscenes.scenes._base.operation_scene import OperationScene
from convscenes.stories import Beat
from convscenes.stories._base.story import one


class KernelSlide(OperationScene):
    """Input ∗ kernel → output, one window after the other."""

    def total(self, beat: Beat) -> None:
        """Gather the products into a sum, and drop the sum into its output cell."""
        products = self.stage.laid.pop(("input", "products"))
        self.stage.clear(beat)
        self.stage.gather(beat, products)
        self.play(products.animate_to(opacity=False, remove=True), seconds=0.3)
        self._drop(beat, seconds=0.8)

    def step(self, beat: Beat) -> None:
        """Move on by one window. The stage plays a beat of many steps."""
        if len(beat.steps) == 1:
            self.stage.read(beat, seconds=0.6)
            self.stage.show_formula(beat)
            self._drop(beat, seconds=0.6)

    def _drop(self, beat: Beat, seconds: float) -> None:
        start = self.stage.formula_end(self.stage.views["output"].place.size)
        self.stage.send(one(beat, GatherStep).total, start, "output", beat, seconds=seconds)
