"""From a path to a story: read the spec, check it with its kind's fields, build it. Cards have no path."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from convscenes.spec import Card, Document, Fault, Faults, Fields, Playlist, check, is_playlist, read
from convscenes.spec.checking import kind_of
from convscenes.spec.typesetting import Fonts
from convscenes.stories._base.by_beat import with_own
from convscenes.stories._base.kinds import kind_hint, kind_module, kinds
from convscenes.stories._base.quiz import with_questions
from convscenes.stories._base.story import Story
from convscenes.words import ENGLISH

CARD = "title-card"
"""The kind of a playlist's cards."""


def load_fields(path: str | Path) -> Fields:
    """Return the checked fields of the spec at ``path``.

    Raises:
        SpecError: the file cannot be read, or something in it is wrong; ``problems`` lists all of it.
    """
    return fields_of(read(path))


def fields_of(document: Document) -> Fields:
    """Return the checked fields of a spec; raises SpecError as ``load_fields`` does."""
    if is_playlist(document):
        names = ", ".join(spec.name for spec in check(document, Playlist).specs)
        hint = f"Name one of its specs: {names}." if names else "It has no specs, only cards."
        raise document.refusal([Fault(f"has no story of its own. {hint}", ("playlist",))])
    model: type[Fields] = kind_module(kind_of(document, kinds(), kind_hint)).Fields
    return check(document, model)


def load_story(path: str | Path) -> Story:
    """Return the story of the spec at ``path``.

    Raises:
        SpecError: as ``load_fields`` does.
    """
    return story_of(read(path))


def story_of(document: Document) -> Story:
    """Return the story of a spec; raises SpecError as ``load_fields`` does, and for beats that it has not."""
    fields = fields_of(document)
    story: Story = kind_module(fields.kind).build_story(fields)
    try:
        return replace(
            with_own(with_questions(story) if fields.quiz else story, fields),
            name=document.name,
            source=document.text,
        )
    except Faults as wrong:
        raise document.refusal(wrong.faults) from None


def card_story(card: Card, language: str = ENGLISH, fonts: Fonts = ()) -> Story:
    """Return the story of a playlist's title card, in the language and with the fonts of that.

    >>> [beat.plain_caption for beat in card_story(Card(card="Why?", text="A picture shrinks.")).beats]
    ['Title: Why?', 'A picture shrinks.']
    """
    module = kind_module(CARD)
    story: Story = module.build_story(
        module.Fields(kind=CARD, title=card.card, text=card.text, language=language, fonts=fonts)
    )
    return story
