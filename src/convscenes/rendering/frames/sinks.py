"""Where a scene's frames go: the interfaces of what takes pictures, and one that keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from convscenes.rendering.frames.boxes import Box

if TYPE_CHECKING:
    from convscenes.rendering.frames.patches import Patch

Picture = NDArray[np.uint8]
"""One frame, shape (height, width, 4): red, green, blue, and alpha that does not darken them."""


@dataclass(frozen=True)
class Chapter:
    """A named stretch of a video, from frame ``start`` up to, not including, frame ``end``."""

    title: str
    start: int
    end: int


class Sink(Protocol):
    """Takes the frames of one scene, in their order."""

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Take a picture that is on screen for ``repeat`` frames. It is lent: what shall stay is copied.

        ``changed`` covers all pixels that differ from the picture before; None is all of them.
        """

    def cut(self) -> None:
        """Hear that the next picture begins a beat: a place to jump to."""

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """Write what is left; all frames have come."""

    def close(self) -> None:
        """Let go of everything, finished or not."""


class Writer(Protocol):
    """Takes the frames of one scene in the layout of a file, and writes it."""

    def write(self, patches: Sequence[Patch], repeat: int) -> None:
        """Take what has changed of a picture that is on screen for ``repeat`` frames; first, all of it.

        Patches are lent: what shall stay is copied.
        """

    def cut(self) -> None:
        """Hear that the next picture begins a beat: a place to jump to."""

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """Write what is left; all frames have come."""

    def close(self) -> None:
        """Let go of everything, finished or not."""


@dataclass
class Frames:
    """Keeps every frame in memory, for tests and notebooks; a held picture is kept once and listed often."""

    pictures: list[Picture] = field(default_factory=list)
    chapters: tuple[Chapter, ...] = ()

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Keep a copy of the picture."""
        self.pictures.extend([picture.copy()] * repeat)

    def cut(self) -> None:
        """Keep everything: there is nothing to jump to."""

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """Keep the chapters."""
        self.chapters = tuple(chapters)

    def close(self) -> None:
        """Keep everything: whoever made this reads it."""


def save_png(picture: Picture, path: Path) -> None:
    """Write a picture as a PNG; without an alpha channel where it is opaque."""
    from PIL import Image  # here, because neither videos nor what is up to date need wait for it

    opaque = bool((picture[..., 3] == 255).all())
    Image.fromarray(picture[..., :3] if opaque else picture).save(path, format="PNG")
