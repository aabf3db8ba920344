"""title-card: words as the lecturer wrote them, nothing else."""

from collections.abc import Callable

import pytest

from convscenes.errors import SpecError
from convscenes.spec import Card
from convscenes.stories import Story, alt_text
from convscenes.stories._base.loading import card_story


def test_a_beat_for_the_title_and_one_for_each_line(build: Callable[..., Story]) -> None:
    story = build("title-card", title="The matrix", text=["Rows of *zeros* \\", "and of weights."])
    assert [(beat.act, beat.name) for beat in story.beats] == [
        ("heading", "title"), ("line", "line-1"), ("line", "line-2"),
    ]  # fmt: skip
    assert [beat.plain_caption for beat in story.beats] == [
        "Title: The matrix", "Rows of *zeros* \\", "and of weights.",
    ]  # fmt: skip
    assert [beat.title for beat in story.beats] == ["The matrix", "Rows of *zeros* \\", "and of weights."]
    assert alt_text(story, story.beats[1]) == "Title: The matrix Rows of *zeros* \\"
    assert story.description == "The matrix Rows of *zeros* \\ and of weights."
    assert story.maps == ()


def test_a_spec_s_own_description_is_used(build: Callable[..., Story]) -> None:
    assert build("title-card", title="A", description="B").description == "B"


def test_a_card_of_a_playlist_is_the_same_story(build: Callable[..., Story]) -> None:
    own, listed = build("title-card", title="Why?", text="So."), card_story(Card(card="Why?", text=("So.",)))
    assert [(b.name, b.caption) for b in own.beats] == [(b.name, b.caption) for b in listed.beats]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, r'title: missing\. Add "title: …"\.'),
        ({"title": " "}, r"title: empty\. Give it words"),
        ({"title": "A", "text": 3}, "text: must be a list, got 3"),
        ({"title": "A", "text": ["x" * 81]}, "text: 81 characters are too many"),
    ],
)
def test_what_is_no_card(fields: dict[str, object], problem: str, build: Callable[..., Story]) -> None:
    with pytest.raises(SpecError, match=problem):
        build("title-card", **fields)
