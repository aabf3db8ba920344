"""SVG: valid for the Nu checker, and in Chromium the picture that a PNG has."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

import convscenes as cs
from tests.conftest import SHIPPED
from tests.hosts.browser import axe, tree, watched
from tests.hosts.comparing import luma_psnr
from tests.hosts.programs import nu

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.host
MEDIA = Path(__file__).parents[2] / "media"
SCATTER = next(path for path in SHIPPED if path.stem == "07-scatter")
PAGE = """<!doctype html>
<html lang="en">
<title>Scatter</title>
<main><h1>Scatter</h1>{}</main>
</html>
"""


def test_tracked_figures_are_valid() -> None:
    figures = sorted(MEDIA.rglob("*.svg"))
    assert len(figures) > 100
    assert nu(*figures) == []


def test_an_invalid_figure_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "broken.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/><g id="a"/></svg>', encoding="utf-8")
    assert any("duplicate ID" in fault for fault in nu(path))


def test_chromium_shows_a_figure_as_its_png(browser: Browser, tmp_path: Path) -> None:
    figure = cs.load(SCATTER).figure("overlap")
    png, svg = figure.save(tmp_path / "overlap.png"), figure.save(tmp_path / "overlap.svg")
    screen = browser.new_context(viewport={"width": 1280, "height": 720}, device_scale_factor=1.5)
    with watched(screen) as page, Image.open(png) as picture:
        page.goto(svg.as_uri())
        assert luma_psnr(Image.open(io.BytesIO(page.screenshot())), picture) >= 42


def test_contact_sheet_is_valid_and_read_aloud(page: Page, tmp_path: Path) -> None:
    story = cs.load(SCATTER)
    sheet = story.figure([beat.name for beat in story.beats]).save(tmp_path / "sheet.svg")
    assert nu(sheet) == []
    page.set_content(PAGE.format(sheet.read_text(encoding="utf-8")))
    assert axe(page) == []
    assert f'    image "{story.title}"' in tree(page)
