"""The page that plays a talk, in Chromium, opened as a file: every stop, fast keys, readers of all kinds."""

from __future__ import annotations

import base64
import io
import random
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import pytest
from PIL import Image

from convscenes.publish.formats import Choices
from convscenes.publish.request import PublishRequest
from convscenes.rendering.jobs.processes import Here
from convscenes.rendering.options import Options
from convscenes.rendering.requests.schedule import fulfil
from tests.hosts.browser import axe, tree, watched
from tests.hosts.comparing import luma_psnr
from tests.hosts.programs import nu, pdf_facts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.host
SPEC = (
    "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\npace: 4\n"
    "notes: {maps: Say <hello>.}\npause: [multiply-1]\n"
)
NAMES = ["maps", "lift-1", "multiply-1", "land-1", "stamp-2", "overlap"]
PLAYLIST = (
    "title: Stamps\nplaylist: [{card: Why, text: To see.}, a.yaml, {card: More, text: Of it.}, a.yaml]\n"
)
TOP = "[...document.querySelectorAll('#stage video')].find(video => video.style.zIndex === '2')"
HELD = "() => document.documentElement.dataset.held"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages of a spec and of a playlist, in several variants."""
    import convscenes.publish.publication  # noqa: F401

    folder = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("a.yaml").write_text(SPEC, encoding="utf-8")
        Path("track.yaml").write_text(f"{SPEC}caption_display: track\nlanguage: de\n", encoding="utf-8")
        Path("talk.yaml").write_text(PLAYLIST, encoding="utf-8")

        def page(name: str, path: str, **chosen: bool) -> PublishRequest:
            options = Options.of("medium", fps=15)
            return PublishRequest.of(Path(name), Path(path), "html", options, Choices(**chosen))

        requests = [
            page("a.yaml", "a.html"),
            page("a.yaml", "folder", folder=True),
            page("a.yaml", "stills.html", stills=True),
            page("track.yaml", "track.html"),
            page("talk.yaml", "talk.html"),
        ]
        for result in fulfil(requests, Here(), lambda _: None):
            assert result.error is None
    return folder


def opened(page: Page, path: Path, beat: str = "") -> None:
    page.goto(path.as_uri() + (f"#{beat}" if beat else ""))
    stop(page, NAMES.index(beat) if beat in NAMES else 0)


def stop(page: Page, number: int) -> None:
    """Wait until the player stands at a slide."""
    page.wait_for_function("n => document.documentElement.dataset.held === String(n)", arg=number)


def stage(page: Page) -> Image.Image:
    """Return what the stage shows."""
    return Image.open(io.BytesIO(page.locator("#stage").screenshot())).convert("RGB")


def still(page: Page) -> Image.Image:
    """Return the still of the slide, which lies behind the videos."""
    page.evaluate("() => document.querySelectorAll('#stage video').forEach(v => { v.style.opacity = 0; })")
    picture = stage(page)
    page.evaluate("() => document.querySelectorAll('#stage video').forEach(v => { v.style.opacity = ''; })")
    return picture


def last_frames(page: Page) -> list[Image.Image]:
    """Return the last decoded frame of every clip in the page."""
    clips = page.evaluate(
        "() => JSON.parse(document.getElementById('data').textContent).slides.map(slide => slide.clip)"
    )
    frames = []
    for clip in clips:
        with av.open(io.BytesIO(base64.b64decode(clip))) as source:
            *_, last = source.decode(video=0)
            frames.append(last.to_image())
    return frames


@pytest.mark.parametrize("path", ["a.html", "folder/index.html"])
def test_every_stop_is_the_figure(page: Page, folder: Path, path: str) -> None:
    page.set_viewport_size({"width": 1312, "height": 1000})  # the stage is as wide as the clips
    opened(page, folder / path)
    page.locator("#speed").select_option("2")
    page.locator("#stage").focus()
    frames = last_frames(page) if path == "a.html" else []
    for number in range(len(NAMES)):
        stop(page, number)
        page.wait_for_timeout(60)
        shown = stage(page)
        assert luma_psnr(shown, still(page)) >= 40, NAMES[number]
        if frames:
            assert luma_psnr(shown, frames[number]) >= 45, NAMES[number]
        page.keyboard.press(["ArrowRight", "PageDown", " "][number % 3])
    page.keyboard.press("ArrowLeft")
    stop(page, len(NAMES) - 2)
    assert page.url.endswith("#stamp-2")


def test_no_moment_is_without_a_picture(page: Page, folder: Path) -> None:
    opened(page, folder / "a.html")
    page.evaluate(
        """() => { window.bare = 0; const look = () => {
          const seen = [...document.querySelectorAll("#stage video")].some(video =>
            video.style.visibility === "visible" && video.readyState >= 2);
          if (!seen) window.bare += 1;
          requestAnimationFrame(look); };
        look(); }"""
    )
    for number in range(1, len(NAMES)):
        page.keyboard.press("PageDown")
        stop(page, number)
    page.keyboard.press("Home")
    stop(page, 0)
    assert page.evaluate("() => window.bare") == 0


@pytest.mark.parametrize("seed", range(3))
def test_fast_keys_never_hang(page: Page, folder: Path, seed: int) -> None:
    opened(page, folder / "a.html")
    page.locator("#speed").select_option("2")
    page.locator("#stage").focus()
    chance = random.Random(seed)
    keys = ["ArrowRight", "ArrowLeft", "PageDown", "PageUp", "End", "Home", "r"]
    for _ in range(10):
        for _ in range(chance.randint(2, 6)):
            page.keyboard.press(chance.choice(keys))
            page.wait_for_timeout(chance.choice([0, 0, 5, 30]))
        page.wait_for_function(f"{HELD} !== undefined")
        shown, left = page.evaluate(f"() => [{TOP}.dataset.slide, {TOP}.duration - {TOP}.currentTime]")
        assert (shown, left < 0.1) == (page.evaluate(HELD), True)
    page.keyboard.press("Home")
    stop(page, 0)
    page.keyboard.press("ArrowRight")
    stop(page, 1)


def test_next_ends_a_running_clip_first(page: Page, folder: Path) -> None:
    opened(page, folder / "a.html")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"{HELD} === undefined")
    page.keyboard.press("ArrowRight")
    stop(page, 1)


def test_auto_mode_goes_on_and_waits_at_a_pause(page: Page, folder: Path) -> None:
    opened(page, folder / "a.html")
    page.locator("#play").click()
    assert page.locator("#play").get_attribute("aria-pressed") == "true"
    stop(page, 2)
    page.wait_for_function("() => document.getElementById('play').getAttribute('aria-pressed') === 'false'")
    page.wait_for_timeout(400)
    assert page.evaluate(HELD) == "2"


def test_a_clip_that_was_stopped_goes_on_where_it_stood(page: Page, folder: Path) -> None:
    opened(page, folder / "a.html", "stamp-2")
    page.locator("#speed").select_option("0.5")
    page.locator("#play").click()
    page.wait_for_function(f"() => {TOP}.dataset.slide === '5' && {TOP}.currentTime > 0.2")
    page.locator("#play").click()
    stood = page.evaluate(f"() => {TOP}.currentTime")
    page.wait_for_timeout(200)
    assert page.evaluate(f"() => {TOP}.currentTime") == stood
    assert page.evaluate(HELD) is None
    page.locator("#play").click()
    assert page.evaluate(f"() => {TOP}.currentTime") >= stood
    stop(page, 5)


def test_clips_that_are_not_there_are_stills(browser: Browser, folder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.html"
    shutil.copy(folder / "folder" / "index.html", alone)
    context = browser.new_context()
    page = context.new_page()
    opened(page, alone)
    page.keyboard.press("ArrowRight")
    stop(page, 1)
    assert page.locator("#picture svg").is_visible()
    context.close()


def test_the_line_jumps_and_links_name_beats(page: Page, folder: Path) -> None:
    opened(page, folder / "a.html", "land-1")
    page.locator("#line").fill("6")
    stop(page, 5)
    assert page.locator("#line").get_attribute("aria-valuetext").startswith("6 of 6: ")
    page.locator(".transcript a").first.click()
    stop(page, 0)
    assert page.url.endswith("#maps")


def test_a_tap_goes_on_and_a_swipe_back(browser: Browser, folder: Path) -> None:
    phone = {"viewport": {"width": 375, "height": 700}, "is_mobile": True, "has_touch": True}
    with watched(browser.new_context(**phone)) as page:
        opened(page, folder / "a.html")
        page.locator("#stage").tap()
        stop(page, 1)
        box = page.locator("#stage").bounding_box()
        x, y = box["x"] + 50, box["y"] + 50
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 150, y)
        page.mouse.up()
        stop(page, 0)
        page.mouse.click(x, y, button="right")
        page.wait_for_timeout(100)
        assert page.evaluate(HELD) == "0"


@pytest.mark.parametrize("path", ["a.html", "stills.html", "track.html", "talk.html"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_fit_and_axe_finds_nothing(browser: Browser, folder: Path, path: str, width: int) -> None:
    with watched(browser.new_context(viewport={"width": width, "height": 700})) as page:
        opened(page, folder / path)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        assert axe(page) == []
        page.emulate_media(color_scheme="dark")
        assert axe(page) == []


def test_nu_finds_nothing(folder: Path) -> None:
    assert nu(*(folder / name for name in ("a.html", "stills.html", "talk.html"))) == []


def test_who_wants_no_motion_gets_stills(browser: Browser, folder: Path) -> None:
    with watched(browser.new_context(reduced_motion="reduce")) as page:
        opened(page, folder / "a.html")
        for number in range(1, len(NAMES)):
            page.keyboard.press("ArrowRight")
            stop(page, number)
        visible = "v => getComputedStyle(v).visibility === 'visible'"
        assert not any(video.evaluate(visible) for video in page.locator("#stage video").all())


def test_a_screen_reader_hears_each_stop(page: Page, folder: Path) -> None:
    opened(page, folder / "a.html")
    for number in range(3):
        stop(page, number)
        heard = "\n".join(tree(page))
        data: list[dict[str, Any]] = page.evaluate(
            "() => JSON.parse(document.getElementById('data').textContent).slides"
        )
        assert data[number]["caption"] in heard
        assert data[number]["alt"] in heard
        assert re.search(rf"slider .*{number + 1} of 6", heard) or f"{number + 1} of 6: " in heard
        page.keyboard.press("ArrowRight")


def test_with_the_keyboard_alone_every_control_is_reached(page: Page, folder: Path) -> None:
    opened(page, folder / "a.html")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.id"))
    assert reached[:9] == ["stage", "back", "play", "next", "line", "speed", "notes", "full", "theme"]


def test_captions_outside_the_pictures_can_be_hidden(page: Page, folder: Path) -> None:
    opened(page, folder / "track.html")
    caption = page.locator("#caption")
    assert caption.bounding_box()["height"] > 20
    page.keyboard.press("c")
    assert caption.bounding_box()["height"] <= 1
    assert page.locator("html").get_attribute("lang") == "de"


def test_notes_have_a_window_of_their_own(page: Page, folder: Path) -> None:
    opened(page, folder / "a.html")
    with page.expect_popup() as opening:
        page.keyboard.press("n")
    speaker = opening.value
    assert speaker.locator("p").all_inner_texts()[:2] == ["1 / 6", "Say <hello>."]
    assert speaker.locator("h1").inner_text() != ""
    assert axe(speaker) == []
    speaker.keyboard.press("PageDown")
    stop(page, 1)
    assert speaker.locator("p").all_inner_texts()[:2] == ["2 / 6", ""]
    assert not page.locator("#note").is_visible()
    with speaker.expect_event("close"):
        page.keyboard.press("n")
    assert page.locator("#notes").get_attribute("aria-pressed") == "false"


def test_notes_are_below_where_no_window_may_be_opened(page: Page, folder: Path) -> None:
    page.add_init_script("window.open = () => null")
    opened(page, folder / "a.html")
    assert not page.locator("#note").is_visible()
    page.keyboard.press("n")
    assert page.locator("#note").inner_text() == "Say <hello>."
    page.keyboard.press("n")
    assert not page.locator("#note").is_visible()


def test_chapters_of_a_playlist(page: Page, folder: Path) -> None:
    opened(page, folder / "talk.html")
    links = page.locator(".chapters a")
    assert links.all_inner_texts() == ["Why", "More"]
    links.nth(1).click()
    stop(page, 8)


def test_paper_shows_all_stills(page: Page, folder: Path, tmp_path: Path) -> None:
    opened(page, folder / "a.html")
    page.locator("#theme").click()
    page.emulate_media(media="print")
    ink = page.evaluate("() => getComputedStyle(document.body).color")
    assert max(int(part) for part in re.findall(r"\d+", ink)) < 100
    assert all(picture.is_visible() for picture in page.locator(".still").all())
    assert not page.locator("#player").is_visible()
    page.pdf(path=tmp_path / "page.pdf")
    assert int(pdf_facts(tmp_path / "page.pdf")["Pages"]) >= 2


def test_without_scripts_it_is_a_page_of_stills(browser: Browser, folder: Path) -> None:
    with watched(browser.new_context(java_script_enabled=False)) as page:
        page.goto((folder / "a.html").as_uri())
        assert all(picture.is_visible() for picture in page.locator(".still").all())
