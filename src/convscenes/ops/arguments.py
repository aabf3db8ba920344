"""Arguments of the core, checked and normalised: arrays of numbers, one int or one pair per axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import index
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convscenes.errors import ArgumentError

Array = NDArray[Any]
Shape = tuple[int, ...]
Pair = tuple[int, int]
PerAxis = int | Sequence[int]
Borders = int | Sequence[int | Sequence[int]]
Same = Literal["same", "same-lower"]
Padding = Borders | Same


def worded(sizes: Sequence[int]) -> str:
    """Return sizes as text.

    >>> worded((3, 5))
    '3×5'
    """
    return "×".join(map(str, sizes)) or "single number"


def as_numbers(argument: str, values: ArrayLike) -> Array:
    """Return an array of real numbers of any dtype.

    Raises ArgumentError for ragged lists, for anything but real numbers, and for integers beyond int64.
    """
    try:
        array = np.asarray(values)
    except ValueError as error:
        raise ArgumentError(
            "must be a grid of numbers, its rows of equal length.", argument=argument
        ) from error
    if array.dtype.kind not in "biuf":
        raise ArgumentError(
            f"must hold real numbers within int64 or floats, got {array.dtype}.", argument=argument
        )
    if array.dtype == np.uint64 and array.size and array.max() > np.iinfo(np.int64).max:
        raise ArgumentError(f"must hold integers within int64, got {array.max()}.", argument=argument)
    return array


def computing_dtype(*arrays: Array) -> np.dtype[Any]:
    """Return int64 for integers of any width (bool too); with a float among them, what NumPy promotes to.

    >>> computing_dtype(np.ones(2, np.uint8)), computing_dtype(np.ones(2, np.uint8), np.ones(2, np.float32))
    (dtype('int64'), dtype('float32'))
    """
    promoted = np.result_type(*arrays)
    return promoted if promoted.kind == "f" else np.dtype(np.int64)


@dataclass(frozen=True)
class Arguments:
    """Checks per-axis arguments of one operation against the shapes of its image and kernel.

    A shape that an operation does not have, or that is not known, is None.
    """

    image_shape: Shape | None = None
    kernel_shape: Shape | None = None

    def error(self, argument: str, fact: str) -> ArgumentError:
        """Return the error that names the argument, the fact (with the value) and the shapes."""
        known = {"image": self.image_shape, "kernel": self.kernel_shape}
        shapes = ", ".join(f"{name} {worded(shape)}" for name, shape in known.items() if shape is not None)
        return ArgumentError(f"{fact} ({shapes})." if shapes else f"{fact}.", argument=argument)

    def counts(self, argument: str, value: PerAxis, minimum: int) -> Shape:
        """Return one int per axis, each at least ``minimum``."""
        if type(value) is int and value >= minimum:
            # Nearly every call: spares small images half their overhead.
            return (value,) * self._axes(value)
        return tuple(self._count(argument, entry, value, minimum) for entry in self._entries(argument, value))

    def pairs(self, argument: str, value: Borders) -> tuple[Pair, ...]:
        """Return a (before, after) pair per axis, no number below 0."""
        if type(value) is int and value >= 0:
            return ((value, value),) * self._axes(value)
        pairs = []
        for entry in self._entries(argument, value):
            sides = tuple(entry) if _is_several(entry) else (entry, entry)
            if len(sides) != 2:
                raise self.error(argument, f"must be (before, after) on every axis, got {value!r}")
            before, after = (self._count(argument, side, value, 0) for side in sides)
            pairs.append((before, after))
        return tuple(pairs)

    def _axes(self, value: Any) -> int:
        """Return the number of spatial axes; without any shape, the number of entries in ``value``."""
        known = self.kernel_shape if self.kernel_shape is not None else self.image_shape
        return int(np.size(value)) if known is None else len(known)

    def _entries(self, argument: str, value: object) -> Sequence[Any]:
        axes = self._axes(value)
        entries: Any = value if _is_several(value) else (value,) * axes
        if len(entries) != axes:
            raise self.error(argument, f"must be one for all axes or {axes}, one per axis, got {value!r}")
        return tuple(entries)

    def _count(self, argument: str, entry: Any, value: object, minimum: int) -> int:
        try:
            count = index(entry)
        except TypeError:
            count = None
        if count is None or isinstance(entry, (bool, np.bool_)):
            raise self.error(argument, f"must be an integer, got {value!r}")
        if count < minimum:
            raise self.error(argument, f"must be at least {minimum}, got {value!r}")
        return count


def _is_several(value: object) -> bool:
    """Return whether a value is a sequence of entries; an array without axes is one number."""
    return value.ndim > 0 if isinstance(value, np.ndarray) else isinstance(value, Sequence)
