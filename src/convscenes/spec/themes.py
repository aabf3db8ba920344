"""Themes: dark, light, or the colours of a file, which are checked as those two are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, PlainValidator, ValidationInfo, WithJsonSchema

from convscenes.colours.safety import clashes
from convscenes.colours.theme import PALETTES, Chosen, Palette, theme_of
from convscenes.errors import did_you_mean, one_of
from convscenes.spec.checking import check
from convscenes.spec.document import Document
from convscenes.spec.faults import Fault, shown
from convscenes.spec.files import beside
from convscenes.spec.reader import read
from convscenes.spec.strict import Strict, as_tuple

SUFFIXES = (".yaml", ".yml")


def _as_colour(value: Any) -> str:
    if value is None:
        raise Fault('empty, as # begins a comment. Put the colour in quotes: "#0B6FAE".')
    if not (isinstance(value, str) and re.fullmatch("#[0-9a-fA-F]{6}", value)):
        raise Fault(f'must be a colour, as "#0B6FAE", got {shown(value)}.')
    return value.upper()


Colour = Annotated[
    str,
    BeforeValidator(_as_colour),
    WithJsonSchema({"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}),
]
"""A colour in sRGB, as ``#0B6FAE``."""


class ThemeFile(Strict):
    """The colours of a file, by role; what is not in it is as in the theme ``base``."""

    model_config = ConfigDict(validate_default=False)

    base: Literal["dark", "light"]
    background: Colour = ""
    ink: Colour = ""
    quiet: Colour = ""
    rule: Colour = ""
    input: Colour = ""
    kernel: Colour = ""
    output: Colour = ""
    contribution: Colour = ""
    negative: Colour = ""
    classes: Annotated[tuple[Colour, ...], BeforeValidator(as_tuple), Field(min_length=3, max_length=3)] = ()

    @property
    def palette(self) -> Palette:
        """All colours."""
        given = self.model_dump(exclude_unset=True)
        if self.classes:
            given["classes"] = " ".join(self.classes)
        return replace(PALETTES[self.base], **given)


def read_theme(path: Path) -> Palette:
    """Return the colours of the file at ``path``.

    Raises SpecError where it cannot be read, where something in it is no colour of a role, and for every pair
    of colours that cannot be told apart or has too little contrast.
    """
    document = read(path)
    palette = check(document, ThemeFile).palette
    if wrong := list(_clashes(document, palette)):
        raise document.refusal(wrong)
    return palette


def _clashes(document: Document, palette: Palette) -> Iterator[Fault]:
    """Yield what is wrong with a palette, at the last role of each pair that the file has."""
    for clash in clashes(theme_of(palette)):
        given = [(role,) for role in clash.roles if role in document.data]
        yield Fault(clash.reason, max(given, key=document.mark, default=("base",)))


def chosen_theme(name: str) -> Chosen:
    """Return the theme of a name, dark or light, or the colours of a file.

    >>> chosen_theme("dark")
    'dark'

    Raises:
        SpecError: as ``read_theme`` does.
        UsageError: it is neither.
    """
    if name.lower().endswith(SUFFIXES):
        return read_theme(Path(name))
    one_of(name, (*PALETTES, "FILE.yaml"), "theme")
    return name


def _as_theme(name: Any, info: ValidationInfo) -> Chosen:
    """Return the theme that a spec names; the path of a file begins at the spec's folder."""
    if isinstance(name, str) and name.lower().endswith(SUFFIXES):
        return read_theme(beside(name, info))
    if not isinstance(name, str) or name not in PALETTES:
        hint = did_you_mean(name, PALETTES) if isinstance(name, str) else ""
        raise Fault(f"must be dark, light or a file of colours (*.yaml), got {shown(name)}. {hint}".rstrip())
    return name


Theme = Annotated[
    Chosen,
    PlainValidator(_as_theme),
    WithJsonSchema({"anyOf": [{"enum": list(PALETTES)}, {"type": "string", "pattern": r"\.ya?ml$"}]}),
]
"""Dark, light, or the colours of a file beside the spec."""
