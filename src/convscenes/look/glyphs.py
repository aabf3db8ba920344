"""Text as outlines, typeset by Typst.

No LaTeX, no system fonts: the same shapes on every machine.
Outlines are in em: the baseline is y = 0, the text begins at x = 0, and y grows upwards.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from svgelements import Close, CubicBezier, Line, Matrix, Move, Path, QuadraticBezier

from convscenes.look.equation import equation
from convscenes.spec.characters import JOINERS, POP, RIGHT_TO_LEFT, SOFT_HYPHEN
from convscenes.spec.markup import plain, runs
from convscenes.spec.typesetting import Fonts, families, listed, literal, pages_of

EM = 100.0
"""Points in which Typst sets the text; large, so that its rounding does not show."""
GRID = 1000
"""Parts of an em in which the font is designed."""
DIGIT = 0.666
"""Height of a digit (and nearly of a capital) in em."""
ASCENT, DESCENT = 0.75, 0.25
"""Height and depth of the highest and deepest characters of a line, the brackets, in em."""
PREAMBLE = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(size: {EM:g}pt, hyphenate: false)
#set text(top-edge: "ascender", bottom-edge: "baseline")
#set par(leading: 9em)
"""
"""The leading keeps Typst from making a line, and with it the page, deeper where maths is deep."""
KEPT = (RIGHT_TO_LEFT, POP, *JOINERS)
"""Characters that nothing is drawn for, but that change how others are."""
TYPEWRITTEN = re.compile("(?<=[-`?!])(?=[-`])|(?<=,)(?=,)")
"""Between two characters that the font, as typewriters had it, joins into a dash or a quotation mark."""
HREF = "{http://www.w3.org/1999/xlink}href"
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, eq=False)
class TextOutline:
    """The curves of a text, cubic Béziers of four points each (N·4, 3), and the width it advances, in em."""

    points: NDArray[np.float64]
    width: float
    text: str

    @property
    def rise(self) -> float:
        """How high it reaches above the baseline: as high as letters do at least."""
        return max(ASCENT, float(self.points[:, 1].max(initial=0.0)))

    @property
    def depth(self) -> float:
        """How deep it reaches below the baseline: as deep as letters do at least."""
        return max(DESCENT, -float(self.points[:, 1].min(initial=0.0)))


NOTHING = TextOutline(np.zeros((0, 3)), 0.0, "")


class Setting:
    """The fonts that texts are set in now, besides our own; and the outlines of all texts set in any."""

    fonts: Fonts = ()
    known: ClassVar[dict[tuple[Fonts, str], TextOutline]] = {}


@contextmanager
def set_in(fonts: Fonts) -> Iterator[None]:
    """Set all texts of the block in ``fonts`` where our own font lacks characters."""
    before, Setting.fonts = Setting.fonts, fonts
    try:
        yield
    finally:
        Setting.fonts = before


def typeset(texts: Iterable[str]) -> list[TextOutline]:
    """Return the outlines of ``texts``; all that are new are set in one run of Typst.

    ``*strong*`` and ``$maths$`` are the only markup (``spec.markup``). Whatever else a text holds reaches
    Typst as a string literal, never as code.

    >>> [round(outline.width, 3) for outline in typeset(["42", "*42*"])]
    [1.0, 1.15]
    """
    wanted, fonts, known = list(texts), Setting.fonts, Setting.known
    new = [text for text in dict.fromkeys(wanted) if text and (fonts, text) not in known]
    if new:
        names = f"#set text(font: {listed(families(fonts))})\n"
        source = PREAMBLE + names + "\n#pagebreak()\n".join(source_of(text) for text in new)
        pages = zip(new, pages_of(source, fonts), strict=True)
        known.update({(fonts, text): _outline(text, page) for text, page in pages})
    return [known[fonts, text] if text else NOTHING for text in wanted]


@cache
def numeral_outline(text: str) -> TextOutline:
    """Return the outline of a number, made of its digits', so that new numbers cost no run of Typst."""
    parts = typeset(text)
    starts = np.cumsum([0.0, *(part.width for part in parts)])
    points = [part.points + [start, 0, 0] for part, start in zip(parts, starts, strict=False)]
    return TextOutline(np.concatenate(points) if points else np.zeros((0, 3)), float(starts[-1]), text)


@cache
def numeral_width(text: str) -> float:
    """Return how wide a number is, in em.

    >>> numeral_width("84")
    1.0
    """
    return sum(part.width for part in typeset(text))


