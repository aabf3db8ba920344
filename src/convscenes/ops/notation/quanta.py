"""The values of a map as integer multiples of a quantum, so that their digits do not depend on last bits.

The quantum is the power of ten of the largest value's 13th digit, and the same for all values of the map;
smaller values are rounding noise. All further arithmetic is in integers; before it, values are multiplied by
a power of ten, which IEEE 754 rounds alike on every processor.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Any

import numpy as np

from convscenes.errors import ArgumentError
from convscenes.ops.arguments import Array
from convscenes.ops.notation.distinct import distinct, pieces

DIGITS = 13
"""Digits kept of the largest value."""
SHORT = 15
"""Significant digits up to which a float of 64 bits is taken as written in decimal."""
LARGEST_POWER = 300
"""The largest power of ten in one multiplication; floats end at 308."""
LARGEST_INT = 10**18
"""Integers from here on are Python's own; smaller ones can be doubled within int64."""


@dataclass(frozen=True)
class Quantum:
    """Ten to the ``exponent``, the unit that values are counted in; up to ``noise`` of them count as 0.

    ``dtype`` is NumPy's character of the floats whose shortest decimals are taken: ``e``, ``f`` or ``d`` for
    16, 32 or 64 bits.
    """

    exponent: int = 1 - DIGITS
    noise: int = 0
    dtype: str = "d"

    def count(self, value: Any) -> int:
        """Return the number of quanta of a value, as ``counted`` counts them.

        Raises ArgumentError for anything but a finite number.

        >>> Quantum(-3).count(0.25), Quantum(-3).count(7), Quantum(-1, dtype="f").count(np.float32(0.1))
        (250, 7000, 1)
        """
        if isinstance(value, (bool, int, np.integer, np.bool_)):
            count: int = rounded(int(value), self.exponent)
        else:
            exact = float(value) if self.dtype == "d" else float(str(np.dtype(self.dtype).type(value)))
            if not isfinite(exact):
                raise _not_finite(exact)
            scaled = _scaled(exact, self.exponent)
            count = round(scaled) if isfinite(scaled) else rounded(int(exact), self.exponent)
        return 0 if abs(count) <= self.noise else count


def counted(values: Any, *, once: bool = False) -> tuple[Quantum, Array]:
    """Return the quantum of an array of any shape, masked cells left out, and the counts (N,) of its values.

    With ``once``, values that occur several times are counted once, which takes less time and memory.

    Floats at or below 10⁻¹² of the largest are 0. Integers keep all digits, beyond int64 as objects. Floats
    of 64 bits that were all converted from 32 count by their shortest decimals in 32 bits.

    Raises ArgumentError for anything but finite real numbers.

    >>> quantum, counts = counted([0.5, -0.25, 1e-14])
    >>> quantum.exponent, counts.tolist()
    (-13, [5000000000000, -2500000000000, 0])
    """
    numbers = distinct([_numbers(values)]) if once else _numbers(values)
    if numbers.dtype.kind != "f":
        top = largest(numbers)
        exponent = min(magnitude(top) + 1 - DIGITS, 0)
        whole = numbers.astype(np.int64) if top < LARGEST_INT else np.array([int(n) for n in numbers], object)
        return Quantum(exponent), whole * 10**-exponent
    dtype = _digits_dtype(numbers)
    if dtype != "d":
        numbers = np.array([float(str(value)) for value in numbers.astype(dtype)])
    # Python rounds to 13 digits correctly: 0.7 + 0.2 + 0.1, one bit below 1, counts as 1.
    exponent = int(f"{largest(numbers):.{DIGITS - 1}e}".partition("e")[2]) + 1 - DIGITS
    counts = np.concatenate([np.rint(_scaled(some, exponent)).astype(np.int64) for some in pieces(numbers)])
    noise = largest(counts) // 10 ** (DIGITS - 1)
    counts[np.abs(counts) <= noise] = 0
    return Quantum(exponent, noise, dtype), counts


def largest(values: Array) -> Any:
    """Return the largest magnitude of numbers (N,), as a Python number; 0 if there are none.

    >>> largest(np.array([-128, 5], np.int8))
    128
    """
    return max(map(abs, values[[values.argmin(), values.argmax()]].tolist())) if values.size else 0


def rounded(counts: Any, places: int) -> Any:
    """Return integers in units of 10 to the ``places``, halves rounded away from zero; exact for any int.

    >>> rounded(2125, 1), rounded(-2125, 1), rounded(7, -2), rounded(np.array([-14, 15]), 1).tolist()
    (213, -213, 700, [-1, 2])
    """
    if places <= 0:
        return counts * 10**-places
    unit = 10**places
    return (1 - 2 * (counts < 0)) * ((abs(counts) + unit // 2) // unit)


def magnitude(whole: int) -> int:
    """Return the power of ten of an integer's first digit, 0 for 0.

    >>> magnitude(999), magnitude(-1000), magnitude(0)
    (2, 3, 0)
    """
    return Decimal(whole).adjusted()


def _numbers(values: Any) -> Array:
    """Return the values that are not masked (N,): booleans, integers, also Python's, or floats."""
    try:
        array = np.ma.array(values)
        if array.dtype.kind == "f" and not hasattr(values, "dtype"):
            # NumPy converts a list with integers from 2**63 on to floats.
            given = np.array(values, dtype=object)
            array = np.ma.array(given, mask=array.mask) if _are_whole(given) else array
    except ValueError as error:
        fact = "must be a grid of numbers, its rows of equal length."
        raise ArgumentError(fact, argument="values") from error
    known = array.compressed()
    if known.dtype.kind == "O" and not _are_whole(known):
        known = _as_floats(known)
    if known.dtype.kind not in "biufO":
        raise ArgumentError(f"must be real numbers, got {known.dtype}.", argument="values")
    if known.dtype.kind != "f":
        return known
    if not np.isfinite(known).all():
        raise _not_finite(known[~np.isfinite(known)][0])
    return known if known.dtype.char in "ef" else known.astype(np.float64)


def _are_whole(values: Array) -> bool:
    return all(isinstance(value, (int, np.integer, np.bool_)) for value in values.flat)


def _as_floats(values: Array) -> Array:
    """Return objects as floats; raises ArgumentError for one that cannot be converted."""
    for value in values:
        try:
            float(value)
        except (TypeError, ValueError, OverflowError) as error:
            fact = f"must be real numbers within the range of floats, got {value!r}."
            raise ArgumentError(fact, argument="values") from error
    return values.astype(np.float64)


def _not_finite(value: Any) -> ArgumentError:
    return ArgumentError(f"must be finite numbers, got {value}.", argument="values")


def _digits_dtype(numbers: Array) -> str:
    """Return the character of the numbers' dtype, or of the one that they were converted from to 64 bits.

    They were 32 bits wide if all fit and one has more digits than people write: 0.10000000149011612.
    """
    if numbers.dtype.char != "d":
        return numbers.dtype.char
    with np.errstate(over="ignore"):
        fit = (numbers.astype(np.float32) == numbers).all()
    return "f" if fit and any(len(_significant(value)) > SHORT for value in numbers.tolist()) else "d"


def _significant(value: float) -> str:
    return repr(value).partition("e")[0].lstrip("-0.").replace(".", "")


def _scaled(values: Any, exponent: int) -> Any:
    """Return floats in quanta, not yet rounded."""
    if exponent >= 0:
        return values / float(10**exponent)
    more = max(-exponent - LARGEST_POWER, 0)
    return values * float(10 ** (-exponent - more)) * float(10**more)
