"""How many decimals the values of a map need.

Values are unique integers, in units of which 10 to the ``places`` are 1. The magnitude is the power of ten of
the largest value's first digit.
"""

from __future__ import annotations

import numpy as np

from convscenes.ops.arguments import Array
from convscenes.ops.notation.distinct import distinct, pieces
from convscenes.ops.notation.quanta import rounded

MAX_DECIMALS = 4
DISTINCT = 3
"""The most decimals that rounded values get so that different ones look different."""
EXACT_DIGITS = 10
"""Digits, before and after the mark, up to which values are written exactly."""
ROUNDED_DIGITS = 6
"""The most digits of a rounded value; more only for two decimals of thousands, or for a whole part."""


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
    """Return the decimals of rounded values: more than two only where these help.

    They help where fewer fractions are written as integers, or fewer different values alike.

    >>> rounded_decimals(np.array([99600, 33333]), 5, -1), rounded_decimals(np.array([33333, 1]), 5, -1)
    (3, 2)
    """
    digits = ROUNDED_DIGITS - 1 - max(magnitude, 0)
    highest = max(min(MAX_DECIMALS, digits), 2 if magnitude < 4 else 0)
    levels = range(min(max(2, 1 - magnitude), highest), highest + 1)

    def whole(decimals: int) -> int:
        return sum(int(np.count_nonzero(_whole(some, places, decimals))) for some in pieces(counts))

    def alike(decimals: int) -> int:
        return -len(distinct(rounded(some, places - decimals) for some in pieces(counts)))

    refined = [decimals for decimals in levels if decimals <= max(DISTINCT, levels[0])]
    return max(min(levels, key=whole), min(refined, key=alike))


def _whole(counts: Array, places: int, decimals: int) -> Array:
    """Return which values are fractions, but written as integers with so many decimals."""
    written = rounded(counts, places - decimals)
    whole: Array = (counts % 10**places != 0) & (written % 10**decimals == 0)
    return whole
