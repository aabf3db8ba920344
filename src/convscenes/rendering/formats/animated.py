"""Frames to an animated WebP or AVIF: collected until the last, then saved with Pillow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from PIL import Image

from convscenes.rendering.formats.changes import Changes
from convscenes.rendering.formats.writers import Writer
from convscenes.rendering.frames.patches import Patch
from convscenes.rendering.options import Options


class Save(Protocol):
    """Writes a file with Pillow: the first frame; ``frames`` are arguments of ``save`` for the others."""

    def __call__(self, path: Path, first: Image.Image, **frames: Any) -> None:
        """Write the file."""


class Animated(Writer):
    """Collects the changes from frame to frame and writes a file that repeats for ever."""

    def __init__(self, path: Path, options: Options, save: Save) -> None:
        super().__init__()
        self.path, self.save = path, save
        self.fps = options.frame_rate
        channels = 4 if options.transparent else 3
        self.frames = Changes((options.quality.height, options.quality.width, channels), np.uint8)

    def add(self, patches: Sequence[Patch], repeat: int) -> None:
        """Keep the changed boxes of a picture."""
        channels = self.frames.shape[-1]
        self.frames.add([(box, part[..., :channels]) for box, (part,) in patches], repeat)

    def finish(self) -> None:
        """Write the file."""
        images = map(Image.fromarray, self.frames.pictures())
        save_frames(self.path, images, self.frames.durations(self.fps), self.save)


def save_frames(path: Path, images: Iterator[Image.Image], durations: list[int], save: Save) -> None:
    """Save images, each shown for its duration in ms; they may all be one object that changes."""
    first, others = next(images).copy(), len(durations) - 1
    save(path, first, append_images=[Rest(images, others)] if others else [], duration=durations)


class Rest:
    """All frames but the first, as an animated picture for Pillow with one frame in memory at a time."""

    _min_frame = 0

    def __init__(self, images: Iterator[Image.Image], count: int) -> None:
        self.images = images
        self.n_frames = count
        self.number = -1

    def seek(self, number: int) -> None:
        """Go to the next frame; raises EOFError after the last."""
        if number >= self.n_frames:
            raise EOFError
        assert number == self.number + 1, "Pillow asks for each frame once, in order"
        self.number, self.image = number, next(self.images)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the current frame."""
        return getattr(self.image, name)
