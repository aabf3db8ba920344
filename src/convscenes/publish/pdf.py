"""A PDF of a talk: a page for each slide, or a handout with six to a page; and its frames for beamer.

In a handout, a card is a heading.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from convscenes.publish.formats import Choices, File
from convscenes.publish.talk import Talk
from convscenes.rendering.vector.pdf import STANDARDS, spoken
from convscenes.spec.typesetting import compiler, families

SHORT_SIDE = 540
"""The shorter side of a page, in points."""
SLIDES = b"""
#let talk = json(bytes(sys.inputs.talk))
#set document(title: talk.title, description: talk.description, date: none)
#set text(font: talk.fonts, lang: talk.lang, region: talk.region)
#set page(width: talk.width * 1pt, height: talk.height * 1pt, margin: 0pt)
#show heading: it => place(text(size: 1pt, fill: rgb(0, 0, 0, 0), it.body))
#let level = if talk.sections.len() > 1 { 2 } else { 1 }
#for (number, section) in talk.sections.enumerate() {
  for (step, slide) in section.slides.enumerate() {
    if number + step > 0 { pagebreak() }
    if step == 0 and level == 2 { heading(level: 1, section.title) }
    heading(level: level, slide.title)
    place(image(bytes(slide.still), format: "svg", width: talk.width * 1pt, alt: slide.alt))
  }
}
"""
HANDOUT = b"""
#let talk = json(bytes(sys.inputs.talk))
#set document(title: talk.title, description: talk.description, date: none)
#set text(font: talk.fonts, lang: talk.lang, region: talk.region, size: 10pt)
#set page(paper: "a4", margin: (x: 16mm, top: 22mm, bottom: 18mm), numbering: "1 / 1",
  header: text(size: 9pt, fill: luma(35%), talk.title))
#let level = if talk.sections.len() > 1 { 2 } else { 1 }
#show heading: set block(above: 0pt, below: 3mm)
#show heading: set text(size: 13pt)
#show heading.where(level: level): set block(above: 2mm, below: 2mm)
#show heading.where(level: level): set text(size: 10pt)
#let shown(slide) = block(breakable: false, width: 100%, {
  rect(width: 100%, inset: 0pt, stroke: 0.4pt + luma(70%),
    image(bytes(slide.still), format: "svg", width: 100%, alt: slide.alt))
  heading(level: level, [#slide.number. #slide.title])
  text(slide.caption)
})
#let across = if talk.width < talk.height { 3 } else { 2 }
#for (number, section) in talk.sections.enumerate() {
  if number > 0 and not talk.sections.at(number - 1).card { pagebreak(weak: true) }
  if level > 1 { heading(level: 1, section.title) }
  for (page, slides) in section.slides.chunks(6).enumerate() {
    if section.card {
      block(above: 0pt, below: 5mm, slides.slice(1).map(slide => slide.caption).join(linebreak()))
      continue
    }
    if page > 0 { pagebreak() }
    grid(columns: (1fr,) * across, column-gutter: 8mm, row-gutter: 8mm, ..slides.map(shown))
  }
}
"""
STANDARD = ["1.7", "ua-1"]
"""That of a handout: in PDF 1.5, headers cannot be marked as such."""


HINT = r"""% Frames for beamer: \input{{{name}}} takes them into a document.
% Where {name}.pdf is not beside that, its preamble says where: \graphicspath{{{{media/pdf/}}}}"""


def files(talk: Talk, choices: Choices) -> Iterator[File]:
    """Yield the frames for beamer, unless it is a handout, and the PDF."""
    if not choices.handout:
        yield ".tex", tex_of(talk).encode()
    template = HANDOUT if choices.handout else SLIDES
    inputs = {"talk": json.dumps(data_of(talk), ensure_ascii=False)}
    standards = {**STANDARDS, "pdf_standards": STANDARD} if choices.handout else STANDARDS
    pdf = compiler(talk.fonts).compile(template, sys_inputs=inputs, **standards)
    assert isinstance(pdf, bytes), "it is one file"
    yield "", pdf


def data_of(talk: Talk) -> dict[str, Any]:
    """Return what the templates show of a talk."""
    width, height = (side * SHORT_SIDE / min(talk.size) for side in talk.size)
    numbers = iter(range(1, len(talk.slides) + 1))
    sections = [
        {
            "title": section.title,
            "card": section.card,
            "slides": [
                {
                    "number": next(numbers),
                    "title": slide.title,
                    "caption": slide.caption,
                    "alt": slide.alt,
                    "still": slide.still.decode(),
                }
                for slide in section.slides
            ],
        }
        for section in talk.sections
    ]
    return {
        "title": talk.title,
        "description": talk.description,
        "fonts": families(talk.fonts),
        **spoken(talk.language),
        "width": width,
        "height": height,
        "sections": sections,
    }


def tex_of(talk: Talk) -> str:
    """Return frames for beamer: one for each section, its slides as overlays, which are pages of the PDF."""
    page, lines = 1, [HINT.format(name=talk.name), r"\begingroup\setbeamertemplate{navigation symbols}{}"]
    for section in talk.sections:
        shown = (
            rf"    \includegraphics<{overlay}>[page={page + overlay - 1},width=\paperwidth,"
            rf"height=\paperheight,keepaspectratio]{{{talk.name}.pdf}}%"
            for overlay in range(1, len(section.slides) + 1)
        )
        lines += [r"\begin{frame}[plain]", r"  \makebox[\textwidth]{%", *shown, "  }", r"\end{frame}"]
        page += len(section.slides)
    return "\n".join([*lines, r"\endgroup", ""])
