"""What a spec says about single beats: captions of its own, notes, how long they are held, pauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from convscenes.errors import did_you_mean
from convscenes.spec import Fault, Fields
from convscenes.spec.faults import refuse
from convscenes.stories._base.story import Story

BY_BEAT = {"captions": "caption", "notes": "note", "hold": "hold"}
"""The fields of a spec that name beats, and the field of the beat that each sets."""


def with_own(story: Story, fields: Fields) -> Story:
    """Return a story with what its spec says about single beats.

    Raises Faults for every name that no beat of the story has.
    """
    refuse(_unknown(story, fields))
    beats = []
    for beat in story.beats:
        own = {of: getattr(fields, field).get(beat.name) for field, of in BY_BEAT.items()}
        own = {name: value for name, value in own.items() if value not in (None, "")}
        beats.append(replace(beat, pause=beat.name in fields.pause, **own))
    return replace(story, beats=tuple(beats))


def _unknown(story: Story, fields: Fields) -> Iterator[Fault]:
    names = [beat.name for beat in story.beats]
    places = [(field, name, name) for field in BY_BEAT for name in getattr(fields, field)]
    places += [("pause", number, name) for number, name in enumerate(fields.pause)]
    for field, place, name in places:
        if name not in names:
            hint = did_you_mean(name, names) or f"There are: {', '.join(names)}."
            yield Fault(f"no such beat. {hint}", (field, place), at_key=True)
