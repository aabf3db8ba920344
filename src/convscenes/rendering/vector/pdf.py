"""An SVG as a tagged page of PDF, with Typst: still vectors, and reproducible."""

from __future__ import annotations

from functools import cache

import typst

PAGE = b"""
#set document(title: sys.inputs.title, date: none)
#set text(lang: "en")
#set page(width: 960pt, height: 540pt, margin: 0pt)
#place(image(bytes(sys.inputs.svg), format: "svg", width: 960pt, alt: sys.inputs.alt))
"""


def pdf_of(svg: str, title: str, alt: str) -> bytes:
    """Return a PDF of one page, 960 pt × 540 pt, with a title and the picture's alt text."""
    # pdfTeX includes PDF 1.5 without a warning; screen readers want PDF/UA-1: tags and a language
    inputs = {"svg": svg, "title": title, "alt": alt}
    pdf = compiler().compile(PAGE, format="pdf", pdf_standards=["1.5", "ua-1"], sys_inputs=inputs)
    assert isinstance(pdf, bytes), "one page is one file"
    return pdf


@cache
def compiler() -> typst.Compiler:
    """Return a Typst compiler without the system's fonts, so that the PDF is the same on all machines."""
    return typst.Compiler(ignore_system_fonts=True)
