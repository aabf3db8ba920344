"""What the parts of a playlist have in common: maps that stay on screen from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from convscenes.stories._base.story import Beat, Story

Kept = tuple[tuple[str, str], ...]
"""The names of maps in the part before and in the part that begins with them."""


@dataclass(frozen=True, eq=False)
class Before:
    """What a part begins with: another ``story`` after some beats, some of its maps ``kept`` on screen.

    These beats end before number ``end``. Of a card, that includes what was ``before`` it.
    """

    story: Story
    kept: Kept
    end: int
    before: Before | None = None


@dataclass(frozen=True)
class Entry:
    """A part of a playlist: its story, whether it is a card, and whether maps may be handed over to it.

    Its beats are those from number ``first`` up to, not including, ``end``; None is the number of all.
    """

    story: Story
    is_card: bool
    handover: bool = True
    first: int = 0
    end: int | None = None

    @property
    def shown(self) -> tuple[Beat, ...]:
        """Its beats."""
        return self.story.beats[self.first : self.end]


def handovers(entries: Sequence[Entry]) -> list[Before | None]:
    """Return what each part begins with: the maps that it has in common with the last part that is no card.

    A card between two such parts keeps these maps on screen. Parts of different themes, sizes of text, or
    captions have none in common; nor has one that does not begin with the first beat of its story: it begins
    with the end of the beat before.
    """
    found: list[Before | None] = [None] * len(entries)
    last: int | None = None
    for number, entry in enumerate(entries):
        if entry.is_card:
            continue
        between = entries[last + 1 : number + 1] if last is not None else []
        kept = common_maps(entries[last], entry) if last is not None else ()
        if last is not None and kept and all(part.handover for part in between):
            before = _after(entries[last], tuple((there, there) for there, _ in kept))
            for card in range(last + 1, number):
                found[card] = before
                before = _after(entries[card], before.kept, before)
            found[number] = replace(before, kept=kept)
        last = number
    return found


def _after(entry: Entry, kept: Kept, before: Before | None = None) -> Before:
    return Before(entry.story, kept, entry.first + len(entry.shown), before)


def common_maps(before: Entry, after: Entry) -> Kept:
    """Return the maps that one part ends with and another begins with: of one role, with the same values.

    A map is matched with an equal one of its name, else with the first equal one; an empty map with none.
    """
    looks = [(p.theme, p.text_scale, p.captioned) for p in (e.story.presentation for e in (before, after))]
    if after.first or looks[0] != looks[1]:
        return ()
    ends, kept = before.shown[-1].shows, []
    free = set(ends)
    for name, values in after.shown[0].shows.items():
        alike = [
            other for other in (name, *ends)
            if other in free
            and before.story.map(other).role == after.story.map(name).role
            and np.ma.array(ends[other]).tolist() == np.ma.array(values).tolist()
        ]  # fmt: skip
        if alike and not np.ma.getmaskarray(values).all():
            kept.append((alike[0], name))
            free.remove(alike[0])
    return tuple(kept)
