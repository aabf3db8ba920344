"""A number's characters, and how wide they are."""

from __future__ import annotations

from typing import Any

import numpy as np

from convscenes.ops.arguments import Array

DIGIT, POINT, MINUS = 500, 278, 778
"""Widths of characters in the font of the figures, in thousandths of an em; all digits have the same."""
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

_ADVANCES = {".": POINT, ",": POINT, "−": MINUS}
_POWERS = np.array([10**exponent for exponent in range(1, 19)])


def numeral(units: int, decimals: int, *, comma: bool = False) -> str:
    """Return a whole number of units, each 10 to the minus ``decimals``; 0 has no sign.

    >>> numeral(-1250, 3), numeral(7, 2, comma=True), numeral(0, 2), numeral(12, 0)
    ('−1.250', '0,07', '0.00', '12')
    """
    digits = str(abs(units)).rjust(decimals + 1, "0")
    whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    return ("−" if units < 0 else "") + whole + (("," if comma else ".") + part if part else "")


def power_of_ten(power: int) -> str:
    """Return 10 to a power.

    >>> power_of_ten(-12)
    '10⁻¹²'
    """
    return f"10{str(power).translate(RAISED)}"


def width(text: str) -> float:
    """Return the width of a number, in em.

    >>> width("84"), width("−0.5")
    (1.0, 2.056)
    """
    return sum(_ADVANCES.get(char, DIGIT) for char in text) / 1000


def widths(units: Array, decimals: Array) -> Any:
    """Return the widths of the numerals of units (N,) with decimals (N,), in thousandths of an em.

    >>> widths(np.array([84, -5]), np.array([0, 1])).tolist()
    [1000, 2056]
    """
    whole = np.abs(units) // 10**decimals
    digits = 1 + np.searchsorted(_POWERS, whole, side="right") + decimals
    return digits * DIGIT + (decimals > 0) * POINT + (units < 0) * MINUS
