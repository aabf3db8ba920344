"""Patches: the changed boxes of a picture in an encoder's pixel format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import av
from av.video.reformatter import Colorspace, VideoReformatter

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.frames.pixel_formats import Plane, parts_of, planes_of

MARGIN = 2
"""Pixels around a box that its chroma depends on."""


class Patch(NamedTuple):
    """A box of a picture, and its part of every plane."""

    box: Box
    planes: Sequence[Plane]


class Conversion:
    """Converts boxes of RGBA pictures to one of ``PIXEL_FORMATS``."""

    def __init__(self, pixel_format: str) -> None:
        self.pixel_format = pixel_format
        self.reformatters: dict[tuple[int, int], VideoReformatter] = {}

    def patch(self, picture: Picture, box: Box) -> Patch:
        """Return the patch of an aligned box, equal to that of the whole picture converted."""
        if self.pixel_format == "rgba":
            return Patch(box, [picture[box.slices]])
        height, width = picture.shape[:2]
        left, top = max(box.left - MARGIN, 0), max(box.top - MARGIN, 0)
        right, bottom = min(box.right + MARGIN, width), min(box.bottom + MARGIN, height)
        frame = self._converted(picture[top:bottom, left:right])
        inside = Box(box.left - left, box.top - top, box.right - left, box.bottom - top)
        return Patch(box, parts_of(planes_of(frame), self.pixel_format, inside))

    def _converted(self, picture: Picture) -> av.VideoFrame:
        height, width = picture.shape[:2]
        reformatter = self.reformatters.setdefault((width, height), VideoReformatter())
        return reformatter.reformat(
            av.VideoFrame.from_numpy_buffer(picture, format="rgba"),
            format=self.pixel_format,
            dst_colorspace=Colorspace.ITU709,
            threads=1,  # more would be started for every size, and idle
        )


def put(patches: Iterable[Patch], frame: av.VideoFrame) -> None:
    """Write patches into a frame of the same pixel format."""
    planes, pixel_format = planes_of(frame), frame.format.name
    for patch in patches:
        for part, new in zip(parts_of(planes, pixel_format, patch.box), patch.planes, strict=True):
            part[...] = new
