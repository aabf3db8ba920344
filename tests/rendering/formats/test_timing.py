"""Holds are fitted to a sound: worked by hand, and against a recurrence that knows no holds."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.rendering.formats.timing import Length, delays, fitted


def clips(*lengths: tuple[int, int]) -> list[Length]:
    return [Length(usual, least) for usual, least in lengths]


USUAL = clips((10, 4), (20, 6), (15, 15), (30, 10))


@pytest.mark.parametrize(
    ("cues", "end", "shown"),
    [
        ([None, None, None, None], 0, [10, 20, 15, 30]),
        ([None, None, None, None], 100, [10, 20, 15, 55]),
        ([0, None, None, None], 75, [10, 20, 15, 30]),
        ([0, 12, 50, 65], 90, [12, 38, 15, 30]),
        ([0, 12, 50, 65], 99, [12, 38, 15, 34]),
        ([0, 7, 20, 40], 60, [7, 13, 20, 30]),
        ([0, None, None, 50], 90, [10, 20, 20, 40]),
        ([0, None, None, 35], 35, [7, 13, 15, 30]),
        ([0, 3, 9, 40], 80, [4, 6, 30, 40]),
        ([0, 3, 9, 20], 80, [4, 6, 15, 55]),
        ([0, None, 5, 26], 80, [4, 6, 16, 54]),
    ],
    ids=[
        "no cues, no sound: as drawn",
        "the last frame is held until the sound ends",
        "the sound ends with the video",
        "holds are longer",
        "and the last, too",
        "holds are shorter, but the last one",
        "the last clip before a cue is held",
        "holds before a cue are shortened in proportion: 6 and 14 of 20 become 3 and 7",
        "late by a frame, late by a frame, and in time after a hold",
        "motion that takes longer than three cues: late to the end",
        "late after a clip without a cue, then in time",
    ],
)
def test_worked_by_hand(cues: list[int | None], end: int, shown: list[int]) -> None:
    assert fitted(USUAL, cues, end) == shown


def test_delays_are_of_clips_with_cues() -> None:
    assert delays([4, 6, 15, 55], [0, 3, 9, 20]) == [0, 1, 1, 5]
    assert delays([10, 20, 20, 40], [0, None, None, 50]) == [0, 0, 0, 0]


@st.composite
def timings(draw: st.DrawFn) -> tuple[list[Length], list[int | None], int]:
    """Draw clips, cues that ascend, the first of them 0 if there is one, and an end."""
    lengths = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), min_size=1, max_size=8))
    gaps = draw(
        st.lists(st.one_of(st.none(), st.integers(0, 60)), min_size=len(lengths), max_size=len(lengths))
    )
    times = accumulate(gap or 0 for gap in [0, *gaps[1:]])
    cues = [None if gap is None else time for gap, time in zip(gaps, times, strict=True)]
    drawn = [Length(least + hold, least) for hold, least in lengths]
    return drawn, cues, draw(st.integers(0, 300))


@given(timings())
def test_no_motion_is_cut_and_no_clip_is_later_than_it_must_be(
    timing: tuple[list[Length], list[int | None], int],
) -> None:
    drawn, cues, end = timing
    shown = fitted(drawn, cues, end)
    starts = list(accumulate(shown, initial=0))
    assert len(shown) == len(drawn)
    assert all(many >= clip.least for many, clip in zip(shown, drawn, strict=True))
    assert starts[-1] >= end
    earliest = 0
    for start, cue, clip in zip(starts, cues, drawn, strict=False):
        if cue is not None:
            earliest = max(earliest, cue)
            assert start == earliest, "at its cue, or as soon as the motion since the one before allows"
        earliest += clip.least
    assert delays(shown, cues) == [
        start - cue if cue is not None else 0 for start, cue in zip(starts, cues, strict=False)
    ]


@given(timings())
def test_only_clips_before_a_cue_are_other_than_they_were_drawn(
    timing: tuple[list[Length], list[int | None], int],
) -> None:
    """All are at most as long as they were drawn, but for the last before a cue, and the last of all."""
    drawn, cues, end = timing
    shown = fitted(drawn, cues, end)
    for number, (many, clip) in enumerate(zip(shown, drawn, strict=True)):
        if number + 1 < len(cues) and cues[number + 1] is None:
            assert many <= clip.usual
    last = max((number for number, cue in enumerate(cues) if cue is not None), default=0)
    assert shown[last:-1] == [clip.usual for clip in drawn[last:-1]]
    assert shown[-1] >= drawn[-1].usual
