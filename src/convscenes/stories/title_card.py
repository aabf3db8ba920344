"""A title and a few lines of text, between the scenes of a lecture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from convscenes.spec import Fields as SpecFields
from convscenes.spec.card import CardTitle, Lines
from convscenes.spec.markup import quoted, readable
from convscenes.stories._base.story import Beat, Story


class Fields(SpecFields):
    """A title card."""

    label_names: ClassVar[tuple[str, ...]] = ()

    kind: Literal["title-card"]
    synonyms: ClassVar[tuple[str, ...]] = ("title", "card", "text")
    title: CardTitle = Field(description="What stands large on the card.")
    text: Lines = Field(default=(), description="What stands below it: a line, or a list of a few.")


def build_story(fields: Fields) -> Story:
    """Return the story: the title, then line after line, as the spec words them."""
    words = readable(" ".join((fields.title, *fields.text)))
    heading = quoted(fields.words.word("heading", title=fields.title))
    beats = _beats(heading, fields)
    return Story.of(fields, title=fields.title, description=words, maps=(), beats=beats)


def _beats(heading: str, fields: Fields) -> Iterator[Beat]:
    """Yield a beat for the title and one for each line."""
    yield Beat("heading", "title", heading, {}, title=readable(fields.title))
    for number, line in enumerate(fields.text, 1):
        yield Beat("line", f"line-{number}", quoted(line), {}, title=readable(line))
