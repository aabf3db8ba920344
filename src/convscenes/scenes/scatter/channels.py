"""scatter with channels: stamps land in their channels' partial sums, which then add up to an output."""

from __future__ import annotations

from collections.abc import Sequence

from convscenes.ops import ScatterStep
from convscenes.scenes._base.spots import Spots
from convscenes.scenes._channels.channel_scene import ChannelScene
from convscenes.scenes.scatter.stamps import Scattered, StampScene
from convscenes.stories import Beat
from convscenes.stories._base.story import steps_of


class ScatterChannels(StampScene, ChannelScene):
    """The stamps of all channels land together; one kernel after the other."""

    def scattered(self, beat: Beat) -> Sequence[Scattered]:
        """Return the steps of a beat, in each channel from the input to the partial sums."""
        rows = zip(steps_of(beat, ScatterStep), *self._columns(beat.shows)[:3], strict=True)
        return [Scattered(*row) for row in rows]

    def operator_spot(self, over: str) -> tuple[float, float]:
        """Return where a value stands that is lifted: halfway between an input and its slice."""
        row, views = self.story.map(over).index[-1], self.stage.views
        slices = [name for name in self.story.group("kernel", views) if self.story.map(name).index[-1] == row]
        image, kernel = views[over].place, views[slices[0]].place
        return (image.rect.right + kernel.rect.left) / 2, image.y

    def total(self, beat: Beat) -> None:
        """Move copies of all partial sums to the output, where their sum appears."""
        self.stage.read(beat)
        views = [self.stage.views[name] for name in self.column("partial", beat)]
        goal = self.stage.views[self.goal(beat)].place
        copies = [self.stage.copy(v.grid.values, Spots(v.place.centers(), goal.size), v.grid) for v in views]
        self.play(*(copy.animate_to(place=goal) for copy in copies), seconds=1.2)
        self.stage.write(beat, *(copy.animate_to(opacity=False, remove=True) for copy in copies), seconds=0.8)
