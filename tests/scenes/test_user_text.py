"""Titles, labels and cards are drawn as they were written: a star is a star."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.look.glyphs import typeset
from convscenes.spec.markup import plain, quoted
from convscenes.stories import Story, alt_text, load_story
from tests.scenes.screen import screens_of

TITLE = "(f * g) * h = f * (g * h)"
SPECS = {
    "matrix-show": "matrices: {x*y: [[1, 2]], I * K: [[3, 4]]}",
    "scatter": "input: [[1, 2]]\nkernel: [[3, 4]]\nlabels: {input: x*y, kernel: I * K}",
    "zero-insertion": "input: [[1, 2]]\nkernel: [[3, 4]]\nlabels: {input: x*y, kernel: I * K}",
}


def story_of(folder: Path, kind: str, fields: str) -> Story:
    spec = folder / "a.yaml"
    spec.write_text(f"kind: {kind}\ntitle: '{TITLE}'\n{fields}\n", encoding="utf-8")
    return load_story(spec)


@pytest.mark.parametrize(("kind", "fields"), SPECS.items())
def test_titles_and_labels_are_drawn_as_written(tmp_path: Path, kind: str, fields: str) -> None:
    story = story_of(tmp_path, kind, fields)
    drawn = {plain(text.words) for screen in screens_of(story, "dark") for text in screen.words}
    assert {TITLE, "x*y", "I * K"} <= drawn
    assert story.title == TITLE


def test_so_are_cards(tmp_path: Path) -> None:
    story = story_of(tmp_path, "title-card", "text: [2 * 3 * 4]")
    (*_, last) = screens_of(story, "dark")
    assert [plain(text.words) for text in last.words] == [TITLE, "2 * 3 * 4"]
    assert story.beats[-1].plain_caption == "2 * 3 * 4"
    assert alt_text(story, story.beats[-1]).endswith("2 * 3 * 4")


def test_a_quoted_star_has_a_shape() -> None:
    star, three, without = typeset([quoted("*"), quoted("f*g*h"), "fgh"])
    assert len(star.points) > 0
    assert len(three.points) == len(without.points) + 2 * len(star.points)
    assert three.width > without.width + star.width
