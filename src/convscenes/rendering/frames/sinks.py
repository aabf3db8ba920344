"""Where a scene's frames go: the interface of what takes pictures, and one that keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.pictures import Picture


class Sink(Protocol):
    """Takes the frames of one scene, in their order."""

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Take a picture that is on screen for ``repeat`` frames. It is lent: what shall stay is copied.

        ``changed`` covers all pixels that differ from the picture before; None is all of them.
        """

    def finish(self) -> None:
        """Write what is left; all frames have come."""

    def close(self) -> None:
        """Let go of everything, finished or not."""


@dataclass
class Frames:
    """Keeps every frame in memory, for tests and notebooks; a held picture is kept once and listed often."""

    pictures: list[Picture] = field(default_factory=list)

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Keep a copy of the picture."""
        self.pictures.extend([picture.copy()] * repeat)

    def finish(self) -> None:
        """Do nothing: all is kept."""

    def close(self) -> None:
        """Do nothing: the frames stay."""
