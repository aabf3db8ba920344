"""A story on its way to another process: compressed bytes, unpacked once there."""

from __future__ import annotations

import gzip
import pickle
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from weakref import WeakValueDictionary

from convscenes.stories import Story
from convscenes.stories._base.handover import Before, Kept

_PACKED: WeakValueDictionary[bytes, Story] = WeakValueDictionary()
"""The stories that this process packed, as long as they are there: it need not have them twice."""


@dataclass(frozen=True)
class PackedStory:
    """The bytes of a story; those of a spec that was read once are equal."""

    data: bytes

    @classmethod
    def of(cls, story: Story) -> PackedStory:
        """Pack a story, piece by piece: the steps of a large one are a hundred megabytes and more."""
        packed = BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1, mtime=0) as file:
            pickle.dump(story, file, protocol=5)
        data = packed.getvalue()
        _PACKED[data] = story
        return cls(data)

    def unpack(self) -> Story:
        """Return the story."""
        return _PACKED.get(self.data) or unpacked(self.data)


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


@lru_cache(maxsize=1)
def unpacked(data: bytes) -> Story:
    """Return the story in these bytes; the last is remembered."""
    with gzip.GzipFile(fileobj=BytesIO(data)) as file:
        story = pickle.load(file)
    assert isinstance(story, Story)
    return story
