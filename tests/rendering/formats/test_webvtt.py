"""Captions in WebVTT: their times in whole milliseconds, any text; equal neighbours are one caption."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from convscenes.rendering.formats.webvtt import Cue, write_cues
from tests.rendering.captions import read_cues

LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40)


@given(st.integers(1, 120), st.lists(st.tuples(st.integers(1, 400_000), LINES), min_size=1, max_size=6))
def test_every_caption_is_there_in_its_frames(fps: int, lengths: list[tuple[int, str]]) -> None:
    cues, start = [], 0
    for length, text in lengths:
        cues.append(Cue(start, start + length, text))
        start += length + 1
    assert list(read_cues(write_cues(cues, fps, "de"), fps)) == cues


def test_only_neighbours_become_one() -> None:
    cues = [Cue(0, 10, "Add."), Cue(10, 20, "Add."), Cue(25, 30, "Add.")]
    assert list(read_cues(write_cues(cues, 10, "de"), 10)) == [Cue(0, 20, "Add."), Cue(25, 30, "Add.")]
