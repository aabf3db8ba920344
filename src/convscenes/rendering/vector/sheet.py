"""A contact sheet: the pictures of beats in a grid, their captions below them, laid out by Typst."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any
from xml.sax.saxutils import escape

from convscenes.colours.theme import Theme, colour_of
from convscenes.look.glyphs import source_of
from convscenes.rendering.vector import pdf
from convscenes.rendering.vector.pdf import ATTACHMENT, STANDARDS
from convscenes.rendering.vector.svg import MITER, XLINK, Picture, definitions, metadata_element, spoken
from convscenes.spec.markup import plain
from convscenes.spec.typesetting import Fonts, compiler, families

WIDTH, GUTTER, MARGIN = 400, 32, 28
"""In points: a picture's width, the space between two, and the margin of the page."""
MOST_COLUMNS = 5
"""With more, captions could not be read on a page of A4."""
LAYOUT = b"""
#let given = json(bytes(sys.inputs.given))
#set document(title: given.title, date: none)
#set page(width: given.width * 1pt, height: auto, margin: given.margin * 1pt)
#set page(fill: if given.background != none { rgb(given.background) })
#set text(font: given.fonts, lang: given.lang, region: given.region)
#set text(size: 18pt, fill: rgb(given.ink), hyphenate: false)
#set par(leading: 0.5em)
#show heading: set text(size: 30pt, weight: "regular")
#show heading: set block(below: 18pt)
#heading(eval(given.heading, mode: "markup"))
#if given.parameters != "" { text(size: 16pt, fill: rgb(given.quiet), given.parameters) }
#grid(
  columns: (given.column * 1pt,) * given.columns,
  column-gutter: given.gutter * 1pt,
  row-gutter: given.gutter * 1pt,
  ..given.panels.map(panel => {
    let picture = image(bytes(panel.svg), format: "svg", width: 100%, alt: panel.alt)
    block(stroke: 0.75pt + rgb(given.rule), picture)
    block(above: 10pt, below: 9pt, text(size: 14pt, fill: rgb(given.quiet), panel.name))
    block(eval(panel.caption, mode: "markup"))
  })
)
"""


@dataclass(frozen=True)
class Panel:
    """A picture of a sheet, and the name and the caption, a markup, below it."""

    picture: Picture
    name: str
    caption: str


@dataclass(frozen=True)
class Sheet:
    """A sheet of panels, of one size, under a title, a markup, and an operation's parameters.

    Texts are in ``language``; what our own font lacks is in ``fonts``. An SVG or PDF holds the ``spec``.
    """

    title: str
    parameters: str
    panels: Sequence[Panel]
    theme: Theme
    transparent: bool
    language: str
    fonts: Fonts = ()
    spec: str = ""

    def pdf(self) -> bytes:
        """Return it as a page of PDF, with the alt text of every picture."""
        return self._compiled(self._drawn, LAYOUT + ATTACHMENT, **STANDARDS)

    def png(self, width: int) -> bytes:
        """Return it as a PNG, ``width`` pixels wide."""
        return self._compiled(self._drawn, format="png", ppi=72 * width / self._width)

    def svg(self) -> str:
        """Return it as an SVG: Typst's layout, in which the pictures take the places of blanks.

        Typst itself would write each picture as base64, with outlines of its own.
        """
        view = self.panels[0].picture.view
        blank = Picture(view, {}, "", "", "", self.language).svg()
        laid_out = self._compiled([blank] * len(self.panels), format="svg").decode("utf-8")
        found = re.fullmatch(r'<svg viewBox="0 0 (\S+) (\S+)"[^>]*>(.*)</svg>\s*', laid_out, re.DOTALL)
        assert found, "Typst begins with the size"
        width, height, layout = found.groups()
        before, *after = re.split(r"<image [^>]*>", layout)
        size = f'width="{WIDTH}" height="{view.height / view.width * WIDTH:g}"'
        shown = "".join(
            f'<svg {size} viewBox="{view}"{MITER}>\n{panel.picture.elements}</svg>{rest}'
            for panel, rest in zip(self.panels, after, strict=True)
        )
        outlines = {name: data for p in self.panels for name, data in p.picture.outlines.items()}
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg"{XLINK} width="{width}" height="{height}"'
            f' viewBox="0 0 {width} {height}" role="img"{spoken(self.language)}>\n'
            f"<title>{escape(plain(self.title))}</title>\n<desc>{escape(self._description)}</desc>\n"
            f"{metadata_element(self.spec)}{definitions(outlines)}{before}{shown}\n</svg>\n"
        )

    @property
    def _columns(self) -> int:
        """How many pictures stand side by side: a sheet of a few is wider than high."""
        return min(ceil(sqrt(0.75 * len(self.panels))), MOST_COLUMNS)

    @property
    def _width(self) -> int:
        return self._columns * (WIDTH + GUTTER) - GUTTER + 2 * MARGIN

    @property
    def _drawn(self) -> list[str]:
        return [panel.picture.svg() for panel in self.panels]

    @property
    def _description(self) -> str:
        return " ".join(f"{panel.name}: {plain(panel.caption)}" for panel in self.panels)

    def _compiled(self, svgs: Sequence[str], layout: bytes = LAYOUT, **options: Any) -> bytes:
        """Return the sheet with these pictures as Typst compiles it."""
        given = {
            "title": plain(self.title),
            "heading": source_of(self.title),
            "parameters": self.parameters,
            "width": self._width,
            "margin": MARGIN,
            "gutter": GUTTER,
            "column": WIDTH,
            "columns": self._columns,
            "fonts": families(self.fonts),
            "spec": self.spec,
            **pdf.spoken(self.language),
            "ink": colour_of(self.theme.ink),
            "quiet": colour_of(self.theme.quiet),
            "rule": colour_of(self.theme.rule),
            "background": None if self.transparent else colour_of(self.theme.background),
            "panels": [
                {"svg": svg, "alt": p.picture.alt, "name": p.name, "caption": source_of(p.caption)}
                for p, svg in zip(self.panels, svgs, strict=True)
            ],
        }
        made = compiler(self.fonts).compile(layout, sys_inputs={"given": json.dumps(given)}, **options)
        assert isinstance(made, bytes), "it is one page"
        return made
