"""kernel-slide with channels: slices lie over all channels at once; their sums add up to one output value."""

from __future__ import annotations

from convscenes.look.layout import Place
from convscenes.ops import GatherStep
from convscenes.scenes._channels.channel_scene import ChannelScene
from convscenes.stories import Beat
from convscenes.stories._base.story import one


class KernelSlideChannels(ChannelScene):
    """All slices of a kernel slide together; one kernel after the other."""

    sign = "∗"

    def partials(self, beat: Beat) -> None:
        """Gather the products of every channel into its partial sum."""
        gathered = []
        for image, sums in zip(self.column("input", beat), self.column("partial", beat), strict=True):
            goal, products = self._cell(sums, beat).rect, self.stage.laid.pop((image, "products"))
            gathered.append(products.animate_to(centers=[goal.x, goal.y], opacity=False, remove=True))
        self.stage.clear(beat, *gathered, seconds=1.1)

    def total(self, beat: Beat) -> None:
        """Move the partial sums into a formula, and drop their sum into its output cell."""
        goal, start = self.goal(beat), self._cell(self.column("partial", beat)[0], beat)
        if beat.formula:
            self.stage.gather(beat)
            start = self.stage.formula_end(self.stage.views[goal].place.size)
        self.stage.send(one(beat, GatherStep).total, start, goal, beat, seconds=0.6)

    def step(self, beat: Beat) -> None:
        """Move on by one window. The stage plays a beat of many steps."""
        if len(beat.steps) == 1:
            self.stage.read(beat, seconds=0.6)
            self.stage.go(beat, *self.column("partial", beat))
            self.total(beat)

    def _cell(self, name: str, beat: Beat) -> Place:
        """Return the place of the cell of a map that a beat points at."""
        return self.stage.views[name].cells_at(beat.points[name][-1])
