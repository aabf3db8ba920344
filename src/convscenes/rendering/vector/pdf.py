"""Pictures as tagged pages of PDF, with Typst: still vectors, and reproducible."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import typst

from convscenes.rendering.vector.svg import Picture

PAGES = b"""
#set document(title: sys.inputs.title, date: none)
#set text(lang: "en")
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#show heading: it => place(text(size: 1pt, fill: rgb(0, 0, 0, 0), it.body))
#let pages = json(bytes(sys.inputs.pages))
#for (number, page) in pages.enumerate() {
  if number > 0 { pagebreak() }
  if pages.len() > 1 { heading(page.title) }
  place(image(bytes(page.svg), format: "svg", width: 100%, alt: page.alt))
}
"""
POINT = 0.5
"""A pixel of a picture, in points."""
STANDARDS: Mapping[str, Any] = MappingProxyType({"format": "pdf", "pdf_standards": ["1.5", "ua-1"]})
"""pdfTeX includes PDF 1.5 without a warning; screen readers want PDF/UA-1: tags and a language."""


def pdf_of(pictures: Iterable[Picture], title: str) -> bytes:
    """Return a PDF with a page, 960 pt × 540 pt for a frame of 16:9, for each picture with its alt text.

    Of several pages, each has what the picture's title adds to ``title`` as its bookmark, and as a
    heading that is only read aloud.
    """
    shown = [*pictures]
    pages = [{"svg": p.svg(), "title": p.title.removeprefix(f"{title}: "), "alt": p.alt} for p in shown]
    width, height = (f"{POINT * side:g}" for side in (shown[0].view.width, shown[0].view.height))
    inputs = {"pages": json.dumps(pages), "title": title, "width": width, "height": height}
    pdf = compiler().compile(PAGES, sys_inputs=inputs, **STANDARDS)
    assert isinstance(pdf, bytes), "it is one file"
    return pdf


@cache
def compiler() -> typst.Compiler:
    """Return a Typst compiler without the system's fonts, so that its files are the same on all machines."""
    return typst.Compiler(ignore_system_fonts=True)
