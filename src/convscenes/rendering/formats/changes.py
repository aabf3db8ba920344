"""The changes from frame to frame, kept compressed until all frames of an animated picture are known."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from convscenes.rendering.frames.boxes import Box

Pixels = NDArray[np.integer[Any]]
"""A picture, or a box of one: shape (H, W) or (H, W, channels)."""


@dataclass(frozen=True)
class Change:
    """A frame's changed boxes and their new pixels, compressed; and its duration in frames."""

    boxes: tuple[Box, ...]
    pixels: tuple[bytes, ...]
    repeat: int


class Changes:
    """The frames of an animated picture, each as its difference from the one before; 1 to 30 kB a frame."""

    def __init__(self, shape: tuple[int, ...], dtype: DTypeLike) -> None:
        """Keep pictures of this shape, (H, W) or (H, W, channels), and type."""
        self.shape, self.dtype = shape, np.dtype(dtype)
        self.kept: list[Change] = []

    def __len__(self) -> int:
        """Return how many frames differ from the one before."""
        return len(self.kept)

    def add(self, parts: Sequence[tuple[Box, Pixels]], repeat: int) -> None:
        """Keep a frame that lasts ``repeat`` frames; without ``parts``, lengthen the one before."""
        if parts or not self.kept:
            pixels = tuple(zlib.compress(np.ascontiguousarray(part).tobytes(), 1) for _, part in parts)
            self.kept.append(Change(tuple(box for box, _ in parts), pixels, repeat))
        else:
            self.kept[-1] = replace(self.kept[-1], repeat=self.kept[-1].repeat + repeat)

    def unpacked(self, change: Change) -> Iterator[tuple[Box, Pixels]]:
        """Yield the boxes of a frame and their new pixels."""
        for box, pixels in zip(change.boxes, change.pixels, strict=True):
            size = (box.bottom - box.top, box.right - box.left, *self.shape[2:])
            yield box, np.frombuffer(zlib.decompress(pixels), dtype=self.dtype).reshape(size)

    def pictures(self) -> Iterator[Pixels]:
        """Yield every whole frame, all in one array, which the next one changes."""
        picture = np.zeros(self.shape, self.dtype)
        for change in self.kept:
            for box, pixels in self.unpacked(change):
                picture[box.slices] = pixels
            yield picture

    def durations(self, fps: int, unit: int = 1) -> list[int]:
        """Return the duration of each frame in milliseconds, multiples of ``unit``, with the exact sum.

        >>> changes = Changes((1, 1), np.uint8)
        >>> for repeat in (1, 1, 1, 12):
        ...     changes.add([(Box(0, 0, 1, 1), np.zeros((1, 1), np.uint8))], repeat)
        >>> changes.durations(fps=15), changes.durations(fps=15, unit=10)
        ([67, 66, 67, 800], [70, 60, 70, 800])
        """
        ends = [
            round(frames * 1000 / unit / fps) * unit
            for frames in np.cumsum([change.repeat for change in self.kept]).tolist()
        ]
        return [end - start for start, end in zip([0, *ends], ends, strict=False)]
