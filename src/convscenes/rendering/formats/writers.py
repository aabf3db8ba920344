"""The base of the writers of all formats, and the writer for given options."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.patches import Conversion, Patch
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.options import Options


class Writer(ABC):
    """A sink that writes the frames of a clip or of a whole film to a file."""

    def __init__(self, pixel_format: str = "rgba") -> None:
        self.conversion = Conversion(pixel_format)
        self.begun = False

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Take a picture that is shown for ``repeat`` frames: its ``changed`` boxes, at first all of it."""
        if changed is None or not self.begun:
            height, width = picture.shape[:2]
            changed = [Box(0, 0, width, height)]
        self.begun = True
        self.add([self.conversion.patch(picture, box) for box in changed], repeat)

    @abstractmethod
    def add(self, patches: Sequence[Patch], repeat: int) -> None:
        """Take the changed boxes in the pixel format; patches are valid only during the call."""

    @abstractmethod
    def finish(self) -> None:
        """Write the rest of the file, after the last frame."""

    def close(self) -> None:  # noqa: B027  most have nothing open
        """Close what is open, finished or not."""


def writer_of(path: Path, options: Options) -> Writer:
    """Return the writer for these options, to ``path``."""
    match options.format:
        case "gif" | "flipbook-gif" | "steps-gif":
            from convscenes.rendering.formats.gif import Gif

            return Gif(path, options)
        case "flipbook" | "steps":
            from convscenes.rendering.formats.webp import Flipbook

            return Flipbook(path, options)
        case "webp":
            from convscenes.rendering.formats.animated import Animated
            from convscenes.rendering.formats.webp import save_webp

            return Animated(path, options, save_webp)
        case "avif" | "steps-avif":
            from convscenes.rendering.formats.animated import Animated
            from convscenes.rendering.formats.avif import save_avif

            return Animated(path, options, save_avif)
        case _:
            from convscenes.rendering.formats.video import Video

            return Video(path, options)
