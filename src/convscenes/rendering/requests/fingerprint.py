"""A digest of everything that a clip depends on: what its beat shows, how, and what draws it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass
from typing import Any

import numpy as np

from convscenes.rendering.options import Options
from convscenes.rendering.toolchain import drawing_toolchain
from convscenes.stories import Story
from convscenes.stories._base.handover import Before
from convscenes.stories._base.loading import CARD

UNSEEN = ("name", "outputs", "description", "beats", "presentation")
"""What of a story no clip shows; beats and presentation are added in a way of their own."""
OWN = ("caption", "description", "title")
"""What of a beat only its own clip, and the one after it, can show, or none."""


def clip_keys(story: Story, options: Options, before: Before | None = None) -> tuple[str, ...]:
    """Return a digest for each beat of a story: of all that its clip depends on.

    The first one depends on what was ``before`` it in a playlist; of a card all do: it has maps of the part
    before on its screen.

    A clip depends on everything in the story but the captions: of those it shows its own, and at its
    beginning the one of the beat before. The words of a card stand on every frame, so all of them count.
    """
    whole = hashlib.sha256()
    presented = options.presentation(story)
    content = {
        "story": {f.name: getattr(story, f.name) for f in fields(story) if f.name not in UNSEEN},
        "beats": [{f.name: getattr(b, f.name) for f in fields(b) if f.name not in OWN} for b in story.beats],
        "cards": [beat.caption for beat in story.beats] if story.kind == CARD else [],
        "presentation": presented,
        "options": asdict(options),
        "toolchain": drawing_toolchain(),
    }
    for piece in pieces(content):
        whole.update(piece)
    keys = []
    shown, opening = "", digest_before(before, options) if before else ""
    for number, beat in enumerate(story.beats):
        own = whole.copy()
        handed_over = opening if number == 0 or story.kind == CARD else ""
        for piece in pieces((number, shown, beat.caption, handed_over)):
            own.update(piece)
        keys.append(own.hexdigest()[:32])
        shown = beat.caption
    return tuple(keys)


def digest_before(before: Before, options: Options) -> str:
    """Return a digest of all that the first frames of a part can show of the part before."""
    earlier = digest_before(before.before, options) if before.before else ""
    whole = hashlib.sha256()
    for piece in pieces((clip_keys(before.story, options)[-1], before.kept, earlier)):
        whole.update(piece)
    return whole.hexdigest()


def pieces(value: Any) -> Iterator[bytes]:
    """Yield bytes that are the same for equal values, and for no others: each begins with what it is.

    >>> b"".join(pieces([1, "a"]))
    b"list 2 int 1 1str 3 'a'"
    """
    match value:
        case None | bool() | int() | float() | str() | bytes():
            text = repr(value).encode()
            yield b"%s %d " % (type(value).__name__.encode(), len(text)) + text
        case np.generic():
            yield b"scalar "
            yield from pieces((str(value.dtype), value.tobytes()))
        case np.ma.MaskedArray():
            yield b"masked "
            yield from pieces((np.ma.getdata(value), np.ma.getmaskarray(value)))
        case np.ndarray() if value.dtype != object:
            yield b"array "
            yield from pieces((str(value.dtype), value.shape, value.tobytes()))
        case slice():
            yield b"slice "
            yield from pieces((value.start, value.stop, value.step))
        case Mapping():
            yield b"mapping "
            yield from pieces(tuple(part for item in value.items() for part in item))
        case tuple() | list():
            yield b"%s %d " % (type(value).__name__.encode(), len(value))
            for part in value:
                yield from pieces(part)
        case _ if is_dataclass(value):
            yield b"record "
            yield from pieces((type(value).__qualname__, *(getattr(value, f.name) for f in fields(value))))
        case _:
            raise TypeError(f"a story holds a {type(value).__name__}, of which no digest can be made")
