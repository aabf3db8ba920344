"""A story as plain data: dictionaries, lists, numbers and strings, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from convscenes.stories._base.alt_text import alt_text
from convscenes.stories._base.story import Beat, Story


def story_data(story: Story, beats: Iterable[Beat]) -> dict[str, Any]:
    """Return all texts, values and steps of a story, of these of its beats; an empty cell is None."""
    return {
        "name": story.name,
        "kind": story.kind,
        "language": story.language,
        "title": story.plain_title,
        "description": story.description,
        "parameters": story.parameters,
        "maps": [plain(m) for m in story.maps],
        "beats": [beat_data(story, beat) for beat in beats],
    }


def beat_data(story: Story, beat: Beat) -> dict[str, Any]:
    """Return one beat: its texts without markup, what is on screen at its end, and its steps."""
    return {
        "name": beat.name,
        "title": beat.title,
        "act": beat.act,
        "caption": beat.plain_caption,
        "note": beat.note,
        "pause": beat.pause,
        "description": alt_text(story, beat),
        "formula": beat.formula_text,
        "shows": plain(beat.shows),
        "points": plain(beat.points),
        "laid": plain(beat.laid),
        "connects": plain(beat.connects),
        "dashed": plain(beat.dashed),
        "steps": plain(beat.steps),
    }


def plain(value: Any) -> Any:
    """Return a record, array or number as plain data.

    >>> plain({"row": np.ma.masked_equal([1, 0, 2], 0), "rows": slice(0, 3)})
    {'row': [1, None, 2], 'rows': [0, 3]}
    """
    match value:
        case np.ndarray() | np.generic():
            return value.tolist()
        case slice():
            return [value.start, value.stop] if value.step is None else [value.start, value.stop, value.step]
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case tuple() | list():
            return [plain(item) for item in value]
        case _ if is_dataclass(value):
            return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
        case _:
            return value
