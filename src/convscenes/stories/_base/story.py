"""The records a story is made of: maps, terms, beats. Plain data, no Manim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Literal, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from convscenes.errors import one_of
from convscenes.spec import Fields
from convscenes.stories._base.wording import times

Named = TypeVar("Named", "Map", "Beat")
Role = Literal["input", "kernel", "output", "contribution", "quiet", "ink"]
MAX_BEATS = 64


@dataclass(frozen=True)
class Map:
    """One matrix of the picture: its name in the data, its role (colour), its label in words, its shape.

    One with ``channels`` is a stack of as many matrices. ``part`` tells maps of one label apart, such as the
    channels of an image that are maps of their own.
    """

    name: str
    role: Role
    label: str
    shape: tuple[int, int]
    channels: int = 0
    part: str = ""

    @property
    def array_shape(self) -> tuple[int, ...]:
        """The shape of its values: (H, W), of a stack (channels, H, W)."""
        return (self.channels, *self.shape) if self.channels else self.shape

    @property
    def size(self) -> str:
        """Its shape in words, channels last.

        >>> Map("rung-1", "output", "Rung 1", (4, 4), 1024).size
        '4×4×1024'
        """
        return times((*self.shape, self.channels) if self.channels else self.shape)

    @property
    def words(self) -> str:
        """The map's full name in words.

        >>> Map("input-2", "input", "Input", (4, 4), part="channel 2").words
        'Input, channel 2'
        """
        return f"{self.label}, {self.part}" if self.part else self.label


@dataclass(frozen=True)
class Term:
    """One piece of a formula on screen, and the cell of the beat's step that it comes from, if any."""

    text: str
    role: Role = "quiet"
    cell: tuple[int, int] | None = None


@dataclass(frozen=True)
class Presentation:
    """How a story is shown. Changing it changes no beat, no word and no number."""

    theme: Literal["dark", "light"] = "dark"
    pace: float = 1.0


@dataclass(frozen=True, eq=False)
class Beat:
    """A named moment of a story: the unit of sections, captions, chapters, slides and figures.

    ``act`` names the gesture of the scene; ``name`` is unique in the story. ``caption`` is one sentence with
    ``*strong*`` as its only markup; ``description`` is the alt text of the beat's last frame. ``shows``
    holds, for every map that is on screen at the beat's end, its values (H, W); a masked cell is still empty.
    """

    act: str
    name: str
    caption: str
    description: str
    shows: Mapping[str, NDArray[Any]]
    steps: tuple[Any, ...] = ()
    formula: tuple[Term, ...] = ()

    def __post_init__(self) -> None:
        """Freeze a copy of every shown array, so that no later step can change an earlier beat."""
        frozen = {
            name: np.ma.copy(values) if np.ma.isMaskedArray(values) else np.array(values)
            for name, values in self.shows.items()
        }
        for values in frozen.values():
            values.flags.writeable = False
        object.__setattr__(self, "shows", MappingProxyType(frozen))

    def __reduce__(self) -> tuple[type[Beat], tuple[Any, ...]]:
        """Travel between processes by the fields; the view of ``shows`` could not."""
        values = (getattr(self, f.name) for f in fields(self))
        return type(self), tuple(dict(value) if isinstance(value, Mapping) else value for value in values)

    @property
    def plain_caption(self) -> str:
        """The caption without its markup, for subtitles and terminals.

        >>> Beat("maps", "maps", "A *3×3* kernel.", "", {}).plain_caption
        'A 3×3 kernel.'
        """
        return re.sub(r"\*([^*]+)\*", r"\1", self.caption)

    @property
    def formula_text(self) -> str:
        """The formula as one line of text, empty if the beat has none."""
        return " ".join(term.text for term in self.formula)


@dataclass(frozen=True, eq=False)
class Story:
    """What a spec says and computes: its maps and beats, and how the spec wants them presented.

    ``staging`` names the stage that it needs where that is not its kind's usual one.
    """

    kind: str
    title: str
    description: str
    maps: tuple[Map, ...]
    beats: tuple[Beat, ...]
    presentation: Presentation = Presentation()
    outputs: tuple[str, ...] = ("mp4", "svg")
    name: str = ""
    staging: str = ""

    @classmethod
    def of(
        cls,
        fields: Fields,
        *,
        title: str,
        description: str,
        maps: Iterable[Map],
        beats: Iterable[Beat],
        staging: str = "",
    ) -> Self:
        """Return the story of ``fields``; the spec's title, description and labels win over the kind's."""
        labelled = (replace(m, label=fields.labels.get(m.name, m.label)) for m in maps)
        return cls(
            kind=fields.kind,
            title=fields.title or title,
            description=fields.description or description,
            maps=tuple(labelled),
            beats=tuple(beats),
            presentation=Presentation(fields.theme, fields.pace),
            outputs=tuple(fields.outputs),
            staging=staging,
        )

    def map(self, name: str) -> Map:
        """Return the map called ``name``; raises UsageError where there is none."""
        return self._named(name, self.maps, "map")

    def beat(self, name: str) -> Beat:
        """Return the beat called ``name``; raises UsageError where there is none."""
        return self._named(name, self.beats, "beat")

    def _named(self, name: str, among: tuple[Named, ...], what: str) -> Named:
        known = [one.name for one in among]
        return among[known.index(one_of(name, known, f"{what} of {self.name or self.kind}"))]
