"""Frames for beamer, in a document that takes them in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from convscenes.publish.formats import Choices
from convscenes.publish.pdf import files
from convscenes.publish.talk import Section, Slide, Talk
from tests.hosts.comparing import luma_psnr
from tests.hosts.programs import pdf_facts, pdf_page, run

pytestmark = pytest.mark.extern
DECK = r"""\documentclass[aspectratio=169]{beamer}
\begin{document}
\begin{frame}{Before} Text. \end{frame}
\input{stamps}
\begin{frame}{After} Text. \end{frame}
\end{document}
"""


def talk_of(colours: list[str]) -> Talk:
    """Return a talk of one section, a slide in each colour."""
    path = '<path fill="{}" d="M0 0h16v9h-16z"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9">{path}</svg>'
    slides = (Slide(each, each, f"{each}.", each, "", False, svg.format(each).encode()) for each in colours)
    section = Section("A", "About.", tuple(slides))
    return Talk("stamps", "Stamps", "About.", "en", "dark", True, (1920, 1080), (section,))


def test_every_slide_is_a_page_that_it_fills(tmp_path: Path) -> None:
    colours = ["red", "blue", "lime"]
    for name, content in files(talk_of(colours), Choices()):
        Path(tmp_path, f"stamps{name or '.pdf'}").write_bytes(content)
    Path(tmp_path, "deck.tex").write_text(DECK, encoding="utf-8")
    run(
        "pdflatex",
        "-interaction=nonstopmode",
        f"-output-directory={tmp_path}",
        "deck.tex",
        TEXINPUTS=f"{tmp_path}:",
    )
    deck = tmp_path / "deck.pdf"
    assert pdf_facts(deck)["Pages"] == "5"
    for page, colour in enumerate(colours, 2):
        shown = pdf_page(deck, page, 320).crop((2, 2, 318, 178))  # sides are rounded to whole pixels
        assert luma_psnr(shown, Image.new("RGB", shown.size, colour)) >= 40
