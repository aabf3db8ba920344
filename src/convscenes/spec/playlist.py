"""A playlist: specs, and title cards between them, joined into one video."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationError,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue

from convscenes.errors import SpecError
from convscenes.spec import limits
from convscenes.spec.card import Card, Handover
from convscenes.spec.document import Document
from convscenes.spec.faults import Fault, refuse
from convscenes.spec.fields import (
    Aspect,
    CaptionDisplay,
    Description,
    Language,
    Outputs,
    Pace,
    TextScale,
    Title,
)
from convscenes.spec.files import Beside, beside
from convscenes.spec.fonts import Fonts, fonts_of
from convscenes.spec.reader import read
from convscenes.spec.strict import Strict, as_tuple
from convscenes.spec.themes import Theme
from convscenes.spec.wording import faults_of

OF_SPECS = ("language", "quiz", "show_title")
"""Fields of a playlist that are fields of its specs; what else it overrides is of cards, too."""

BeatName = Annotated[str, Field(min_length=1)]


class Entry(Strict):
    """``{spec: 05-matrix-multiply.yaml, first: row-1}``, or the file alone: a spec of a playlist."""

    spec: Beside = Field(description="The spec; its path begins at the playlist's folder.")
    first: BeatName | None = Field(default=None, description="The beat that it begins with; else the first.")
    last: BeatName | None = Field(default=None, description="The beat that it ends with; else the last.")
    set: dict[str, Any] = Field(
        default={}, description="Fields of the spec that are overridden or added here, as --set does."
    )
    handover: Handover = True


def _part(entry: Any, info: ValidationInfo) -> Entry | Card:
    """Return an entry as a part: a mapping with a spec, a title card, or a file alone."""
    if not isinstance(entry, dict):
        return Entry.model_construct(spec=beside(entry, info))
    model: type[Entry | Card] = Entry if "spec" in entry else Card
    try:
        return model.model_validate(entry, context={**(info.context or {}), "fonts": fonts_of(info)})
    except ValidationError as error:
        refuse(faults_of(error, model))
        raise


def _no_playlists(parts: tuple[Entry | Card, ...]) -> tuple[Entry | Card, ...]:
    refuse(
        Fault(f"{part.spec.name} is a playlist itself. List its parts.", (place,))
        for place, part in enumerate(parts)
        if isinstance(part, Entry) and _is_playlist_file(part.spec)
    )
    return parts


def _is_playlist_file(path: Path) -> bool:
    try:
        return is_playlist(read(path))
    except SpecError:
        return False  # its problems are reported when it is checked itself


class _JsonPart:
    """Describes a part to editors; the schema of a card is made on demand."""

    def __get_pydantic_json_schema__(self, *_: Any) -> JsonSchemaValue:
        models = [Card.model_json_schema(), Entry.model_json_schema()]
        return {"anyOf": [{"type": "string", "format": "path"}, *models]}


Part = Annotated[Entry | Card, PlainValidator(_part), _JsonPart()]
Parts = Annotated[
    tuple[Part, ...],
    BeforeValidator(as_tuple),
    AfterValidator(_no_playlists),
    Field(min_length=1, max_length=limits.PLAYLIST_PARTS.maximum),
]


class Playlist(Strict):
    """The fields of a playlist. How it is shown, where given, overrides how its parts are."""

    fonts: Fonts = Field(
        default=(), description="Font files (.otf, .ttf), of cards and of the specs that name none."
    )
    playlist: Parts = Field(
        description="The specs, their paths beginning at the playlist's folder; and title cards between them."
    )
    title: Title = Field(default="", description="The title of the whole.")
    description: Description = Field(default="", description="What the whole shows.")
    theme: Theme | None = Field(
        default=None, description="The colours of every part: dark, light, or a file."
    )
    pace: Pace | None = Field(default=None, description="How fast every part goes; 2 is twice as fast.")
    fps: Annotated[int, Field(ge=1, le=120)] | None = Field(default=None, description="Frames a second.")
    caption_display: CaptionDisplay | None = Field(
        default=None, description="Where the captions of every part are: picture, track or both."
    )
    language: Language | None = Field(default=None, description="The language of every part.")
    quiz: bool | None = Field(default=None, description="Whether beats of every part ask first.")
    show_title: bool | None = Field(
        default=None, description="Whether the titles of all parts but cards are in the picture."
    )
    aspect: Aspect | None = Field(
        default=None, description="The picture's width to its height; without it, that of all parts."
    )
    text_scale: TextScale | None = Field(default=None, description="How large the texts of every part are.")
    outputs: Outputs = Field(
        default=("mp4",), description="The files that regenerate makes: videos and publications."
    )

    def settings_of(self, entry: Entry) -> tuple[str, ...]:
        """Return what it overrides in the spec of an entry, as ``language=de``; what the entry sets, too.

        >>> entry = Entry(spec="/etc/hosts", set={"stride": 2, "quiz": False})
        >>> Playlist(playlist=["/etc/hosts"], quiz=True, language="de").settings_of(entry)
        ('language="de"', 'quiz=false', 'stride=2')
        """
        own = {name: getattr(self, name) for name in OF_SPECS}
        given = {name: value for name, value in own.items() if value is not None} | entry.set
        return tuple(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in given.items())

    @property
    def specs(self) -> tuple[Path, ...]:
        """The parts that are no cards."""
        return tuple(part.spec for part in self.playlist if isinstance(part, Entry))


def is_playlist(document: Document) -> bool:
    """Return whether a document is a playlist; otherwise it is a spec."""
    return "playlist" in document.data
