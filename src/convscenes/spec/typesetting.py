"""Typst, which sets all text: in our own font, and for other scripts in those that a spec names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

FONT = "New Computer Modern"
"""The font of all text; characters that it lacks are set in a spec's fonts, else in Typst's other ones."""
EMBEDDED = (FONT, f"{FONT} Math", "Libertinus Serif", "DejaVu Sans Mono")
"""The families of fonts that Typst brings along."""


@dataclass(frozen=True)
class Font:
    """A font file as it was read: its family, and the SHA-256 of its content.

    ``copy`` is a file with the content, alone in its folder, for all processes of this machine.
    """

    family: str
    digest: str
    copy: Path = field(compare=False, repr=False)

    @property
    def content(self) -> bytes:
        """The content of the file."""
        return self.copy.read_bytes()


Fonts = tuple[Font, ...]


def keep(content: bytes) -> Path:
    """Return a copy of a font's content: Typst takes folders, and a file may change while it is used."""
    copy = Path(_copies().name, hashlib.sha256(content).hexdigest(), "font.otf")
    if not copy.exists():
        copy.parent.mkdir()
        copy.write_bytes(content)
    return copy


def keep_all(contents: Mapping[str, bytes]) -> None:
    """Keep the contents of fonts, by their digests, that another machine sent."""
    for content in contents.values():
        keep(content)


@cache
def compiler(fonts: Fonts = ()) -> typst.Compiler:
    """Return a Typst compiler that has these fonts and its own, but none of the system's.

    So its files are the same on all machines.
    """
    import typst  # here, because most specs are checked without it

    folders = [str(_folder(font)) for font in fonts]
    return typst.Compiler(ignore_system_fonts=True, font_paths=folders)


def pages_of(source: str, fonts: Fonts = ()) -> list[bytes]:
    """Return the pages of a document of Typst's as SVG."""
    made = compiler(fonts).compile(source.encode(), format="svg")
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if page is not None]


def families(fonts: Fonts) -> tuple[str, ...]:
    """Return the families that texts are set in: each character in the first that has it."""
    return tuple(dict.fromkeys((FONT, *(font.family for font in fonts))))


def listed(names: tuple[str, ...]) -> str:
    """Return names of families as Typst takes them.

    >>> print(listed(families(())))
    ("New Computer Modern",)
    """
    return f"({', '.join(map(literal, names))},)"


def literal(text: str) -> str:
    r"""Return a text as a string literal of Typst's.

    >>> print(literal('say "a\\b"'))
    "say \"a\\b\""
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _folder(font: Font) -> Path:
    """Return a folder that has a font alone; from another machine, it was kept before."""
    return font.copy.parent if font.copy.exists() else Path(_copies().name, font.digest)


@cache
def _copies() -> TemporaryDirectory[str]:
    """Return this process's folder for copies of fonts; it is removed when the process ends."""
    return TemporaryDirectory(prefix="convscenes-fonts-")
