"""How many decimals the values of a map need.

Values are whole numbers, unique, in units so small that 10 to the ``places`` are 1. The magnitude is the
power of ten of the largest value's first digit.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from convscenes.ops.arguments import Array
from convscenes.ops.notation.grains import rounded

MAX_DECIMALS = 4
DISTINCT = 3
"""Decimals up to which rounding is refined for the sake of values that would look alike."""
EXACT_DIGITS = 10
"""Digits, those before and after the mark, up to which values are written exactly."""
ROUNDED_DIGITS = 6
"""Digits of a rounded value at most, as far as two decimals of thousands and a whole part allow."""


def exact_decimals(counts: Array, places: int, magnitude: int) -> int | None:
    """Return the fewest decimals that show all values exactly, None where it would take too many.

    >>> exact_decimals(np.array([2500, 3000]), 3, 0), exact_decimals(np.array([33333]), 5, -1)
    (1, None)
    """
    if magnitude < -MAX_DECIMALS:
        return None
    for decimals in range(min(MAX_DECIMALS, EXACT_DIGITS - 1 - magnitude) + 1):
        if not (counts % 10 ** (places - decimals)).any():
            return decimals
    return None


def rounded_decimals(counts: Array, places: int, magnitude: int) -> int:
    """Return how many decimals rounded values get: more than two only where these help.

    They do where fewer fractions are written as whole numbers, or fewer values alike.

    >>> rounded_decimals(np.array([99600, 33333]), 5, -1), rounded_decimals(np.array([33333, 1]), 5, -1)
    (3, 2)
    """
    digits = ROUNDED_DIGITS - 1 - max(magnitude, 0)
    most = max(min(MAX_DECIMALS, digits), 2 if magnitude < 4 else 0)
    levels = range(min(max(2, 1 - magnitude), most), most + 1)
    written = {decimals: rounded(counts, places - decimals) for decimals in levels}
    fractions = counts % 10**places != 0

    def whole(decimals: int) -> Any:
        return np.count_nonzero(fractions & (written[decimals] % 10**decimals == 0))

    def alike(decimals: int) -> int:
        return -len(np.unique(written[decimals]))

    refined = [decimals for decimals in levels if decimals <= max(DISTINCT, levels[0])]
    return max(min(levels, key=whole), min(refined, key=alike))
