"""Anki decks, opened: notes, the media that they name, and bytes that are the same again."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from dataclasses import dataclass, replace

import pytest

from convscenes.publish.anki import BACK, FIELDS, FRONT
from convscenes.publish.formats import FORMATS, Choices
from convscenes.publish.talk import Section, Talk
from tests.publish.conftest import section_of, slide_of, talk_of

MEDIA = re.compile(r'\[sound:(.*?)\]|<img src="(.*?)"')


@dataclass(frozen=True)
class Opened:
    """An opened deck: its notes by the names of beats, its media by file names, and all tables."""

    notes: dict[str, dict[str, str]]
    media: dict[str, bytes]
    tables: dict[str, list[tuple[object, ...]]]


def bytes_of(talk: Talk) -> bytes:
    ((path, content),) = FORMATS["anki"].files(talk, Choices())
    assert path == ""
    return content


def opened(talk: Talk) -> Opened:
    with zipfile.ZipFile(io.BytesIO(bytes_of(talk))) as package:
        media = {name: package.read(number) for number, name in json.loads(package.read("media")).items()}
        assert len(package.namelist()) == len(media) + 2
        database = sqlite3.connect(":memory:")
        database.deserialize(package.read("collection.anki2"))
    tables = {name: list(database.execute(f"select * from {name}")) for name in ("col", "notes", "cards")}
    fields = [text.split("\x1f") for (text,) in database.execute("select flds from notes order by id")]
    notes = {each[0]: dict(zip(FIELDS, each, strict=True)) for each in fields}
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    database.close()
    return Opened(notes, media, tables)


def deck_of(*sections: Section, **more: object) -> Opened:
    return opened(talk_of(*sections, **more))


def test_a_beat_is_what_comes_after_the_picture_before_it() -> None:
    deck = deck_of(section_of("A & B", "maps", "overlap"))
    assert deck.notes["overlap"] == {
        "Name": "overlap",
        "Part": "A &amp; B",
        "Question": "What comes next?",
        "Before": '<img src="stamps-maps.png" alt="A map &lt;maps&gt;.">',
        "Title": "Title of overlap",
        "Clip": "[sound:stamps-overlap.mp4]",
        "After": '<img src="stamps-overlap.png" alt="A map &lt;overlap&gt;.">',
        "Caption": "overlap: 1 &lt; 2 &amp; &quot;so&quot; on.",
        "Values": "",
    }


def test_the_first_beat_is_asked_for_by_what_the_part_shows() -> None:
    note = deck_of(section_of("A", "maps")).notes["maps"]
    assert (note["Question"], note["Before"]) == ("About A.", "")


def test_all_media_of_notes_are_packed_and_no_others() -> None:
    deck = deck_of(section_of("A", "maps", "overlap"), section_of("B", "b-maps"))
    named = {
        clip or picture for note in deck.notes.values() for clip, picture in MEDIA.findall(str(note.values()))
    }
    assert named == deck.media.keys()
    assert deck.media["stamps-overlap.mp4"] == b"clip of overlap"
    assert deck.media["stamps-overlap.png"] == slide_of("overlap").still
    assert len(named) == 6


def test_without_clips_there_are_pictures() -> None:
    deck = deck_of(section_of("A", "maps", "overlap", moves=False))
    assert deck.notes["overlap"]["Clip"] == ""
    assert sorted(deck.media) == ["stamps-maps.png", "stamps-overlap.png"]


def test_a_question_is_the_front_of_its_answer() -> None:
    question = replace(slide_of("ask-overlap"), caption="Which value?", question=True)
    section = Section("A", "", (slide_of("maps"), question, slide_of("overlap")))
    deck = deck_of(section)
    assert list(deck.notes) == ["maps", "overlap"]
    note = deck.notes["overlap"]
    assert (note["Question"], "stamps-ask-overlap.png" in note["Before"]) == ("Which value?", True)


def test_cards_ask_nothing() -> None:
    deck = deck_of(section_of("Why?", "why", card=True), section_of("B", "b-1", "b-2"), language="de")
    assert list(deck.notes) == ["b-1", "b-2"]
    assert deck.notes["b-1"]["Before"] == ""
    assert deck.notes["b-2"]["Question"] == "Was kommt als Nächstes?"


def test_names_of_media_have_no_characters_that_end_a_reference() -> None:
    talk = replace(talk_of(section_of("A", "maps")), name='a [b]: "c"')
    assert sorted(opened(talk).media) == ["a-b-c--maps.mp4", "a-b-c--maps.png"]


def test_templates_use_every_field_but_the_name() -> None:
    assert set(re.findall(r"{{[#/]?(\w+)}}", FRONT + BACK)) == {*FIELDS} - {"Name"}


def test_a_deck_is_known_again_by_its_name_and_a_note_by_its_beat() -> None:
    one = deck_of(section_of("A", "maps", "overlap"))
    other = deck_of(section_of("Other", "overlap", "maps"), language="de")
    third = opened(replace(talk_of(section_of("A", "maps", "overlap")), name="third"))

    def known(deck: Opened) -> tuple[set[object], set[object]]:
        return {row[1] for row in deck.tables["notes"]}, {row[2] for row in deck.tables["cards"]}

    assert known(one) == known(other)
    assert not known(one)[0] & known(third)[0]
    assert known(one)[1] != known(third)[1]
    assert [row[8] for row in one.tables["cards"]] == [1, 2]


def test_the_same_talk_becomes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = talk_of(section_of("A", "maps", "overlap"), section_of("B", "b"))
    first = bytes_of(talk)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert bytes_of(talk) == first
