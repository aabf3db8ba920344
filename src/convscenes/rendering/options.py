"""The options of a render: size, frame rate, format and presentation, checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from convscenes.errors import UsageError, one_of

if TYPE_CHECKING:
    from convscenes.colours.theme import Chosen
    from convscenes.stories import Presentation, Story

VIDEOS = ("mp4", "webm", "mov")
"""Video formats: with chapters, and captions beside them."""
FLIPBOOKS = ("flipbook", "flipbook-gif")
"""A WebP, or a GIF, of the last frame of every beat, each shown for as long as it takes to read."""
STEPS = ("steps", "steps-gif", "steps-avif")
"""A WebP, a GIF or an AVIF of the last frame of every beat that shows steps, each shown for a second."""
PAGED = (*FLIPBOOKS, *STEPS)
"""Animated pictures without motion."""
ANIMATIONS = ("webp", "avif", "gif", *PAGED)
"""Animated pictures: they repeat for ever, and web pages show them as images."""
FORMATS = (*VIDEOS, *ANIMATIONS, "png")
PICTURES = ("svg", "pdf", "png")
"""Formats of a single picture."""
CLEAR = ("webm", "mov", "webp", "avif", "png")
"""Formats that can be transparent; a GIF's pixels are opaque or absent, which spoils every edge."""
CODECS = ("h264", "av1")
"""What an mp4 may be encoded with: H.264 plays everywhere; AV1 is smaller, in browsers of after 2020."""
THEMES = ("dark", "light")
CAPTION_DISPLAYS = ("picture", "track", "both")
ASPECTS = ("16:9", "4:3", "1:1", "9:16")
FRAMES = ("full", "bare")
ENGINES = ("incremental", "stock")

FPS = 120
ANIMATION_FPS = {"webp": 60, "avif": 60, "gif": 50}
"""The most frames a second. Browsers slow down frames of 10 ms and less; a GIF counts hundredths."""
USUAL_FPS = {"webp": 30, "avif": 30, "gif": 15, **dict.fromkeys(PAGED, 15)}
"""The most frames a second unless given: every frame takes bytes."""


