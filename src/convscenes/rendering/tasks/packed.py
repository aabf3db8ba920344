"""A story as compressed bytes, for other processes, which unpack it once."""

from __future__ import annotations

import gzip
import pickle
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from weakref import WeakValueDictionary

from convscenes.spec.typesetting import Fonts
from convscenes.stories import Story
from convscenes.stories._base.handover import Before, Kept

_PACKED: WeakValueDictionary[bytes, Story] = WeakValueDictionary()
"""The stories that this process packed and still has, so that it need not unpack them."""


@dataclass(frozen=True)
class PackedStory:
    """The bytes of a story, equal for two requests of one spec in a run; and the fonts of its spec."""

    data: bytes
    fonts: Fonts = ()

    @classmethod
    def of(cls, story: Story) -> PackedStory:
        """Pack a story in a stream: the steps of a large one take a hundred megabytes and more."""
        packed = BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1, mtime=0) as file:
            pickle.dump(story, file, protocol=5)
        data = packed.getvalue()
        _PACKED[data] = story
        return cls(data, story.presentation.fonts)

    def unpack(self) -> Story:
        """Return the story."""
        return _PACKED.get(self.data) or unpacked(self.data)


@dataclass(frozen=True)
class PackedBefore:
    """``Before``, the part that a part of a playlist follows, for other processes."""

    story: PackedStory
    kept: Kept
    end: int
    before: PackedBefore | None = None

    @classmethod
    def of(cls, before: Before) -> PackedBefore:
        """Pack a part."""
        earlier = cls.of(before.before) if before.before else None
        return cls(PackedStory.of(before.story), before.kept, before.end, earlier)

    @property
    def fonts(self) -> Fonts:
        """The fonts of its spec, and of the parts before."""
        return (*self.story.fonts, *(self.before.fonts if self.before else ()))

    def unpack(self) -> Before:
        """Return the part."""
        earlier = self.before.unpack() if self.before else None
        return Before(self.story.unpack(), self.kept, self.end, earlier)


@lru_cache(maxsize=1)
def unpacked(data: bytes) -> Story:
    """Return the story in these bytes; the last one is cached."""
    with gzip.GzipFile(fileobj=BytesIO(data)) as file:
        story = pickle.load(file)
    assert isinstance(story, Story)
    return story
