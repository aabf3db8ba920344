"""The records of a story: terms, beats and the whole. Plain data, no Manim."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Self, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from convscenes.errors import UsageError, one_of
from convscenes.ops.notation import Notation, distinct
from convscenes.spec import Fields
from convscenes.spec.markup import plain, readable
from convscenes.stories._base.maps import Map, Role
from convscenes.stories._base.points import Laid, Path
from convscenes.stories._base.presentation import Presentation
from convscenes.stories._base.values import frozen
from convscenes.stories._base.wording import titled
from convscenes.words import ENGLISH, Words

Named = TypeVar("Named", "Map", "Beat")
Step = TypeVar("Step")
MAX_BEATS = 64
PLANES = "planes"
"""The staging of stories whose maps are planes, one above the other, seen at an angle."""
ENDS = {"first": 0, "last": -1}
"""Words for the beats at the ends of a story, and where these are."""


@dataclass(frozen=True)
class Term:
    """One part of a formula, and the cell that it comes from, if any.

    ``cell`` is one of the map (or of the numbers laid on one) called ``on``.
    """

    text: str
    role: Role = "quiet"
    cell: tuple[int, int] | None = None
    on: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Beat:
    """A named moment of a story: the unit of sections, captions, chapters, slides and figures.

    ``act`` names the method of the scene, if it has one; ``name`` is unique in the story, ``title`` a name
    for people. ``caption`` is one sentence with ``*strong*`` as its only markup. The rest is what is seen at
    the beat's end, by the names of maps:

    - ``shows``: the values (H, W) of every map on screen; a masked cell is still empty.
    - ``points``: the cells that it points at, one entry for each step; the outline is at the last. A map
      it does not point at is dimmed, unless it points at none.
    - ``laid``: numbers that lie on the map.
    - ``connects``: pairs of maps, the pointed cells of which are joined by lines.
    - ``dashed``: cells (H, W) that are drawn as padding is.
    - ``formula``: terms on one line; ``below``: terms below a map.

    ``note`` is for the speaker. ``hold`` is how long the end is held, in seconds of any pace; None is as long
    as it takes to read the caption. At a ``pause``, players that go on by themselves wait when it has ended.
    """

    act: str
    name: str
    caption: str
    shows: Mapping[str, NDArray[Any]]
    steps: tuple[Any, ...] = ()
    formula: tuple[Term, ...] = ()
    title: str = ""
    points: Mapping[str, Path] = field(default_factory=dict)
    laid: Mapping[str, tuple[Laid, ...]] = field(default_factory=dict)
    connects: tuple[tuple[str, str], ...] = ()
    dashed: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)
    below: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    note: str = ""
    hold: float | None = None
    pause: bool = False

    def __post_init__(self) -> None:
        """Set the default title; copy shown arrays that can be written to, and make the copies read-only."""
        object.__setattr__(self, "title", self.title or titled(self.name))
        shows = {name: frozen(values) for name, values in self.shows.items()}
        object.__setattr__(self, "shows", MappingProxyType(shows))
        for name in ("points", "laid", "dashed", "below"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def __repr__(self) -> str:
        """Return its name and caption on one line: its arrays would fill screens.

        >>> Beat("maps", "maps", "A *3×3* kernel.", {})
        <Beat maps: A 3×3 kernel.>
        """
        return f"<Beat {self.name}: {self.plain_caption}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the fields, mappings as dicts: a MappingProxyType cannot be pickled."""
        values = (getattr(self, f.name) for f in fields(self))
        return _unpickled, (tuple(dict(v) if isinstance(v, MappingProxyType) else v for v in values),)

    @property
    def plain_caption(self) -> str:
        """The caption without its markup, for subtitles and terminals.

        >>> Beat("maps", "maps", "A *3×3* kernel.", {}).plain_caption
        'A 3×3 kernel.'
        """
        return plain(self.caption)

    @property
    def formula_text(self) -> str:
        """The formula, else the terms below maps, as one line of text; empty if there are none."""
        written = [self.formula] if self.formula else list(self.below.values())
        text = ", ".join(" ".join(term.text for term in terms) for terms in written)
        return text.replace("( ", "(").replace(" )", ")")


def _unpickled(values: tuple[Any, ...]) -> Beat:
    """Return the beat of unpickled fields; its arrays are its own and become read-only uncopied."""
    shows = values[[f.name for f in fields(Beat)].index("shows")]
    for shown in shows.values():
        shown.flags.writeable = False
    return Beat(*values)


def one(beat: Beat, kind: type[Step]) -> Step:
    """Return the only step of a beat, which is a ``kind``.

    >>> one(Beat("act", "name", "", {}, steps=(7,)), int)
    7
    """
    (step,) = beat.steps
    assert isinstance(step, kind)
    return step


def steps_of(beat: Beat, kind: type[Step]) -> tuple[Step, ...]:
    """Return the steps of a beat, each of which is a ``kind``."""
    assert all(isinstance(step, kind) for step in beat.steps)
    return cast("tuple[Step, ...]", beat.steps)


