"""Requests: a spec or a playlist as a video, or figures of a spec."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from convscenes.errors import UsageError
from convscenes.rendering.options import PAGED, VIDEOS, Options
from convscenes.rendering.requests import records
from convscenes.rendering.toolchain import toolchain


@dataclass(frozen=True)
class Request(ABC):
    """An output of a spec, valid until the spec, its recipe or the toolchain changes.

    ``settings`` are fields of the spec that are overridden or added, as ``stride=2``.
    """

    spec: Path
    settings: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    @abstractmethod
    def output(self) -> Path:
        """The path of the file, or one that represents several."""

    @property
    @abstractmethod
    def recipe(self) -> dict[str, Any]:
        """What the files depend on, except the contents of sources."""

    @property
    def numbered(self) -> bool:
        """Whether the files are numbered and complete, so that files left over from before are removed."""
        return False

    @abstractmethod
    def moved(self, folder: Path) -> Self:
        """Return the same request for another folder."""

    @property
    def beside(self) -> tuple[Path, ...]:
        """The files that are named beside the spec."""
        return ()

    def up_to_date(self) -> records.Digests:
        """Return the files and their digests if they are up to date, else {}; does not import Manim."""
        return records.up_to_date(self.output, self.recipe)


@dataclass(frozen=True)
class Audio:
    """A file with a sound, and one that says when beats begin in it."""

    sound: Path
    cues: Path

    @classmethod
    def of(cls, sound: Path | None, cues: Path | None = None) -> Self | None:
        """Return the files of a sound, None for none; cues are beside it unless they are named.

        Raises UsageError for cues alone.

        >>> Audio.of(Path("talk/voice.wav")).cues.as_posix()
        'talk/voice.cues'
        """
        if sound is None and cues is not None:
            raise UsageError("cues: they say when beats begin in a sound. Name that, too, as audio.")
        return cls(sound, cues or sound.with_suffix(".cues")) if sound else None


@dataclass(frozen=True)
class VideoRequest(Request):
    """A spec or a playlist as one video or animated picture; or each beat as one, in the folder ``path``.

    ``first`` and ``last`` name the beats of a spec that are shown, both included; None is the first or last.
    Raises UsageError for ``audio`` with anything but one whole video.
    """

    path: Path
    options: Options
    first: str | None = None
    last: str | None = None
    clips: bool = False
    audio: Audio | None = None

    def __post_init__(self) -> None:
        """Check what has a sound."""
        if not self.audio:
            return
        if not self.joined:
            raise UsageError(f"audio: {', '.join(VIDEOS)} have sound, not {self.options.format}.")
        if self.clips or self.first or self.last:
            raise UsageError("audio: is for a whole video, neither for clips nor for some of its beats.")
        if self.options.constant_frame_rate:
            raise UsageError("audio: holds follow the sound, which they cannot at a constant frame rate.")

    @property
    def output(self) -> Path:
        """The path of the video, or one that represents the clips of all or some beats."""
        some = f"{self.first or ''}..{self.last or ''}" if self.first or self.last else "*"
        return self.path / f"{some}.{self.options.format}" if self.clips else self.path

    @property
    def recipe(self) -> dict[str, Any]:
        """What the video depends on, except the contents of sources."""
        heard = [str(file) for file in self.beside]
        return {**recipe_of(self, self.options, [self.first, self.last]), "audio": heard}

    @property
    def beside(self) -> tuple[Path, ...]:
        """The sound and its cues."""
        return (self.audio.sound, self.audio.cues) if self.audio else ()

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
    def paged(self) -> bool:
        """Whether it has a page for each beat, as a flip book has."""
        return self.options.format in PAGED


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
        """A path that represents the figures of all or some beats."""
        some = "*" if self.beats is None else ",".join(self.beats)
        return self.folder / f"{'NN-' if self.numbers else ''}{some}.{self.format}"

    @property
    def recipe(self) -> dict[str, Any]:
        """What the figures depend on, except the contents of sources."""
        return recipe_of(self, self.options, self.beats and list(self.beats))

    @property
    def numbered(self) -> bool:
        """Whether the files are numbered, all of them."""
        return self.numbers and self.beats is None

    def moved(self, folder: Path) -> FigureRequest:
        """Return the same request for another folder."""
        return replace(self, folder=folder)


@dataclass(frozen=True)
class SingleRequest(Request):
    """Beats of a spec (all, unless named) in one file, svg, pdf or png.

    It is the figure of one beat, a PDF with a page for each, or a contact ``sheet``.
    """

    path: Path
    options: Options
    beats: tuple[str, ...] | None = None
    sheet: bool = False

    @property
    def output(self) -> Path:
        """The path of the file."""
        return self.path

    @property
    def recipe(self) -> dict[str, Any]:
        """What the file depends on, except the contents of sources."""
        return {**recipe_of(self, self.options, self.beats and list(self.beats)), "sheet": self.sheet}

    def moved(self, folder: Path) -> SingleRequest:
        """Return the same request for another folder."""
        return replace(self, path=folder / self.path.name)


def recipe_of(request: Request, options: Options, beats: Sequence[str | None] | None) -> dict[str, Any]:
    """Return the recipe of some beats of a spec, for its record."""
    return {
        **toolchain(),
        "options": asdict(options),
        "spec": str(request.spec),
        "settings": list(request.settings),
        "beats": beats,
    }
