"""Transposed convolutions of a constant image: worked values, plain loops, when the result is constant."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.errors import ArgumentError
from convscenes.ops import Geometry, bilinear_kernel, constant_pattern, overlap_counts, resize_convolve
from tests.ops.oracles import looped_transposed_convolve

SIDES = st.integers(1, 6)


def test_the_published_example() -> None:
    # Odena et al.: kernel 3, stride 2 overlap unevenly; every other cell gets two stamps
    pattern = constant_pattern((4,), [1, 1, 1], stride=2)
    assert pattern.output.tolist() == [1, 1, 2, 1, 2, 1, 2, 1, 1]
    assert pattern.phases.tolist() == [2, 1]
    assert pattern.inside == (slice(1, 8),)
    assert pattern.period.tolist() == [1, 2]
    assert not pattern.even


def test_counts_multiply_in_two_dimensions() -> None:
    # by hand, rows k3 s2: 1 1 2 1 1 for two stamps; columns k2 s3: 1 1 0 1 1
    pattern = constant_pattern((2, 2), np.ones((3, 2), int), stride=(2, 3))
    assert pattern.output.tolist() == [[1, 1, 0, 1, 1]] * 2 + [[2, 2, 0, 2, 2]] + [[1, 1, 0, 1, 1]] * 2
    assert pattern.phases.tolist() == [[2, 2, 0], [1, 1, 0]]
    assert pattern.period.tolist() == [[1, 1, 0], [2, 2, 0]]


def test_even_overlap_is_not_enough() -> None:
    equal, unequal = (constant_pattern((4,), kernel, stride=2) for kernel in ([1, 1, 1, 1], [1, 2, 3, 4]))
    assert overlap_counts(Geometry.transposed_convolution((4,), (4,), stride=2)).tolist()[2:8] == [2] * 6
    assert (equal.even, unequal.even) == (True, False)
    assert unequal.phases.tolist() == [1 + 3, 2 + 4]
    assert unequal.output[unequal.inside].tolist() == [4, 6, 4, 6, 4, 6]
    assert constant_pattern((4,), [0.25, 0.75, 0.75, 0.25], stride=2).even, "bilinear weights"


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_weights_of_any_precision_are_even_up_to_rounding_and_no_further(dtype: type) -> None:
    thirds = bilinear_kernel((3, 5)).astype(dtype)
    assert constant_pattern((4, 4), thirds, stride=(3, 5)).even
    thirds[1, 2] *= 1.5
    assert not constant_pattern((4, 4), thirds, stride=(3, 5)).even


def test_small_weights_are_compared_with_each_other() -> None:
    assert not constant_pattern((4,), [1e-13, 2e-13], stride=2).even
    assert constant_pattern((4,), [0.1, 0.3, 0.2, 0.0], stride=2).even, "0.1 + 0.2 is 0.3 on paper"


@given(
    height=SIDES, width=SIDES, rows=SIDES, cols=SIDES, down=st.integers(1, 4), across=st.integers(1, 4),
    seed=st.integers(0, 99),
)  # fmt: skip
def test_inside_the_phases_repeat(
    height: int, width: int, rows: int, cols: int, down: int, across: int, seed: int
) -> None:
    kernel = np.random.default_rng(seed).integers(-9, 10, (rows, cols))
    pattern = constant_pattern((height, width), kernel, stride=(down, across))
    image = np.ones((1, height, width), int)
    looped = looped_transposed_convolve(image, kernel[None, None], stride=(down, across))[0]
    assert pattern.output.tolist() == looped.tolist()
    for row, col in np.argwhere(np.ones(looped.shape, bool)):
        if all(i.start <= x < i.stop for i, x in zip(pattern.inside, (row, col), strict=True)):
            assert looped[row, col] == pattern.phases[row % down, col % across]
            start_row, start_col = (i.start for i in pattern.inside)
            again = pattern.period[(row - start_row) % down, (col - start_col) % across]
            assert looped[row, col] == again


@given(size=st.integers(1, 6), kernel_size=st.integers(1, 9), stride=st.integers(1, 5))
def test_overlap_is_even_where_the_stride_divides_the_kernel_size(
    size: int, kernel_size: int, stride: int
) -> None:
    pattern = constant_pattern((size,), np.ones(kernel_size, int), stride=stride)
    assert pattern.even == (kernel_size % stride == 0)
    assert (
        pattern.output.tolist()
        == overlap_counts(Geometry.transposed_convolution((size,), (kernel_size,), stride=stride)).tolist()
    )


@given(scale=st.integers(1, 4), seed=st.integers(0, 99))
def test_resizing_first_leaves_a_constant_image_constant(scale: int, seed: int) -> None:
    kernel = np.random.default_rng(seed).integers(-9, 10, (3, 2))
    output = resize_convolve(np.full((3, 4), 5), kernel, scale=scale)
    assert np.unique(output).tolist() == [5 * kernel.sum()]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ArgumentError, match="must be at least 1, got 0"):
        constant_pattern((4,), [1, 1], stride=0)
    with pytest.raises(ArgumentError, match="as many spatial axes as the kernel"):
        constant_pattern((4,), [[[1, 1]]], stride=2)
