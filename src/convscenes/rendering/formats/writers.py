"""What writes frames to a file in some format, and which does for which options."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.patches import Conversion, Patch
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.frames.sinks import Sink
from convscenes.rendering.options import VIDEOS, Options


class Writer(Protocol):
    """Takes the frames of one clip, or of one whole film, in a pixel format, and writes them to one file."""

    def write(self, patches: Sequence[Patch], repeat: int) -> None:
        """Take what has changed of a picture that is on screen for ``repeat`` frames; first, all of it.

        Patches are lent: what shall stay is copied.
        """

    def finish(self) -> None:
        """Write what is left; all frames have come."""

    def close(self) -> None:
        """Close what is open, finished or not."""


class Converter:
    """Passes what changes from picture to picture on to a writer, in its pixel format."""

    def __init__(self, writer: Writer, pixel_format: str) -> None:
        self.writer = writer
        self.conversion = Conversion(pixel_format)
        self.begun = False

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Pass on what has changed of a picture."""
        if changed is None or not self.begun:
            height, width = picture.shape[:2]
            changed = [Box(0, 0, width, height)]
        self.begun = True
        self.writer.write([self.conversion.patch(picture, box) for box in changed], repeat)

    def finish(self) -> None:
        """Have the writer finish."""
        self.writer.finish()

    def close(self) -> None:
        """Let the writer go."""
        self.writer.close()


def sink_for(path: Path, options: Options) -> Sink:
    """Return what takes the pictures of a scene and writes them with these options to ``path``."""
    return Converter(writer_of(path, options), pixel_format_of(options))


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


def pixel_format_of(options: Options) -> str:
    """Return the pixel format that a writer takes."""
    if options.format in VIDEOS:
        from convscenes.rendering.formats.codecs import codec_of

        return codec_of(options).pixel_format
    return "rgba"
