"""Which characters can be drawn: Typst's own fonts, the same on every machine, have many but not all."""

from __future__ import annotations

from functools import cache

FONT = "New Computer Modern"
"""The font of all text. What it lacks comes from the other fonts that Typst brings along."""
NOWHERE = "\U0010fffd"
"""A character for private use that no font has; Typst draws a box for it, as for all that are missing."""


def missing(text: str) -> list[str]:
    """Return the characters of ``text`` that would be drawn as boxes, each once, in their order.

    >>> missing("Größe ≈ ½, Фильтр"), missing("核 kernel 🙂")
    ([], ['核', '🙂'])
    """
    return [char for char in dict.fromkeys(text) if not _is_known(char)]


def worded(characters: list[str]) -> str:
    """Return what is wrong with characters that are missing, or nothing where none is.

    >>> worded(["核"])
    'our fonts lack "核" (U+6838). Take other characters.'
    """
    if not characters:
        return ""
    listed = ", ".join(f'"{char}" (U+{ord(char):04X})' for char in characters[:3])
    more = f" and {len(characters) - 3} more" if len(characters) > 3 else ""
    return f"our fonts lack {listed}{more}. Take other characters."


def _is_known(char: str) -> bool:
    return char.isascii() or not char.isprintable() or _drawn(char) != _drawn(NOWHERE)


@cache
def _drawn(char: str) -> bytes:
    """Return the picture of a character: a few milliseconds, once."""
    import typst  # here, because most specs are in ASCII, and what is up to date need not wait for it

    source = f'#set page(width: auto, height: auto)\n#text(font: "{FONT}", "{char}")'
    return typst.compile(source.encode(), format="svg", ignore_system_fonts=True)
