"""Decimals rounded to 12 significant digits, so that stories are the same on every processor.

The last bits of a sum of decimals depend on the order in which a BLAS adds, those of ``exp`` and ``log`` on
the processor's instructions. Where a sum cancels, only these bits remain: so digits are counted not from the
value itself but from the magnitude of the terms that were summed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import is_not
from typing import Any, TypeVar

import numpy as np

from convscenes.ops.arguments import Array
from convscenes.ops.placements import frozen

DIGITS = 12
"""Significant digits that are kept."""

Value = TypeVar("Value")

_POWERS = np.array([float(10**exponent) for exponent in range(309)])
"""Powers of ten, which a vectorised power does not give to the last bit on every processor."""
_NUDGE = 1 + 1e-9
"""The factor by which sizes are enlarged, so that one just below a power of ten counts as that power."""


def rounded(value: Value, sizes: Any = None) -> Value:
    """Return a number, an array, a record or a tuple of these with every float rounded; integers stay.

    ``sizes`` has the magnitude of the summed terms for each of them, in the same form, or one for all;
    without it, digits count from the value itself. Arrays of a record are read-only. Zero has no sign.

    >>> rounded(0.1 + 0.2), rounded(2 / 3), rounded(7), rounded(0.1 * 3 - 0.3, 0.6)
    (0.3, 0.666666666667, 7, 0.0)
    """
    floats = list(_floats(value, sizes))
    if not floats:
        return value
    # All at once: thousands of small arrays would cost a dozen calls each.
    made = _rounded(*(np.concatenate(side) for side in zip(*floats, strict=True)))
    ends = accumulate(len(each) for each, _ in floats)
    return _with(value, (made[start:end] for start, end in pairwise((0, *ends))))  # type: ignore[no-any-return]


def _floats(value: Any, sizes: Any) -> Iterator[tuple[Array, Array]]:
    """Yield each float or array of floats, raveled, with its sizes."""
    if isinstance(value, np.ndarray | np.floating | float):
        array = np.asarray(value)
        if array.dtype.kind == "f":
            known = np.asarray(np.abs(array) if sizes is None else sizes)
            yield array.ravel(), known.ravel() if known.shape == array.shape else np.full(array.size, known)
    elif isinstance(value, tuple):
        each = sizes if isinstance(sizes, tuple) else (sizes,) * len(value)
        for part, size in zip(value, each, strict=True):
            yield from _floats(part, size)
    elif names := _names(value.__class__):
        for name in names:
            yield from _floats(
                getattr(value, name), getattr(sizes, name) if _names(sizes.__class__) else sizes
            )


def _with(value: Any, floats: Iterator[Array]) -> Any:
    """Return the value with its floats replaced, in the order in which ``_floats`` yields them."""
    if isinstance(value, np.ndarray):
        return next(floats).reshape(value.shape) if value.dtype.kind == "f" else value
    if isinstance(value, np.floating | float):
        return type(value)(next(floats)[0])
    if isinstance(value, tuple):
        parts = tuple([_with(part, floats) for part in value])
        return parts if any(map(is_not, parts, value)) else value
    old = {name: getattr(value, name) for name in _names(value.__class__)}
    new = {name: _with(part, floats) for name, part in old.items()}
    changed = {name: part for name, part in new.items() if part is not old[name]}
    for part in changed.values():
        if isinstance(part, np.ndarray):
            frozen(part)
    return replace(value, **changed) if changed else value


@lru_cache
def _names(kind: Hashable) -> tuple[str, ...]:
    """Return the field names of a dataclass, none for any other class."""
    return (
        tuple(field.name for field in fields(kind)) if is_dataclass(kind) and isinstance(kind, type) else ()
    )


def _rounded(values: Array, sizes: Array) -> Array:
    """Return values rounded to multiples of the power of ten of their sizes' last kept digit."""
    known = np.where(np.isfinite(sizes) & (sizes > 0), sizes, 1.0)
    last = DIGITS - 1 - np.floor(np.log10(known * _NUDGE)).astype(np.int64)
    power = _POWERS[np.minimum(np.abs(last), 308)]
    with np.errstate(over="ignore", invalid="ignore"):
        whole = np.where(last < 0, np.rint(values / power) * power, np.rint(values * power) / power)
    return np.where(np.isfinite(whole), whole + 0.0, values)
