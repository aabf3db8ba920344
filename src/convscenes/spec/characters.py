"""Which characters can be drawn: those of Typst's own fonts, the same on every machine."""

from __future__ import annotations

from functools import cache
from unicodedata import bidirectional, category, name, normalize

FONT = "New Computer Modern"
"""The font of all text; for characters that it lacks, Typst falls back to its other fonts."""
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
"""Where a word may be broken; we break none, so it is not drawn."""
FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters of Hangul that show nothing."""
RIGHT_TO_LEFT, POP = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
"""What Typst is given around a text that begins in Hebrew or Arabic; a user's text may not hold them."""
LATIN_1 = "ÿ"
"""The last of the characters that the font has all of: ASCII, and the letters and signs of Western Europe."""
NOWHERE = "\U0010fffd"
"""A private-use character that no font has: Typst draws it as a box, as all missing ones."""


def missing(text: str) -> list[str]:
    """Return the characters of ``text`` that no font has, each once, in order.

    >>> missing("Größe ≈ ½, Фильтр"), missing("核 kernel 🙂")
    ([], ['核', '🙂'])
    """
    return [char for char in dict.fromkeys(normalize("NFC", text)) if not _is_known(char)]


def loose_marks(text: str) -> list[str]:
    r"""Return the marks of ``text`` that do not make one character with the letter before them.

    Fonts place few of these as they should stand: vowel signs of Indic scripts, points, overlines.

    >>> loose_marks("e\u0301"), [f"U+{ord(mark):04X}" for mark in loose_marks("x\u0305")]
    ([], ['U+0305'])
    """
    return [char for char in dict.fromkeys(normalize("NFC", text)) if category(char)[0] == "M"]


def runs_leftwards(text: str) -> bool:
    """Return whether a text is written from right to left: its first letter says so.

    >>> runs_leftwards("3×3 שלום"), runs_leftwards("kernel שלום")
    (True, False)
    """
    strong = (kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def invisible(text: str) -> list[str]:
    r"""Return the characters of ``text`` that only change how others are shown, but for soft hyphens.

    Among them are those that turn the direction of a line, here and where a text is read elsewhere.

    >>> [f"U+{ord(char):04X}" for char in invisible("a\u202eb\u200bc\u00add")]
    ['U+202E', 'U+200B']
    """
    hidden = (char for char in dict.fromkeys(text) if category(char) in ("Cf", "Zl", "Zp") or char in FILLERS)
    return [char for char in hidden if char != SOFT_HYPHEN]


def hidden_problem(text: str) -> str:
    r"""Return the message for invisible characters, "" where there are none.

    >>> hidden_problem("a\u202eb"), hidden_problem("Größe")
    ('holds the invisible U+202E (RIGHT-TO-LEFT OVERRIDE). Take it out.', '')
    """
    found = [f"U+{ord(char):04X} ({name(char, 'without a name')})" for char in invisible(text)]
    if not found:
        return ""
    return f"holds the invisible {' and '.join(found[:3])}. Take {'it' if len(found) == 1 else 'them'} out."


def mark_problem(text: str) -> str:
    r"""Return the message for marks that cannot be placed, "" where there are none.

    >>> mark_problem("x\u0305")
    'holds marks that we cannot set on letters: U+0305 (COMBINING OVERLINE). Write it without.'
    """
    found = [f"U+{ord(char):04X} ({name(char, 'without a name')})" for char in loose_marks(text)]
    if not found:
        return ""
    return f"holds marks that we cannot set on letters: {', '.join(found[:3])}. Write it without."


def worded(characters: list[str]) -> str:
    """Return the message for missing characters, "" where there are none.

    >>> worded(["核"])
    'our fonts lack "核" (U+6838). Take other characters.'
    """
    if not characters:
        return ""
    listed = ", ".join(_shown(char) for char in characters[:3])
    more = f" and {len(characters) - 3} more" if len(characters) > 3 else ""
    return f"our fonts lack {listed}{more}. Take other characters."


def literal(text: str) -> str:
    r"""Return a text as a string literal of Typst's.

    >>> print(literal('say "a\\b"'))
    "say \"a\\b\""
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shown(char: str) -> str:
    point = f"U+{ord(char):04X}"
    return f'"{char}" ({point})' if char.isprintable() else point


def _is_known(char: str) -> bool:
    if category(char) in ("Co", "Cn"):
        return False
    return char <= LATIN_1 or not char.isprintable() or _drawn(char) != _drawn(NOWHERE)


@cache
def _drawn(char: str) -> bytes:
    """Return the SVG of a character; cached, because it takes a few milliseconds."""
    import typst  # here, because most specs are in Latin letters and do not need it

    source = f'#set page(width: auto, height: auto)\n#text(font: "{FONT}", "{char}")'
    return typst.compile(source.encode(), format="svg", ignore_system_fonts=True)
