"""PowerPoint decks, opened by LibreOffice: a page for each slide, which shows its beat and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import convscenes as cs
from convscenes.api import publish
from tests.hosts.comparing import luma_psnr
from tests.hosts.programs import pdf_facts, pdf_page, soffice_pdf

pytestmark = pytest.mark.host
SPEC = """\
kind: scatter
title: Größere Bilder
input: [[0.5, -1.25]]
kernel: [[1, 2, 4]]
language: de
notes: {maps: Langsam!}
"""
PLAYLIST = "title: Beide\nplaylist: [{card: Warum, text: Darum.}, a.yaml]\n"
SHORT_SIDE = 540
"""That of a page, in points."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a spec and a playlist of it."""
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(SPEC, encoding="utf-8")
    Path("all.yaml").write_text(PLAYLIST, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("stills", "quality"), [(False, "720p"), (True, "1080p")])
def test_every_page_shows_its_beat(folder: Path, *, stills: bool, quality: str) -> None:
    """LibreOffice counts hundredths of a millimetre: pictures lie a part of a pixel beside the grid."""
    story = cs.load("a.yaml")
    pdf = soffice_pdf(story.publish(folder / "a.pptx", stills=stills))
    facts = pdf_facts(pdf)
    assert (facts["Pages"], facts["Title"]) == (str(len(story.beats)), "Größere Bilder")
    width, height = (float(side) for side in facts["Page size"].split()[:3:2])
    assert (width, height) == pytest.approx((SHORT_SIDE * 16 / 9, SHORT_SIDE), abs=0.1)
    drawn = story.figure(story.beats, quality=quality).save(folder / "figures", format="png")
    figures = [Image.open(drawn / f"{beat.name}.png").convert("RGB") for beat in story.beats]
    for number in (1, len(story.beats)):
        page = pdf_page(pdf, number, figures[0].width)
        alike = [luma_psnr(page, figure) for figure in figures]
        assert alike.index(max(alike)) == number - 1
        assert max(alike) >= 33


def test_a_playlist_with_a_card_opens(folder: Path) -> None:
    pdf = soffice_pdf(publish("all.yaml", folder / "all.pptx", quality="480p"))
    assert pdf_facts(pdf)["Pages"] == str(2 + len(cs.load("a.yaml").beats))
