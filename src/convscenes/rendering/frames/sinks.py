"""Sinks: the interface of what takes a scene's frames, and one that keeps them in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.pictures import Picture


class Sink(Protocol):
    """Takes the frames of one scene, in order."""

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Take a picture that is shown for ``repeat`` frames; it is valid only during the call.

        ``changed`` covers all pixels that differ from the picture before; None is all of them.
        """

    def finish(self) -> None:
        """Write the rest, after the last frame."""

    def close(self) -> None:
        """Release all resources, finished or not."""


@dataclass
class Frames:
    """Keeps every frame in memory, for tests and notebooks; a held picture is listed several times."""

    pictures: list[Picture] = field(default_factory=list)

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Keep a copy of the picture."""
        self.pictures.extend([picture.copy()] * repeat)

    def finish(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
