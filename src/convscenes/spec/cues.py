"""Cues: when beats begin in a sound, by a file with a line for each, ``BEAT: TIME``."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from convscenes.errors import nearest
from convscenes.spec.faults import Fault, shown
from convscenes.spec.reader import read

CLOCK = re.compile(r"([0-9]+):([0-5]?[0-9](?:\.[0-9]*)?)")
"""Minutes and seconds."""


def read_cues(path: Path, beats: Sequence[str], end: float) -> dict[str, float]:
    """Return when beats begin in a sound of ``end`` seconds, in seconds, in the order of all ``beats``.

    The first beat begins with the sound; others may have no cue.

    Raises SpecError, with every problem, where the file cannot be read, or has unknown beats, what is no
    time, times after the end of the sound, or times that are not in the order of the beats.
    """
    document = read(path, first=f"{beats[0]}: 0")
    faults: list[Fault] = []
    cues: dict[str, float] = {}
    for beat in sorted(document.data, key=lambda beat: beats.index(beat) if beat in beats else -1):
        given = document.data[beat]
        seconds = seconds_of(given)
        before, latest = next(reversed(cues.items()), ("", -1.0))
        if beat not in beats:
            near = nearest(beat, beats) or next((one for one in beats if one.endswith(f"-{beat}")), "")
            hint = f'Did you mean "{near}"?' if near else "`convscenes steps` lists all."
            faults.append(Fault(f"no such beat. {hint}", (beat,), at_key=True))
        elif seconds is None:
            faults.append(Fault(f"must be a time, as 62.5 or 1:02.5, got {shown(given)}.", (beat,)))
        elif seconds >= end:
            message = f"must be before the end of the sound, {clock(end)}, got {shown(given)}."
            faults.append(Fault(message, (beat,)))
        elif beat == beats[0] and seconds:
            faults.append(Fault(f"must be 0, as the video begins with it, got {shown(given)}.", (beat,)))
        elif seconds <= latest:
            message = f"must be later than {before}, {clock(latest)}, got {shown(given)}."
            faults.append(Fault(message, (beat,)))
        else:
            cues[beat] = seconds
    if faults:
        raise document.refusal(faults)
    return cues


def seconds_of(given: Any) -> float | None:
    """Return a time in seconds, given as such or as minutes and seconds; None for anything else.

    >>> seconds_of(62.5), seconds_of("1:02.5"), seconds_of("75:00")
    (62.5, 62.5, 4500.0)
    >>> seconds_of(-1), seconds_of("1:75"), seconds_of(True), seconds_of("soon")
    (None, None, None, None)
    """
    if isinstance(given, str) and (found := CLOCK.fullmatch(given)):
        return 60 * int(found[1]) + float(found[2])
    if isinstance(given, int | float) and not isinstance(given, bool) and 0 <= given < math.inf:
        return float(given)
    return None


def clock(seconds: float) -> str:
    """Return a time as it is written in a file of cues.

    >>> clock(9.25), clock(62.5), clock(600)
    ('9.25', '1:02.5', '10:00')
    """
    minutes, rest = divmod(round(seconds, 3), 60)
    return f"{minutes:.0f}:{rest:06.3f}".rstrip("0").rstrip(".") if minutes else f"{rest:g}"
