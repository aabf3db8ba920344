"""A matrix times a vector, step by step: by rows as sums of products, by columns as a sum of scaled columns.

The records are frozen, their arrays read-only; the iterators check their arguments when called.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from convscenes.errors import ArgumentError
from convscenes.ops import sums
from convscenes.ops.arguments import Array, as_numbers, computing_dtype, worded
from convscenes.ops.placements import frozen


@dataclass(frozen=True, eq=False)
class RowStep:
    """One entry of the result: ``products`` = ``weights`` (row ``number``) × ``values``, ``total`` their sum.

    All three arrays are (columns,).

    >>> first = next(row_steps([[1, 2], [0, 3]], [5, 7]))
    >>> first.weights.tolist(), first.products.tolist(), int(first.total)
    ([1, 2], [5, 14], 19)
    """

    number: int
    weights: Array
    values: Array
    products: Array
    total: Any


@dataclass(frozen=True, eq=False)
class ColumnStep:
    """One entry of the vector: ``scaled`` = ``value`` × ``weights`` (column ``number``).

    Added to the result, it turns ``before`` into ``after``. ``touched`` counts the earlier columns whose
    weight in this row is not zero. All five arrays are (rows,).

    >>> _, second = column_steps([[1, 2], [0, 3]], [5, 7])
    >>> second.scaled.tolist(), second.before.tolist(), second.after.tolist(), second.touched.tolist()
    ([14, 21], [5, 0], [19, 21], [1, 0])
    """

    number: int
    value: Any
    weights: Array
    scaled: Array
    before: Array
    after: Array
    touched: Array


def row_steps(matrix: ArrayLike, vector: ArrayLike) -> Iterator[RowStep]:
    """Return an iterator of one step per row: the totals are ``matrix @ vector``.

    Matrix (rows, columns) and vector (columns,). Integers are summed as int64. Raises ArgumentError where the
    shapes do not fit.

    >>> [(step.products.tolist(), int(step.total)) for step in row_steps([[1, 2], [0, 3]], [5, 7])]
    [([5, 14], 19), ([0, 21], 21)]
    """
    weights, values = _factors(matrix, vector)
    return _rows(weights, values)


def column_steps(matrix: ArrayLike, vector: ArrayLike) -> Iterator[ColumnStep]:
    """Return an iterator of one step per column: the last one's ``after`` is ``matrix @ vector``.

    Arguments and errors are those of ``row_steps``.

    >>> [(step.scaled.tolist(), step.after.tolist()) for step in column_steps([[1, 2], [0, 3]], [5, 7])]
    [([5, 0], [5, 0]), ([14, 21], [19, 21])]
    """
    weights, values = _factors(matrix, vector)
    return _columns(weights, values)


def _factors(matrix: ArrayLike, vector: ArrayLike) -> tuple[Array, Array]:
    weights, values = as_numbers("matrix", matrix), as_numbers("vector", vector)
    if weights.ndim != 2:
        raise ArgumentError(f"must have two axes, got {worded(weights.shape)}.", argument="matrix")
    if values.shape != weights.shape[1:]:
        wrong = f"must be as long as the matrix is wide, got {worded(values.shape)}"
        raise ArgumentError(f"{wrong} (matrix {worded(weights.shape)}).", argument="vector")
    dtype = computing_dtype(weights, values)
    return frozen(weights.astype(dtype)), frozen(values.astype(dtype))


def _rows(matrix: Array, values: Array) -> Iterator[RowStep]:
    for number, weights in enumerate(matrix):
        products = frozen(weights * values)
        yield RowStep(number, weights, values, products, sums.total(products))


def _columns(matrix: Array, values: Array) -> Iterator[ColumnStep]:
    after = frozen(np.zeros(len(matrix), matrix.dtype))
    touched = frozen(np.zeros(len(matrix), np.int64))
    for number, (weights, value) in enumerate(zip(matrix.T, values, strict=True)):
        before, scaled = after, frozen(np.asarray(value * weights))
        after = frozen(before + scaled)
        yield ColumnStep(number, value, weights, scaled, before, after, touched)
        touched = frozen(touched + (weights != 0))
