"""Titles, labels and cards are drawn as they were written: a star is a star, and maths is maths."""

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


MATHS = """
kind: matrix-show
title: The size $floor((n + 2p - k)/s) + 1$ for $5
description: All of $C^T$
matrices: {Input $x_1$: [[1, 2]], $C^T y$: [[3, 4]]}
"""


def maths_story(folder: Path) -> Story:
    spec = folder / "maths.yaml"
    spec.write_text(MATHS, encoding="utf-8")
    return load_story(spec)


def test_maths_is_drawn_where_it_stands_in_a_title_or_label(tmp_path: Path) -> None:
    *_, last = screens_of(maths_story(tmp_path), "dark")
    drawn = {text.words for text in last.words}
    assert {r"The size $floor((n + 2p - k)/s) + 1$ for \$5", "*Input $x_1$*", "*$C^T y$*"} <= drawn


def test_it_reads_as_plain_text_everywhere_else(tmp_path: Path) -> None:
    story = maths_story(tmp_path)
    assert story.plain_title == "The size ⌊(n + 2p − k)/s⌋ + 1 for $5"
    assert story.description == "All of C^T"
    read = [text for beat in story.beats for text in (beat.title, beat.plain_caption, alt_text(story, beat))]
    assert not any("$" in text for text in read)
    assert any("Input x_1 1×2: 1 2" in text for text in read)
    assert story.beats[2].title == "C^T y"
    assert story.beats[2].plain_caption.startswith("C^T y: ")


def test_so_it_does_on_cards(tmp_path: Path) -> None:
    spec = tmp_path / "card.yaml"
    spec.write_text(
        "kind: title-card\ntitle: Why $s > 1$?\ntext: [It takes $k^2/s^2$ stamps.]\n", encoding="utf-8"
    )
    story = load_story(spec)
    assert [beat.title for beat in story.beats] == ["Why s > 1?", "It takes k^2/s^2 stamps."]
    assert alt_text(story, story.beats[-1]) == "Title: Why s > 1? It takes k^2/s^2 stamps."
    *_, last = screens_of(story, "dark")
    assert [text.words for text in last.words] == ["Why $s > 1$?", "It takes $k^2/s^2$ stamps."]


def test_the_name_of_a_channel_is_drawn_as_written(tmp_path: Path) -> None:
    fields = "input: [[[1, 2]], [[3, 4]]]\nkernel: [[[1]], [[2]]]\nlabels: {channel: c*d $c_i$}"
    *_, last = screens_of(story_of(tmp_path, "kernel-slide", fields), "dark")
    assert "c*d c_i 1" in {plain(text.words) for text in last.words}
