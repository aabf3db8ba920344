"""A matrix times a vector, by rows and by columns: worked by hand, and against plain loops."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.errors import ArgumentError
from convscenes.ops import column_steps, row_steps

MATRIX, VECTOR = [[1, 2, 0], [-3, 4, 5]], [6, -7, 8]
FACTORS = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: st.tuples(
        st.lists(
            st.lists(st.integers(-99, 99), min_size=shape[1], max_size=shape[1]),
            min_size=shape[0],
            max_size=shape[0],
        ),
        st.lists(st.integers(-99, 99), min_size=shape[1], max_size=shape[1]),
    )
)


def test_rows_by_hand() -> None:
    first, second = row_steps(MATRIX, VECTOR)
    assert (first.number, first.products.tolist(), first.total) == (0, [6, -14, 0], -8)
    assert (second.number, second.products.tolist(), second.total) == (1, [-18, -28, 40], -6)
    assert second.weights.tolist() == [-3, 4, 5]
    assert second.values.tolist() == VECTOR


def test_columns_by_hand() -> None:
    first, second, third = column_steps(MATRIX, VECTOR)
    assert (first.value, first.scaled.tolist(), first.after.tolist()) == (6, [6, -18], [6, -18])
    assert (second.before.tolist(), second.after.tolist()) == ([6, -18], [-8, -46])
    assert (third.number, third.weights.tolist(), third.after.tolist()) == (2, [0, 5], [-8, -6])
    assert [step.touched.tolist() for step in (first, second, third)] == [[0, 0], [1, 1], [2, 2]]


@given(FACTORS)
def test_both_readings_are_the_product(factors: tuple[list[list[int]], list[int]]) -> None:
    matrix, vector = factors
    product = [sum(weight * value for weight, value in zip(row, vector, strict=True)) for row in matrix]
    assert [int(step.total) for step in row_steps(matrix, vector)] == product
    *_, last = column_steps(matrix, vector)
    assert last.after.tolist() == product


def test_decimals_stay_decimals() -> None:
    (step,) = row_steps([[0.5, 2.0]], [1, 3])
    assert (step.products.tolist(), float(step.total)) == ([0.5, 6.0], 6.5)


def test_nothing_of_a_step_can_be_changed() -> None:
    (step,) = column_steps([[1], [2]], [3])
    with pytest.raises(ValueError, match="read-only"):
        step.after[0] = 0


@pytest.mark.parametrize("steps", [row_steps, column_steps])
@pytest.mark.parametrize(
    ("matrix", "vector", "message"),
    [
        ([1, 2], [1, 2], r"matrix: must have two axes, got 2\."),
        ([[1, 2]], [1], r"vector: must be as long as the matrix is wide, got 1 \(matrix 1×2\)\."),
        ([[1, 2]], [[1, 2]], r"vector: must be as long as the matrix is wide, got 1×2 \(matrix 1×2\)\."),
        ([["a"]], [1], r"matrix: must hold real numbers"),
    ],
)
def test_what_does_not_fit_is_named(steps: Any, matrix: Any, vector: Any, message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        steps(matrix, vector)


def test_steps_keep_their_own_numbers() -> None:
    matrix = np.array([[1, 2]])
    (step,) = row_steps(matrix, [1, 1])
    matrix[0, 0] = 9
    assert step.weights.tolist() == [1, 2]
