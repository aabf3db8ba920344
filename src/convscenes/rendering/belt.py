"""Memory that two processes share and that goes round: one puts patches on, the other takes them off."""

from __future__ import annotations

import mmap
from collections import deque
from collections.abc import Sequence
from math import prod
from typing import NamedTuple

import numpy as np

from convscenes.rendering.damage import Box
from convscenes.rendering.planes import Patch, shapes_of


class Stretch(NamedTuple):
    """A part of the belt, in bytes: from ``start`` up to, not including, ``end``."""

    start: int
    end: int


class Belt:
    """Patches of one layout under way. The process that puts them on is the one that knows what is free."""

    def __init__(self, layout: str, size: int) -> None:
        """Make a belt of ``size`` bytes, for this process and those forked from now on."""
        self.layout, self.size = layout, size
        self.memory = np.frombuffer(mmap.mmap(-1, size), np.uint8)
        self.taken: deque[Stretch] = deque()

    def place(self, boxes: Sequence[Box]) -> int | None:
        """Return where patches of these boxes go next, which is taken from now on; None if there is no room.

        >>> belt = Belt("rgba", size=100)
        >>> belt.place([Box(0, 0, 4, 4)]), belt.place([Box(0, 0, 4, 4)]), belt.place([])
        (0, None, 64)
        """
        size = sum(prod(shape) for box in boxes for shape in shapes_of(self.layout, box))
        start = self._room(size)
        if start is not None:
            self.taken.append(Stretch(start, start + size))
        return start

    def free(self) -> None:
        """Let go of what was placed longest ago."""
        self.taken.popleft()

    def put(self, start: int, patches: Sequence[Patch]) -> None:
        """Copy patches to where they go."""
        placed = self.at(start, [patch.box for patch in patches])
        for patch, copy in zip(patches, placed, strict=True):
            for plane, place in zip(patch.planes, copy.planes, strict=True):
                place[...] = plane

    def at(self, start: int, boxes: Sequence[Box]) -> list[Patch]:
        """Return the patches of these boxes that are there, not copied."""
        patches = []
        for box in boxes:
            planes = []
            for shape in shapes_of(self.layout, box):
                end = start + prod(shape)
                planes.append(self.memory[start:end].reshape(shape))
                start = end
            patches.append(Patch(box, planes))
        return patches

    def _room(self, size: int) -> int | None:
        """Return where so many bytes in a row are free, behind what was placed last or round again."""
        if not self.taken:
            return 0 if size <= self.size else None
        oldest, newest = self.taken[0], self.taken[-1]
        round_again = newest.start < oldest.start
        if newest.end + size <= (oldest.start if round_again else self.size):
            return newest.end
        return 0 if size <= oldest.start and not round_again else None
