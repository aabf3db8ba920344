"""Which characters can be drawn: those of Typst's own fonts, the same on every machine, and of a spec's."""

from __future__ import annotations

from functools import cache
from unicodedata import bidirectional, category, name, normalize

from convscenes.spec.typesetting import Fonts, families, listed, literal, pages_of

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
"""Where a word may be broken; we break none, so it is not drawn."""
FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters of Hangul that show nothing."""
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""What Persian and Indic scripts write between letters."""
RIGHT_TO_LEFT, POP = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
"""What Typst is given around a text that begins in Hebrew or Arabic; a user's text may not hold them."""
LATIN_1 = "ÿ"
"""The last of the characters that the font has all of: ASCII, and the letters and signs of Western Europe."""
OUTLINE = b"<use "
"""What stands in an SVG of Typst's for every glyph that has an outline."""
NOWHERE = "\U0010fffd"
"""A private-use character that no font has: Typst draws it as a box, as all missing ones."""


def missing(text: str, fonts: Fonts = ()) -> list[str]:
    """Return the characters of ``text`` that no font has, each once, in order; ``fonts`` are a spec's.

    >>> missing("Größe ≈ ½, Фильтр"), missing("核 kernel 🙂")
    ([], ['核', '🙂'])
    """
    return [char for char in dict.fromkeys(normalize("NFC", text)) if not _is_known(char, fonts)]


def loose_marks(text: str, fonts: Fonts = ()) -> list[str]:
    r"""Return the marks of ``text`` that do not make one character with the letter before them.

    Our fonts place few of these as they should stand: vowel signs of Indic scripts, points, overlines. Those
    of a script that is left to a spec's ``fonts`` are placed by these.

    >>> loose_marks("e\u0301"), [f"U+{ord(mark):04X}" for mark in loose_marks("x\u0305")]
    ([], ['U+0305'])
    """
    marks = [char for char in dict.fromkeys(normalize("NFC", text)) if category(char)[0] == "M"]
    return [mark for mark in marks if not (fonts and _is_left_to(fonts, mark))]


def runs_leftwards(text: str) -> bool:
    """Return whether a text is written from right to left: its first letter says so.

    >>> runs_leftwards("3×3 שלום"), runs_leftwards("kernel שלום")
    (True, False)
    """
    strong = (kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def invisible(text: str, fonts: Fonts = ()) -> list[str]:
    r"""Return the characters of ``text`` that only change how others are shown, but for soft hyphens.

    Among them are those that turn the direction of a line, here and where a text is read elsewhere. With a
    spec's ``fonts``, joiners may stand between letters.

    >>> [f"U+{ord(char):04X}" for char in invisible("a\u202eb\u200bc\u00add")]
    ['U+202E', 'U+200B']
    """
    hidden = (char for char in dict.fromkeys(text) if category(char) in ("Cf", "Zl", "Zp") or char in FILLERS)
    return [char for char in hidden if char != SOFT_HYPHEN and not (fonts and _joins(char, text))]


def hidden_problem(text: str, fonts: Fonts = ()) -> str:
    r"""Return the message for invisible characters, "" where there are none.

    >>> hidden_problem("a\u202eb"), hidden_problem("Größe")
    ('holds the invisible U+202E (RIGHT-TO-LEFT OVERRIDE). Take it out.', '')
    """
    found = [f"U+{ord(char):04X} ({name(char, 'without a name')})" for char in invisible(text, fonts)]
    if not found:
        return ""
    return f"holds the invisible {' and '.join(found[:3])}. Take {'it' if len(found) == 1 else 'them'} out."


def mark_problem(text: str, fonts: Fonts = ()) -> str:
    r"""Return the message for marks that cannot be placed, "" where there are none.

    >>> mark_problem("x\u0305")
    'holds marks that we cannot set on letters: U+0305 (COMBINING OVERLINE). Write it without.'
    """
    found = [f"U+{ord(char):04X} ({name(char, 'without a name')})" for char in loose_marks(text, fonts)]
    if not found:
        return ""
    return f"holds marks that we cannot set on letters: {', '.join(found[:3])}. Write it without."


def worded(characters: list[str]) -> str:
    """Return the message for missing characters, "" where there are none.

    >>> worded(["核"])
    'our fonts lack "核" (U+6838). Take other characters, or a font that has them (fonts).'
    """
    if not characters:
        return ""
    first = ", ".join(_shown(char) for char in characters[:3])
    more = f" and {len(characters) - 3} more" if len(characters) > 3 else ""
    return f"our fonts lack {first}{more}. Take other characters, or a font that has them (fonts)."


def _joins(char: str, text: str) -> bool:
    """Return whether a character is a joiner that stands between letters, or their marks, wherever it is."""
    around = (f" {text} "[at : at + 3 : 2] for at, one in enumerate(text) if one == char)
    return char in JOINERS and all(
        category(one)[0] in "LM" and not one.isascii() for pair in around for one in pair
    )


def _shown(char: str) -> str:
    point = f"U+{ord(char):04X}"
    return f'"{char}" ({point})' if char.isprintable() else point


def _is_known(char: str, fonts: Fonts) -> bool:
    if category(char) in ("Co", "Cn"):
        return False
    if char <= LATIN_1 or not char.isprintable():
        return True
    drawn = _drawn(char, fonts, *families(fonts))
    # A letter of a damaged font may have no outline.
    return drawn != _drawn(NOWHERE, fonts, *families(fonts)) and (OUTLINE in drawn or not char.isalpha())


def _is_left_to(fonts: Fonts, mark: str) -> bool:
    """Return whether a spec's fonts have a mark that our own font has not."""
    ours, *theirs = families(fonts)
    return not _has(ours, mark, fonts) and any(_has(name, mark, fonts) for name in theirs)


def _has(family: str, char: str, fonts: Fonts) -> bool:
    """Return whether the font of a family has a character itself."""
    own, none = (_drawn(each, fonts, family, fallback=False) for each in (char, NOWHERE))
    return own != none


@cache
def _drawn(char: str, fonts: Fonts, *names: str, fallback: bool = True) -> bytes:
    """Return the SVG of a character in fonts of these names; cached, because it takes a while."""
    text = f"text(font: {listed(names)}, fallback: {str(fallback).lower()}, {literal(char)})"
    (page,) = pages_of(f"#set page(width: auto, height: auto)\n#{text}", fonts)
    return page
