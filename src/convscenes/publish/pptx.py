"""A PowerPoint deck of a talk: a slide for each beat, with its clip, which begins to play, or its picture."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from textwrap import shorten
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Page
from pptx.slide import SlideMaster
from pptx.text.text import TextFrame
from pptx.util import Emu

from convscenes.colours.theme import Theme, colour_of, luminance, theme_of
from convscenes.publish.archives import undated
from convscenes.publish.formats import Choices, File
from convscenes.publish.talk import Slide, Talk

SHORT_SIDE = 6858000
"""The shorter side of a slide: 7.5 inches, in English Metric Units."""
LAYOUT = "Title Only"
MOST_CHARACTERS = 255
"""How long Office lets what it says of a document be."""
INVERTED = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
"""What a master takes for backgrounds and texts in a dark theme: what people add is light on dark."""
POWERPOINT_2010 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SECTION_LIST = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
UNTRUE = (RELATIONSHIP.THUMBNAIL, RELATIONSHIP.EXTENDED_PROPERTIES, RELATIONSHIP.PRINTER_SETTINGS)
"""Parts of python-pptx's template that say what does not hold for the deck."""


def files(talk: Talk, _: Choices) -> Iterator[File]:
    """Yield the deck."""
    deck = empty_deck(talk)
    layout = deck.slide_layouts.get_by_name(LAYOUT)
    for section in talk.sections:
        for slide in section.slides:
            page = deck.slides.add_slide(layout)
            fill(page, slide, deck, talk.language)
            if section.card and slide.clip and not slide.pause:
                go_on_after(slide.clip.seconds, page)
    if len(talk.sections) > 1:
        add_sections(deck, talk)
    buffer = BytesIO()
    deck.save(buffer)
    yield "", undated(buffer.getvalue())


def empty_deck(talk: Talk) -> Deck:
    """Return a deck without slides, of the size and the colours of a talk, without dates."""
    deck = Presentation()
    before = deck.slide_width, deck.slide_height
    deck.slide_width, deck.slide_height = (Emu(side * SHORT_SIDE // min(talk.size)) for side in talk.size)
    deck.element.find(qn("p:sldSz")).attrib.pop("type", None)  # "screen4x3"
    for layout in list(deck.slide_layouts):
        if any(shape.element.spPr.xfrm is not None for shape in layout.placeholders):
            deck.slide_layouts.remove(layout)  # its places are those of 4:3; the others' are the master's
    for shape in deck.slide_master.placeholders:
        across, down = deck.slide_width / before[0], deck.slide_height / before[1]
        shape.left, shape.width = Emu(round(shape.left * across)), Emu(round(shape.width * across))
        shape.top, shape.height = Emu(round(shape.top * down)), Emu(round(shape.height * down))
    colour(deck.slide_master, theme_of(talk.theme))
    for relations in (deck.part.rels, deck.part.package._rels):
        for name in [name for name, each in relations.items() if each.reltype in UNTRUE]:
            relations.pop(name)
    facts = deck.core_properties
    facts.title, facts.language = talk.title, talk.language
    facts.subject = shorten(talk.description, MOST_CHARACTERS, placeholder=" …")
    facts.author = facts.last_modified_by = facts.comments = ""
    for dated in ("dcterms:created", "dcterms:modified"):
        facts._element.remove(facts._element.find(qn(dated)))
    return deck


def colour(master: SlideMaster, theme: Theme) -> None:
    """Give all slides the background of a theme, and texts that are added to them a colour that is read."""
    fill = master.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(colour_of(theme.background).removeprefix("#").upper())
    if luminance(theme.background) < luminance(theme.ink):
        master.element.find(qn("p:clrMap")).attrib.update(INVERTED)


def fill(page: Page, slide: Slide, deck: Deck, language: str) -> None:
    """Put a slide on a page: its picture or clip, all over it, and its notes.

    Its title, for outlines and screen readers, stands above it, where PowerPoint puts hidden titles itself.
    """
    width, height = deck.slide_width, deck.slide_height
    title = page.shapes.title
    title.left, title.top, title.width, title.height = 0, Emu(-height // 5), width, Emu(height // 6)
    write([slide.title], title.text_frame, language)
    if slide.clip:
        poster = BytesIO(slide.still)
        clip = BytesIO(slide.clip.data)
        picture = page.shapes.add_movie(clip, 0, 0, width, height, poster, mime_type="video/mp4")
        (start,) = page.element.iter(qn("p:cond"))
        start.set("delay", "0")  # at once, not after a click
    else:
        picture = page.shapes.add_picture(BytesIO(slide.still), 0, 0, width, height)
    picture.name = slide.name
    picture.element.nvPicPr.cNvPr.set("descr", slide.alt)
    notes = page.notes_slide.notes_text_frame
    write([text for text in (slide.note, slide.caption, slide.values) if text], notes, language)


def write(paragraphs: list[str], frame: TextFrame, language: str) -> None:
    """Write paragraphs of a language into a frame of text."""
    frame.text = "\n".join(paragraphs)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", language)


def go_on_after(seconds: float, page: Page) -> None:
    """Let a page be followed by the next one, by itself or by a click."""
    page.element.insert_element_before(
        parse_xml(f'<p:transition {nsdecls("p")} advTm="{round(1000 * seconds)}"/>'), "p:timing", "p:extLst"
    )


def add_sections(deck: Deck, talk: Talk) -> None:
    """Add the chapters of a talk as sections, which PowerPoint lists beside the slides."""
    names = [page.slide_id for page in deck.slides]
    starts = [*(chapter.first for chapter in talk.chapters), len(names)]
    sections = []
    for chapter, (first, end) in zip(talk.chapters, pairwise(starts), strict=True):
        own = uuid5(NAMESPACE_URL, f"{talk.name}/{first}")
        pages = "".join(f'<p14:sldId id="{name}"/>' for name in names[first:end])
        sections.append(
            f'<p14:section name={quoteattr(chapter.title)} id="{{{str(own).upper()}}}">'
            f"<p14:sldIdLst>{pages}</p14:sldIdLst></p14:section>"
        )
    deck.element.append(
        parse_xml(
            f'<p:extLst {nsdecls("p")}><p:ext uri="{SECTION_LIST}">'
            f'<p14:sectionLst xmlns:p14="{POWERPOINT_2010}">{"".join(sections)}</p14:sectionLst>'
            "</p:ext></p:extLst>"
        )
    )
