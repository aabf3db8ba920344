"""From the least value of a matrix to its greatest: where these are, and a scale between them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from convscenes.errors import ArgumentError
from convscenes.ops.arguments import Array, Shape, as_numbers, computing_dtype
from convscenes.ops.placements import frozen


@dataclass(frozen=True, eq=False)
class RangeStep:
    """The ``least`` and the ``greatest`` value of a matrix, and the first cells that have them, row by row.

    ``scale`` (N,) runs evenly from the one to the other.
    """

    least: Any
    greatest: Any
    least_index: Shape
    greatest_index: Shape
    scale: Array

    @property
    def constant(self) -> bool:
        """Whether all values are one."""
        return bool(self.least == self.greatest)


def range_step(values: ArrayLike, *, marks: int = 6) -> RangeStep:
    """Return the range of a matrix, with a scale of at most ``marks`` values.

    The scale of whole numbers has whole numbers: as many as keep them evenly apart, if that can be, else the
    nearest ones. Raises ArgumentError where there is no value, or no room for both ends.

    >>> step = range_step([[100, 131], [255, 131]])
    >>> int(step.least), int(step.greatest), step.greatest_index, step.scale.tolist()
    (100, 255, (1, 0), [100, 131, 162, 193, 224, 255])
    """
    array = as_numbers("values", values)
    if not array.size:
        raise ArgumentError("must hold at least one number.", argument="values")
    if marks < 2:
        raise ArgumentError(f"must be at least 2, got {marks}.", argument="marks")
    array = array.astype(computing_dtype(array))
    places = [np.unravel_index(at, array.shape) for at in (array.argmin(), array.argmax())]
    least, greatest = (tuple(map(int, place)) for place in places)
    return RangeStep(
        array[least], array[greatest], least, greatest, frozen(_scale(array[least], array[greatest], marks))
    )


def _scale(least: Any, greatest: Any, marks: int) -> Array:
    if least == greatest:
        return np.array([least])
    if np.issubdtype(least.dtype, np.floating):
        return np.linspace(least, greatest, marks)
    span = int(greatest) - int(least)  # which may be beyond int64
    even = next((steps for steps in range(marks - 1, 1, -1) if span % steps == 0), min(marks - 1, span))
    # Rounded from the least on and not from 0: a float has no room for large numbers in full.
    marked = (int(least) + round(Fraction(span * mark, even)) for mark in range(even + 1))
    return np.fromiter(marked, np.int64)
