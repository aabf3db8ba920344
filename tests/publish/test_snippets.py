"""Text to paste: files of one stem, the forms that hosts document, and what is escaped."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from PIL import Image

from convscenes.publish.formats import Choices
from convscenes.publish.snippets import files, text_of, video_element
from convscenes.publish.talk import Section, Talk, Video
from tests.publish.conftest import STILL, section_of, talk_of

VIDEO = Video(b"the whole", "WEBVTT\n")


def talk(section: Section | None = None, **more: object) -> Talk:
    return talk_of(section or section_of("Stamps", "maps", "land"), video=VIDEO, **more)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The files of a talk of two slides, a white one and a black one."""
    section = section_of("Stamps", "maps", "land")
    white, black = section.slides
    black = replace(black, still=STILL.replace(b"<title>", b'<path d="M0 0h1920v1080h-1920z"/><title>'))
    return dict(files(talk(replace(section, slides=(white, black)), size=(320, 180)), Choices()))


def test_all_files_have_one_stem_and_the_text_is_last(made: dict[str, bytes]) -> None:
    assert list(made) == [f"stamps.{suffix}" for suffix in ("mp4", "vtt", "pdf", "png", "webp", "md")]
    assert made["stamps.mp4"] == VIDEO.data


def test_the_text_names_no_other_files(made: dict[str, bytes]) -> None:
    text = made["stamps.md"].decode()
    assert set(re.findall(r"stamps\.\w+", text)) == set(made) - {"stamps.md"}


def test_pictures_have_the_size_of_the_clips(made: dict[str, bytes]) -> None:
    with Image.open(io.BytesIO(made["stamps.png"])) as poster:
        assert poster.size == (320, 180)
    with Image.open(io.BytesIO(made["stamps.webp"])) as book:
        assert (book.size, book.info["loop"], book.n_frames) == ((320, 180), 0, 2)


class Elements(HTMLParser):
    """Collects tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_video_has_controls_a_poster_captions_and_a_name() -> None:
    (video, source, track) = Elements(video_element(talk(language="de"))).found
    assert video == (
        "video",
        {
            "controls": None,
            "preload": "metadata",
            "poster": "stamps.png",
            "style": "max-width: 100%",
            "aria-label": "What a stamp is.",
        },
    )
    assert source == ("source", {"src": "stamps.mp4", "type": "video/mp4"})
    assert track == (
        "track",
        {"kind": "captions", "src": "stamps.vtt", "srclang": "de", "label": "Untertitel"},
    )


def test_captions_are_shown_where_pictures_have_none() -> None:
    assert " default>" in video_element(talk(captioned=False))
    assert " default>" not in video_element(talk())


def test_raw_html_of_sphinx_is_indented_below_its_directive() -> None:
    block = text_of(talk()).split(".. raw:: html\n\n")[1].split("\n\n")[0]
    assert all(line.startswith(" " * 6) for line in block.splitlines())


def test_names_are_escaped() -> None:
    odd = replace(talk(), description='Of "3 < 4" &\nmore.')
    (_, attributes), *_ = Elements(video_element(odd)).found
    assert attributes["aria-label"] == 'Of "3 < 4" & more.'
