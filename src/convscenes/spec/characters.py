"""Which characters can be drawn: those of Typst's own fonts, the same on every machine."""

from __future__ import annotations

from functools import cache

FONT = "New Computer Modern"
"""The font of all text; for characters that it lacks, Typst falls back to its other fonts."""
NOWHERE = "\U0010fffd"
"""A private-use character that no font has: Typst draws it as a box, as all missing ones."""


def missing(text: str) -> list[str]:
    """Return the characters of ``text`` that no font has, each once, in order.

    >>> missing("Größe ≈ ½, Фильтр"), missing("核 kernel 🙂")
    ([], ['核', '🙂'])
    """
    return [char for char in dict.fromkeys(text) if not _is_known(char)]


def worded(characters: list[str]) -> str:
    """Return the message for missing characters, "" where there are none.

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
    """Return the SVG of a character; cached, because it takes a few milliseconds."""
    import typst  # here, because most specs are in ASCII and do not need it

    source = f'#set page(width: auto, height: auto)\n#text(font: "{FONT}", "{char}")'
    return typst.compile(source.encode(), format="svg", ignore_system_fonts=True)
