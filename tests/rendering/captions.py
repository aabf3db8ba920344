"""Reading captions back, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from convscenes.rendering.formats.webvtt import ABOVE, Cue


def read_cues(text: str, fps: int) -> Iterator[Cue]:
    r"""Yield the captions of a WebVTT file, in frames.

    >>> list(read_cues("WEBVTT Language: en\n\n00:00:00.000 --> 01:00:01.500\n3 &lt; 4\n", fps=10))
    [Cue(start=0, end=36015, text='3 < 4', above=False)]
    """
    head, *blocks = text.removesuffix("\n").split("\n\n")
    assert head.startswith("WEBVTT Language: ")
    for block in blocks:
        times, words = block.split("\n")
        clocks = times.removesuffix(ABOVE)
        start, end = (frame_of(clock, fps) for clock in clocks.split(" --> "))
        yield Cue(start, end, unescape(words), above=clocks != times)


def frame_of(clock: str, fps: int) -> int:
    hours, minutes, seconds = clock.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * fps)
