"""A talk: all that a format may need of stories, beat by beat, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from convscenes.colours.theme import Chosen
from convscenes.spec.typesetting import Fonts


@dataclass(frozen=True)
class Clip:
    """A beat in motion: an MP4, and how many seconds it takes."""

    data: bytes
    seconds: float


@dataclass(frozen=True)
class Slide:
    """A beat of a talk; its ``name`` is unique in it.

    ``caption`` is plain text, ``alt`` all that the picture at its end shows, ``note`` for the speaker.
    ``still`` is the picture at its end, as an SVG or a PNG; without clips, ``clip`` is None. At a ``pause``,
    players that go on by themselves wait when it has ended. A ``question`` is answered by the next slide.
    """

    name: str
    title: str
    caption: str
    alt: str
    note: str
    pause: bool
    still: bytes
    clip: Clip | None = None
    question: bool = False

    @property
    def values(self) -> str:
        """What ``alt`` has beyond the caption: the values of all maps; of a card, none.

        >>> Slide("maps", "Maps", "A map.", "A map. Input 1×2: 3 7.", "", False, b"").values
        'Input 1×2: 3 7.'
        """
        return self.alt.removeprefix(self.caption).strip() if self.alt.startswith(self.caption) else ""


@dataclass(frozen=True)
class Section:
    """A part of a talk: a story's slides, or those of a title card, which begins a chapter.

    ``beats`` are the names of its slides in the story, ``fields`` those of its spec, where it has one; paths
    of files in them begin at the folder of what is published.
    """

    title: str
    description: str
    slides: tuple[Slide, ...]
    card: bool = False
    beats: tuple[str, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Chapter:
    """A section and the card before it, as one: its title, and the number of its first slide."""

    title: str
    first: int


@dataclass(frozen=True)
class Video:
    """The whole talk in motion: an MP4 with chapters, and its captions as WebVTT."""

    data: bytes
    captions: str


@dataclass(frozen=True)
class Talk:
    """What is published: sections of slides, and how they are shown.

    ``name`` is that of the file or folder that it becomes; ``size`` is that of clips and PNGs, in pixels.
    Without ``captioned``, captions are not in the pictures. ``spec`` is the text of the spec or playlist;
    ``video`` is only there where a format wants it. What our own font lacks is set in ``fonts``.
    """

    name: str
    title: str
    description: str
    language: str
    theme: Chosen
    captioned: bool
    size: tuple[int, int]
    sections: tuple[Section, ...]
    spec: str = ""
    video: Video | None = None
    fonts: Fonts = ()

    @property
    def slides(self) -> tuple[Slide, ...]:
        """The slides of all sections.

        >>> slide = Slide("maps", "Maps", "A map.", "A map.", "", False, b"<svg/>")
        >>> [each.name for each in Talk("a", "A", "", "en", "dark", True, (1280, 720),
        ...     (Section("A", "", (slide,)),)).slides]
        ['maps']
        """
        return tuple(slide for section in self.sections for slide in section.slides)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters: of one section, each slide; of several, each section, with the card before it."""
        if len(self.sections) == 1:
            return tuple(Chapter(slide.title, number) for number, slide in enumerate(self.slides))
        return tuple(self._chapters())

    def _chapters(self) -> Iterator[Chapter]:
        """Yield a chapter for each card, and for each section that no card precedes."""
        first, after_card = 0, False
        for section in self.sections:
            if section.card or not after_card:
                yield Chapter(section.title, first)
            after_card = section.card
            first += len(section.slides)
