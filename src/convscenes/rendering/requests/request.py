"""What can be asked for: a spec or a playlist as a video, figures of a spec."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self

from convscenes.rendering.options import FLIPBOOKS, VIDEOS, Options
from convscenes.rendering.requests import records
from convscenes.rendering.toolchain import toolchain


@dataclass(frozen=True)
class Request(ABC):
    """Something that is made of a spec, once, and kept until the spec or the toolchain changes."""

    spec: Path

    @property
    @abstractmethod
    def output(self) -> Path:
        """The file that is made, or what stands for all of them."""

    @property
    @abstractmethod
    def recipe(self) -> dict[str, Any]:
        """What the files depend on, but for the content of the spec and of what it names."""

    @property
    def numbered(self) -> bool:
        """Whether the files are numbered, and all there are: those of earlier numbers are no more."""
        return False

    @abstractmethod
    def moved(self, folder: Path) -> Self:
        """Return the same request for another folder."""

    def up_to_date(self) -> records.Digests:
        """Return the files and their digests if none of them would change; Manim is not imported for that."""
        return records.up_to_date(self.output, self.recipe)


@dataclass(frozen=True)
class VideoRequest(Request):
    """A spec, or a playlist, as one file with motion; or each of its beats as one, in the folder ``path``.

    ``first`` and ``last`` name the beats of a spec that are shown, both included; None is the first or last.
    """

    path: Path
    options: Options
    first: str | None = None
    last: str | None = None
    clips: bool = False

    @property
    def output(self) -> Path:
        """The video, or what stands for all clips, or for those of some beats."""
        some = f"{self.first or ''}..{self.last or ''}" if self.first or self.last else "*"
        return self.path / f"{some}.{self.options.format}" if self.clips else self.path

    @property
    def recipe(self) -> dict[str, Any]:
        """What the video depends on, but for the content of files."""
        return recipe_of(self.spec, self.options, [self.first, self.last])

    @property
    def numbered(self) -> bool:
        """Whether the files are numbered, all of them."""
        return self.clips and not (self.first or self.last)

    def moved(self, folder: Path) -> VideoRequest:
        """Return the same request for another folder."""
        return replace(self, path=folder / self.path.name)

    @property
    def joined(self) -> bool:
        """Whether it is joined from clips; other formats need all frames at once."""
        return self.options.format in VIDEOS

    @property
    def book(self) -> bool:
        """Whether it is a flip book."""
        return self.options.format in FLIPBOOKS


@dataclass(frozen=True)
class FigureRequest(Request):
    """Figures of a spec's beats (all, unless named) in a folder, as svg, pdf or png.

    With ``numbers``, the file names begin with the beat's number.
    """

    folder: Path
    options: Options
    format: str = "svg"
    beats: tuple[str, ...] | None = None
    numbers: bool = False

    @property
    def output(self) -> Path:
        """What stands for all figures, or for those of some beats."""
        some = "*" if self.beats is None else ",".join(self.beats)
        return self.folder / f"{'NN-' if self.numbers else ''}{some}.{self.format}"

    @property
    def recipe(self) -> dict[str, Any]:
        """What the figures depend on, but for the content of files."""
        return recipe_of(self.spec, self.options, self.beats and list(self.beats))

    @property
    def numbered(self) -> bool:
        """Whether the files are numbered, all of them."""
        return self.numbers and self.beats is None

    def moved(self, folder: Path) -> FigureRequest:
        """Return the same request for another folder."""
        return replace(self, folder=folder)


def recipe_of(spec: Path, options: Options, beats: Sequence[str | None] | None) -> dict[str, Any]:
    """Return what some beats of a spec depend on, as a record has it."""
    return {**toolchain(), "options": asdict(options), "spec": str(spec), "beats": beats}
