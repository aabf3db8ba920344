"""Bias, turned kernels and other borders: hand-worked values, plain loops, scipy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage, signal

from convscenes.errors import ArgumentError
from convscenes.ops import convolve, transposed_convolve
from tests.ops.oracles import looped_convolve

ROW, KERNEL = [1, 2, 4], [1, 10]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("zeros", [10, 21, 42, 4]),  # 0 1 2 4 0
        ("reflect", [12, 21, 42, 24]),  # 2 1 2 4 2
        ("replicate", [11, 21, 42, 44]),  # 1 1 2 4 4
        ("circular", [14, 21, 42, 14]),  # 4 1 2 4 1
    ],
)
def test_borders_worked_by_hand(mode: Any, expected: list[int]) -> None:
    assert convolve(ROW, KERNEL, padding=1, padding_mode=mode).tolist() == expected


def test_a_kernel_turns_by_180_degrees_first() -> None:
    image = np.array([[1, 2, 0, 3], [0, 1, 4, 2]])
    kernel = np.array([[1, 0, 2], [3, 5, 7]])
    # turned: 7 5 3 over 2 0 1, so 7·1 + 5·2 + 0 + 0 + 0 + 4 = 21
    assert convolve(image, kernel, flip_kernel=True).tolist() == [[21, 27]]
    full = convolve(image, kernel, padding=[1, 2], flip_kernel=True)
    assert np.array_equal(full, signal.convolve2d(image, kernel))


def test_a_bias_is_added_to_each_output() -> None:
    kernels = np.array([[[[1]]], [[[10]]]])
    made = convolve([[[1, 2]]], kernels, bias=[100, -3])
    assert made.tolist() == [[[101, 102]], [[7, 17]]]
    assert made.dtype == np.int64
    assert convolve([[1, 2]], [[1]], bias=0.5).tolist() == [[1.5, 2.5]]
    assert convolve([[[1, 2]]], kernels, bias=1).tolist() == [[[2, 3]], [[11, 21]]]
    assert transposed_convolve([2, 3], [1, 10], stride=2, bias=-1).tolist() == [1, 19, 2, 29]


def test_channels_of_groups_have_biases_in_order() -> None:
    image = np.arange(1, 5).reshape(4, 1, 1)
    made = convolve(image, np.ones((4, 2, 1, 1), int), groups=2, bias=[0, 10, 100, 1000])
    assert made.ravel().tolist() == [3, 13, 107, 1007]


def test_a_turned_kernel_of_channels_keeps_their_order() -> None:
    image = np.arange(12).reshape(2, 2, 3)
    kernel = np.arange(1, 13).reshape(3, 2, 1, 2)
    turned = kernel[:, :, ::-1, ::-1]
    assert np.array_equal(convolve(image, kernel, flip_kernel=True), looped_convolve(image, turned))
    up = transposed_convolve(image, kernel.swapaxes(0, 1), flip_kernel=True)
    assert np.array_equal(up, transposed_convolve(image, turned.swapaxes(0, 1)))


def source_of(at: int, size: int, mode: str) -> int:
    """Return which cell a border's cell repeats, step by step, as its definition walks."""
    if mode == "replicate":
        return min(max(at, 0), size - 1)
    if mode == "circular":
        return at + size if at < 0 else at - size if at >= size else at
    return -at if at < 0 else 2 * (size - 1) - at if at >= size else at


@given(
    shape=st.tuples(st.integers(2, 5), st.integers(2, 5)),
    mode=st.sampled_from(["reflect", "replicate", "circular"]),
    data=st.data(),
)
def test_borders_are_those_of_a_plain_loop(shape: tuple[int, int], mode: Any, data: Any) -> None:
    channels = data.draw(st.integers(1, 2))
    image = np.arange(channels * shape[0] * shape[1]).reshape(channels, *shape) ** 2 % 97
    kernel = np.arange(1, 1 + 6 * channels).reshape(1, channels, 2, 3)
    padding = [tuple(data.draw(st.integers(0, size - 1)) for _ in range(2)) for size in shape]
    if shape[1] + sum(padding[1]) < 3:
        padding[1] = (1, 1)
    stride, turn = data.draw(st.integers(1, 2)), data.draw(st.booleans())
    rows, cols = (
        [source_of(at, size, mode) for at in range(-before, size + after)]
        for size, (before, after) in zip(shape, padding, strict=True)
    )
    expected = looped_convolve(
        image[:, rows][:, :, cols], kernel[..., ::-1, ::-1] if turn else kernel, stride
    )
    made = convolve(image, kernel, stride=stride, padding=padding, padding_mode=mode, flip_kernel=turn)
    assert np.array_equal(made, expected)


@pytest.mark.parametrize(
    ("mode", "name"), [("reflect", "mirror"), ("replicate", "nearest"), ("circular", "wrap")]
)
def test_borders_agree_with_another_library(mode: Any, name: str) -> None:
    image, kernel = np.arange(20).reshape(4, 5) ** 2 % 23, np.arange(1, 10).reshape(3, 3)
    made = convolve(image, kernel, padding="same", padding_mode=mode)
    assert np.array_equal(made, ndimage.correlate(image, kernel, mode=name))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"padding_mode": "mirror"}, r"padding_mode: must be one of zeros, reflect, .*, got 'mirror'\."),
        (
            {"padding": 3, "padding_mode": "reflect"},
            r"padding: must be at most 2 where padding_mode is reflect, got 3 \(image 3\)\.",
        ),
        ({"padding": [(0, 4)], "padding_mode": "circular"}, r"padding: must be at most 3 .* got 4"),
        ({"bias": [1, 2]}, r"bias: must be one number, or one for each output \(1\), got 2\."),
        ({"bias": "x"}, r"bias: must hold real numbers"),
    ],
)
def test_what_does_not_fit_is_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError, match=f"^{message}"):
        convolve(ROW, KERNEL, **arguments)
