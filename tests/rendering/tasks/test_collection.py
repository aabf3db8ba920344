"""Several beats in one file: pages of PDF, and contact sheets."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import typst
from PIL import Image

from convscenes.rendering.options import Options
from convscenes.rendering.requests.specs import Specs
from convscenes.rendering.tasks.collection import Collection
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.stories import Story, alt_text, load_story
from tests.conftest import SHIPPED, story_of
from tests.font_files import font_file

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
SCENES = SHIPPED[0].parent
SMALL = Options.of("low", "png")


def made(story: Story, path: str, options: Options = SMALL, *, sheet: bool = True) -> bytes:
    """Return the file of all beats of a story."""
    beats = tuple(beat.name for beat in story.beats)
    Collection(PackedStory.of(story), options, beats, Path(path), sheet).make(lambda *_: None)
    return Path(path).read_bytes()


def unpacked(pdf: bytes) -> bytes:
    """Return a PDF with the content of its compressed streams after it."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"\n".join(zlib.decompress(data) for data in streams if data[:1] == b"x")


@pytest.fixture
def scatter() -> Story:
    return load_story(SCENES / "07-scatter.yaml")


@pytest.fixture
def many(workplace: Path) -> Story:
    """Return a story of 40 beats with a title of many words."""
    return story_of(
        workplace,
        "kernel-slide",
        title="Faltung eines Bildes von 8×8 mit einem Kern von 3×3, Schritt für Schritt: f * g",
        input={"random": {"shape": [8, 8], "low": -99, "high": 99, "seed": 7}},
        kernel=[[1, 0, -1], [2, 0.5, -2], [1, 0, 3]],
        labels={"output": "Ausgabe der Faltung"},
    )


def test_a_pdf_has_a_page_for_each_beat(scatter: Story) -> None:
    pdf = made(scatter, "all.pdf", sheet=False)
    assert pdf.startswith(b"%PDF-1.5"), "pdfTeX warns of later versions"
    inside = unpacked(pdf)
    assert len(re.findall(rb"/Type\s*/Page\b", inside)) == len(scatter.beats)
    assert b"/MarkInfo" in inside, "screen readers need tags"
    assert b"/Lang" in inside, "and a language"
    assert len(re.findall(rb"/S\s*/H1\b", inside)) == len(scatter.beats), "and headings"
    for beat in scatter.beats:
        alt = f"\ufeff{alt_text(scatter, beat)}".encode("utf-16-be").hex().upper()
        assert re.search(rf"/Alt\s*<{alt}>".encode(), inside), beat.name
    bookmarks = re.findall(rb"/Title\s*\(([^)]*)\)\s*/Dest", inside)
    assert bookmarks[:1] == [scatter.beats[0].title.encode()]
    assert len(bookmarks) == len(scatter.beats)
    assert not re.search(rb"/Subtype\s*/Image|/CreationDate|/ModDate", inside)
    assert made(scatter, "again.pdf", sheet=False) == pdf


def elements(svg: bytes, name: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}{name}"))


def test_a_sheet_shows_every_beat_with_its_words(scatter: Story) -> None:
    svg = made(scatter, "sheet.svg")
    root = ET.fromstring(svg)
    assert root.findtext(f"{SVG}title") == scatter.title
    assert root.findtext(f"{SVG}desc") == " ".join(
        f"{number} · {beat.name}: {beat.plain_caption}" for number, beat in enumerate(scatter.beats, 1)
    )
    pictures = [each for each in root.iter(f"{SVG}svg") if each is not root]
    assert len(pictures) == len(scatter.beats)
    for picture, beat in zip(pictures, scatter.beats, strict=True):
        groups = {group.get("data-name") for group in picture.iter(f"{SVG}g")}
        assert groups >= {"input", "kernel", "output"}, beat.name
        assert not groups & {"title", "caption"}, "they stand below the picture, larger"
    assert not elements(svg, "image"), "vectors, and nothing encoded in them"


def test_pages_and_sheets_name_their_language() -> None:
    german = Specs().changed(SCENES / "07-scatter.yaml", ("language=de",)).story
    assert b"/Lang(de)" in made(german, "all.pdf", sheet=False)
    assert b"/Lang(de)" in made(german, "sheet.pdf")
    sheet = made(german, "sheet.svg")
    assert len(re.findall(rb'<svg xmlns[^>]* xml:lang="de"', sheet)) == 1


