"""PowerPoint decks, read back: slides, clips, notes, sections, and bytes that are the same again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn

from convscenes.colours.theme import PALETTES
from convscenes.publish.formats import FORMATS, Choices
from convscenes.publish.talk import Section, Talk
from tests.publish.conftest import section_of, slide_of, talk_of

LIST = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst"


def picture(shade: int) -> bytes:
    """Return a small PNG."""
    buffer = io.BytesIO()
    Image.new("RGB", (16, 9), (shade, 0, 0)).save(buffer, "PNG")
    return buffer.getvalue()


def drawn(section: Section) -> Section:
    """Return a section whose slides have PNGs, each another."""
    slides = tuple(replace(slide, still=picture(at)) for at, slide in enumerate(section.slides))
    return replace(section, slides=slides)


def bytes_of(talk: Talk) -> bytes:
    ((path, content),) = FORMATS["pptx"].files(talk, Choices())
    assert path == ""
    return content


def deck_of(*sections: Section, **more: Any) -> Any:
    return Presentation(io.BytesIO(bytes_of(talk_of(*map(drawn, sections), **more))))


def advances(deck: Any) -> Iterator[str | None]:
    """Yield after how many milliseconds each slide goes on, None where it waits."""
    for page in deck.slides:
        transition = page.element.find(qn("p:transition"))
        yield None if transition is None else transition.get("advTm")


def test_a_slide_has_a_clip_its_poster_and_words() -> None:
    (page,) = deck_of(section_of("A", "maps")).slides
    title, clip = page.shapes
    assert title.text_frame.text == "Title of maps"
    assert clip.name == "maps"
    assert clip.element.nvPicPr.cNvPr.get("descr") == "A map <maps>."
    assert clip.media_type is not None
    assert clip.poster_frame.blob == picture(0)
    media = [part.blob for part in page.part.package.iter_parts() if part.content_type == "video/mp4"]
    assert media == [b"clip of maps"]
    notes = page.notes_slide.notes_text_frame.text.split("\n")
    assert notes == ["Say maps & wait.", 'maps: 1 < 2 & "so" on.']


def test_the_notes_have_the_values() -> None:
    slide = replace(slide_of("maps"), alt='maps: 1 < 2 & "so" on. Input 1×2: 3 −7.', note="")
    (page,) = deck_of(Section("A", "", (slide,))).slides
    assert page.notes_slide.notes_text_frame.text == 'maps: 1 < 2 & "so" on.\nInput 1×2: 3 −7.'


def test_a_clip_begins_by_itself_and_fills_the_slide() -> None:
    deck = deck_of(section_of("A", "maps"))
    (page,) = deck.slides
    clip = page.shapes[1]
    assert (clip.left, clip.top, clip.width, clip.height) == (0, 0, deck.slide_width, deck.slide_height)
    (video,) = page.element.iter(qn("p:video"))
    assert [start.get("delay") for start in video.iter(qn("p:cond"))] == ["0"]
    assert next(video.iter(qn("p:spTgt"))).get("spid") == str(clip.shape_id)


def test_a_title_is_there_but_not_on_the_slide() -> None:
    (page,) = deck_of(section_of("A", "maps")).slides
    title = page.shapes.title
    assert title.top + title.height <= 0
    assert {run.get("lang") for run in title.element.iter(qn("a:rPr"))} == {"en"}


def test_stills_are_pictures() -> None:
    (page,) = deck_of(section_of("A", "maps", moves=False)).slides
    assert page.shapes[1].image.blob == picture(0)
    assert page.shapes[1].element.nvPicPr.cNvPr.get("descr") == "A map <maps>."
    assert page.element.find(qn("p:timing")) is None


def test_cards_go_on_by_themselves_unless_they_pause() -> None:
    card = section_of("Why?", "title", "line-1", card=True)
    card = replace(card, slides=(card.slides[0], replace(card.slides[1], pause=True)))
    deck = deck_of(card, section_of("A", "maps"))
    assert list(advances(deck)) == ["1500", None, None]
    order = [child.tag for child in deck.slides[0].element]
    assert order == [qn(f"p:{name}") for name in ("cSld", "clrMapOvr", "transition", "timing")]


def test_cards_of_stills_wait() -> None:
    assert list(advances(deck_of(section_of("Why?", "title", card=True, moves=False)))) == [None]


def test_chapters_are_sections() -> None:
    card = section_of("Why <this>?", "why", card=True)
    deck = deck_of(section_of("A", "a-1", "a-2"), card, section_of("B", "b-1"))
    (listed,) = deck.element.iter(LIST)
    names = [page.slide_id for page in deck.slides]
    found = [(each.get("name"), [int(page.get("id")) for page in each[0]]) for each in listed]
    assert found == [("A", names[:2]), ("Why <this>?", names[2:])]
    assert len({each.get("id") for each in listed}) == 2
    assert list(deck_of(section_of("A", "a-1", "a-2")).element.iter(LIST)) == []


@pytest.mark.parametrize(
    ("size", "inches"),
    [((1280, 720), (13 + 1 / 3, 7.5)), ((960, 720), (10, 7.5)), ((720, 1280), (7.5, 13 + 1 / 3))],
)
def test_slides_and_their_layouts_have_the_size_of_the_talk(
    size: tuple[int, int], inches: tuple[float, float]
) -> None:
    deck = deck_of(section_of("A", "maps"), size=size)
    assert (deck.slide_width.inches, deck.slide_height.inches) == pytest.approx(inches)
    places = [place for layout in deck.slide_layouts for place in layout.placeholders]
    assert {layout.name for layout in deck.slide_layouts} >= {"Title Only", "Title and Content", "Blank"}
    for place in [*deck.slide_master.placeholders, *places]:
        assert 0 <= place.left < place.left + place.width <= deck.slide_width
        assert 0 <= place.top < place.top + place.height <= deck.slide_height


@pytest.mark.parametrize(("theme", "text"), [("dark", "lt1"), ("light", "dk1")])
def test_the_background_is_the_themes_and_texts_are_read_on_it(theme: str, text: str) -> None:
    master = deck_of(section_of("A", "maps"), theme=theme).slide_master
    assert f"#{master.background.fill.fore_color.rgb}" == PALETTES[theme].background.upper()
    assert master.element.find(qn("p:clrMap")).get("tx1") == text


def test_the_deck_says_what_it_is_and_nothing_of_its_template() -> None:
    deck = deck_of(section_of("A", "maps"), language="de")
    facts = deck.core_properties
    assert (facts.title, facts.subject, facts.language) == ("Stamps & <sums>", "What a stamp is.", "de")
    assert (facts.author, facts.comments, facts.last_modified_by) == ("", "", "")
    assert (facts.created, facts.modified) == (None, None)
    parts = [str(part.partname) for part in deck.part.package.iter_parts()]
    assert not [name for name in parts if "thumbnail" in name or "printer" in name or "app.xml" in name]


def test_a_long_description_is_shortened_at_a_word() -> None:
    talk = replace(talk_of(drawn(section_of("A", "maps"))), description="stamp " * 300)
    subject = Presentation(io.BytesIO(bytes_of(talk))).core_properties.subject
    assert len(subject) <= 255
    assert subject.endswith("stamp …")


def test_the_same_talk_becomes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = talk_of(drawn(section_of("A", "maps", "overlap")), drawn(section_of("B", "b")))
    first = bytes_of(talk)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert bytes_of(talk) == first
