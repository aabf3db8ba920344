"""Numbers as an SVG writes them: whole parts of a unit, rounded alike on every machine, in few characters."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

HAIR = 1e-4
"""What lies this close below a half counts as a half: its last bits differ between processors."""


def whole(values: Any) -> NDArray[np.int64]:
    """Return ``values`` rounded to integers, halves upwards: the same where they differ in their last bits.

    >>> whole([0.5, 0.5 - 1e-12, -0.5, 2.4]).tolist()
    [1, 1, 0, 2]
    """
    return np.floor(np.asarray(values, dtype=np.float64) + (0.5 + HAIR)).astype(np.int64)


def significant(value: float, digits: int = 4) -> str:
    """Return a positive number in as many significant ``digits``: a width is as exact in any unit.

    >>> significant(2.025), significant(1 / 60), significant(35.71428)
    ('2.025', '.01667', '35.71')
    """
    places = max(digits - 1 - math.floor(math.log10(value)), 0)
    return decimal(int(whole(value * 10**places)), 10**places)


def decimal(number: int, per: int) -> str:
    """Return ``number``, of which ``per`` (a power of ten) are one, as the shortest decimal number.

    >>> [decimal(number, 100) for number in (0, 5, -50, 1920_00, 123_45)]
    ['0', '.05', '-.5', '1920', '123.45']
    >>> decimal(1234, 1)
    '1234'
    """
    units, rest = divmod(abs(number), per)
    fraction = f".{per + rest}".replace(".1", ".", 1).rstrip("0") if rest else ""
    digits = f"{units or ''}{fraction}" or "0"
    return f"-{digits}" if number < 0 else digits
