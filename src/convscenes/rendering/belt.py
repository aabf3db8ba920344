"""Memory that two processes share and that goes round: one puts patches on, the other takes them off."""

from __future__ import annotations

import mmap
from collections import deque
from collections.abc import Sequence
from math import prod

import numpy as np

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.patches import Patch
from convscenes.rendering.frames.pixel_formats import shapes_of

MOST = 512
"""Pictures on a belt at once: what is said of each, both ways, must fit into a pipe, or all wait for ever."""


class Belt:
    """Patches of one layout under way. The process that puts them on is the one that knows what is free.

    ``head`` and ``tail`` count the bytes that were ever placed and freed, those left out at the end of a
    round included.
    """

    def __init__(self, layout: str, size: int) -> None:
        """Make a belt of ``size`` bytes, for this process and those forked from now on."""
        self.layout, self.size = layout, size
        self.memory = np.frombuffer(mmap.mmap(-1, size), np.uint8)
        self.head = self.tail = 0
        self.ends: deque[int] = deque()

    def place(self, boxes: Sequence[Box]) -> int | None:
        """Return where patches of these boxes go next, which is taken from now on; None if there is no room.

        >>> belt = Belt("rgba", size=100)
        >>> belt.place([Box(0, 0, 4, 4)]), belt.place([Box(0, 0, 4, 4)]), belt.place([])
        (0, None, 64)
        """
        size = sum(prod(shape) for box in boxes for shape in shapes_of(self.layout, box))
        if not self.ends:
            self.head = self.tail = 0
        start = self.head % self.size
        if start + size > self.size:  # patches are never cut in two
            size += self.size - start
            start = 0
        if self.head + size - self.tail > self.size or len(self.ends) == MOST:
            return None
        self.head += size
        self.ends.append(self.head)
        return start

    def free(self) -> None:
        """Let go of what was placed longest ago."""
        self.tail = self.ends.popleft()

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
