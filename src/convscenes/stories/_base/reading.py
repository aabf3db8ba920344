"""How long captions take to read, by someone who reads each once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from convscenes.spec.markup import plain
from convscenes.stories._base.story import Beat

WORDS = 3.0
"""Words that are read in a second."""


def word_count(caption: str) -> int:
    """Return how many words a caption has: what is between spaces, numbers and signs too, also of maths.

    >>> word_count("A *3×3* kernel, $C^T y$"), word_count("row 2: 3 + 4 = 7")
    (5, 7)
    """
    return len(plain(caption).split())


def reading_times(beats: Sequence[Beat]) -> Mapping[str, float]:
    """Return for how long each beat shows its caption at least, in seconds, by the beats' names.

    Beats in a row that have one caption share the time that it takes: they may be quick.

    >>> beats = [Beat(name, name, text, {}) for name, text in zip("abc", ["One *word*", "Six", "Six"])]
    >>> [round(seconds, 2) for seconds in reading_times(beats).values()]
    [0.67, 0.17, 0.17]
    """
    times: dict[str, float] = {}
    for caption, alike in groupby(beats, key=lambda beat: beat.caption):
        names = [beat.name for beat in alike]
        times |= dict.fromkeys(names, word_count(caption) / WORDS / len(names))
    return times


def missing_times(beats: Sequence[Beat], first: int, end: int) -> list[float]:
    """Return by how many seconds longer beats are shown where only those from ``first`` up to ``end`` are.

    Beats that share a caption with some that are left out have too little time for it: the last of them gets
    what is missing, unless it says itself how long it is held.

    >>> beats = [Beat(name, name, "One two three", {}) for name in "abc"]
    >>> [round(seconds, 2) for seconds in missing_times(beats, 1, 3)]
    [0.0, 0.33]
    """
    times, missing = reading_times(beats), [0.0] * (end - first)
    for _, alike in groupby(range(len(beats)), key=lambda number: beats[number].caption):
        group = [*alike]
        shown = [number for number in group if first <= number < end]
        if shown and beats[shown[-1]].hold is None:
            missing[shown[-1] - first] = sum(times[beats[n].name] for n in group if n not in shown)
    return missing