@dataclass(frozen=True)
class Quality:
    """The size of a picture in pixels, and frames a second."""

    width: int
    height: int
    fps: int

    def shaped(self, aspect: str) -> Quality:
        """Return the quality for a picture of another aspect: its shorter side is as long, both are even.

        >>> quality = Quality(1920, 1080, 60)
        >>> [quality.shaped(aspect).width for aspect in ("16:9", "4:3", "1:1", "9:16")]
        [1920, 1440, 1080, 1080]
        >>> quality.shaped("9:16").height
        1920
        """
        across, up = map(int, aspect.split(":"))
        short = min(self.width, self.height)
        width, height = (-(-short * side // (2 * min(across, up))) * 2 for side in (across, up))
        return Quality(width, height, self.fps)


NAMED = {
    "small": Quality(640, 360, 10),
    "low": Quality(854, 480, 15),
    "medium": Quality(1280, 720, 30),
    "high": Quality(1920, 1080, 60),
    "k": Quality(3840, 2160, 60),
}
QUALITIES: Mapping[str, Quality] = MappingProxyType(
    NAMED | {f"{quality.height}p": quality for quality in NAMED.values()}
)
"""Every quality by its name, and by its height: high is 1080p."""


@dataclass(frozen=True)
class Options:
    """How to render. What is None is as quality, spec or playlist say.

    ``engine`` is incremental, or stock for Manim's own renderer; with ``constant_frame_rate`` every frame of
    a hold is encoded; ``codec`` is that of an mp4.
    """

    quality: Quality
    format: str = "mp4"
    fps: int | None = None
    theme: Chosen | None = None
    pace: float | None = None
    transparent: bool = False
    engine: str = "incremental"
    constant_frame_rate: bool = False
    codec: str = "h264"
    caption_display: str | None = None
    aspect: str | None = None
    text_scale: float | None = None
    frame: str | None = None

    def __post_init__(self) -> None:
        """Check everything; raises UsageError for the first invalid option."""
        one_of(self.format, FORMATS, "format")
        one_of(self.engine, ENGINES, "engine")
        if isinstance(self.theme, str):
            one_of(self.theme, THEMES, "theme")
        one_of(self.codec, CODECS, "codec")
        self._check_presentation()
        maximum = ANIMATION_FPS.get(self.format, FPS)
        if self.fps is not None and not 1 <= self.fps <= maximum:
            raise UsageError(f"fps: must be 1 to {maximum} for {self.format}, got {self.fps}.")
        if self.fps is not None and self.format in PAGED:
            raise UsageError(
                "fps: a flipbook has none: each page stays for as long as it takes to read."
                if self.format in FLIPBOOKS
                else "fps: steps have none: each is shown for a second, at a pace of 2 for half of one."
            )
        if self.transparent and self.format not in CLEAR:
            raise UsageError(f"{self.format} cannot be transparent; {', '.join(CLEAR)} can.")
        if self.codec != "h264" and self.format != "mp4":
            raise UsageError(f"codec: only an mp4 can be {self.codec}, not {self.format}.")
        if self.format in VIDEOS and (self.quality.width % 2 or self.quality.height % 2):
            raise UsageError(f"a video needs even sides, got {self.quality.width}×{self.quality.height}.")

    def _check_presentation(self) -> None:
        """Check what is instead of a spec's own."""
        choices = {"caption_display": CAPTION_DISPLAYS, "aspect": ASPECTS, "frame": FRAMES}
        for name, known in choices.items():
            if (chosen := getattr(self, name)) is not None:
                one_of(chosen, known, name)
        for name, (least, most) in {"pace": (0.1, 10), "text_scale": (0.5, 1.25)}.items():
            number = getattr(self, name)
            if number is not None and not least <= number <= most:
                raise UsageError(f"{name}: must be {least} to {most}, got {number}.")

    @classmethod
    def of(
        cls, quality: str | None = None, format: str = "mp4", theme: str | None = None, **others: Any
    ) -> Self:
        """Return the options for a quality's name; the default is small for animated pictures, else high.

        The ``theme`` is dark, light, or the path of a file of colours, which is read; raises SpecError where
        that is wrong, and UsageError for options that do not exist or do not go together.

        >>> Options.of("low").quality
        Quality(width=854, height=480, fps=15)
        >>> Options.of("480p") == Options.of("low")
        True
        >>> Options.of("medium", "gif", fps=90)
        Traceback (most recent call last):
        convscenes.errors.UsageError: fps: must be 1 to 50 for gif, got 90.
        """
        quality = quality or ("small" if format in ANIMATIONS else "high")
        one_of(quality, QUALITIES, "quality")
        return cls(QUALITIES[quality], format, theme=theme and chosen(theme), **others)

    def resolved(self, story: Story) -> Self:
        """Return the same options, what they leave to the spec of ``story`` taken from it."""
        presented = self.presentation(story)
        return replace(
            self,
            quality=self.quality.shaped(presented.aspect),
            theme=presented.theme,
            pace=presented.pace,
            aspect=presented.aspect,
            text_scale=presented.text_scale,
            frame=presented.frame,
        )

    @property
    def frame_rate(self) -> int:
        """Frames a second: ``fps`` if given, else the quality's, limited for animated pictures."""
        return self.fps or min(self.quality.fps, USUAL_FPS.get(self.format, FPS))

    def presentation(self, story: Story) -> Presentation:
        """Return the presentation of ``story``: these options, and its spec where they are None.

        Where neither names a theme, what is transparent is light, as are most pages that it is laid on. Only
        a video has tracks: all else has its captions in the picture.
        """
        given = story.presentation
        own = "light" if self.transparent and not given.chosen else given.theme
        captions = self.caption_display or given.caption_display if self.format in VIDEOS else "picture"
        return replace(
            given,
            theme=self.theme or own,
            pace=self.pace or given.pace,
            chosen=True,
            caption_display=captions,
            aspect=self.aspect or given.aspect,
            text_scale=self.text_scale or given.text_scale,
            frame=self.frame or given.frame,
        )


def chosen(theme: str) -> Chosen:
    """Return a theme by its name, or the colours of a file."""
    if theme in THEMES:
        return theme
    from convscenes.spec.themes import chosen_theme  # here, because it takes a while

    return chosen_theme(theme)


def suffix_of(format: str) -> str:
    """Return the file name suffix of a format.

    >>> suffix_of("webm"), suffix_of("flipbook"), suffix_of("steps-avif")
    ('.webm', '.webp', '.avif')
    """
    if format in PAGED:
        _, _, container = format.partition("-")
        return f".{container or 'webp'}"
    return f".{format}"


def format_of(path: Path, format: str | None = None, formats: Sequence[str] = FORMATS) -> str:
    """Return which of ``formats`` a file's suffix names; ``format``, if given as well, must agree.

    >>> format_of(Path("scatter.webm")), format_of(Path("scatter.gif"), "flipbook")
    ('webm', 'flipbook-gif')
    >>> format_of(Path("scatter.mp4"), "gif")
    Traceback (most recent call last):
    convscenes.errors.UsageError: scatter.mp4 does not end in .gif, the suffix of gif.
    """
    suffix = path.suffix.lower()
    if format in ("flipbook", "steps") and (contained := f"{format}-{suffix[1:]}") in PAGED:
        return contained
    if format is None:
        known = [each for each in formats if suffix_of(each) == f".{each}"]
        return one_of(suffix.removeprefix("."), known, f"the suffix of {path.name}")
    wanted = suffix_of(one_of(format, formats, "format"))
    if wanted != suffix:
        raise UsageError(f"{path.name} does not end in {wanted}, the suffix of {format}.")
    return format
