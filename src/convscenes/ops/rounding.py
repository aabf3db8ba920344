"""Decimals as a story has them: rounded to 12 significant digits, the same on every processor.

The last bits of a sum of decimals depend on the order in which a BLAS adds, those of ``exp`` and ``log`` on
what instructions a processor has. Where a sum cancels, they are all that is left of it: so digits are counted
not from a value itself but from the size of what was summed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import repeat
from operator import is_not
from typing import Any, TypeVar

import numpy as np

from convscenes.ops.arguments import Array
from convscenes.ops.placements import frozen

DIGITS = 12
"""How many significant digits are kept."""

Value = TypeVar("Value")

_POWERS = np.array([float(10**exponent) for exponent in range(309)])
"""Powers of ten as near as a float comes, which those of a vectorised power are not on every processor."""
_NUDGE = 1 + 1e-9
"""What a size is multiplied by, so that one that is a power of ten but for its last bits counts as one."""


def rounded(value: Value, sizes: Any = None) -> Value:
    """Return a number, an array, a record or a tuple of these with every float rounded; integers stay.

    ``sizes`` has the size of what was summed for each of them, in the same form, or one for all; without it,
    digits count from the value itself. Arrays of a record are read-only. Zero has no sign.

    >>> rounded(0.1 + 0.2), rounded(2 / 3), rounded(7), rounded(0.1 * 3 - 0.3, 0.6)
    (0.3, 0.666666666667, 7, 0.0)
    """
    same: Any = value
    match value:
        case np.ndarray() if value.dtype.kind == "f":
            same = _rounded(value, np.abs(value) if sizes is None else sizes)
        case float() | np.floating():
            same = type(value)(_rounded(np.asarray(value), np.abs(value) if sizes is None else sizes))
        case tuple():
            parts = tuple(map(rounded, value, sizes if isinstance(sizes, tuple) else repeat(sizes)))
            same = parts if any(map(is_not, parts, value)) else value
        case _ if is_dataclass(value) and not isinstance(value, type):
            same = replace(value, **dict(_changed(value, sizes)))
    return same  # type: ignore[no-any-return]


def _changed(record: Any, sizes: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a record that rounding changes, by name."""
    names = [field.name for field in fields(record)]
    each = [getattr(sizes, name) for name in names] if is_dataclass(sizes) else [sizes] * len(names)
    for name, size in zip(names, each, strict=True):
        old = getattr(record, name)
        new = rounded(old, size)
        if new is not old:
            yield name, frozen(new) if isinstance(new, np.ndarray) else new


def _rounded(values: Array, sizes: Any) -> Array:
    """Return values rounded to whole multiples of a power of ten: that of the last digit of their sizes."""
    known = np.where(np.isfinite(sizes) & (sizes > 0), sizes, 1.0)
    last = DIGITS - 1 - np.floor(np.log10(known * _NUDGE)).astype(np.int64)
    power = _POWERS[np.minimum(np.abs(last), 308)]
    with np.errstate(over="ignore", invalid="ignore"):
        whole = np.where(last < 0, np.rint(values / power) * power, np.rint(values * power) / power)
    return np.where(np.isfinite(whole), whole + 0.0, values)
