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
#set page(width: 960pt, height: 540pt, margin: 0pt)
#show heading: it => place(text(size: 1pt, fill: rgb(0, 0, 0, 0), it.body))
#let pages = json(bytes(sys.inputs.pages))
#for (number, page) in pages.enumerate() {
  if number > 0 { pagebreak() }
  if pages.len() > 1 { heading(page.title) }
  place(image(bytes(page.svg), format: "svg", width: 960pt, alt: page.alt))
}
"""
ATTACHMENT = b"""
#if sys.inputs.spec != "" {
  pdf.attach("spec.yaml", bytes(sys.inputs.spec), mime-type: "application/yaml", description: "Its spec")
}
"""
"""The text of the spec, if there is one, as an attached file."""
STANDARDS: Mapping[str, Any] = MappingProxyType({"format": "pdf", "pdf_standards": ["1.5", "ua-1"]})
"""pdfTeX includes PDF 1.5 without a warning; screen readers want PDF/UA-1: tags and a language."""


def pdf_of(pictures: Iterable[Picture], title: str, spec: str = "") -> bytes:
    """Return a PDF with a page, 960 pt × 540 pt, for each picture with its alt text; a ``spec`` is attached.

    Of several pages, each has what the picture's title adds to ``title`` as its bookmark, and as a
    heading that is only read aloud.
    """
    pages = [{"svg": p.svg(), "title": p.title.removeprefix(f"{title}: "), "alt": p.alt} for p in pictures]
    inputs = {"pages": json.dumps(pages), "title": title, "spec": spec}
    pdf = compiler().compile(PAGES + ATTACHMENT, sys_inputs=inputs, **STANDARDS)
    assert isinstance(pdf, bytes), "it is one file"
    return pdf


@cache
def compiler() -> typst.Compiler:
    """Return a Typst compiler without the system's fonts, so that its files are the same on all machines."""
    return typst.Compiler(ignore_system_fonts=True)