def test_pages_and_sheets_have_the_fonts_of_the_spec() -> None:
    Path("han.ttf").write_bytes(font_file("核"))
    text = "kind: title-card\ntitle: 核\ntext: [核 核]\nfonts: [han.ttf]\n"
    Path("han.yaml").write_text(text, encoding="utf-8")
    story = load_story("han.yaml")
    for sheet in (True, False):
        pdf = unpacked(made(story, "all.pdf", sheet=sheet))
        assert b"+Blocks" in pdf


def test_a_sheet_defines_every_outline_once(scatter: Story) -> None:
    root = ET.fromstring(made(scatter, "sheet.svg"))
    ids = Counter(each.get("id") for each in root.iter() if each.get("id"))
    assert max(ids.values()) == 1
    assert {use.attrib[f"{XLINK}href"].removeprefix("#") for use in root.iter(f"{SVG}use")} <= ids.keys()


def size_of(svg: bytes) -> tuple[float, float]:
    root = ET.fromstring(svg)
    return float(root.attrib["width"]), float(root.attrib["height"])


@pytest.mark.slow
def test_sheets_are_sensible_pages_from_one_beat_to_sixty_four(workplace: Path, many: Story) -> None:
    """Between a panorama of 3:1 and a page of 1:1.5, and no column is so narrow that words get small."""
    for beats in (1, 2, 3, 5, 8, 13, 21, 40):
        chosen = tuple(beat.name for beat in many.beats[:beats])
        Collection(PackedStory.of(many), SMALL, chosen, workplace / "a.svg", sheet=True).make(lambda *_: None)
        width, height = size_of((workplace / "a.svg").read_bytes())
        assert 1 / 1.5 < width / height < 3, beats
        assert width <= 5 * (400 + 40) + 40


def test_a_sheet_is_the_same_in_all_formats(scatter: Story) -> None:
    svg, png, pdf = (made(scatter, f"sheet.{format}") for format in ("svg", "png", "pdf"))
    assert pdf.startswith(b"%PDF-1.5")
    inside = unpacked(pdf)
    assert len(re.findall(rb"/Type\s*/Page\b", inside)) == 1
    assert len(re.findall(rb"/S\s*/Figure\b", inside)) == len(scatter.beats)
    width, height = size_of(svg)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    assert picture.width == SMALL.quality.width
    assert picture.height == pytest.approx(picture.width * height / width, abs=1.5)
    page = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#image(bytes(sys.inputs.svg), format: "svg", width: {picture.width}pt)'
    )
    drawn = typst.compile(page.encode(), format="png", ppi=72, sys_inputs={"svg": svg.decode()})
    again = Image.open(io.BytesIO(drawn)).convert("RGB").resize(picture.size)
    apart = np.abs(np.asarray(again).astype(int) - np.asarray(picture).astype(int)).max(axis=-1)
    assert apart.mean() < 3
    assert (apart > 120).mean() < 0.002, "no picture and no word is elsewhere"


def test_a_sheet_takes_theme_and_background_of_the_options(scatter: Story) -> None:
    dark = made(scatter, "a.png")
    clear = made(scatter, "b.png", Options.of("low", "png", transparent=True))
    corner = [Image.open(io.BytesIO(each)).convert("RGBA").getpixel((1, 1)) for each in (dark, clear)]
    assert corner[0] == (0x0F, 0x12, 0x18, 255)
    assert corner[1][3] == 0  # type: ignore[index]


def test_a_title_card_has_its_whole_frame_on_a_sheet(workplace: Path) -> None:
    story = story_of(workplace, "title-card", title="Why *up*-sample?", text=["A network shrinks a picture."])
    first = elements(made(story, "card.svg"), "svg")[1]
    assert first.get("viewBox") == "0 0 1920 1080"
    assert "title" in {group.get("data-name") for group in first.iter(f"{SVG}g")}


def test_words_of_a_sheet_are_verbatim(workplace: Path) -> None:
    story = story_of(
        workplace,
        "scatter",
        title='#panic("x") $x^2$ *b* -- <i> & \\u{41} [c]',
        input=[[2, 3]],
        kernel=[[1, 2, 4]],
        labels={"input": "#x & <y>"},
    )
    root = ET.fromstring(made(story, "a.svg"))
    assert root.findtext(f"{SVG}title") == story.plain_title == '#panic("x") x^2 *b* -- <i> & \\u{41} [c]'
    assert made(story, "a.pdf").startswith(b"%PDF-1.5")
