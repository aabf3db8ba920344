"""Fonts beside a spec: what they have is drawn, and they are part of everything made with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from convscenes.errors import SpecError
from convscenes.look.glyphs import set_in, typeset
from convscenes.rendering.options import Options
from convscenes.rendering.requests.fingerprint import clip_keys
from convscenes.rendering.requests.plan import playlist_parts
from convscenes.rendering.requests.specs import Specs
from convscenes.spec import limits
from convscenes.spec.typesetting import Font, compiler, keep_all, pages_of
from convscenes.stories import Story
from tests.font_files import WIDTH, font_file

HAN = "核输入出"
SPEC = """\
kind: scatter
input: [[2, 3]]
kernel: [[1, 2, 4]]
title: 核 and more
labels: {input: 输入}
captions: {maps: "*输入*: 2"}
"""
FONTS = "fonts: [own/han.ttf]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own").mkdir()
    Path("own/han.ttf").write_bytes(font_file(HAN))
    Path("a.yaml").write_text(SPEC + FONTS, encoding="utf-8")


def story(path: str = "a.yaml") -> Story:
    return Specs()[Path(path)].story


def refusals(text: str) -> list[str]:
    """Return the fields and messages of a spec's problems."""
    Path("b.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SpecError, match=r"^b\.yaml:") as caught:
        story("b.yaml")
    return [f"{problem.field}: {problem.message}" for problem in caught.value.problems]


def test_what_a_font_has_is_drawn_in_it() -> None:
    (font,) = story().presentation.fonts
    assert font.family == "Blocks"
    with set_in((font,)):
        outlines = typeset([*HAN, "4", "4核"])
    between = 0.25  # what Typst leaves between Chinese and other characters
    widths = [*[WIDTH / 1000] * 4, 0.5, 0.5 + between + WIDTH / 1000]
    assert [outline.width for outline in outlines] == pytest.approx(widths)
    heights = [np.ptp(outline.points[:, 1]) for outline in outlines[:4]]
    assert heights == pytest.approx([0.1, 0.15, 0.2, 0.25], abs=1e-3)
    assert outlines[4].points.tolist() == typeset(["4"])[0].points.tolist(), "ours come first"


def test_a_font_is_for_its_spec_alone() -> None:
    (font,) = story().presentation.fonts
    (before,) = typeset(["核"])
    with set_in((font,)):
        (within,) = typeset(["核"])
    assert typeset(["核"]) == [before]
    assert within.width != before.width
    assert [line.partition(":")[0] for line in refusals(SPEC)] == ["title", "labels.input", "captions.maps"]


def test_what_no_font_has_is_told() -> None:
    lacking = 'our fonts lack "者" (U+8005). Take other characters, or a font that has them (fonts).'
    told = refusals(SPEC.replace("输入", "输者") + FONTS)
    assert told == [f"labels.input: {lacking}", f"captions.maps: {lacking}"]


def test_a_character_without_an_outline_is_lacking() -> None:
    nothing = bytes(len(font_file("核")))
    Path("own/han.ttf").write_bytes(font_file(HAN, more={b"glyf": nothing}))
    assert 'title: our fonts lack "核"' in refusals(SPEC + FONTS)[0]


def test_marks_of_a_script_are_its_font_s() -> None:
    """Those that our own font has as well, such as an overline, it would set: they stay refused."""
    Path("own/han.ttf").write_bytes(font_file("कि\u0305"))
    marked = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\ntitle: कि\n"
    assert "U+093F (DEVANAGARI VOWEL SIGN I)" in refusals(marked)[0]
    Path("b.yaml").write_text(marked + FONTS, encoding="utf-8")
    assert story("b.yaml").title == "कि"
    assert "U+0305 (COMBINING OVERLINE)" in refusals(marked.replace("कि", "x\u0305") + FONTS)[0]


def test_joiners_stand_between_letters_of_a_font() -> None:
    joined = SPEC.replace("核 and more", "输\u200c入")
    assert "title: holds the invisible U+200C" in refusals(joined)[0]
    Path("b.yaml").write_text(joined + FONTS, encoding="utf-8")
    assert story("b.yaml").title == "输\u200c入"
    for odd in ("输\u200c", "a\u200cb", "输\u200d\u200d入", "输\u200c入 \u200c入"):
        assert "title: holds the invisible" in refusals(joined.replace("输\u200c入", f'"{odd}"') + FONTS)[0]


def test_widths_are_those_of_the_fonts() -> None:
    title = SPEC.replace("核 and more", "核" * 70) + FONTS
    Path("b.yaml").write_text(title, encoding="utf-8")
    assert story("b.yaml").title == "核" * 70
    Path("own/han.ttf").write_bytes(font_file(HAN, advance=1000))
    assert "title: too wide" in refusals(title)[0]


BAD = {
    "text": (b"kind: scatter\n", '"han.ttf" is not a font (.otf or .ttf).'),
    "empty": (b"", '"han.ttf" is not a font (.otf or .ttf).'),
    "collection": (font_file(HAN, begins=b"ttcf"), "is a collection of several fonts. Take a file with one"),
    "web": (font_file(HAN, begins=b"wOF2"), '"han.ttf" is a font for web pages. Take its .otf or .ttf.'),
    "variable": (font_file(HAN, more={b"fvar": b""}), "is a variable font. Take a file of one weight."),
    "colours": (font_file(HAN, more={b"COLR": b""}), '"han.ttf" is a font of pictures, not of outlines.'),
    "bitmaps": (
        font_file(HAN).replace(b"glyf", b"EBDT"),
        '"han.ttf" is a font of pictures, not of outlines.',
    ),
    "cut off": (font_file(HAN)[:400], '"han.ttf" is a damaged font.'),
    "four bytes": (font_file(HAN)[:4], '"han.ttf" is a font of pictures, not of outlines.'),
    "ours": (
        font_file(HAN, "New Computer Modern"),
        '"han.ttf" is New Computer Modern, which we have. Remove it.',
    ),
}


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD)
def test_a_file_that_cannot_be_used_is_told_and_nothing_else(content: bytes, message: str) -> None:
    Path("own/han.ttf").write_bytes(content)
    (line,) = refusals(SPEC + FONTS)
    assert line.startswith("fonts: ")
    assert message in line


