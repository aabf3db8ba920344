"""A story on its way to another process: compressed bytes, unpacked once there."""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass
from functools import lru_cache

from convscenes.stories import Story


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


@lru_cache(maxsize=4)
def _unpacked(data: bytes) -> Story:
    story = pickle.loads(zlib.decompress(data))
    assert isinstance(story, Story)
    return story
