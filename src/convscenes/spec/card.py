"""A title card, a title and a few lines: a part of a playlist, or a spec of its own."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema

from convscenes.spec import limits
from convscenes.spec.by_language import ByLanguage
from convscenes.spec.faults import Fault
from convscenes.spec.fields import Text, TitleText, broken_line_problem
from convscenes.spec.strict import Strict, as_tuple


def _as_lines(value: Any) -> Any:
    """Return a text as its lines; leave anything else to its own check."""
    if isinstance(value, str):
        return tuple(line for line in value.splitlines() if line.strip())
    return as_tuple(value)


def _as_line(text: str, info: ValidationInfo) -> str:
    if wrong := broken_line_problem(text, limits.CARD_LINE, info):
        raise Fault(wrong)
    return text


def _some(text: str) -> str:
    if not text:
        raise Fault("empty. Give it words.")
    return text


_LINE = {"type": "string", "minLength": 1, "maxLength": limits.CARD_LINE.maximum}

CardTitle = Annotated[
    TitleText, AfterValidator(_some), WithJsonSchema({"type": "string", "minLength": 1}), ByLanguage()
]
Lines = Annotated[
    tuple[Annotated[Text, AfterValidator(_some), AfterValidator(_as_line)], ...],
    BeforeValidator(_as_lines),
    Field(max_length=limits.CARD_LINES.maximum),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": _LINE, "maxItems": limits.CARD_LINES.maximum},
            ]
        }
    ),
    ByLanguage(()),
]
"""Lines of text: one text, of one line or more, or a list of lines."""


Handover = Annotated[
    bool, Field(description="Whether it begins with the maps that it has in common with what came before.")
]


class Card(Strict):
    """``{card: Why up-sample?, text: A network shrinks a picture.}``: a title card of a playlist."""

    card: CardTitle = Field(description="The title.")
    text: Lines = Field(default=(), description="What stands below it: a line, or a list of a few.")
    handover: Handover = True
