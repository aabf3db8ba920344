"""What the layout needs of a map: shape, padding, label, numerals, and how much the beats are about it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import replace

from convscenes.look.letter_sizes import LABEL, MIN_EM
from convscenes.look.map_label import label_size
from convscenes.look.slots import Slot, readings
from convscenes.ops.notation import Notation
from convscenes.scenes._base.map_view import NO_PADDING, Padding, PaddingSize
from convscenes.stories import Story
from convscenes.stories._base.points import reach

WEIGHTS = {"row": 3.0, "column": 3.0, "map": 0.6}
"""How much a beat is about a map of which it points at this: rows, as of a matrix; all of it; else 1."""


def slot(
    story: Story,
    name: str,
    padding: PaddingSize = NO_PADDING,
    *,
    numerals: bool = True,
    room: float = math.inf,
) -> Slot:
    """Return the slot of the map ``name``, which has ``numerals`` unless it is a picture.

    Its label takes two lines where one were wider than ``room``.
    """
    one, notation = story.map(name), story.notations[name]
    laid = [other for other, (on, _) in story.passing.items() if on in (name, one.group)]
    mark = rounding_mark(notation) if numerals else ""
    width, height = label_size(one.label, one.size, room, mark)
    return Slot(
        name,
        *one.shape,
        padding=padding,
        label_width=width,
        label_height=height,
        readings=readings(story.values[name], notation) if numerals else (),
        passing=max((story.notations[other].width for other in laid), default=0.0),
        weight=weight(story, name),
    )


def narrowed(slots: Iterable[Slot], room: float) -> tuple[Slot, ...]:
    """Return the slots of maps side by side, with smaller labels where these were wider than ``room`` units.

    >>> [slot.label_width for slot in narrowed([Slot("input", 2, 2, label_width=5.0)] * 2, 9.0)]
    [4.5, 4.5]
    """
    both = tuple(slots)
    share = min(1.0, max(MIN_EM / LABEL, room / sum(slot.label_width for slot in both)))
    return tuple(replace(slot, label_width=share * slot.label_width) for slot in both)


def rounding_mark(notation: Notation) -> str:
    """Return what a label says of its map's numbers, as maths: that they are rounded, times which power.

    >>> [rounding_mark(Notation.of([value])) for value in (1 / 3, 0.001 / 3, 7)]
    ['$≈$', '$≈ times 10^(-4)$', '']
    """
    if not notation.mark:
        return ""
    parts = [] if notation.exact else ["≈"]
    parts += [f"times 10^({notation.power})"] * bool(notation.power)
    return f"${' '.join(parts)}$"


def weight(story: Story, name: str) -> float:
    """Return how much a story is about a map: whether beats change it, or point at a part of it."""
    kinds = {points.kind for beat in story.beats for points in beat.points.get(name, ())}
    changed = len({id(beat.shows[name]) for beat in story.beats if name in beat.shows}) > 1
    return max([WEIGHTS["map"], *(WEIGHTS.get(kind, 1.0) for kind in kinds), float(changed)])


def padding_of(story: Story, name: str, together: Collection[str]) -> Padding:
    """Return the padding of a map in the beats that show the maps ``together`` and no others.

    It reaches as far as these beats point beyond the map, if the story has ``beyond`` for it.
    """
    one = story.map(name)
    beats = [beat for beat in story.beats if beat.shows.keys() == set(together)] if one.beyond else []
    paths = [points for beat in beats for points in beat.points.get(name, ())]
    return Padding(reach(paths, one.shape), zeros=one.beyond == "zeros") if paths else Padding()