def source_of(text: str) -> str:
    """Return Typst source for ``text``, a markup: string literals, strong ones in bold, ᵀ as a superscript.

    The letters of p_a and p_b, the paddings after and before, stand below the line. An
    apostrophe is typographic.
    """
    found = []
    for run in runs(text):
        weight = "bold" if run.strong else "regular"
        if run.maths:
            alt = f"set math.equation(alt: {literal(plain(run.text))})"  # a tagged PDF needs it
            shown = f'show math.equation: set text(weight: "{weight}")'
            found.append(f"#{{{alt}; {shown}; ${equation(run.maths)}$}}")
            continue
        for part in re.split(r"(ᵀ|(?<=\bp)_[ab]\b)", run.text):
            if part == "ᵀ":
                found.append(f'#text(weight: "{weight}", super(typographic: false)[T])')
            elif part in ("_a", "_b"):
                # Typst's own subscript would make the line, and with it the page, deeper.
                found.append(f'#text(weight: "{weight}", size: 0.65em, baseline: 0.3em)[{part[1]}]')
            elif part:
                found.append(f'#text(weight: "{weight}", {_literal(part)})')
    return "".join(found)


def _literal(text: str) -> str:
    kept = text.replace(SOFT_HYPHEN, "")
    printable = "".join(char if char.isprintable() or char in KEPT else " " for char in kept)
    curly = printable.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    return literal(TYPEWRITTEN.sub("\N{ZERO WIDTH NON-JOINER}", curly))


def _outline(text: str, page: bytes) -> TextOutline:
    """Return the curves of ``text`` on a page of Typst's SVG, turned upright and scaled to em."""
    root = ET.fromstring(page)
    width, height = (float(root.attrib[side].removesuffix("pt")) for side in ("width", "height"))
    symbols = {f"#{s.attrib['id']}": _curves(s[0].attrib["d"]) for s in root.iter(f"{SVG}symbol") if len(s)}
    upright = Matrix(1 / EM, 0, 0, -1 / EM, 0, height / EM)
    curves = list(_uses(root, upright, symbols))
    return TextOutline(np.concatenate(curves) if curves else np.zeros((0, 3)), width / EM, text)


def _uses(
    node: ET.Element, matrix: Matrix, symbols: dict[str, NDArray[np.float64]]
) -> Iterable[NDArray[np.float64]]:
    """Yield the curves of every glyph and bar below ``node``, in place."""
    for child in node:
        inside = Matrix(child.attrib.get("transform", "")) * matrix
        if child.tag == f"{SVG}use" and child.attrib[HREF] in symbols:
            placed = Matrix.translate(float(child.attrib["x"]), float(child.attrib["y"])) * inside
            yield _transformed(symbols[child.attrib[HREF]], placed)
        elif child.tag == f"{SVG}path":
            yield _transformed(_curves(_bar(child)), inside)
        elif child.tag == f"{SVG}g":
            yield from _uses(child, inside, symbols)


def _bar(path: ET.Element) -> str:
    """Return the outline of a level stroke, the bar of a fraction or a root, as an SVG path's data."""
    (line,) = (segment for segment in Path(path.attrib["d"]) if isinstance(segment, Line))
    left, right, half = line.start.x, line.end.x, float(path.attrib["stroke-width"]) / 2
    top, bottom = line.start.y - half, line.end.y + half
    return f"M{left} {top}H{right}V{bottom}H{left}Z"


def _transformed(points: NDArray[np.float64], matrix: Matrix) -> NDArray[np.float64]:
    x, y = points[:, 0], points[:, 1]
    right, up = x * matrix.a + y * matrix.c + matrix.e, x * matrix.b + y * matrix.d + matrix.f
    return np.column_stack([right, up, np.zeros(len(points))])


@cache  # a page repeats the glyphs of the pages before it
def _curves(data: str) -> NDArray[np.float64]:
    """Return an SVG path's data as cubic Béziers (N·4, 3); raises ValueError for arcs."""
    quads: list[complex] = []
    for segment in Path(data):
        if isinstance(segment, Move):
            continue
        start, end = complex(segment.start), complex(segment.end)
        if isinstance(segment, CubicBezier):
            quads += [start, complex(segment.control1), complex(segment.control2), end]
        elif isinstance(segment, QuadraticBezier):  # in TrueType fonts, which Typst falls back to
            control = complex(segment.control)
            quads += [start, start + (control - start) * 2 / 3, end + (control - end) * 2 / 3, end]
        elif not isinstance(segment, (Line, Close)):
            raise ValueError(f"a glyph has a curve that is not drawn: {segment!r}")
        elif abs(end - start) > 1e-6:
            quads += [start, start + (end - start) / 3, start + (end - start) * 2 / 3, end]
    array = np.array(quads, dtype=complex)
    return np.column_stack([array.real, array.imag, np.zeros(len(array))])
