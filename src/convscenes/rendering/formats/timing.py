"""Timing clips by a sound: how long each is shown so that the next begins at its cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise


@dataclass(frozen=True)
class Length:
    """How many frames a clip has as it was drawn, and how many at least: those of its motion."""

    usual: int
    least: int


def fitted(clips: Sequence[Length], cues: Sequence[int | None], end: int) -> list[int]:
    """Return for how many frames each clip is shown, so that every clip with a cue begins at that frame.

    Only holds become longer or shorter. Clips up to the next cue keep their usual lengths, and the last of
    them is held until then; where that is too long, their holds are shortened in proportion. Where even their
    motion takes longer, the next clip begins late, and the holds after that are shortened until none is. The
    last clip is held up to the frame ``end``, if it has not ended later.

    >>> clips = [Length(usual=10, least=4)] * 3
    >>> fitted(clips, [0, 25, None], end=60)
    [25, 10, 25]
    >>> fitted(clips, [None, None, 14], end=0)
    [7, 7, 10]
    >>> fitted(clips, [0, 3, 12], end=24)
    [4, 8, 12]
    """
    shown: list[int] = []
    starts = [0, *(number for number, cue in enumerate(cues) if number and cue is not None), len(clips)]
    for first, after in pairwise(starts):
        group, start = clips[first:after], sum(shown)
        cue = cues[after] if after < len(clips) else max(end, start + sum(clip.usual for clip in group))
        assert cue is not None, "a group ends where the next clip has a cue"
        shown += filled(group, cue - start)
    return shown


def filled(clips: Sequence[Length], room: int) -> list[int]:
    """Return for how many frames each of some clips is shown, to fill ``room`` frames if they can.

    >>> filled([Length(10, 4), Length(10, 7)], room=14)
    [6, 8]
    """
    usual, least = sum(clip.usual for clip in clips), sum(clip.least for clip in clips)
    holds = max(min(room, usual) - least, 0)
    ends = [held * holds // max(usual - least, 1) for held in accumulate(c.usual - c.least for c in clips)]
    shown = [clip.least + end - start for clip, start, end in zip(clips, [0, *ends], ends, strict=False)]
    shown[-1] += max(room - usual, 0)
    return shown


def delays(shown: Sequence[int], cues: Sequence[int | None]) -> list[int]:
    """Return by how many frames each clip begins after its cue; 0 without one.

    >>> delays([4, 8, 12], [0, 3, 12])
    [0, 1, 0]
    """
    starts = accumulate(shown, initial=0)
    return [start - cue if cue is not None else 0 for start, cue in zip(starts, cues, strict=False)]
