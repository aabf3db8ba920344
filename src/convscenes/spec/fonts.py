"""Font files that a spec names, for scripts that our own font lacks."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema

from convscenes.spec import limits, typesetting
from convscenes.spec.faults import Fault, quoted
from convscenes.spec.files import beside
from convscenes.spec.strict import as_tuple
from convscenes.spec.typesetting import EMBEDDED, Font, keep

OUTLINES = (b"\0\1\0\0", b"OTTO", b"true")
"""How a font file begins."""
PICTURES = {b"CBDT", b"COLR", b"SVG ", b"sbix"}
"""The tables of fonts whose glyphs are pictures."""


def read_font(path: Path) -> Font:
    """Return the font of a file; raises Fault where it is none whose outlines can be drawn."""
    if broken := limits.FONT_BYTES.broken_by(path.stat().st_size):
        raise Fault(broken)
    content = path.read_bytes()
    if wrong := _unusable(content):
        raise Fault(f"{quoted(path.name)} is {wrong}.")
    copy = keep(content)
    found = _families(copy.parent)
    if len(found) != 1:
        raise Fault(f"{quoted(path.name)} is a damaged font.")
    if found[0] in EMBEDDED:
        raise Fault(f"{quoted(path.name)} is {found[0]}, which we have. Remove it.")
    return Font(found[0], copy.parent.name, copy)


def _families(folder: Path) -> list[str]:
    """Return the family of every font of a folder that Typst can read."""
    import typst

    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    return [one.family for one in found.fonts()]


def _unusable(content: bytes) -> str:
    """Return why a font cannot be used, as far as the list of its tables says, "" if it can."""
    if content[:4] == b"ttcf":
        return "a collection of several fonts. Take a file with one of them"
    if content[:4] in (b"wOFF", b"wOF2"):
        return "a font for web pages. Take its .otf or .ttf"
    if content[:4] not in OUTLINES:
        return "not a font (.otf or .ttf)"
    tables = _tables(content)
    if b"fvar" in tables:
        return "a variable font. Take a file of one weight"
    if tables & PICTURES or not tables & {b"glyf", b"CFF "}:
        return "a font of pictures, not of outlines"
    return ""


def _tables(content: bytes) -> set[bytes]:
    """Return the tags of a font's tables (OpenType, "Table directory")."""
    count = struct.unpack_from(">H", content.ljust(6, b"\0"), 4)[0]
    return {content[at : at + 4] for at in range(12, 12 + 16 * count, 16)}


def _as_font(name: Any, info: ValidationInfo) -> Font:
    return name if isinstance(name, Font) else read_font(beside(name, info))


FontFile = Annotated[
    Font,
    PlainValidator(_as_font),
    WithJsonSchema({"type": "string", "format": "path", "pattern": r"\.([oO][tT][fF]|[tT][tT][fF])$"}),
]
"""A font file beside the spec."""
Fonts = Annotated[
    tuple[FontFile, ...], BeforeValidator(as_tuple), Field(max_length=limits.FONT_FILES.maximum)
]


def fonts_of(info: ValidationInfo) -> typesetting.Fonts | None:
    """Return the fonts of the model that is checked, else those of the playlist around it; None if wrong."""
    fonts: typesetting.Fonts | None = info.data.get("fonts", (info.context or {}).get("fonts"))
    return fonts
