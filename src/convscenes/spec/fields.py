"""The fields that every kind has, and the field types that specs and playlists share."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    field_validator,
)

from convscenes.errors import did_you_mean
from convscenes.spec import characters, limits
from convscenes.spec.by_language import ByLanguage
from convscenes.spec.faults import Fault, refuse, shown
from convscenes.spec.fonts import Fonts, fonts_of
from convscenes.spec.limits import Limit
from convscenes.spec.markup import directed, is_open, plain, quoted
from convscenes.spec.strict import Strict, as_tuple
from convscenes.spec.themes import Theme
from convscenes.spec.widths import width_problem
from convscenes.spec.wording import faults_of
from convscenes.words import ENGLISH, Words, languages

Rendered = Literal[
    "mp4",
    "webm",
    "mov",
    "webp",
    "avif",
    "gif",
    "flipbook",
    "flipbook-gif",
    "steps",
    "steps-gif",
    "steps-avif",
    "png",
    "svg",
    "pdf",
    "sheet",
    "still",
]
Published = Literal["html", "notebook", "revealjs", "manim-slides", "snippets", "pdf", "pptx", "anki"]
Output = Literal[Rendered, Published]
RENDERED: tuple[str, ...] = get_args(Rendered)
PUBLISHED: tuple[str, ...] = get_args(Published)
"""The formats of publications. ``pdf`` is one of a playlist; of a spec, it is a PDF of each beat."""
FORMATS: tuple[str, ...] = get_args(Output)
Ratio = Literal["16:9", "4:3", "1:1", "9:16"]
ASPECTS: tuple[str, ...] = get_args(Ratio)
MAX_NAME = 24
"""The most characters of a label by which sentences name a map: three of them fit on two lines."""
SHAPES = {"landscape": "16:9", "wide": "16:9", "square": "1:1", "portrait": "9:16", "vertical": "9:16"}
"""Words for aspects, and the ratio that is meant."""


def line_problem(text: str, limit: Limit, info: ValidationInfo) -> str:
    """Return why a text cannot be drawn as one line within its limit, else "".

    Which characters there are is not checked where the fonts are wrong.
    """
    if "\n" in text:
        return f"must be one line, got {shown(text)}."
    fonts = fonts_of(info)
    wrong = limit.broken_by(len(text)) or characters.hidden_problem(text, fonts or ())
    if wrong or fonts is None:
        return wrong
    return characters.mark_problem(text, fonts) or characters.worded(characters.missing(text, fonts))


def broken_line_problem(text: str, limit: Limit, info: ValidationInfo) -> str:
    """Return why a text cannot be drawn as one line, or broken into two, else ""."""
    return line_problem(text, limit, info) or width_problem(text, fonts_of(info) or ())


def _as_title(text: str, info: ValidationInfo) -> str:
    if wrong := broken_line_problem(text, limits.TITLE, info):
        raise Fault(wrong)
    return text


def _as_description(text: str, info: ValidationInfo) -> str:
    hidden = characters.hidden_problem(text, fonts_of(info) or ())
    if wrong := limits.DESCRIPTION.broken_by(len(text)) or hidden:
        raise Fault(wrong)
    return text


def _as_label(text: str, info: ValidationInfo) -> str:
    if wrong := line_problem(text, limits.LABEL, info):
        raise Fault(wrong)
    return text


def _as_language(tag: Any) -> Any:
    if tag not in languages():
        raise Fault(f"must be one of {', '.join(languages())}, got {shown(tag)}.")
    return tag


def _as_aspect(aspect: Any) -> Any:
    if not isinstance(aspect, str) or aspect in ASPECTS:
        return aspect
    meant = SHAPES.get(aspect, re.sub(r"\s*[/x×:]\s*", ":", aspect))
    if meant in ASPECTS:
        raise Fault(f"must be one of {', '.join(ASPECTS)}, got {shown(aspect)}. Write {meant}.")
    return aspect


def _as_caption(text: str, info: ValidationInfo) -> str:
    """Return a user's caption as markup: its ``*strong*`` words are meant so."""
    words = plain(text)
    if not words.strip():
        raise Fault("empty. Give it words.")
    if wrong := broken_line_problem(words, limits.CAPTION, info):
        raise Fault(wrong)
    if is_open(text):
        raise Fault(r"strong words end with a second *. For the sign itself, write \*.")
    return directed(text)


def _as_note(text: str, info: ValidationInfo) -> str:
    hidden = characters.hidden_problem(text, fonts_of(info) or ())
    if wrong := limits.NOTE.broken_by(len(text)) or hidden:
        raise Fault(wrong)
    return text


def _different(names: tuple[str, ...]) -> tuple[str, ...]:
    refuse(
        Fault(f"{name} is listed twice. Remove one.", (place,))
        for place, name in enumerate(names)
        if name in names[:place]
    )
    return names


