"""PDFs: pages and handouts with all that screen readers need, and frames for beamer."""

from __future__ import annotations

import re

import pytest

from convscenes.publish.formats import Choices
from convscenes.publish.pdf import data_of, files, tex_of
from tests.publish.conftest import section_of, talk_of
from tests.rendering.tasks.test_collection import unpacked

TALK = talk_of(
    section_of("Why?", "why", "line", card=True),
    section_of("Stamps", "maps", "lift", "land"),
    section_of("Sums", *(f"sum-{number}" for number in range(7))),
)


def made(talk: object = TALK, **chosen: bool) -> dict[str, bytes]:
    return dict(files(talk, Choices(**chosen)))


def pages(pdf: bytes) -> list[tuple[float, float]]:
    """Return the size of every page, in points."""
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", unpacked(pdf))
    return [(float(width), float(height)) for width, height in boxes]


def test_every_slide_is_a_page_of_its_size() -> None:
    found = made()
    assert list(found) == [".tex", ""]
    assert pages(found[""]) == [(960, 540)] * 12
    assert found[""].startswith(b"%PDF-1.5"), "pdfTeX includes it without a warning"


@pytest.mark.parametrize(
    ("size", "page"), [((1440, 1080), (720, 540)), ((1080, 1080), (540, 540)), ((1080, 1920), (540, 960))]
)
def test_a_page_has_the_shape_of_the_pictures(size: tuple[int, int], page: tuple[float, float]) -> None:
    pdf = made(talk_of(section_of("A", "a"), size=size))[""]
    assert pages(pdf) == [page]


def test_a_handout_has_six_slides_on_a_page_and_cards_as_headings() -> None:
    found = made(handout=True)
    assert list(found) == [""]
    assert len(pages(found[""])) == 3, "a card and three slides, six, and one more"
    a4 = (pytest.approx(595.28, abs=0.1), pytest.approx(841.89, abs=0.1))
    assert set(pages(found[""])) == {pages(found[""])[0]}
    assert pages(found[""])[0] == a4


@pytest.mark.parametrize("handout", [False, True])
def test_it_is_the_same_in_every_run(handout: bool) -> None:
    assert made(handout=handout) == made(handout=handout)


def test_slides_are_numbered_through() -> None:
    numbers = [slide["number"] for section in data_of(TALK)["sections"] for slide in section["slides"]]
    assert numbers == [*range(1, 13)]


def test_the_frames_for_beamer_step_through_all_pages() -> None:
    frames = tex_of(TALK).split(r"\begin{frame}[plain]")[1:]
    found = [[(int(o), int(p)) for o, p in re.findall(r"<(\d+)>\[page=(\d+),", frame)] for frame in frames]
    assert found == [
        [(1, 1), (2, 2)],
        [(1, 3), (2, 4), (3, 5)],
        [(number, number + 5) for number in range(1, 8)],
    ]
    assert "{stamps.pdf}" in frames[0]
