"""Decks for reveal.js in Chromium, from files: every slide plays and ends as its beat's figure."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from convscenes.publish.formats import Choices
from convscenes.publish.request import PublishRequest
from convscenes.rendering.jobs.processes import Here
from convscenes.rendering.options import Options
from convscenes.rendering.requests.schedule import fulfil
from tests.hosts.browser import axe, watched
from tests.hosts.comparing import luma_psnr

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.host
SPEC = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\npace: 4\nnotes: {maps: Say <hello>.}\n"
PLAYLIST = "title: Stamps\nplaylist: [{card: Why, text: To see.}, a.yaml]\n"
NAMES = ["title-card-title", "title-card-line-1"] + [
    f"a-{beat}" for beat in ("maps", "lift-1", "multiply-1", "land-1", "stamp-2", "overlap")
]


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a deck of a card and a story."""
    import convscenes.publish.publication  # noqa: F401

    folder = tmp_path_factory.mktemp("deck")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("a.yaml").write_text(SPEC, encoding="utf-8")
        Path("talk.yaml").write_text(PLAYLIST, encoding="utf-8")
        options = Options.of("medium", fps=15)
        request = PublishRequest.of(Path("talk.yaml"), Path("deck"), "revealjs", options, Choices())
        (result,) = fulfil([request], Here(), lambda _: None)
        assert result.error is None
    return folder / "deck" / "index.html"


def shown(page: Page) -> str:
    """Return the name of the slide that is shown."""
    return page.evaluate("Reveal.getCurrentSlide().id")


def ended(page: Page) -> None:
    """Wait until the clip of the slide has ended."""
    page.wait_for_function("() => Reveal.getCurrentSlide().querySelector('video').ended")


def test_a_clicker_goes_through_all_slides(page: Page, deck: Path) -> None:
    page.goto(deck.as_uri() + "#/a-maps")
    for name in NAMES[2:]:
        assert shown(page) == name
        ended(page)
        page.keyboard.press("PageDown")
    assert shown(page) == NAMES[-1]
    page.keyboard.press("PageUp")
    assert shown(page) == NAMES[-2]


def test_a_slide_ends_as_the_figure(page: Page, deck: Path) -> None:
    page.goto(deck.as_uri() + "#/a-stamp-2")
    ended(page)
    page.wait_for_timeout(100)
    still = page.context.new_page()
    still.goto((deck.parent / "media/a-stamp-2.svg").as_uri())
    one, other = (Image.open(io.BytesIO(each.screenshot())).convert("RGB") for each in (page, still))
    assert luma_psnr(one.crop((0, 0, 1200, 650)), other.crop((0, 0, 1200, 650))) >= 37


def test_cards_go_on_by_themselves_and_other_slides_do_not(page: Page, deck: Path) -> None:
    page.goto(deck.as_uri())
    page.wait_for_function("() => Reveal.getCurrentSlide().id === 'a-maps'", timeout=20_000)
    ended(page)
    page.wait_for_timeout(2500)  # longer than a card is shown
    assert shown(page) == "a-maps"


def test_who_wants_no_motion_gets_pictures(browser: Browser, deck: Path) -> None:
    with watched(browser.new_context(reduced_motion="reduce")) as page:
        page.goto(deck.as_uri() + "#/a-stamp-2")
        assert page.locator("video").count() == 0
        assert page.locator("#a-stamp-2 img").get_attribute("src") == "media/a-stamp-2.svg"


def test_notes_are_in_the_speaker_view(page: Page, deck: Path) -> None:
    page.goto(deck.as_uri() + "#/a-maps")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    view = opened.value
    view.wait_for_function("() => document.body.innerText.includes('Say <hello>.')", timeout=20_000)


def test_axe_finds_nothing(page: Page, deck: Path) -> None:
    page.goto(deck.as_uri() + "#/a-maps")
    ended(page)
    assert axe(page) == []
