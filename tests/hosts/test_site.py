"""The site, built by Sphinx, opened from its files: nothing leaves it, it fits a phone, it plays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docs.site.__main__ import build
from docs.site.staging import ROOT
from tests.hosts.browser import axe, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.extern
PAGES = ("index", "tutorial", "gallery", "kinds/index", "kinds/scatter", "options", "api", "recipes", "speed")
OF_THE_THEME = ("landmark-unique", "scrollable-region-focusable")
"""Two lists of contents without a name; code that scrolls, which Chromium focuses by itself."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a warning of Sphinx, or a link that leads nowhere, fails."""
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return build(folder).parent


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_and_axe_finds_nothing_of_ours(
    site: Path, browser: Browser, width: int, scheme: str
) -> None:
    with watched(browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)) as page:
        for name in PAGES:
            page.goto((site / f"{name}.html").as_uri())
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") == width, name
            assert axe(page, *OF_THE_THEME) == [], name


def test_a_frame_plays_a_spec(site: Path, page: Page) -> None:
    page.goto((site / "kinds" / "scatter.html").as_uri())
    player = page.frame_locator("iframe.player")
    player.get_by_role("button", name="Next").click()
    assert player.get_by_role("slider").get_attribute("aria-valuetext").startswith("2 of 8:")


def test_search_finds_from_files(site: Path, page: Page) -> None:
    page.goto((site / "search.html").as_uri() + "?q=checkerboard")
    page.locator("#search-results li a").first.wait_for()
    assert any("checkerboard" in link for link in page.locator("#search-results li a").all_inner_texts())
