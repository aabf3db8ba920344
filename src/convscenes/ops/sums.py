"""Products and sums of the core: the one module that decides in which order decimals are added.

A BLAS adds in the order that suits the processor, so the last bits of its sums differ between machines.
Whole numbers are summed as int64, exactly. The other modules call these functions by the name of the module,
``sums.total``, so that a test can put others in their place.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from convscenes.ops.arguments import Array

WHOLE = 2**53
"""A float represents every whole number up to here."""


def product(weights: Array, columns: Array) -> Array:
    """Return the matrix products (…, rows, columns) of arrays (…, rows, inner) and (…, inner, columns).

    Both have one dtype. Floats go to BLAS, which has no integers; for these einsum is fastest.

    >>> product(np.array([[1, 2]]), np.array([[3, 4], [5, 6]])).tolist()
    [[13, 16]]
    """
    if weights.shape[-1] == 1:
        return weights * columns
    if columns.dtype.kind == "f":
        return np.asarray(np.matmul(weights, columns))
    return np.asarray(np.einsum("...oc,...cn->...on", weights, columns))


def total(values: Array, axis: int | tuple[int, ...] | None = None) -> Any:
    """Return the sum along some axes, or of all values; of integers and booleans as int64.

    >>> int(total(np.array([True, False, True]))), total(np.array([[0.5, 1.0], [2.0, 4.0]]), axis=0).tolist()
    (2, [2.5, 5.0])
    """
    return np.sum(values, axis, dtype=values.dtype if values.dtype.kind == "f" else np.int64)


def mean(values: Array, axis: int | tuple[int, ...] | None = None) -> Any:
    """Return the mean along some axes, or of all values: the total, divided once.

    That of integers is the nearest float, also where the total exceeds int64 or the integers of a float.

    >>> float(mean(np.array([15, 16, 17, 15, 16, 17])))
    16.0
    """
    summed = total(values, axis)
    count = values.size // np.size(summed)
    if values.dtype.kind == "f" or _largest(values) * count <= WHOLE:
        return summed / count
    return np.float64(np.true_divide(np.sum(values.astype(object), axis), count, dtype=object))


def variance(values: Array) -> float:
    """Return the mean of the squared distances from the mean.

    >>> variance(np.array([1.0, 1.0, 5.0, 5.0]))
    4.0
    """
    return float(mean((values - mean(values)) ** 2))


def least_squares(matrix: Array, values: Array) -> Array:
    """Return the shortest x (columns,) for which ``matrix`` (rows, columns) times x is nearest to values.

    >>> least_squares(np.array([[1.0, 1.0]]), np.array([3.0])).round(6).tolist()
    [1.5, 1.5]
    """
    return np.asarray(np.linalg.lstsq(matrix, values, rcond=None)[0])


def _largest(values: Array) -> int:
    """Return the largest magnitude of integers or booleans."""
    return max(int(values.max()), -int(values.min()))
