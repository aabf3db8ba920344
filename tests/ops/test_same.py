"""Padding by rule: hand-worked values, the least padding found by search, the transpose of the same rule."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.errors import ArgumentError
from convscenes.ops import (
    Geometry,
    convolve,
    convolve_gradients,
    gather_steps,
    insertion_steps,
    pool,
    scatter_steps,
    transposed_convolve,
    transposed_convolve_gradients,
)

RULES = st.sampled_from(["same", "same-lower"])
AXES = st.tuples(st.integers(1, 9), st.integers(1, 5), st.integers(1, 4), st.integers(1, 3))
"""Input, kernel, stride, dilation."""


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("same", [21, 32, 43, 4]),  # 1 + 10·2, 2 + 10·3, 3 + 10·4, 4 + 10·0
        ("same-lower", [10, 21, 32, 43]),  # 0 + 10·1, 1 + 10·2, …
    ],
)
def test_the_odd_cell_is_behind_or_before(rule: Any, expected: list[int]) -> None:
    assert convolve([1, 2, 3, 4], [1, 10], padding=rule).tolist() == expected


def test_every_axis_has_its_own_padding() -> None:
    # Rows: 5 over 2 are 3; (3 − 1)·2 + 4 − 5 = 3 cells. Columns: 6 over 1 are 6; 5 + 3 − 6 = 2 cells.
    made = Geometry.convolution((5, 6), (4, 3), stride=(2, 1), padding="same")
    assert (made.padding, made.output_shape) == (((1, 2), (1, 1)), (3, 6))
    lower = Geometry.convolution((5, 6), (4, 3), stride=(2, 1), padding="same-lower")
    assert lower.padding == ((2, 1), (1, 1))


def test_the_padding_of_an_input_depends_on_its_size() -> None:
    # As TensorFlow has it: 224 by a 3×3 kernel of stride 2 is padded behind only, 225 on both sides.
    assert Geometry.convolution((224,), (3,), stride=2, padding="same").padding == ((0, 1),)
    assert Geometry.convolution((225,), (3,), stride=2, padding="same").padding == ((1, 1),)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # The stamps 1 10 100 and 2 20 200 make 1, 10, 102, 20, 200; one cell is cut.
        ("same", [1, 10, 102, 20]),
        ("same-lower", [10, 102, 20, 200]),
    ],
)
def test_a_transposed_convolution_gives_stride_times_as_many(rule: Any, expected: list[int]) -> None:
    assert transposed_convolve([1, 2], [1, 10, 100], stride=2, padding=rule).tolist() == expected


@pytest.mark.parametrize("rule", ["same", "same-lower"])
def test_a_kernel_shorter_than_the_stride_leaves_cells_empty(rule: Any) -> None:
    assert transposed_convolve([1, 2], [3], stride=3, padding=rule).tolist() == [3, 0, 0, 6, 0, 0]


@given(axis=AXES, rule=RULES)
def test_it_is_the_least_padding_with_that_many_outputs(axis: tuple[int, int, int, int], rule: Any) -> None:
    i, k, s, d = axis
    made = Geometry.convolution((i,), (k,), stride=s, dilation=d, padding=rule)
    ((before, after),) = made.padding
    assert made.output_shape[0] == len(range(0, i, s))

    def outputs(total: int) -> int:
        return len(range(0, i + total - d * (k - 1), s))

    assert outputs(before + after) == len(range(0, i, s))
    assert before + after == 0 or outputs(before + after - 1) < len(range(0, i, s))
    assert (after - before if rule == "same" else before - after) in (0, 1)


@given(axis=AXES, rule=RULES, data=st.data())
def test_both_directions_are_transposes(axis: tuple[int, int, int, int], rule: Any, data: Any) -> None:
    i, k, s, d = axis
    numbers = st.integers(-9, 9)
    small = np.array(data.draw(st.lists(numbers, min_size=i, max_size=i)))
    large = np.array(data.draw(st.lists(numbers, min_size=i * s, max_size=i * s)))
    kernel = np.arange(1, k + 1)
    arguments: dict[str, Any] = {"stride": s, "dilation": d, "padding": rule}
    up = transposed_convolve(small, kernel, **arguments)
    assert up.shape == large.shape
    assert up @ large == small @ convolve(large, kernel, **arguments)


@given(axis=AXES, rule=RULES)
def test_steps_and_gradients_have_it_too(axis: tuple[int, int, int, int], rule: Any) -> None:
    i, k, s, d = axis
    image, kernel = np.arange(1, i + 1), np.arange(1, k + 1)
    arguments: dict[str, Any] = {"stride": s, "dilation": d, "padding": rule}
    down, up = convolve(image, kernel, **arguments), transposed_convolve(image, kernel, **arguments)
    assert [step.total for step in gather_steps(image, kernel, **arguments)] == down.tolist()
    assert [step.total for step in insertion_steps(image, kernel, **arguments)] == up.tolist()
    assert len(list(scatter_steps(image, kernel, **arguments))) == i
    # Both operations are linear in the image: its gradient for ones sums up what the image makes.
    assert convolve_gradients(image, kernel, np.ones_like(down), **arguments)[0] @ image == down.sum()
    assert transposed_convolve_gradients(image, kernel, np.ones_like(up), **arguments)[0] @ image == up.sum()


def test_other_words_are_refused() -> None:
    with pytest.raises(
        ArgumentError, match=r'^padding: must be a number, "same" or "same-lower", got \'valid\'\.'
    ):
        convolve([1, 2], [1], padding="valid")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match=r"^output_padding: must be 0 where padding is same, got 1"):
        transposed_convolve([1, 2], [1], stride=2, padding="same", output_padding=1)
    with pytest.raises(ArgumentError, match=r"^padding: "):
        pool([[1, 2]], 1, "max", padding="same")  # type: ignore[arg-type]
