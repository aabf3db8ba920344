"""Rounding: twelve digits of what was summed, no signed zero, records and tuples as they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.ops import gather_steps
from convscenes.ops.rounding import DIGITS, rounded


@dataclass(frozen=True, eq=False)
class Record:
    count: int
    share: float
    values: Any
    parts: tuple[Any, ...] = ()


@given(st.floats(-1e300, 1e300, allow_subnormal=False))
def test_a_value_is_the_nearest_with_twelve_digits(value: float) -> None:
    made = rounded(value)
    assert made == pytest.approx(float(f"{value:.{DIGITS - 1}e}"), rel=1.1e-12, abs=1e-307)
    assert rounded(made) == made


@given(st.integers(-(10**9), 10**9), st.integers(0, 9))
def test_short_decimals_stay_whatever_their_last_bits_are(digits: int, decimals: int) -> None:
    value = digits / 10**decimals
    for near in (value, np.nextafter(value, np.inf), np.nextafter(value, -np.inf)):
        assert rounded(float(near)) == value


@pytest.mark.parametrize("size", [1.0, 10.0, 1000.0, 1e-3])
def test_a_size_that_is_a_power_of_ten_counts_as_one_whatever_its_last_bits_are(size: float) -> None:
    value = size / 3
    assert (
        rounded(value, np.nextafter(size, 0))
        == rounded(value, size)
        == rounded(value, np.nextafter(size, 9e9))
    )


def test_digits_count_from_the_size_of_what_was_summed() -> None:
    assert rounded(0.1 * 3 - 0.3) != 0
    assert rounded(0.1 * 3 - 0.3, 0.6) == 0
    assert rounded(1.23456789012345, 1000.0) == 1.23456789
    assert rounded(np.array([1.23456789012345, 1e-9]), np.array([1e3, 1e-9])).tolist() == [1.23456789, 1e-9]


def test_zero_has_no_sign() -> None:
    assert not np.signbit(rounded(np.array([-0.0, -1e-20]), 1.0)).any()


def test_what_is_no_number_stays() -> None:
    values = np.array([np.inf, -np.inf, np.nan, 1e308])
    assert np.array_equal(rounded(values), values, equal_nan=True)


def test_records_keep_their_form() -> None:
    whole, third = np.array([1, 2]), np.array([1 / 3, 0.5])
    record = Record(3, 2 / 3, third, (whole, "word", 1 / 3, Record(1, 0.5, whole)))
    made = rounded(record)
    assert (made.count, made.share, made.values.tolist()) == (3, 0.666666666667, [0.333333333333, 0.5])
    assert not made.values.flags.writeable
    assert made.parts[0] is whole
    assert made.parts[1:3] == ("word", 0.333333333333)
    assert third[0] == 1 / 3, "the original is another"
    assert rounded(made).values.tolist() == made.values.tolist()


def test_integers_cost_nothing() -> None:
    step = next(gather_steps([[3, 5]], [[1, 2]]))
    assert rounded(step) is step
