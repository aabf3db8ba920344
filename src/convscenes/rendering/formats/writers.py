"""What writes frames to a file in some format, and which does for which options."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from convscenes.rendering.frames.patches import Patch
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


def writer_of(path: Path, options: Options) -> Writer:
    """Return what writes frames with these options to ``path``."""
    match options.format:
        case "gif" | "flipbook-gif":
            from convscenes.rendering.formats.gif import Gif

            return Gif(path, options)
        case "webp" | "flipbook":
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
