"""What writes frames to a file in some format, and which does for which options."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.patches import Conversion, Patch
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.options import Options


class Writer(ABC):
    """Takes the frames of one clip, or of one whole film, and writes them to one file: a sink."""

    def __init__(self, pixel_format: str = "rgba") -> None:
        self.conversion = Conversion(pixel_format)
        self.begun = False

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Take a picture that is on screen for ``repeat`` frames: what ``changed``, at first all of it."""
        if changed is None or not self.begun:
            height, width = picture.shape[:2]
            changed = [Box(0, 0, width, height)]
        self.begun = True
        self.add([self.conversion.patch(picture, box) for box in changed], repeat)

    @abstractmethod
    def add(self, patches: Sequence[Patch], repeat: int) -> None:
        """Take what has changed, in the pixel format; patches are lent: what shall stay is copied."""

    @abstractmethod
    def finish(self) -> None:
        """Write what is left; all frames have come."""

    def close(self) -> None:  # noqa: B027  most have nothing open
        """Close what is open, finished or not."""


def writer_of(path: Path, options: Options) -> Writer:
    """Return what writes frames with these options to ``path``."""
    match options.format:
        case "gif" | "flipbook-gif":
            from convscenes.rendering.formats.gif import Gif

            return Gif(path, options)
        case "flipbook":
            from convscenes.rendering.formats.webp import Flipbook

            return Flipbook(path, options)
        case "webp":
            from convscenes.rendering.formats.animated import Animated
            from convscenes.rendering.formats.webp import save_webp

            return Animated(path, options, save_webp)
        case "avif":
            from convscenes.rendering.formats.animated import Animated
            from convscenes.rendering.formats.avif import save_avif

            return Animated(path, options, save_avif)
        case _:
            from convscenes.rendering.formats.video import Video

            return Video(path, options)