def test_a_file_that_is_missing_or_huge_is_told() -> None:
    missing = 'fonts: no such file: "own/han.otf". Did you mean "han.ttf"?'
    assert refusals(SPEC + FONTS.replace("ttf", "otf")) == [missing]
    with Path("own/han.ttf").open("r+b") as file:
        file.truncate(limits.FONT_BYTES.maximum + 1)
    assert "fonts: 33,554,433 bytes are too many: the limit for a font file is" in refusals(SPEC + FONTS)[0]


def test_a_font_is_a_source_of_a_spec_and_of_a_playlist() -> None:
    Path("all.yaml").write_text(f"playlist: [a.yaml]\n{FONTS}", encoding="utf-8")
    for path in ("a.yaml", "all.yaml"):
        before = Specs()[Path(path)].sources
        Path("own/han.ttf").write_bytes(font_file(HAN, lower=20))
        after = Specs()[Path(path)].sources
        assert {file for file in before if before[file] != after[file]} == {Path("own/han.ttf")}
        Path("own/han.ttf").write_bytes(font_file(HAN))


def test_other_fonts_are_other_clips_and_another_place_is_not() -> None:
    before, keys = story(), clip_keys(story(), Options.of())
    Path("elsewhere.ttf").write_bytes(Path("own/han.ttf").read_bytes())
    Path("b.yaml").write_text(SPEC + "fonts: [elsewhere.ttf]\n", encoding="utf-8")
    assert clip_keys(replace(story("b.yaml"), name="a"), Options.of()) == keys
    (font,) = before.presentation.fonts
    moved = replace(before.presentation, fonts=(replace(font, copy=Path("elsewhere.ttf")),))
    assert clip_keys(replace(before, presentation=moved), Options.of()) == keys
    Path("own/han.ttf").write_bytes(font_file(HAN, lower=20))
    assert not set(clip_keys(story(), Options.of())) & set(keys)


def test_a_playlist_s_fonts_are_its_cards_and_those_of_parts_without_any() -> None:
    Path("own/more.ttf").write_bytes(font_file("者", "More"))
    Path("plain.yaml").write_text("kind: scatter\ninput: [[2]]\nkernel: [[1, 2]]\n", encoding="utf-8")
    text = "fonts: [own/more.ttf]\ntitle: 者\nplaylist: [a.yaml, plain.yaml, {card: 者, text: [者 者]}]\n"
    Path("all.yaml").write_text(text, encoding="utf-8")
    parts = playlist_parts(Options.of(), Specs()[Path("all.yaml")])
    assert [[font.family for font in part.packed.fonts] for part in parts] == [["Blocks"], ["More"], ["More"]]
    assert [part.packed.unpack().presentation.fonts for part in parts] == [
        part.packed.fonts for part in parts
    ]
    assert refusals(text.replace("fonts: [own/more.ttf]\n", ""))[0].startswith("title: our fonts lack")


def test_fonts_from_another_machine_are_kept_here() -> None:
    """There is no copy at their path."""
    content = font_file("学", "Sent")
    (font,) = story().presentation.fonts
    (sent,) = _read(content)
    remote = Font(sent.family, sent.digest, Path("nowhere/font.otf"))
    keep_all({remote.digest: content})
    compiler.cache_clear()
    source = '#set text(font: "Sent", fallback: false)\n学'
    assert pages_of(source, (remote,)) == pages_of(source, (sent,)) != pages_of(source, (font,))


def _read(content: bytes) -> tuple[Font, ...]:
    Path("sent.ttf").write_bytes(content)
    Path("b.yaml").write_text("kind: title-card\ntitle: 学\nfonts: [sent.ttf]\n", encoding="utf-8")
    return story("b.yaml").presentation.fonts