# YAML's "|" and ">" add a line break at the end of a text.
Text = Annotated[str, StringConstraints(strip_whitespace=True)]
TitleText = Annotated[Text, AfterValidator(_as_title)]
Title = Annotated[TitleText, ByLanguage("")]
Description = Annotated[Text, AfterValidator(_as_description), ByLanguage("")]
Label = Annotated[str, AfterValidator(_as_label), ByLanguage("")]
Caption = Annotated[Text, AfterValidator(_as_caption), ByLanguage("")]
Note = Annotated[Text, AfterValidator(_as_note), ByLanguage("")]
Pauses = Annotated[tuple[str, ...], BeforeValidator(as_tuple), AfterValidator(_different)]
Seconds = Annotated[float, Field(ge=0, le=600)]
Language = Annotated[str, BeforeValidator(_as_language), WithJsonSchema({"enum": list(languages())})]
CaptionDisplay = Literal["picture", "track", "both"]
Aspect = Annotated[Ratio, BeforeValidator(_as_aspect)]
TextScale = Annotated[float, Field(ge=0.5, le=1.25)]
Frame = Literal["full", "bare"]
Pace = Annotated[float, Field(ge=0.1, le=10)]
Outputs = Annotated[
    tuple[Output, ...],
    BeforeValidator(as_tuple),
    AfterValidator(_different),
    WithJsonSchema({"type": "array", "items": {"enum": list(FORMATS)}, "uniqueItems": True}),
]


class Fields(Strict):
    """The fields of every spec; a kind adds its own."""

    label_names: ClassVar[tuple[str, ...]] = ("input", "kernel", "output")
    """What ``labels`` may rename."""
    synonyms: ClassVar[tuple[str, ...]] = ()
    """Other words for the kind, which people write as its name: letters alone, without a number of axes."""
    refused: ClassVar[frozenset[str]] = frozenset()
    """Fields that are known, but that the kind does not show: only their defaults are allowed."""

    kind: str = Field(description="Which scene this is.")
    fonts: Fonts = Field(
        default=(), description="Font files (.otf, .ttf) beside the spec, for scripts that ours lacks."
    )
    title: Title = Field(
        default="",
        description="One line at the top of the picture; without it, the kind's own. "
        "Texts may be given by language: {en: A title, de: Ein Titel}.",
    )
    description: Description = Field(
        default="", description="What there is to see, for those who cannot see it."
    )
    show_title: bool = Field(
        default=True, description="Whether the title, and what is beside it, is in the picture."
    )
    theme: Theme = Field(
        default="dark", description="The colours: dark, light, or a file of colours by role."
    )
    pace: Pace = Field(default=1, description="How fast it goes: 1 is normal, 2 twice as fast.")
    language: Language = Field(
        default=ENGLISH, description="The language of captions, titles and labels, and of decimals."
    )
    quiz: bool = Field(
        default=False,
        description="Whether beats ask first: the cells that the next step fills are outlined and empty.",
    )
    labels: dict[str, Label] = Field(
        default={},
        description="Other names for the maps: input, kernel, output, …; short ones stand in captions, too.",
    )
    captions: dict[str, Caption] = Field(
        default={}, description="Captions in place of others, by the names of beats; *strong* is bold."
    )
    notes: dict[str, Note] = Field(default={}, description="Notes for the speaker, by the names of beats.")
    hold: dict[str, Seconds] = Field(
        default={}, description="For how many seconds beats are held when they have moved, by their names."
    )
    pause: Pauses = Field(
        default=(), description="The beats after which players wait, where they go on by themselves."
    )
    caption_display: CaptionDisplay = Field(
        default="picture", description="Where a video has its captions: in the picture, as a track, or both."
    )
    aspect: Aspect = Field(
        default="16:9", description="The picture's width to its height: 16:9, 4:3, 1:1 or 9:16."
    )
    text_scale: TextScale = Field(
        default=1, description="How large texts are, but for the numerals in cells: 1 is normal."
    )
    frame: Frame = Field(
        default="full", description="full, or bare: cropped to the maps, without title and caption."
    )
    outputs: Outputs = Field(default=("mp4", "svg"), description="The files that regenerate makes.")

    @property
    def words(self) -> Words:
        """What the kind says, in the spec's language; its sentences name maps by its own labels."""
        own = {name: quoted(label) for name, label in self.labels.items() if 0 < len(label) <= MAX_NAME}
        return Words(self.language, self.kind, own)

    @field_validator("labels", mode="wrap")
    @classmethod
    def _known_labels(cls, labels: Any, check: ValidatorFunctionWrapHandler) -> Any:
        """Check names and texts together, so that all problems are reported at once."""
        if not isinstance(labels, dict):
            return check(labels)
        faults = [cls._unknown(name) for name in labels if name not in cls.label_names]
        known = {name: text for name, text in labels.items() if name in cls.label_names}
        try:
            known = check(known)
        except ValidationError as error:
            faults += faults_of(error, cls)
        refuse(faults)
        return known

    @classmethod
    def _unknown(cls, name: str) -> Fault:
        hint = did_you_mean(name, cls.label_names) or f"Known are: {', '.join(cls.label_names)}."
        return Fault(f"unknown label. {hint}", (name,), at_key=True)


class SteppedFields(Fields):
    """The fields of a kind that shows the steps of an operation."""

    steps: Literal["all", "rows"] = Field(
        default="all",
        description="all: one by one, while they are few; rows: the first, then a row of the output at once.",
    )

    @property
    def by_rows(self) -> bool:
        """Whether the steps of a row are shown at once, even if they are few."""
        return self.steps == "rows"
