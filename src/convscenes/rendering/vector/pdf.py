"""Pictures as tagged pages of PDF, with Typst: still vectors, and reproducible."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from convscenes.rendering.vector.svg import Picture
from convscenes.spec.typesetting import Fonts, compiler, families

PAGES = b"""
#let given = json(bytes(sys.inputs.given))
#set document(title: given.title, date: none)
#set text(font: given.fonts, lang: given.lang, region: given.region)
#set page(width: given.width * 1pt, height: given.height * 1pt, margin: 0pt)
#show heading: it => place(text(size: 1pt, fill: rgb(0, 0, 0, 0), it.body))
#for (number, page) in given.pages.enumerate() {
  if number > 0 { pagebreak() }
  if given.pages.len() > 1 { heading(page.title) }
  place(image(bytes(page.svg), format: "svg", width: 100%, alt: page.alt))
}
"""
POINT = 0.5
"""A pixel of a picture, in points."""
ATTACHMENT = b"""
#let attached = json(bytes(sys.inputs.given)).spec
#if attached != "" {
  pdf.attach("spec.yaml", bytes(attached), mime-type: "application/yaml", description: "Its spec")
}
"""
"""The text of the spec, if there is one, as an attached file."""
STANDARDS: Mapping[str, Any] = MappingProxyType({"format": "pdf", "pdf_standards": ["1.5", "ua-1"]})
"""pdfTeX includes PDF 1.5 without a warning; screen readers want PDF/UA-1: tags and a language."""


def pdf_of(pictures: Sequence[Picture], title: str, fonts: Fonts = (), spec: str = "") -> bytes:
    """Return a PDF with a page, 960 pt × 540 pt for a frame of 16:9, for each picture with its alt text.

    A ``spec`` is attached.

    Of several pages, each has what the picture's title adds to ``title`` as its bookmark, and as a
    heading that is only read aloud, in ``fonts`` where ours lack characters.
    """
    first = pictures[0]
    given = {
        "pages": [
            {"svg": p.svg(), "title": p.title.removeprefix(f"{title}: "), "alt": p.alt} for p in pictures
        ],
        "title": title,
        "width": POINT * first.view.width,
        "height": POINT * first.view.height,
        "fonts": families(fonts),
        "spec": spec,
        **spoken(first.language),
    }
    inputs = {"given": json.dumps(given)}
    pdf = compiler(fonts).compile(PAGES + ATTACHMENT, sys_inputs=inputs, **STANDARDS)
    assert isinstance(pdf, bytes), "it is one file"
    return pdf


def spoken(language: str) -> dict[str, str | None]:
    """Return a language as Typst takes it.

    >>> spoken("pt-BR"), spoken("de")
    ({'lang': 'pt', 'region': 'BR'}, {'lang': 'de', 'region': None})
    """
    lang, _, region = language.partition("-")
    return {"lang": lang, "region": region or None}
