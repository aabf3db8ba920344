"""Which characters can be drawn: those of Typst's own fonts, the same on every machine."""

from __future__ import annotations

from functools import cache
from unicodedata import category, name

FONT = "New Computer Modern"
"""The font of all text; for characters that it lacks, Typst falls back to its other fonts."""
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
"""Where a word may be broken; we break none, so it is not drawn."""
NOWHERE = "\U0010fffd"
"""A private-use character that no font has: Typst draws it as a box, as all missing ones."""


def missing(text: str) -> list[str]:
    """Return the characters of ``text`` that no font has, each once, in order.

    >>> missing("Größe ≈ ½, Фильтр"), missing("核 kernel 🙂")
    ([], ['核', '🙂'])
    """
    return [char for char in dict.fromkeys(text) if not _is_known(char)]


def invisible(text: str) -> list[str]:
    r"""Return the characters of ``text`` that only change how others are shown, but for soft hyphens.

    Among them are those that turn the direction of a line, here and where a text is read elsewhere.

    >>> [f"U+{ord(char):04X}" for char in invisible("a\u202eb\u200bc\u00add")]
    ['U+202E', 'U+200B']
    """
    return [char for char in dict.fromkeys(text) if category(char) == "Cf" and char != SOFT_HYPHEN]


def hidden_problem(text: str) -> str:
    r"""Return the message for invisible characters, "" where there are none.

    >>> hidden_problem("a\u202eb"), hidden_problem("Größe")
    ('holds the invisible U+202E (RIGHT-TO-LEFT OVERRIDE). Take it out.', '')
    """
    found = [f"U+{ord(char):04X} ({name(char, 'without a name')})" for char in invisible(text)]
    if not found:
        return ""
    return f"holds the invisible {' and '.join(found[:3])}. Take {'it' if len(found) == 1 else 'them'} out."


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
