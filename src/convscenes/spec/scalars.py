"""The values of plain YAML scalars: numbers and booleans of YAML 1.2, without those only of YAML 1.1."""

from __future__ import annotations

import re
import unicodedata

from convscenes.spec import limits

NOTHING = {"", "~", "null", "Null", "NULL"}
TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
WHOLE = re.compile(r"[-+]?[0-9]+")
DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def resolve(word: str) -> str | int | float | bool | None:
    """Return the value of an unquoted scalar: None, a boolean, a number, or the text itself.

    Raises ValueError for a whole number of more digits than ``limits.DIGITS``.

    >>> [resolve(word) for word in ("010", "1e3", "-.5", "true", "~")]
    [10, 1000.0, -0.5, True, None]
    >>> [resolve(word) for word in ("on", "yes", "1_000", "1:30", "0x1F", "2026-01-31")]
    ['on', 'yes', '1_000', '1:30', '0x1F', '2026-01-31']
    """
    if word in NOTHING:
        return None
    if word in TRUTH:
        return TRUTH[word]
    if WHOLE.fullmatch(word):
        if broken := limits.DIGITS.broken_by(len(word.lstrip("+-"))):
            raise ValueError(broken)
        return int(word)
    if DECIMAL.fullmatch(word):
        return float(word)
    if NOT_FINITE.fullmatch(word):
        return float(word.replace(".", ""))
    return word


def odd_character(text: str) -> str:
    r"""Return the code point of the first control or surrogate character, "" where there is none.

    >>> odd_character("a\u0007b"), odd_character("two\nlines")
    ('U+0007', '')
    """
    if text.isprintable():  # nearly every one
        return ""
    odd = (letter for letter in text if unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t")
    return next((f"U+{ord(letter):04X}" for letter in odd), "")
