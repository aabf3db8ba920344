"""How wide a text is: whether two lines can hold it in letters that can be read."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree as ET

from convscenes.spec.markup import readable
from convscenes.spec.typesetting import Fonts, families, listed, literal, pages_of

LINE = 57.0
"""How wide the frame is, in em of the smallest letters that can be read."""
NARROW = frozenset("abcdefghijklnopqrstuvxyz0123456789 .,:;'()-/")
"""Characters at most 0.6 em wide; no other in ASCII is wider than 1.1 em."""


def width_problem(text: str, fonts: Fonts = ()) -> str:
    """Return the message for a line of text that is too wide even where it is broken, else "".

    ``fonts`` are a spec's.

    >>> width_problem("convolution " * 10), width_problem("W" * 40)
    ('', '')
    >>> width_problem("W" * 60)
    'too wide: on two lines its letters would be too small to read. Shorten it.'
    """
    if at_most(text) <= LINE or _width(text, fonts) <= LINE:
        return ""
    spaces = [at for at, char in enumerate(text) if char == " "]
    if any(max(_width(text[:at], fonts), _width(text[at + 1 :], fonts)) <= LINE for at in spaces):
        return ""
    return "too wide: on two lines its letters would be too small to read. Shorten it."


def at_most(text: str) -> float:
    """Return a width in em that a text does not exceed: most need not be set to know that they fit.

    >>> round(at_most("Eingabe"), 1)
    4.7
    """
    return sum(0.6 if char in NARROW else 1.1 if char.isascii() else 2.0 for char in text)


@cache
def _width(text: str, fonts: Fonts) -> float:
    """Return the width of a text in em."""
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f"#text(size: 1pt, font: {listed(families(fonts))}, {literal(readable(text))})"
    )
    (page,) = pages_of(source, fonts)
    return float(ET.fromstring(page).attrib["width"].removesuffix("pt"))
