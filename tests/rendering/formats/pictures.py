"""Test pictures, and writing them with the writer of a format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from convscenes.rendering.formats.writers import Writer, writer_of
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.options import Options

WIDTH, HEIGHT = 160, 96
Clip = Sequence[tuple[int, int]]
"""Pictures by number, and how many frames each stays."""


def picture(number: int, *, transparent: bool = False, width: int = WIDTH, height: int = HEIGHT) -> Picture:
    """Return a bar that moves; below it a strip of changing colour, half transparent if that is possible."""
    result = np.zeros((height, width, 4), np.uint8)
    if not transparent:
        result[:] = (20, 24, 40, 255)
    result[20:60, 8 * number : 8 * number + 30] = (250, 180, 40, 255)
    result[70:90] = (60, 10 * number, 90, 128 if transparent else 255)
    return result


def feed(writer: Writer, clip: Clip, options: Options) -> None:
    """Write pictures, each whole."""
    width, height = options.quality.width, options.quality.height
    for number, repeat in clip:
        shown = picture(number, transparent=options.transparent, width=width, height=height)
        writer.write(shown, repeat)


def write_clip(path: Path, clip: Clip, options: Options) -> Path:
    """Write a file of these pictures and nothing else."""
    writer = writer_of(path, options)
    feed(writer, clip, options)
    writer.finish()
    writer.close()
    return path
