"""What has changed of a picture, in an encoder's layout: rectangles, converted plane by plane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import av
import numpy as np
from av.video.reformatter import Colorspace, VideoReformatter
from numpy.typing import NDArray

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.sinks import Picture

Plane = NDArray[np.uint8]
"""Samples of one kind, shape (H / share, W / share, bytes a sample)."""

LAYOUTS: Mapping[str, tuple[tuple[int, int], ...]] = MappingProxyType(
    {
        "rgba": ((1, 4),),
        "rgb24": ((1, 3),),
        "argb": ((1, 4),),
        "yuv420p": ((1, 1), (2, 1), (2, 1)),
        "yuva420p": ((1, 1), (2, 1), (2, 1), (1, 1)),
    }
)
"""The planes of every layout: how many pixels across a sample is, and its bytes."""
MARGIN = 2
"""Pixels around a box that its chroma depends on."""


class Patch(NamedTuple):
    """A box of a picture, and what is in it: the same part of every plane."""

    box: Box
    planes: Sequence[Plane]


class Conversion:
    """Takes patches from RGBA pictures for one of ``LAYOUTS``."""

    def __init__(self, layout: str) -> None:
        self.layout = layout
        self.reformatters: dict[tuple[int, int], VideoReformatter] = {}

    def patch(self, picture: Picture, box: Box) -> Patch:
        """Return a box of a picture, aligned as ``Box.aligned`` does: as if all of it were converted."""
        if self.layout == "rgba":
            return Patch(box, [picture[box.slices]])
        height, width = picture.shape[:2]
        left, top = max(box.left - MARGIN, 0), max(box.top - MARGIN, 0)
        right, bottom = min(box.right + MARGIN, width), min(box.bottom + MARGIN, height)
        frame = self._converted(picture[top:bottom, left:right])
        inside = Box(box.left - left, box.top - top, box.right - left, box.bottom - top)
        return Patch(box, parts_of(planes_of(frame), self.layout, inside))

    def _converted(self, picture: Picture) -> av.VideoFrame:
        height, width = picture.shape[:2]
        reformatter = self.reformatters.setdefault((width, height), VideoReformatter())
        return reformatter.reformat(
            av.VideoFrame.from_numpy_buffer(picture, format="rgba"),
            format=self.layout,
            dst_colorspace=Colorspace.ITU709,
            threads=1,  # more are started for every size, and wait
        )


def put(patches: Iterable[Patch], frame: av.VideoFrame) -> None:
    """Bring a frame of the patches' layout up to date."""
    planes, layout = planes_of(frame), frame.format.name
    for patch in patches:
        for part, new in zip(parts_of(planes, layout, patch.box), patch.planes, strict=True):
            part[...] = new


def planes_of(frame: av.VideoFrame) -> list[Plane]:
    """Return the planes of a frame: what is written to them is written to it."""
    return [
        np.asarray(memoryview(plane), dtype=np.uint8)
        .reshape(plane.height, plane.line_size)[:, : plane.width * size]
        .reshape(plane.height, plane.width, size)
        for plane, (_, size) in zip(frame.planes, LAYOUTS[frame.format.name], strict=True)
    ]


def parts_of(planes: Sequence[Plane], layout: str, box: Box) -> list[Plane]:
    """Return the part of every plane that is in a box."""
    return [
        plane[box.shared(share).slices] for plane, (share, _) in zip(planes, LAYOUTS[layout], strict=True)
    ]


def shapes_of(layout: str, box: Box) -> list[tuple[int, int, int]]:
    """Return the shapes of a patch's planes.

    >>> shapes_of("yuv420p", Box(16, 0, 48, 16))
    [(16, 32, 1), (8, 16, 1), (8, 16, 1)]
    """
    width, height = box.right - box.left, box.bottom - box.top
    return [(height // share, width // share, size) for share, size in LAYOUTS[layout]]
