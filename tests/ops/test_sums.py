"""Products and sums: exact for whole numbers, whatever their width."""

import numpy as np
import pytest

from convscenes.ops import sums

LARGE = 2**53 + 1
"""The smallest whole number that a float does not represent."""


@pytest.mark.parametrize("dtype", [np.int64, np.float32, np.float64])
def test_products_are_those_of_matrices(dtype: type) -> None:
    weights = np.array([[[1, 2], [3, 4]], [[0, 1], [5, -2]]], dtype)
    columns = np.array([[[1, 0, 2], [3, 1, -1]], [[2, 2, 2], [1, 0, 1]]], dtype)
    made = sums.product(weights, columns)
    assert made.tolist() == [[[7, 2, 0], [15, 4, 2]], [[1, 0, 1], [8, 10, 8]]]
    assert made.dtype == dtype
    assert sums.product(weights[..., :1], columns[..., :1, :]).tolist()[0] == [[1, 0, 2], [3, 0, 6]]


def test_whole_numbers_are_summed_as_int64() -> None:
    assert sums.product(np.array([[LARGE, 1]]), np.array([[1], [1]])).tolist() == [[LARGE + 1]]
    assert sums.total(np.array([LARGE, 1])) == LARGE + 1
    assert sums.total(np.array([200, 100], np.uint8)) == 300
    assert sums.total(np.array([[True, True], [False, True]]), axis=0).tolist() == [1, 2]
    for dtype in (bool, np.uint8, np.int32):
        assert sums.total(np.ones(3, dtype)).dtype == np.int64


def test_means_of_whole_numbers_are_exact() -> None:
    """Six sixths of 16 are 15.999999999999996 in the order in which some BLASs add them."""
    for number in range(1, 200):
        assert sums.mean(np.full(6, number)) == number
    assert sums.mean(np.array([[1, 2], [4, 6]]), axis=(0, 1)) == 13 / 4
    assert sums.mean(np.array([[1, 2, 3], [4, 6, 11]]), axis=1).tolist() == [2, 7]
    assert sums.mean(np.array([True, False, True])) == 2 / 3


def test_means_of_whole_numbers_beyond_the_floats_are_the_nearest() -> None:
    third = LARGE // 3
    assert sums.mean(np.full(3, third)) == third, "though the total is no float"
    top, bottom = np.iinfo(np.int64).max, np.iinfo(np.int64).min
    rows = np.array([[third, third, third], [top, top, top - 2], [bottom, bottom, bottom], [1, 2, 4]])
    assert sums.mean(rows, axis=1).tolist() == [third, float(top), float(bottom), 7 / 3]
    assert [sums.mean(row) for row in rows] == sums.mean(rows, axis=1).tolist()
    assert sums.mean(rows).dtype == sums.mean(rows, axis=0).dtype == np.float64


def test_variance_is_the_mean_square_distance_from_the_mean() -> None:
    values = np.array([[1.0, 2.0], [4.0, 9.0]])  # the mean is 4: 9, 4, 0, 25
    assert sums.variance(values) == 38 / 4
    assert sums.variance(np.full((2, 3), 0.1)) == pytest.approx(0, abs=1e-30)
