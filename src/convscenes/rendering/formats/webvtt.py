"""Captions of a video as WebVTT, in whole frames."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

TIMES = re.compile(r"(\d+):(\d\d):(\d\d)\.(\d{3}) --> (\d+):(\d\d):(\d\d)\.(\d{3})")


@dataclass(frozen=True)
class Cue:
    """One caption, on screen from frame ``start`` up to, not including, frame ``end``."""

    start: int
    end: int
    text: str

    def later(self, frames: int) -> Cue:
        """Return the same caption ``frames`` frames later."""
        return replace(self, start=self.start + frames, end=self.end + frames)


def write_cues(cues: Iterable[Cue], fps: int) -> str:
    r"""Return a WebVTT file. Neighbours with the same text become one caption.

    >>> print(write_cues([Cue(0, 45, "3 < 4"), Cue(45, 50, "Add."), Cue(50, 60, "Add.")], fps=15))
    WEBVTT
    <BLANKLINE>
    00:00:00.000 --> 00:00:03.000
    3 &lt; 4
    <BLANKLINE>
    00:00:03.000 --> 00:00:04.000
    Add.
    <BLANKLINE>
    """
    joined: list[Cue] = []
    for cue in cues:
        if joined and (joined[-1].text, joined[-1].end) == (cue.text, cue.start):
            joined[-1] = replace(joined[-1], end=cue.end)
        else:
            joined.append(cue)
    blocks = (
        f"{clock(c.start, fps)} --> {clock(c.end, fps)}\n{html.escape(c.text, quote=False)}" for c in joined
    )
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def read_cues(text: str, fps: int) -> Iterator[Cue]:
    """Yield the captions of a WebVTT file that ``write_cues`` wrote, in the frames they were written from.

    >>> list(read_cues(write_cues([Cue(1, 7, "2 < 3")], fps=60), fps=60))
    [Cue(start=1, end=7, text='2 < 3')]
    """
    for block in text.split("\n\n")[1:]:
        times, _, words = block.rstrip("\n").partition("\n")
        numbers = [int(number) for number in TIMES.fullmatch(times).groups()]  # type: ignore[union-attr]
        yield Cue(frame_at(numbers[:4], fps), frame_at(numbers[4:], fps), html.unescape(words))


def clock(frame: int, fps: int) -> str:
    """Return when a frame begins, to the millisecond.

    >>> clock(61, fps=60), clock(3600 * 30, fps=30)
    ('00:00:01.017', '01:00:00.000')
    """
    ms = round(frame * 1000 / fps)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def frame_at(time: Iterable[int], fps: int) -> int:
    """Return the frame that begins at ``time`` (hours, minutes, seconds, milliseconds)."""
    hours, minutes, seconds, ms = time
    return round((((hours * 60 + minutes) * 60 + seconds) * 1000 + ms) * fps / 1000)
