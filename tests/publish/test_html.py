"""The page that plays a talk: its files, what is in it, and what is escaped."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from convscenes.publish import html
from convscenes.publish.formats import Choices
from convscenes.publish.html import files
from convscenes.publish.talk import Talk
from tests.publish.conftest import section_of, talk_of

TALK = talk_of(section_of("Stamps", "maps", "land"))
PARTS = talk_of(section_of("Why?", "why", card=True), section_of("One", "a", "b"), section_of("Two", "c"))


def page_of(talk: Talk = TALK, *, folder: bool = False) -> str:
    *_, (_, page) = files(talk, Choices(folder=folder))
    return page.decode()


def data_in(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


class Parsed(HTMLParser):
    """The elements of a page as (tag, attributes), and its text outside of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] and self.tags[-1][0] not in {"script", "style"} and data.strip():
            self.texts.append(data.strip())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_one_file_has_its_clips_inside() -> None:
    ((path, page),) = files(TALK, Choices())
    assert path == ""
    clips = [b64decode(slide["clip"]) for slide in data_in(page.decode())["slides"]]
    assert clips == [b"clip of maps", b"clip of land"]


def test_a_folder_has_them_beside_the_page() -> None:
    found = dict(files(TALK, Choices(folder=True)))
    assert list(found) == ["media/maps.mp4", "media/land.mp4", "index.html"]
    assert found["media/land.mp4"] == b"clip of land"
    clips = [slide["clip"] for slide in data_in(found["index.html"].decode())["slides"]]
    assert clips == ["media/maps.mp4", "media/land.mp4"]


@pytest.mark.parametrize("folder", [False, True])
def test_nothing_is_asked_of_a_network(folder: bool) -> None:
    page = page_of(folder=folder)
    policy = next(meta for meta in Parsed(page).all("meta") if meta.get("http-equiv"))["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert ("file:" in policy) == folder
    named = [
        attributes[name]
        for tag, attributes in Parsed(page).tags
        for name in ("src", "href")
        if name in attributes and tag != "a"
    ]
    assert named == ["data:,"]


def test_texts_of_others_are_escaped() -> None:
    page = Parsed(page_of())
    assert page.all("html") == [{"lang": "en"}]
    assert "Stamps & <sums>" in page.texts
    assert 'maps: 1 < 2 & "so" on.' in page.texts
    stills = [each["aria-label"] for each in page.all("div") if each.get("class") == "still"]
    assert stills == ["A map <maps>.", "A map <land>."]


def test_a_caption_cannot_end_the_data() -> None:
    slide = replace(TALK.slides[0], caption="</script><b>no</b>", note="")
    page = page_of(talk_of(replace(TALK.sections[0], slides=(slide,))))
    assert data_in(page)["slides"][0]["caption"] == "</script><b>no</b>"
    assert Parsed(page).all("b") == []


def test_captions_in_the_pictures_are_not_shown_again() -> None:
    burnt, track = (Parsed(page_of(replace(TALK, captioned=each))) for each in (True, False))
    assert next(each for each in burnt.all("p") if each.get("id") == "caption")["class"] == "vh"
    assert next(each for each in track.all("p") if each.get("id") == "caption")["class"] == "caption"
    assert [any(each.get("id") == "captions" for each in page.all("button")) for page in (burnt, track)] == [
        False,
        True,
    ]


def test_stills_alone_have_no_videos() -> None:
    page = Parsed(page_of(talk_of(section_of("Stamps", "maps", "land", moves=False))))
    assert page.all("video") == page.all("select") == []
    assert len(page.all("svg")) == 3  # and the outlines


def test_values_are_told_where_the_caption_lacks_them() -> None:
    card = replace(TALK.slides[0], caption="A card.", alt="A card.")
    maps = replace(TALK.slides[1], caption="Maps.", alt="Maps. Input 1×2: 3 7.")
    page = Parsed(page_of(talk_of(replace(TALK.sections[0], slides=(card, maps)))))
    assert len(page.all("details")) == 1
    assert "Input 1×2: 3 7." in page.texts


def test_notes_are_for_the_speaker() -> None:
    page = Parsed(page_of())
    assert not any("Say maps" in text for text in page.texts)
    assert data_in(page_of())["slides"][0]["note"] == "Say maps & wait."
    silent = replace(TALK.sections[0], slides=tuple(replace(each, note="") for each in TALK.slides))
    assert not any(each.get("id") == "notes" for each in Parsed(page_of(talk_of(silent))).all("button"))


def test_chapters_of_several_sections_are_in_the_list_and_in_the_transcript() -> None:
    page = Parsed(page_of(PARTS))
    assert [each["href"] for each in page.all("a")] == ["#why", "#c", "#why", "#a", "#b", "#c"]
    assert [each.get("start") for each in page.all("ol")] == [None, None, "4"]
    assert len(page.all("h3")) == 2
    assert Parsed(page_of()).all("nav") == []


def test_words_are_in_the_language_of_the_talk() -> None:
    page = Parsed(page_of(replace(TALK, language="de")))
    assert page.all("html") == [{"lang": "de"}]
    assert "Vollbild" in page.texts
    assert data_in(page_of(replace(TALK, language="de")))["position"] == "{number} von {count}"


def test_the_stage_has_the_sides_of_the_talk() -> None:
    assert "--ratio: 0.5625;" in page_of(replace(TALK, size=(720, 1280)))


def test_a_large_page_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "LARGE", 10_000)
    with pytest.warns(
        UserWarning, match=r"^stamps: a page of 0 MB opens slowly; --folder keeps clips beside it\.$"
    ):
        page_of()


def test_paper_is_light() -> None:
    style = page_of().partition("</style>")[0]
    dark = [line for line in style.splitlines() if "{ color-scheme: dark;" in line]
    assert len(dark) == 2
    assert all(line.startswith("@media screen") for line in dark)
