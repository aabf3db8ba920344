"""How wide a text is: whether two lines can hold it in letters that can be read."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree as ET

from convscenes.spec.characters import FONT, literal
from convscenes.spec.markup import readable

LINE = 57.0
"""How wide the frame is, in em of the smallest letters that can be read."""
SHORT = 30
"""Characters of a text that is narrower than that in any letters."""


def width_problem(text: str) -> str:
    """Return the message for a line of text that is too wide even where it is broken, else "".

    >>> width_problem("convolution " * 10), width_problem("W" * 40)
    ('', '')
    >>> width_problem("W" * 60)
    'too wide: on two lines its letters would be too small to read. Shorten it.'
    """
    if len(text) <= SHORT or _width(text) <= LINE:
        return ""
    spaces = [at for at, char in enumerate(text) if char == " "]
    if any(max(_width(text[:at]), _width(text[at + 1 :])) <= LINE for at in spaces):
        return ""
    return "too wide: on two lines its letters would be too small to read. Shorten it."


@cache
def _width(text: str) -> float:
    """Return the width of a text in em."""
    import typst  # here, because most specs have short texts only

    shown = f'text(size: 1pt, font: "{FONT}", {literal(readable(text))})'
    source = f"#set page(width: auto, height: auto, margin: 0pt)\n#{shown}"
    page = typst.compile(source.encode(), format="svg", ignore_system_fonts=True)
    return float(ET.fromstring(page).attrib["width"].removesuffix("pt"))
