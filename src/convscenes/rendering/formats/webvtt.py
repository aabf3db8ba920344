"""Captions of a video as WebVTT, in whole frames."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ABOVE = " line:-4"
"""The setting of a cue whose lines end above two lines at the bottom of the picture."""


@dataclass(frozen=True)
class Cue:
    """One caption, on screen from frame ``start`` up to, not including, frame ``end``.

    ``above`` leaves room for a line at the bottom of the picture.
    """

    start: int
    end: int
    text: str
    above: bool = False


def write_cues(cues: Iterable[Cue], fps: int, language: str) -> str:
    r"""Return a WebVTT file. Neighbours with the same text become one caption.

    The ``language`` is on the first line, where any text may stand: strict readers refuse a second one.

    >>> print(write_cues([Cue(0, 45, "3 < 4"), Cue(45, 50, "Add."), Cue(50, 60, "Add.")], 15, "en"))
    WEBVTT Language: en
    <BLANKLINE>
    00:00:00.000 --> 00:00:03.000
    3 &lt; 4
    <BLANKLINE>
    00:00:03.000 --> 00:00:04.000
    Add.
    <BLANKLINE>
    """
    blocks = (
        f"{clock(c.start, fps)} --> {clock(c.end, fps)}{ABOVE if c.above else ''}\n"
        + html.escape(c.text, quote=False)
        for c in joined(cues)
    )
    return "\n\n".join([f"WEBVTT Language: {language}", *blocks]) + "\n"


def joined(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Yield cues, neighbours with the same text as one.

    >>> [(cue.start, cue.end) for cue in joined([Cue(0, 9, "Add."), Cue(9, 12, "Add."), Cue(12, 15, "So.")])]
    [(0, 12), (12, 15)]
    """
    last: Cue | None = None
    for cue in cues:
        if last and (last.text, last.end) == (cue.text, cue.start):
            last = replace(last, end=cue.end)
        else:
            if last:
                yield last
            last = cue
    if last:
        yield last


def clock(frame: int, fps: int) -> str:
    """Return when a frame begins, to the millisecond.

    >>> clock(61, fps=60), clock(3600 * 30, fps=30)
    ('00:00:01.017', '01:00:00.000')
    """
    ms = round(frame * 1000 / fps)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def captions_of(video: Path) -> Path:
    """Return where the captions of a video are: beside it.

    >>> captions_of(Path("videos/scatter.mp4")).as_posix()
    'videos/scatter.vtt'
    """
    return video.with_suffix(".vtt")
