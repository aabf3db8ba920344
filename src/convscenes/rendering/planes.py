"""RGBA pictures as the frames an encoder takes: converted only where they have changed."""

from __future__ import annotations

from collections.abc import Sequence

import av
import numpy as np
from av.video.reformatter import Colorspace, VideoReformatter
from numpy.typing import NDArray

from convscenes.rendering.damage import Box
from convscenes.rendering.sinks import Picture

SUBSAMPLED = ("yuv420p",)
"""Layouts of which a part can be converted: planes of full size, then two of half the height and width."""
MARGIN = 2
"""Pixels around a box that its chroma depends on."""


class Planes:
    """One frame in an encoder's layout, brought up to date box by box."""

    def __init__(self, width: int, height: int, layout: str) -> None:
        self.layout, self.width, self.height = layout, width, height
        self.frame = av.VideoFrame(width, height, layout)
        self.reformatters: dict[tuple[int, int], VideoReformatter] = {}

    def update(self, picture: Picture, boxes: Sequence[Box]) -> None:
        """Convert the boxes of ``picture``, aligned as ``Box.aligned`` does: as if all were converted."""
        if self.layout not in SUBSAMPLED or any(box.area == self.width * self.height for box in boxes):
            if boxes:
                self.frame = self._converted(picture)
            return
        for box in boxes:
            self._update(picture, box)

    def _update(self, picture: Picture, box: Box) -> None:
        left, top = max(box.left - MARGIN, 0), max(box.top - MARGIN, 0)
        right, bottom = min(box.right + MARGIN, self.width), min(box.bottom + MARGIN, self.height)
        part = self._converted(picture[top:bottom, left:right])
        for number in range(3):
            share = 2 if number else 1
            rows = slice((box.top - top) // share, (box.bottom - top) // share)
            cols = slice((box.left - left) // share, (box.right - left) // share)
            there = (
                slice(box.top // share, box.bottom // share),
                slice(box.left // share, box.right // share),
            )
            plane_of(self.frame, number)[there] = plane_of(part, number)[rows, cols]

    def _converted(self, picture: Picture) -> av.VideoFrame:
        height, width = picture.shape[:2]
        reformatter = self.reformatters.setdefault((width, height), VideoReformatter())
        return reformatter.reformat(
            av.VideoFrame.from_numpy_buffer(picture, format="rgba"),
            format=self.layout,
            dst_colorspace=Colorspace.ITU709,
            threads=1,  # more are started for every size, and wait
        )


def plane_of(frame: av.VideoFrame, number: int) -> NDArray[np.uint8]:
    """Return a plane of a frame (H, W), to be read and written."""
    plane = frame.planes[number]
    rows = np.asarray(memoryview(plane), dtype=np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]
