"""Captions of a video as WebVTT, in whole frames."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Cue:
    """One caption, on screen from frame ``start`` up to, not including, frame ``end``."""

    start: int
    end: int
    text: str


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
