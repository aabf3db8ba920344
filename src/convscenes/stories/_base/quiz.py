"""Questions between beats: the cells that the next beat fills, outlined and empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from convscenes.stories._base.points import Points
from convscenes.stories._base.story import Beat, Story

QUESTION = "question"
"""The act of these beats."""
TO_THINK = 3.0
"""For how long a question is held where nobody waits, in seconds."""


def with_questions(story: Story) -> Story:
    """Return a story with a question before each beat that begins steps of its own and changes values.

    It points at what the beat points at. The first step, which is gone through part by part, asks nothing. A
    question is called ``ask-`` and the name of the beat that answers it; players wait there.

    >>> maps = Beat("maps", "maps", "", {"y": np.zeros((1, 2))})
    >>> row = Beat("row", "row", "", {"y": np.array([[0, 7]])}, steps=(1,))
    >>> asked = with_questions(Story("pooling", "", "", (), (maps, row))).beats[1]
    >>> asked.name, asked.caption, asked.shows["y"].tolist()
    ('ask-row', 'Which value belongs in the outlined cell?', [[0.0, None]])
    """
    beats = [*story.beats[:1]]
    for before, beat in pairwise(story.beats):
        beats += [*_questions(story, before, beat), beat]
    return replace(story, beats=tuple(beats))


def _questions(story: Story, before: Beat, beat: Beat) -> Iterator[Beat]:
    """Yield the question before a beat, if there is one."""
    changed = _changes(before, beat)
    begun = {id(step) for step in before.steps}
    if not changed or not beat.steps or any(id(step) in begun for step in beat.steps):
        return
    asked = story.words.say(QUESTION, cells=sum(int(np.count_nonzero(mask)) for mask in changed.values()))
    empty = {name: np.ma.array(before.shows[name], mask=mask) for name, mask in changed.items()}
    outlined = {name: (Points.highlighted(mask, "cells"),) for name, mask in changed.items()}
    pointed = {name: path for name, path in beat.points.items() if name in before.shows}
    yield Beat(
        QUESTION,
        f"ask-{beat.name}",
        asked.text,
        {**before.shows, **empty},
        title=asked.title,
        points={**outlined, **{name: path for name, path in pointed.items() if len(path) == 1}},
        dashed=before.dashed,
        hold=TO_THINK,
        pause=True,
    )


def _changes(before: Beat, beat: Beat) -> Mapping[str, NDArray[np.bool_]]:
    """Return the cells (H, W) that get other values, by the names of maps: of those that the beat points at.

    If it points at none that change, of all. Cells that become empty are not among them.
    """
    found = {}
    for name in before.shows.keys() & beat.shows.keys():
        old, new = np.ma.array(before.shows[name]), np.ma.array(beat.shows[name])
        if old.shape == new.shape:
            filled = ~np.ma.getmaskarray(new)
            mask = filled & (np.ma.getmaskarray(old) | (np.ma.getdata(old) != np.ma.getdata(new)))
            if mask.any():
                found[name] = mask
    pointed = found.keys() & beat.points.keys() or found.keys()
    return {name: found[name] for name in before.shows if name in pointed}
