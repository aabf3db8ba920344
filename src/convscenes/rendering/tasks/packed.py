"""A story on its way to another process: compressed bytes, unpacked once there."""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass
from functools import lru_cache

from convscenes.stories import Story
from convscenes.stories._base.handover import Before, Kept


@dataclass(frozen=True)
class PackedStory:
    """The bytes of a story; those of a spec that was read once are equal."""

    data: bytes

    @classmethod
    def of(cls, story: Story) -> PackedStory:
        """Pack a story."""
        return cls(zlib.compress(pickle.dumps(story), 1))

    def unpack(self) -> Story:
        """Return the story."""
        return _unpacked(self.data)


@dataclass(frozen=True)
class PackedBefore:
    """What a part of a playlist begins with, as ``Before`` has it, on its way to another process."""

    story: PackedStory
    kept: Kept
    before: PackedBefore | None = None

    @classmethod
    def of(cls, before: Before) -> PackedBefore:
        """Pack what a part begins with."""
        earlier = cls.of(before.before) if before.before else None
        return cls(PackedStory.of(before.story), before.kept, earlier)

    def unpack(self) -> Before:
        """Return what a part begins with."""
        return Before(self.story.unpack(), self.kept, self.before.unpack() if self.before else None)


@lru_cache(maxsize=4)
def _unpacked(data: bytes) -> Story:
    story = pickle.loads(zlib.decompress(data))
    assert isinstance(story, Story)
    return story
