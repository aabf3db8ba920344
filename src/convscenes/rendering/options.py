"""What a render may be: its size, frame rate, format and presentation, checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Self, cast

from convscenes.errors import UsageError
from convscenes.spec.faults import one_of
from convscenes.stories import Presentation, Story

VIDEOS = ("mp4", "webm", "mov")
"""Formats that play: they have chapters, and captions beside them."""
GIFS = ("gif", "flipbook")
"""A flip book is a GIF of the last frame of every beat, each shown for as long as it takes to read."""
FORMATS = (*VIDEOS, *GIFS, "png")
CLEAR = ("webm", "mov", "png")
"""Formats that can be transparent; a GIF's pixels are opaque or absent, which spoils every edge."""
THEMES = ("dark", "light")
ENGINES = ("swift", "stock")

FPS = 120
GIF_FPS = 50
"""The most frames a second. Browsers slow a GIF down whose frames last less than 2/100 s."""


@dataclass(frozen=True)
class Quality:
    """The size of a picture in pixels, and how many there are in a second."""

    width: int
    height: int
    fps: int


QUALITIES: Mapping[str, Quality] = MappingProxyType(
    {
        "small": Quality(640, 360, 10),
        "low": Quality(854, 480, 15),
        "medium": Quality(1280, 720, 30),
        "high": Quality(1920, 1080, 60),
        "k": Quality(3840, 2160, 60),
    }
)


@dataclass(frozen=True)
class Options:
    """How to render. ``fps``, ``theme`` and ``pace`` are None where quality, spec or playlist decide.

    ``engine`` is swift, or stock for Manim's own way of drawing; ``constant`` encodes every frame of a hold.
    """

    quality: Quality
    format: str = "mp4"
    fps: int | None = None
    theme: Literal["dark", "light"] | None = None
    pace: float | None = None
    transparent: bool = False
    engine: str = "swift"
    constant: bool = False

    def __post_init__(self) -> None:
        """Check everything; raises UsageError for the first thing that makes no sense."""
        one_of(self.format, FORMATS, "format")
        one_of(self.engine, ENGINES, "engine")
        if self.theme is not None:
            one_of(self.theme, THEMES, "theme")
        most = GIF_FPS if self.format in GIFS else FPS
        if self.fps is not None and not 1 <= self.fps <= most:
            raise UsageError(f"fps: must be 1 to {most} for {self.format}, got {self.fps}.")
        if self.fps is not None and self.format == "flipbook":
            raise UsageError("fps: a flipbook has none: each page stays for as long as it takes to read.")
        if self.pace is not None and not 0.1 <= self.pace <= 10:
            raise UsageError(f"pace: must be 0.1 to 10, got {self.pace}.")
        if self.transparent and self.format not in CLEAR:
            raise UsageError(f"{self.format} cannot be transparent; {', '.join(CLEAR)} can.")
        if self.format in VIDEOS and (self.quality.width % 2 or self.quality.height % 2):
            raise UsageError(f"a video needs even sides, got {self.quality.width}×{self.quality.height}.")

    @classmethod
    def of(
        cls,
        quality: str | None = None,
        format: str = "mp4",
        *,
        fps: int | None = None,
        theme: str | None = None,
        pace: float | None = None,
        transparent: bool = False,
        engine: str = "swift",
        constant: bool = False,
    ) -> Self:
        """Return the options for the name of a quality; a GIF is small, a video high, unless told otherwise.

        >>> Options.of("low").quality
        Quality(width=854, height=480, fps=15)
        >>> Options.of("medium", "gif", fps=90)
        Traceback (most recent call last):
        convscenes.errors.UsageError: fps: must be 1 to 50 for gif, got 90.
        """
        quality = quality or ("small" if format in GIFS else "high")
        one_of(quality, QUALITIES, "quality")
        theme = cast("Literal['dark', 'light'] | None", theme)  # checked with the rest
        return cls(QUALITIES[quality], format, fps, theme, pace, transparent, engine, constant)

    @property
    def frame_rate(self) -> int:
        """Frames a second; the quality's own, unless told otherwise, and for a GIF at most 15."""
        most = 15 if self.format in GIFS else FPS
        return self.fps or min(self.quality.fps, most)

    def presentation(self, story: Story) -> Presentation:
        """Return how ``story`` is shown: as its spec says, where these options leave it to the spec."""
        said = story.presentation
        return replace(said, theme=self.theme or said.theme, pace=self.pace or said.pace)


def suffix_of(format: str) -> str:
    """Return how the name of a file of this format ends.

    >>> suffix_of("webm"), suffix_of("flipbook")
    ('.webm', '.gif')
    """
    return ".gif" if format in GIFS else f".{format}"


def format_of(path: Path, format: str | None = None, formats: Sequence[str] = FORMATS) -> str:
    """Return which of ``formats`` a file's suffix names; ``format``, if given as well, must agree.

    >>> format_of(Path("scatter.webm"))
    'webm'
    >>> format_of(Path("scatter.mp4"), "gif")
    Traceback (most recent call last):
    convscenes.errors.UsageError: scatter.mp4 does not end in .gif, the suffix of gif.
    """
    suffix = path.suffix.lower()
    if format is None:
        known = [each for each in formats if suffix_of(each) == f".{each}"]
        return one_of(suffix.removeprefix("."), known, f"the suffix of {path.name}")
    wanted = suffix_of(one_of(format, formats, "format"))
    if wanted != suffix:
        raise UsageError(f"{path.name} does not end in {wanted}, the suffix of {format}.")
    return format
