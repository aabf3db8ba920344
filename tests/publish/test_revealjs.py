"""Decks for reveal.js: their files, slides, notes, and what is escaped."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from convscenes.publish.formats import Choices
from convscenes.publish.revealjs import files
from convscenes.publish.talk import Talk
from tests.publish.conftest import section_of, talk_of

TALK = talk_of(section_of("Why?", "why", card=True), section_of("Stamps", "maps", "land"))


def made(talk: Talk = TALK) -> dict[str, str]:
    return {name: content.decode() for name, content in files(talk, Choices())}


class Page(HTMLParser):
    """Collects the tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_comes_last_and_all_that_it_names_is_there() -> None:
    found = made()
    assert list(found)[-1] == "index.html"
    html = found["index.html"]
    named = set(re.findall(r'(?:src|href|poster|data-src|data-still)="([^"]+)"', html)) - {"data:,"}
    assert named <= set(found)
    assert "reveal/LICENSE" in found


def test_every_beat_is_a_slide_of_its_section() -> None:
    page = Page(made()["index.html"])
    ids = [section.get("id") for section in page.all("section")]
    assert ids == [None, "why", None, "maps", "land"]
    assert page.all("html") == [{"lang": "en"}]


def test_a_clip_begins_with_the_still_before_and_has_alt_text() -> None:
    videos = Page(made()["index.html"]).all("video")
    assert [(video["poster"], video["data-still"]) for video in videos] == [
        ("media/why.svg", "media/why.svg"),
        ("media/why.svg", "media/maps.svg"),
        ("media/maps.svg", "media/land.svg"),
    ]
    assert videos[1]["aria-label"] == "A map <maps>."


def test_only_cards_go_on_by_themselves() -> None:
    sections = Page(made()["index.html"]).all("section")
    assert [section.get("data-autoslide") for section in sections] == [None, "1500", None, None, None]


def test_notes_have_the_note_the_caption_and_the_values() -> None:
    notes = re.findall(r'<aside class="notes">(.*?)</aside>', made()["index.html"])
    assert Page(notes[1]).text == 'Say maps & wait.maps: 1 < 2 & "so" on.A map <maps>.'


def test_captions_are_below_pictures_that_have_none() -> None:
    assert "caption" not in made()["index.html"]
    bare = talk_of(section_of("Stamps", "maps"), captioned=False)
    assert '<p class="caption">maps: 1 &lt; 2' in made(bare)["index.html"]


def test_stills_take_the_place_of_clips() -> None:
    found = made(talk_of(section_of("Stamps", "maps", moves=False)))
    page = Page(found["index.html"])
    assert (page.all("video"), [image["src"] for image in page.all("img")]) == ([], ["media/maps.svg"])
    assert not any(name.endswith(".mp4") for name in found)