@dataclass(frozen=True, eq=False)
class Story:
    """What a spec shows: its maps and beats, and how these are presented.

    The title and labels may hold maths, as in ``$x^2$``. ``parameters`` are those of its operation, as one
    line of text. ``passing`` are numbers that lie on maps within beats: by their name, on which map or group
    of maps, and all their values. ``numbers`` are the notations that its texts have been written with.
    ``staging`` names a module of the kind's scene package, where the scene is not the usual one.
    Decimals of numbers follow a ``comma``, or a point. ``terms`` are words that the scene writes, by names.
    ``source`` is the text of its spec.
    """

    kind: str
    title: str
    description: str
    maps: tuple[Map, ...]
    beats: tuple[Beat, ...]
    presentation: Presentation = field(default_factory=Presentation)
    outputs: tuple[str, ...] = ("mp4", "svg")
    name: str = ""
    staging: str = ""
    parameters: str = ""
    passing: Mapping[str, tuple[str, NDArray[Any]]] = field(default_factory=dict)
    numbers: Mapping[str, Notation] = field(default_factory=dict)
    language: str = ENGLISH
    comma: bool = False
    terms: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    @classmethod
    def of(
        cls,
        fields: Fields,
        *,
        title: str,
        description: str,
        maps: Sequence[Map],
        beats: Iterable[Beat],
        staging: str = "",
        parameters: str = "",
        passing: Mapping[str, tuple[str, Any]] = MappingProxyType({}),
        numbers: Mapping[str, Notation] = MappingProxyType({}),
        terms: Mapping[str, str] = MappingProxyType({}),
    ) -> Self:
        """Return the story of ``fields``; the spec's title, description and labels replace the kind's.

        A map without a label has that of its name in the kind's words.
        """
        words = fields.words
        labels = {m.name: fields.labels.get(m.name) or m.label or words.word(f"label-{m.name}") for m in maps}
        return cls(
            kind=fields.kind,
            title=fields.title or title,
            description=readable(fields.description) or description,
            maps=tuple(replace(m, label=labels[m.name]) for m in maps),
            beats=tuple(beats),
            presentation=Presentation.of(fields),
            outputs=tuple(fields.outputs),
            staging=staging,
            parameters=parameters,
            passing={name: (on, distinct([values])) for name, (on, values) in passing.items()},
            numbers=dict(numbers),
            language=fields.language,
            comma=words.comma,
            terms=dict(terms),
        )

    @cached_property
    def values(self) -> Mapping[str, NDArray[Any]]:
        """All values, each once, that the maps of a map's scale show; and those of numbers laid on maps."""
        scales, laid = self._shown(), self._laid()
        return {one.name: scales.get(one.scale or one.name, np.array([])) for one in self.maps} | laid

    @cached_property
    def notations(self) -> Mapping[str, Notation]:
        """How the numbers are written of every map, and of the numbers laid on maps.

        Numbers that come from a map are written as that writes them.
        """
        free = {name: values for name, values in self.values.items() if name not in self.numbers}
        written = {name: Notation.of(values, comma=self.comma) for name, values in free.items()}
        return {**self.numbers, **written}

    def _shown(self) -> dict[str, NDArray[Any]]:
        """Return the values of every scale."""
        scales = {one.name: one.scale or one.name for one in self.maps}
        found: dict[str, dict[int, NDArray[Any]]] = {}
        for beat in self.beats:
            for name, values in beat.shows.items():
                found.setdefault(scales.get(name, name), {})[id(values)] = values
        return {scale: distinct(each.values()) for scale, each in found.items()}

    def _laid(self) -> dict[str, NDArray[Any]]:
        """Return the values of the numbers laid on maps, but for those that come from a map."""
        found: dict[str, list[NDArray[Any]]] = {name: [values] for name, (_, values) in self.passing.items()}
        for laid in (one for beat in self.beats for many in beat.laid.values() for one in many):
            if not laid.source:
                found.setdefault(laid.name, []).append(laid.values)
        return {name: distinct(each) for name, each in found.items()}

    @property
    def words(self) -> Words:
        """What its kind says, in its language."""
        return Words(self.language, self.kind)

    @property
    def plain_title(self) -> str:
        """The title with its maths as plain text, for chapters and for pages."""
        return readable(self.title)

    def map(self, name: str) -> Map:
        """Return the map called ``name``; raises UsageError where there is none."""
        return self._named(name, self.maps, "map")

    def group(self, group: str, among: Container[str] | None = None) -> list[str]:
        """Return the names of the maps of a group, in order; of those ``among`` some names."""
        return [m.name for m in self.maps if m.group == group and (among is None or m.name in among)]

    def beat(self, name: str) -> Beat:
        """Return the beat called ``name``; raises UsageError where there is none.

        ``first`` and ``last`` are the two ends, unless a beat is called so.
        """
        if name in ENDS and all(beat.name != name for beat in self.beats):
            return self.beats[ENDS[name]]
        return self._named(name, self.beats, "beat")

    def span(self, first: str | None = None, last: str | None = None) -> tuple[int, int]:
        """Return the number of the beat called ``first``, and the one after ``last``; None is an end.

        Raises UsageError for an unknown beat, or where the last comes before the first.
        """
        begin = self.beats.index(self.beat(first)) if first else 0
        end = self.beats.index(self.beat(last)) + 1 if last else len(self.beats)
        if end <= begin:
            raise UsageError(f"{last} comes before {first} in {self.name or self.kind}.")
        return begin, end

    def _named(self, name: str, among: tuple[Named, ...], what: str) -> Named:
        names = [one.name for one in among]
        return among[names.index(one_of(name, names, f"{what} of {self.name or self.kind}"))]
