"""Where a scene's frames go: the interface of what takes pictures, and one that keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.pictures import Picture


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
        """Begin a beat with the next picture: a place to jump to."""

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """Write what is left; all frames have come."""

    def close(self) -> None:
        """Close what is open, finished or not."""


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
        """Keep everything: it is read afterwards."""
