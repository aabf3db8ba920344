"""Questions: which beats have one, what it empties and points at, and what a spec says about it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from convscenes.stories import Beat, Story, load_story
from convscenes.stories._base.points import Points
from convscenes.stories._base.quiz import QUESTION, with_questions

ONE, TWO, THREE = object(), object(), object()


def story_of(*beats: Beat) -> Story:
    return Story("pooling", "", "", (), beats)


def beat_of(name: str, values: list[list[int | None]], *steps: object, **more: object) -> Beat:
    empty = [[value is None for value in row] for row in values]
    shown = np.ma.array([[value or 0 for value in row] for row in values], mask=empty)
    return Beat(name, name, f"{name}.", {"y": shown}, steps=steps, **more)


def test_the_cells_of_new_steps_are_asked_for() -> None:
    asked = with_questions(
        story_of(
            beat_of("maps", [[None, None, 4]]),
            beat_of("first", [[1, None, 4]], ONE),
            beat_of("more", [[1, 2, 5]], TWO),
        )
    )
    assert [beat.name for beat in asked.beats] == ["maps", "ask-first", "first", "ask-more", "more"]
    question = asked.beats[3]
    assert question.shows["y"].tolist() == [[1, None, None]]
    (points,) = question.points["y"]
    assert (points.kind, points.mask((1, 3)).tolist()) == ("cells", [[False, True, True]])
    assert question.caption == "Which two values belong in the outlined cells?"
    assert question.pause
    assert not question.steps


def test_a_step_that_goes_on_and_a_beat_without_steps_ask_nothing() -> None:
    beats = (
        beat_of("window", [[None]], ONE),
        beat_of("sum", [[7]], ONE),
        beat_of("pad", [[8]]),
        beat_of("stay", [[8]], TWO),
    )
    assert with_questions(story_of(*beats)).beats == beats


def test_it_points_at_what_the_beat_points_at_and_leaves_other_maps() -> None:
    before = Beat("a", "a", "A.", {"x": np.array([[1, 2]]), "y": np.array([[0]]), "n": np.array([[3]])})
    window, cell = Points.block("window", [0], [0, 1]), Points.cell((0, 0))
    after = Beat(
        "b",
        "b",
        "B.",
        {**before.shows, "y": np.array([[9]]), "n": np.array([[4]])},
        steps=(ONE,),
        points={"x": (window,), "y": (cell,), "later": (cell,)},
    )
    question = with_questions(story_of(before, after)).beats[1]
    assert {name: values.tolist() for name, values in question.shows.items()} == {
        "x": [[1, 2]],
        "y": [[None]],
        "n": [[3]],
    }
    assert question.points == {"x": (window,), "y": (cell,)}


def test_of_many_steps_every_cell_is_outlined() -> None:
    cells = tuple(Points.cell((0, number)) for number in range(3))
    before, after = (
        beat_of("a", [[None] * 3]),
        beat_of("b", [[1, 2, 3]], ONE, TWO, THREE, points={"y": cells}),
    )
    question = with_questions(story_of(before, after)).beats[1]
    (points,) = question.points["y"]
    assert (points.kind, int(points.inside.sum())) == ("cells", 3)


def test_numbers_and_colours_stay_those_of_the_whole_story(shipped: Path) -> None:
    story = load_story(shipped)
    asked = with_questions(story)
    assert {name: values.tolist() for name, values in asked.values.items()} == {
        name: values.tolist() for name, values in story.values.items()
    }
    assert asked.notations == story.notations
    assert [beat for beat in asked.beats if beat.act != QUESTION] == list(story.beats)


def test_a_spec_asks_and_may_word_its_questions(tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    text = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2]]\n"
    spec.write_text(f"{text}quiz: true\ncaptions: {{ask-stamp-2: And now.}}\n", encoding="utf-8")
    names = [beat.name for beat in load_story(spec).beats]
    assert names == ["maps", "lift-1", "multiply-1", "land-1", "ask-stamp-2", "stamp-2", "overlap"]
    question = load_story(spec).beat("ask-stamp-2")
    assert question.caption == "And now."
    assert question.shows["output"].tolist() == [[2, None, None]]
    spec.write_text(text, encoding="utf-8")
    assert "ask-stamp-2" not in [beat.name for beat in load_story(spec).beats]


@pytest.mark.parametrize("language", ["en", "de"])
def test_questions_are_in_the_language(language: str, tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    spec.write_text(
        f"kind: scatter\ninput: [[2, 3]]\nkernel: [[1]]\nquiz: true\nlanguage: {language}\n",
        encoding="utf-8",
    )
    asked = {
        "en": "Which value belongs in the outlined cell?",
        "de": "Welcher Wert gehört in die umrandete Zelle?",
    }
    assert load_story(spec).beat("ask-stamp-2").caption == asked[language]
