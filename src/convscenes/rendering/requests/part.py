"""A part of a video: some beats of a story, as clips of the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from convscenes.rendering.options import Options, suffix_of
from convscenes.rendering.requests import store
from convscenes.rendering.requests.fingerprint import clip_keys
from convscenes.rendering.tasks.clip import Clip
from convscenes.rendering.tasks.packed import PackedBefore, PackedStory
from convscenes.stories import Story
from convscenes.stories._base.handover import Before
from convscenes.stories._base.loading import CARD
from convscenes.stories._base.reading import missing_times


@dataclass(frozen=True)
class Part:
    """A story in a video: its options, and its beats from ``first`` up to, not including, ``end``."""

    story: Story = field(compare=False)
    packed: PackedStory
    options: Options
    first: int
    end: int
    before: Before | None = field(default=None, compare=False)

    @property
    def longer(self) -> list[int]:
        """For how many more frames each beat is held: captions take as long as in the whole story."""
        pace = self.options.presentation(self.story).pace
        missing = missing_times(self.story.beats, self.first, self.end)
        return [round(seconds / pace * self.options.frame_rate) for seconds in missing]

    @cached_property
    def clips(self) -> tuple[Clip, ...]:
        """The clip of each beat, at its place in the store."""
        keys, suffix = clip_keys(self.story, self.options, self.before), suffix_of(self.options.format)
        before = PackedBefore.of(self.before) if self.before else None
        return tuple(
            Clip(
                self.packed,
                self.options,
                number,
                store.place_of(keys[number], suffix),
                before if number == 0 or self.story.kind == CARD else None,
            )
            for number in range(self.first, self.end)
        )


def clips_of(parts: Iterable[Part]) -> tuple[Clip, ...]:
    """Return the clips of parts, in order."""
    return tuple(clip for part in parts for clip in part.clips)
