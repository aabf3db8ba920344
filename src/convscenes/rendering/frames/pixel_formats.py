"""The pixel formats of encoders, by their names in FFmpeg, and views of a frame's samples in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import av
import numpy as np
from numpy.typing import NDArray

from convscenes.rendering.frames.boxes import Box

Plane = NDArray[np.uint8]
"""Samples of one kind, shape (H / share, W / share, bytes a sample)."""

PIXEL_FORMATS: Mapping[str, tuple[tuple[int, int], ...]] = MappingProxyType(
    {
        "rgba": ((1, 4),),
        "rgb24": ((1, 3),),
        "argb": ((1, 4),),
        "yuv420p": ((1, 1), (2, 1), (2, 1)),
        "yuva420p": ((1, 1), (2, 1), (2, 1), (1, 1)),
        "yuva444p10le": ((1, 2), (1, 2), (1, 2), (1, 2)),
    }
)
"""The planes of every pixel format: pixels across a sample, and its bytes."""


def planes_of(frame: av.VideoFrame) -> list[Plane]:
    """Return writable views of the planes of a frame."""
    return [
        np.asarray(memoryview(plane), dtype=np.uint8)
        .reshape(plane.height, plane.line_size)[:, : plane.width * size]
        .reshape(plane.height, plane.width, size)
        for plane, (_, size) in zip(frame.planes, PIXEL_FORMATS[frame.format.name], strict=True)
    ]


def parts_of(planes: Sequence[Plane], pixel_format: str, box: Box) -> list[Plane]:
    """Return the part of every plane that is in a box."""
    return [
        plane[box.shared(share).slices]
        for plane, (share, _) in zip(planes, PIXEL_FORMATS[pixel_format], strict=True)
    ]
