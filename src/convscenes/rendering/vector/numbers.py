"""Numbers in SVG: rounded to fractions of a unit, alike on every machine, in few characters."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-4
"""Values this close below a half are rounded up: their last bits differ between processors."""


def whole(values: Any) -> NDArray[np.int64]:
    """Return ``values`` rounded to integers, halves up, independent of their last bits.

    >>> whole([0.5, 0.5 - 1e-12, -0.5, 2.4]).tolist()
    [1, 1, 0, 2]
    """
    return np.floor(np.asarray(values, dtype=np.float64) + (0.5 + TOLERANCE)).astype(np.int64)


def significant(value: float, digits: int = 4) -> str:
    """Return a positive number with so many significant ``digits``, so that its precision suits any unit.

    >>> significant(2.025), significant(1 / 60), significant(35.71428)
    ('2.025', '.01667', '35.71')
    """
    places = max(digits - 1 - math.floor(math.log10(value)), 0)
    return decimal(int(whole(value * 10**places)), 10**places)


def decimal(number: int, per: int) -> str:
    """Return ``number`` / ``per`` (a power of ten) as the shortest decimal number.

    >>> [decimal(number, 100) for number in (0, 5, -50, 1920_00, 123_45)]
    ['0', '.05', '-.5', '1920', '123.45']
    >>> decimal(1234, 1)
    '1234'
    """
    units, rest = divmod(abs(number), per)
    fraction = f".{per + rest}".replace(".1", ".", 1).rstrip("0") if rest else ""
    digits = f"{units or ''}{fraction}" or "0"
    return f"-{digits}" if number < 0 else digits
