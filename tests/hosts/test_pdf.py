"""PDFs, opened by poppler: pages, sizes, tags, and the picture that a PNG has."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import convscenes as cs
from tests.conftest import SHIPPED
from tests.hosts.comparing import luma_psnr
from tests.hosts.programs import pdf_facts, pdf_page

pytestmark = pytest.mark.host
SCATTER = next(path for path in SHIPPED if path.stem == "07-scatter")


def test_a_page_for_each_beat(tmp_path: Path) -> None:
    story = cs.load(SCATTER)
    facts = pdf_facts(story.figure([beat.name for beat in story.beats]).save(tmp_path / "all.pdf"))
    assert facts["Pages"] == str(len(story.beats))
    assert facts["Page size"].startswith("960 x 540 pts")
    assert (facts["Title"], facts["Tagged"], facts["PDF version"]) == (story.title, "yes", "1.5")


def test_poppler_draws_a_page_as_its_png(tmp_path: Path) -> None:
    figure = cs.load(SCATTER).figure("stamp-2", theme="light")
    pdf = figure.save(tmp_path / "stamp.pdf")
    with Image.open(figure.save(tmp_path / "stamp.png")) as picture:
        assert luma_psnr(pdf_page(pdf, 1, picture.width), picture) >= 37
