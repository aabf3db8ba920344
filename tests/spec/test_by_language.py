"""Texts by language: the spec's counts, one that is not there is as if not written, all are checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from convscenes.errors import SpecError
from convscenes.spec import Card, Document, Playlist, Position, check
from convscenes.stories import Story, alt_text
from convscenes.stories._base.loading import story_of
from convscenes.stories._base.story_data import story_data
from tests.spec.kinds import Scatter

BOTH = {"en": "A stamp", "de": "Ein Stempel"}
FIELDS: dict[str, Any] = {"kind": "scatter", "input": [[1, 2]], "kernel": [[3]]}


def document(**fields: Any) -> Document:
    return Document(Path("spec.yaml"), fields, {(): Position((1, 1), (1, 1))})


def story(**fields: Any) -> Story:
    return story_of(document(**FIELDS, **fields))


@pytest.mark.parametrize(("language", "title"), [({}, "A stamp"), ({"language": "de"}, "Ein Stempel")])
def test_the_language_of_the_spec_counts(language: dict[str, str], title: str) -> None:
    texts = {"title": BOTH, "description": BOTH, "captions": {"maps": BOTH}, "notes": {"maps": BOTH}}
    made = story(**texts, labels={"kernel": BOTH}, **language)
    maps = made.beat("maps")
    said = (made.title, made.description, maps.plain_caption, maps.note, made.map("kernel").label)
    assert said == (title,) * 5
    assert f"{title} 1×1" in alt_text(made, maps)


def test_a_text_that_is_not_there_is_as_if_not_written() -> None:
    only: dict[str, Any] = {"de": "Ein Stempel"}
    texts = {"title": only, "description": only, "captions": {"maps": only}, "notes": {"maps": only}}
    made, usual = story(**texts, labels={"kernel": only}), story()
    assert story_data(made, made.beats) == story_data(usual, usual.beats)


def test_a_text_alone_is_that_of_every_language() -> None:
    assert {story(title="A stamp", language=tag).title for tag in ("en", "de")} == {"A stamp"}


def test_what_is_said_in_no_language_of_a_spec_is_checked_too() -> None:
    with pytest.raises(SpecError, match=r'captions\.mapps: no such beat\. Did you mean "maps"\?'):
        story(captions={"mapps": {"de": "Ein Stempel."}})


def playlist(language: str, **card: Any) -> Card:
    (made,) = check(document(playlist=[card], language=language), Playlist).playlist
    assert isinstance(made, Card)
    return made


def test_a_card_is_in_the_language_of_its_playlist() -> None:
    lines = {"en": "One line.", "de": ["Eine Zeile.", "Noch eine."]}
    german, english = (playlist(tag, card=BOTH, text=lines) for tag in ("de", "en"))
    assert (german.card, german.text) == ("Ein Stempel", ("Eine Zeile.", "Noch eine."))
    assert (english.card, english.text) == ("A stamp", ("One line.",))
    assert playlist("de", card="Stamp", text={"en": "One line."}).text == ()


def test_a_card_without_a_title_in_the_language_is_refused() -> None:
    with pytest.raises(SpecError, match=r'card: nothing in "de", the language of this\. Add "de: …"\.'):
        playlist("de", card={"en": "A stamp"})


def test_an_unknown_language_is_refused_once() -> None:
    with pytest.raises(SpecError, match="language: must be one of de, en") as caught:
        check(document(**FIELDS, title=BOTH, language=["fi"]), Scatter)
    assert len(caught.value.problems) == 1


def test_editors_know_both_forms() -> None:
    text, texts = Scatter.model_json_schema()["properties"]["title"]["anyOf"]
    assert text == {"type": "string"}
    assert (texts["properties"], texts["minProperties"]) == ({"de": text, "en": text}, 1)
    assert texts["additionalProperties"] is False
