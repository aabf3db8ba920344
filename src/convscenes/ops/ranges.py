"""Minimum and maximum of a matrix, where they are, and a scale between them."""

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
    """The ``least`` and the ``greatest`` value of a matrix, and the first cells with them in row-major order.

    ``scale`` (N,) goes from one to the other in even steps.

    >>> step = range_step([[3, 1], [5, 1]], marks=3)
    >>> int(step.least), step.least_index, step.scale.tolist(), step.constant
    (1, (0, 1), [1, 3, 5], False)
    """

    least: Any
    greatest: Any
    least_index: Shape
    greatest_index: Shape
    scale: Array

    @property
    def constant(self) -> bool:
        """Whether all values are equal."""
        return bool(self.least == self.greatest)


def range_step(values: ArrayLike, *, marks: int = 6) -> RangeStep:
    """Return the range of a matrix, with a scale of at most ``marks`` values.

    The scale of integers has integers: as many as are evenly spaced, if there are any, else rounded ones.
    Raises ArgumentError for an empty matrix, and for fewer than two marks.

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
    # Rounded relative to the minimum and not to 0: a float has no room for large numbers in full.
    marked = (int(least) + round(Fraction(span * mark, even)) for mark in range(even + 1))
    return np.fromiter(marked, np.int64)
