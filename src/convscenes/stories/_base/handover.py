"""What the parts of a playlist have in common: maps that stay on screen from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from convscenes.stories._base.story import Story

Kept = tuple[tuple[str, str], ...]
"""The names of maps in the part before and in the part that begins with them."""


@dataclass(frozen=True, eq=False)
class Before:
    """What a part begins with: the end of another ``story``, of whose maps some are ``kept`` on screen.

    Of a card, that includes what was ``before`` it.
    """

    story: Story
    kept: Kept
    before: Before | None = None


@dataclass(frozen=True)
class Entry:
    """A part of a playlist: its story, whether it is a card, and whether maps may be handed over to it."""

    story: Story
    is_card: bool
    handover: bool = True


def handovers(entries: Sequence[Entry]) -> list[Before | None]:
    """Return what each part begins with: the maps that it has in common with the last part that is no card.

    A card between two such parts keeps these maps on screen. Parts of different themes have none in common.
    """
    found: list[Before | None] = [None] * len(entries)
    last: int | None = None
    for number, entry in enumerate(entries):
        if entry.is_card:
            continue
        between = entries[last + 1 : number + 1] if last is not None else []
        kept = common_maps(entries[last].story, entry.story) if last is not None else ()
        if last is not None and kept and all(part.handover for part in between):
            before = Before(entries[last].story, tuple((there, there) for there, _ in kept))
            for card in range(last + 1, number):
                found[card] = before
                before = Before(entries[card].story, before.kept, before)
            found[number] = replace(before, kept=kept)
        last = number
    return found


def common_maps(before: Story, after: Story) -> Kept:
    """Return the maps that one story ends with and another begins with: of one role, with the same values.

    A map is matched with an equal one of its name, else with the first equal one; an empty map with none.
    """
    if before.presentation.theme != after.presentation.theme:
        return ()
    ends, kept, free = before.beats[-1].shows, [], set(before.beats[-1].shows)
    for name, values in after.beats[0].shows.items():
        alike = [
            other for other in (name, *ends)
            if other in free
            and before.map(other).role == after.map(name).role
            and np.ma.array(ends[other]).tolist() == np.ma.array(values).tolist()
        ]  # fmt: skip
        if alike and not np.ma.getmaskarray(values).all():
            kept.append((alike[0], name))
            free.remove(alike[0])
    return tuple(kept)
