"""Boxes of changed pixels, aligned so that they convert to video as the whole picture does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

ALIGN = 16
"""Pixels. Chroma is subsampled by two, and the converter works on 16 at a time."""


class Box(NamedTuple):
    """A rectangle of pixels: from (left, top) up to, not including, (right, bottom)."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def area(self) -> int:
        """How many pixels it has."""
        return (self.right - self.left) * (self.bottom - self.top)

    @property
    def slices(self) -> tuple[slice, slice]:
        """The rows and columns of a picture (H, W, …)."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def shared(self, share: int) -> Box:
        """Return the same box in samples of ``share`` × ``share`` pixels.

        >>> Box(0, 16, 32, 48).shared(2)
        Box(left=0, top=8, right=16, bottom=24)
        """
        return Box(*(side // share for side in self))

    def meets(self, other: Box) -> bool:
        """Return whether the two have a pixel in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Return whether ``other`` is inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def around(self, other: Box) -> Box:
        """Return the smallest box that holds both.

        >>> Box(0, 0, 2, 2).around(Box(4, 1, 5, 3))
        Box(left=0, top=0, right=5, bottom=3)
        """
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def aligned(self, width: int, height: int) -> Box | None:
        """Return the box grown to multiples of ``ALIGN`` inside a picture, None if nothing of it is inside.

        >>> Box(-5, 17, 3, 18).aligned(1920, 1080)
        Box(left=0, top=16, right=16, bottom=32)
        """
        left, top = max(self.left, 0) // ALIGN * ALIGN, max(self.top, 0) // ALIGN * ALIGN
        right = min(-(-self.right // ALIGN) * ALIGN, width)
        bottom = min(-(-self.bottom // ALIGN) * ALIGN, height)
        return Box(left, top, right, bottom) if left < right and top < bottom else None


def merged(boxes: Iterable[Box]) -> list[Box]:
    """Return boxes that cover the same pixels without overlap; near ones are merged if that adds little.

    >>> merged([Box(0, 0, 32, 16), Box(16, 0, 48, 16), Box(160, 0, 176, 16)])
    [Box(left=0, top=0, right=48, bottom=16), Box(left=160, top=0, right=176, bottom=16)]
    """
    result: list[Box] = []
    waiting = list(dict.fromkeys(boxes))
    while waiting:
        box = waiting.pop()
        for index, other in enumerate(result):
            whole = box.around(other)
            if box.meets(other) or whole.area <= LITTLE * (box.area + other.area):
                del result[index]
                waiting.append(whole)
                break
        else:
            result.append(box)
    return sorted(result)


LITTLE = 1.3
"""Two boxes are merged if the area grows to at most this many times theirs: every box costs a pass."""
