"""Clip keys: digests of all that a clip depends on, its story, options and toolchain."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from typing import Any

import numpy as np

from convscenes.rendering.options import Options
from convscenes.rendering.toolchain import drawing_toolchain
from convscenes.stories import Story
from convscenes.stories._base.handover import Before
from convscenes.stories._base.loading import CARD
from convscenes.stories._base.reading import reading_times

UNSEEN = ("name", "outputs", "description", "beats", "presentation", "source")
"""Fields of a story that no clip shows, or (beats, presentation) that are treated separately."""
OWN = ("caption", "hold", "title", "note", "pause")
"""Fields of a beat that only its own clip and (caption) the next one can show, or none."""
PRESENTED = ("caption_display", "aspect", "text_scale", "frame")
"""Options that count as the story is presented with them, given by its spec or by these."""


def clip_keys(story: Story, options: Options, before: Before | None = None) -> tuple[str, ...]:
    """Return the key of each beat's clip: a digest of all that the clip depends on.

    A clip depends on everything in the story except captions and how long beats are held: of these only its
    own and, for its first frames, the caption of the beat before; and how long it shows its caption, which
    beats may share. The text of a card is in every frame, so all of it counts.

    The first clip, of a card every clip, also depends on the part ``before`` in a playlist.
    """
    whole = hashlib.sha256()
    presented = options.presentation(story)
    presented = replace(presented, caption_display="picture" if presented.captioned else "track")
    content = {
        "story": {f.name: getattr(story, f.name) for f in fields(story) if f.name not in UNSEEN},
        "beats": [{f.name: getattr(b, f.name) for f in fields(b) if f.name not in OWN} for b in story.beats],
        "cards": [beat.caption for beat in story.beats] if story.kind == CARD else [],
        "presentation": presented,
        "options": {name: value for name, value in asdict(options).items() if name not in PRESENTED},
        "toolchain": drawing_toolchain(),
    }
    for chunk in serialized(content):
        whole.update(chunk)
    keys, reading = [], reading_times(story.beats)
    shown, opening = "", digest_before(before, options) if before else ""
    for number, beat in enumerate(story.beats):
        own = whole.copy()
        handed_over = opening if number == 0 or story.kind == CARD else ""
        for chunk in serialized((number, shown, beat.caption, reading[beat.name], beat.hold, handed_over)):
            own.update(chunk)
        keys.append(own.hexdigest()[:32])
        shown = beat.caption
    return tuple(keys)


def digest_before(before: Before, options: Options) -> str:
    """Return a digest of all that a part can show of the part before."""
    earlier = digest_before(before.before, options) if before.before else ""
    whole = hashlib.sha256()
    for chunk in serialized((clip_keys(before.story, options)[before.end - 1], before.kept, earlier)):
        whole.update(chunk)
    return whole.hexdigest()


def serialized(value: Any) -> Iterator[bytes]:
    """Yield an unambiguous serialisation: equal bytes for equal values only, each with its type.

    >>> b"".join(serialized([1, "a"]))
    b"list 2 int 1 1str 3 'a'"
    """
    match value:
        case None | bool() | int() | float() | str() | bytes():
            text = repr(value).encode()
            yield b"%s %d " % (type(value).__name__.encode(), len(text)) + text
        case np.generic():
            yield b"scalar "
            yield from serialized((str(value.dtype), value.tobytes()))
        case np.ma.MaskedArray():
            yield b"masked "
            yield from serialized((np.ma.getdata(value), np.ma.getmaskarray(value)))
        case np.ndarray() if value.dtype != object:
            yield b"array "
            yield from serialized((str(value.dtype), value.shape, value.tobytes()))
        case slice():
            yield b"slice "
            yield from serialized((value.start, value.stop, value.step))
        case Mapping():
            yield b"mapping "
            yield from serialized(tuple(part for item in value.items() for part in item))
        case tuple() | list():
            yield b"%s %d " % (type(value).__name__.encode(), len(value))
            for part in value:
                yield from serialized(part)
        case _ if is_dataclass(value):
            yield b"record "
            yield from serialized(
                (type(value).__qualname__, *(getattr(value, f.name) for f in fields(value) if f.compare))
            )
        case _:
            raise TypeError(f"a story holds a {type(value).__name__}, of which no digest can be made")
