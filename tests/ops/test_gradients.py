"""Gradients of both directions: hand-worked values, finite differences, linearity, errors."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from convscenes.errors import ArgumentError
from convscenes.ops import (
    convolve,
    convolve_gradients,
    transposed_convolve,
    transposed_convolve_gradients,
)
from tests.ops.test_convolution import CASES, TRANSPOSED_CASES, whole_numbers

Array = NDArray[Any]

MORE_CASES: list[tuple[tuple[int, ...], tuple[int, ...], dict[str, Any]]] = [
    ((7,), (3,), {"stride": 3, "padding": [(2, 0)]}),
    ((4, 6), (2, 3), {"stride": (2, 3), "padding": ((1, 0), (0, 2)), "dilation": (2, 1)}),
]
MORE_TRANSPOSED_CASES: list[tuple[tuple[int, ...], tuple[int, ...], dict[str, Any]]] = [
    ((3,), (4,), {"stride": 2, "padding": [(1, 2)], "output_padding": 1}),
    ((2, 3), (3, 2), {"stride": (3, 2), "padding": ((1, 0), (0, 1)), "output_padding": (2, 1)}),
    # the dilation allows an output padding of the stride and more
    ((3, 2), (2, 3), {"stride": (1, 2), "dilation": (4, 3), "output_padding": (3, 2), "padding": (2, 1)}),
]


def test_a_convolution_worked_by_hand() -> None:
    # L = 1·out00 + 2·out01 + 3·out10 + 4·out11, windows 2×2 of 3×3
    image, kernel, upstream = [[1, 2, 0], [0, 1, 4], [2, 0, 1]], [[1, 2], [3, 5]], [[1, 2], [3, 4]]
    d_image, d_kernel = convolve_gradients(image, kernel, upstream)
    # the corner cell is read once, by the kernel's first weight; the middle one by all four windows
    assert d_image.tolist() == [[1, 4, 4], [6, 5 + 6 + 6 + 4, 10 + 8], [9, 15 + 12, 20]]
    assert d_kernel.tolist() == [[1 + 4 + 0 + 4, 2 + 0 + 3 + 16], [0 + 2 + 6 + 0, 1 + 8 + 0 + 4]]


def test_a_transposed_convolution_worked_by_hand() -> None:
    # out = 2·k0, 2·k1, 2·k2 + 5·k0, 5·k1, 5·k2, its first cell cropped, one more cell that nothing reaches
    arguments: dict[str, Any] = {"stride": 2, "padding": [(1, 0)], "output_padding": 1}
    assert transposed_convolve([2, 5], [1, 3, 4], **arguments).tolist() == [6, 13, 15, 20, 0]
    d_image, d_kernel = transposed_convolve_gradients([2, 5], [1, 3, 4], [1, 10, 100, 1000, 9], **arguments)
    assert d_image.tolist() == [3 * 1 + 4 * 10, 1 * 10 + 3 * 100 + 4 * 1000]
    assert d_kernel.tolist() == [5 * 10, 2 * 1 + 5 * 100, 2 * 10 + 5 * 1000]


def differences(loss: Callable[[Array], float], at: Array) -> Array:
    """Central differences of ``loss``, one value of ``at`` after the other."""
    slopes = np.zeros(at.shape)
    for index in np.ndindex(at.shape):
        step = np.zeros(at.shape)
        step[index] = 0.5
        slopes[index] = loss(at + step) - loss(at - step)
    return slopes


def check(
    operation: Callable[..., Array],
    gradients: Callable[..., tuple[Array, Array]],
    image: Array,
    kernel: Array,
    arguments: dict[str, Any],
) -> None:
    """Compare with the differences of a loss that is linear in the output: exact but for rounding."""
    upstream = np.random.default_rng(5).normal(size=operation(image, kernel, **arguments).shape)
    d_image, d_kernel = gradients(image, kernel, upstream, **arguments)
    by_image = differences(lambda at: float((operation(at, kernel, **arguments) * upstream).sum()), image)
    by_kernel = differences(lambda at: float((operation(image, at, **arguments) * upstream).sum()), kernel)
    np.testing.assert_allclose(d_image, by_image, atol=1e-9)
    np.testing.assert_allclose(d_kernel, by_kernel, atol=1e-9)


@pytest.mark.parametrize(("image_shape", "kernel_shape", "arguments"), [*CASES, *MORE_CASES])
def test_convolve_gradients_are_finite_differences(
    image_shape: tuple[int, ...], kernel_shape: tuple[int, ...], arguments: dict[str, Any]
) -> None:
    image, kernel = whole_numbers(image_shape, np.float64), whole_numbers(kernel_shape, np.float64)
    check(convolve, convolve_gradients, image, kernel, arguments)


@pytest.mark.parametrize(
    ("image_shape", "kernel_shape", "arguments"), [*TRANSPOSED_CASES, *MORE_TRANSPOSED_CASES]
)
def test_transposed_convolve_gradients_are_finite_differences(
    image_shape: tuple[int, ...], kernel_shape: tuple[int, ...], arguments: dict[str, Any]
) -> None:
    image, kernel = whole_numbers(image_shape, np.float64), whole_numbers(kernel_shape, np.float64)
    check(transposed_convolve, transposed_convolve_gradients, image, kernel, arguments)


def test_the_gradient_of_a_square_loss_is_that_of_its_slope() -> None:
    random = np.random.default_rng(2)
    image, kernel, target = (random.normal(size=shape) for shape in ((3, 4), (3, 2), (7, 8)))
    output = transposed_convolve(image, kernel, stride=2)

    def loss(weights: Array) -> float:
        made = transposed_convolve(image, weights, stride=2)
        return float(((made - target) ** 2).sum())

    _, d_kernel = transposed_convolve_gradients(image, kernel, 2 * (output - target), stride=2)
    # a central difference of a square is exact
    np.testing.assert_allclose(d_kernel, differences(loss, kernel), atol=1e-9)


def test_a_batch_is_an_axis_along_which_the_kernel_has_one_cell() -> None:
    images, kernel = whole_numbers((2, 3, 4, 5), np.int64), whole_numbers((2, 3, 2, 3), np.int64)
    upstream = whole_numbers((3, 3, 8, 11), np.int64)
    alone = [transposed_convolve_gradients(images[:, n], kernel, upstream[:, n], stride=2) for n in range(3)]
    d_images, d_kernel = transposed_convolve_gradients(images, kernel[:, :, None], upstream, stride=(1, 2, 2))
    assert np.array_equal(d_images, np.stack([d_image for d_image, _ in alone], axis=1))
    assert np.array_equal(d_kernel[:, :, 0], sum(d_kernel for _, d_kernel in alone))


def test_dtypes_are_those_of_the_operation() -> None:
    whole, half = np.ones((3, 3), np.uint8), np.full((2, 2), 0.5, np.float32)
    for d_array in convolve_gradients(whole, whole[:2, :2], whole[:2, :2]):
        assert d_array.dtype == np.int64
    for gradients, upstream in ((convolve_gradients, (2, 2)), (transposed_convolve_gradients, (4, 4))):
        made = gradients(whole, whole[:2, :2], np.full(upstream, 0.25))
        assert [d_array.dtype for d_array in made] == [np.float64] * 2
        assert made[1][0, 0] == 0.25 * np.prod(upstream if gradients is convolve_gradients else (3, 3))
        assert gradients(half, half[:1, :1], half)[0].dtype == np.float32


@pytest.mark.parametrize("gradients", [convolve_gradients, transposed_convolve_gradients])
def test_an_upstream_of_another_shape_is_refused(gradients: Callable[..., Any]) -> None:
    with pytest.raises(ArgumentError, match=r"upstream: must have the shape of the output, .×., got 1×3"):
        gradients(np.ones((3, 3)), np.ones((2, 2)), np.ones((1, 3)))
    with pytest.raises(ArgumentError, match=r"must have the shape of the output, 4×.×., got 2×2"):
        gradients(np.ones((4, 3, 3)), np.ones((4, 4, 2, 2)), np.ones((2, 2)))
