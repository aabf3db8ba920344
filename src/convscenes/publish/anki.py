"""An Anki deck of a talk: a note for each beat, which asks what comes after the picture before it.

A question of the talk is the front of the beat that answers it. Cards ask nothing, and are left out.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from html import escape
from itertools import count

import genanki

from convscenes.publish.archives import archive_of
from convscenes.publish.formats import Choices, File
from convscenes.publish.talk import Section, Slide, Talk
from convscenes.words import Words

FIELDS = ("Name", "Part", "Question", "Before", "Title", "Clip", "After", "Caption", "Values")
FRONT = """\
<p class="part">{{Part}}</p>
{{Before}}
<p>{{Question}}</p>"""
BACK = """\
<p class="part">{{Part}}</p>
<hr id="answer">
<p><b>{{Title}}</b></p>
{{After}}
{{#Clip}}<p>{{Clip}}</p>{{/Clip}}
<p>{{Caption}}</p>
<p class="values">{{Values}}</p>"""
STYLE = """\
.card { font-family: sans-serif; font-size: 20px; text-align: center; }
.part, .values { font-size: 16px; opacity: 0.8; }
img { max-width: 100%; }"""
MODEL = 1_577_836_800
"""Anki knows our kind of note by this number: another one is needed when ``FIELDS`` change."""
MADE = 1_577_836_800.0
"""When all decks were made, in seconds, so that the same talk becomes the same bytes: 1 January 2020."""


def files(talk: Talk, _: Choices) -> Iterator[File]:
    """Yield the package: a database of the notes, and media, by numbers."""
    deck = genanki.Deck(number_of(talk.name), talk.title, escape(talk.description))
    model = genanki.Model(
        MODEL,
        "convscenes",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "convscenes", "qfmt": FRONT, "afmt": BACK}],
        css=STYLE,
    )
    media: dict[str, bytes] = {}
    for section in talk.sections:
        for before, slide in asked(section):
            fields = fields_of(talk, section, before, slide, media)
            guid = genanki.guid_for(talk.name, slide.name)
            deck.add_note(genanki.Note(model, fields, guid=guid, due=len(deck.notes) + 1))
    numbered = {str(number): name for number, name in enumerate(media)}
    yield (
        "",
        archive_of(
            [
                ("collection.anki2", database_of(deck)),
                ("media", json.dumps(numbered).encode()),
                *((number, media[name]) for number, name in numbered.items()),
            ]
        ),
    )


def asked(section: Section) -> Iterator[tuple[Slide | None, Slide]]:
    """Yield the slides of a section that answer something, each with the one before it, if any."""
    before = None
    for slide in () if section.card else section.slides:
        if not slide.question:
            yield before, slide
        before = slide


def fields_of(
    talk: Talk, section: Section, before: Slide | None, slide: Slide, media: dict[str, bytes]
) -> list[str]:
    """Return the fields of a note, as HTML; the media that they name are added to ``media``."""
    stem = re.sub(r"[^\w.-]+", "-", talk.name)

    def packed(name: str, content: bytes) -> str:
        media[name] = content
        return name

    def picture(slide: Slide) -> str:
        name = packed(f"{stem}-{slide.name}.png", slide.still)
        return f'<img src="{name}" alt="{escape(slide.alt)}">'

    if before is None:
        question = section.description or section.title
    elif before.question:
        question = before.caption
    else:
        question = Words(talk.language, "anki").line("what-next")
    clip = packed(f"{stem}-{slide.name}.mp4", slide.clip.data) if slide.clip else ""
    return [
        slide.name,
        escape(section.title),
        escape(question),
        picture(before) if before else "",
        escape(slide.title),
        f"[sound:{clip}]" if clip else "",
        picture(slide),
        escape(slide.caption),
        escape(slide.values),
    ]


def number_of(name: str) -> int:
    """Return the number of a deck, by which Anki knows it when it is imported again: that of its name.

    >>> number_of("07-scatter") == number_of("07-scatter") != number_of("02-kernel-slide")
    True
    """
    return 1 << 30 | int.from_bytes(hashlib.sha256(name.encode()).digest()[:3], "big")


def database_of(deck: genanki.Deck) -> bytes:
    """Return the SQLite database of a deck."""
    database = sqlite3.connect(":memory:")
    package = genanki.Package(deck)
    package.write_to_db(database.cursor(), MADE, count(int(1000 * MADE)))
    database.commit()
    content = database.serialize()
    database.close()
    return content
