"""The core for stories: equal to the core up to the twelfth digit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from convscenes import ops
from convscenes.errors import ArgumentError
from convscenes.ops import shown

IMAGE = np.arange(1, 13).reshape(3, 4) / 7
KERNEL = np.array([[0.1, -0.7], [1 / 3, 0.2]])
STEPS = ("gather_steps", "scatter_steps", "insertion_steps")
RESULTS = ("convolve", "transposed_convolve", "enlarge")


@pytest.mark.parametrize("name", STEPS)
def test_steps_are_the_cores(name: str) -> None:
    made, exact = (list(getattr(module, name)(IMAGE, KERNEL)) for module in (shown, ops))
    assert len(made) == len(exact)
    for one, other in zip(made, exact, strict=True):
        assert one.index == other.index
        for field in vars(other):
            np.testing.assert_allclose(getattr(one, field), getattr(other, field), rtol=1e-11, atol=1e-11)


def test_whole_numbers_are_passed_on() -> None:
    image, kernel = np.array([[3, 5], [7, 2]]), np.array([[1, 2]])
    assert shown.convolve(image, kernel).dtype == np.int64
    assert [step.total for step in shown.gather_steps(image, kernel)] == [13, 11]


@pytest.mark.parametrize("function", [shown.convolve, shown.transposed_convolve])
def test_sums_that_cancel_are_zero(function: Callable[..., Any]) -> None:
    image, kernel = np.array([0.1, 0.3, 0.1]), np.array([0.3, -0.1])
    exact = function(np.array([1, 3, 1]), np.array([3, -1])) / 100
    assert function(image, kernel).tolist() == exact.tolist()
    assert 0 in exact


@pytest.mark.parametrize("function", [shown.convolve, shown.transposed_convolve])
def test_a_bias_is_one_of_the_terms_that_cancel(function: Callable[..., Any]) -> None:
    # Unrounded, 3 × 0.1 − 0.3 is 5.6e-17.
    assert function(np.array([[3.0]]), np.array([[0.1]]), bias=np.array([-0.3])).tolist() == [[0.0]]


def test_small_values_beside_large_ones_keep_their_digits() -> None:
    assert shown.convolve(np.array([1.5e-9, 1e9]), np.array([1.0])).tolist() == [1.5e-9, 1e9]


def test_arguments_are_checked_as_by_the_core() -> None:
    with pytest.raises(ArgumentError, match="stride"):
        shown.gather_steps(IMAGE, KERNEL, stride=0)


def test_ranges_keep_their_ends() -> None:
    step = shown.range_step(np.array([[1 / 3, 0.5]]), marks=3)
    assert (step.least, step.greatest) == (1 / 3, 0.5)
    assert step.scale.tolist() == [0.333333333333, 0.416666666667, 0.5]


def test_what_is_learned_has_eight_decimals() -> None:
    assert shown.learned((np.array([2 / 3, 1e-9]), 7))[0].tolist() == [0.66666667, 0]


def test_means_that_cancel_are_zero() -> None:
    image = np.array([0.1, 0.2, -0.3, 1 / 3, 0.5, 0.7])
    assert ops.pool(image, 3, "average")[0] != 0, "not without rounding"
    assert shown.pool(image, 3, "average").tolist() == [0, 0.511111111111]
    steps = list(shown.pool_steps(image, 3, "average"))
    assert [step.result for step in steps] == [0, 0.511111111111]
    assert steps[1].window.tolist() == [0.333333333333, 0.5, 0.7]
    assert not steps[1].window.flags.writeable


def test_means_of_whole_numbers_are_rounded_too_and_lose_nothing_to_larger_ones() -> None:
    image = np.array([[1, 2, 4], [10**14, 2 - 10**14, 0]])
    assert shown.pool(image, (1, 3), "average").tolist() == [[2.33333333333], [0.666666666667]]
    steps = list(shown.pool_steps(image, (1, 3), "average"))
    assert [step.result for step in steps] == [2.33333333333, 0.666666666667]
    assert steps[1].window.tolist() == [[10**14, 2 - 10**14, 0]]


@pytest.mark.parametrize("count", [1, 64, 65, 130])
def test_many_steps_are_rounded_each(count: int) -> None:
    for image in (np.arange(3 * count), np.arange(3 * count) / 7):
        steps = list(shown.pool_steps(image, 3, "average", stride=3))
        assert [step.result for step in steps] == shown.pool(image, 3, "average").tolist()
        assert [step.index for step in steps] == [(number,) for number in range(count)]


def test_the_largest_value_is_the_one_in_the_window() -> None:
    image = np.array([[1e6 / 7, -1 / 3, 2 / 3, 0.3, 0.1 + 0.2, 0.0]])
    first, second = shown.pool_steps(image, (1, 3), "max")
    assert (first.result, first.winner) == (142857.142857, (0, 0))
    assert first.window.tolist() == [[142857.142857, -0.333333333333, 0.666666666667]]
    assert (second.result, second.winner) == (0.3, (0, 0)), "the first of those that look the same"
    assert shown.pool(image, (1, 3), "max").tolist() == [[142857.142857, 0.3]]
    assert [step.result for step in shown.pool_steps(np.array([3, 7]), 2, "max")] == [7]


@pytest.mark.parametrize("reduce", ["max", "average"])
def test_pooling_checks_its_arguments_as_the_core_does(reduce: Any) -> None:
    for function in (shown.pool, shown.pool_steps):
        with pytest.raises(ArgumentError, match=r"padding: must be at most half the window 2×2, got 2"):
            function(IMAGE, 2, reduce, padding=2)
    with pytest.raises(ArgumentError, match=r"reduce: must be \"max\" or \"average\", got 'sum'"):
        shown.pool_steps(IMAGE, 2, "sum")  # type: ignore[arg-type]
