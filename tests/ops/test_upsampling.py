"""Enlarging by a whole factor: hand-worked values, Pillow, scipy, plain loops, the kernels, errors."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from convscenes.errors import ArgumentError
from convscenes.ops import (
    bicubic,
    bicubic_kernel,
    bilinear,
    bilinear_kernel,
    convolve,
    enlarge,
    enlarging,
    nearest,
    nearest_kernel,
    resize_convolve,
    transposed_convolve,
    zero_insert,
)

Array = NDArray[Any]
METHODS: list[Callable[..., Array]] = [nearest, bilinear, bicubic]
PICTURE = np.random.default_rng(7).integers(-50, 200, (6, 9)).astype(float)


def test_nearest_repeats_cells() -> None:
    enlarged = nearest([[1, -2], [3, 4], [5, 6]], (2, 3))
    assert enlarged.dtype == np.int64
    assert enlarged.tolist() == np.repeat(np.repeat([[1, -2], [3, 4], [5, 6]], 2, 0), 3, 1).tolist()


@pytest.mark.parametrize("method", METHODS)
def test_smaller_floats_become_float64(method: Callable[..., Array]) -> None:
    assert method(np.ones((2, 3), np.float32), 2).dtype == np.float64


def test_bilinear_worked_by_hand() -> None:
    # output cells of 3 → 6 stand at −¼, ¼, ¾, 1¼, 1¾, 2¼; the outer two see the edge alone
    assert bilinear([4, 8, 0], 2).tolist() == [4, 5, 7, 6, 2, 0]
    assert bilinear([3, 9], 3).tolist() == pytest.approx([3, 3, 5, 7, 9, 9])
    assert bilinear([[0, 16], [32, 0]], 2).tolist() == [
        [0, 4, 12, 16],
        [8, 9, 11, 12],
        [24, 19, 9, 4],
        [32, 24, 8, 0],
    ]


def test_bicubic_worked_by_hand() -> None:
    # at distance ¼, ¾, 1¼, 1¾ the curve of a = −¾ has these weights
    weights = np.array([-0.10546875, 0.87890625, 0.26171875, -0.03515625])
    assert weights.sum() == 1
    image = np.array([7.0, 2, 5, 11, 3])
    # output cell 5 stands at 2¼: one and a quarter after cell 1, a quarter after cell 2, …
    assert bicubic(image, 2)[5] == pytest.approx(weights @ image[1:5])
    assert bicubic(image, 2)[6] == pytest.approx(weights[::-1] @ image[1:5])
    # cell 0 stands at −¼, between the repeated edge and cell 0
    assert bicubic(image, 2)[0] == pytest.approx(weights[::-1] @ [7, 7, 7, 2])


def enlarged_by_pillow(image: Array, scale: tuple[int, int], method: Image.Resampling) -> Array:
    height, width = (size * s for size, s in zip(image.shape, scale, strict=True))
    return np.asarray(Image.fromarray(image.astype(np.float32)).resize((width, height), method))


@pytest.mark.parametrize("scale", [(2, 2), (3, 2), (4, 5), (1, 3)])
def test_pillow_agrees(scale: tuple[int, int]) -> None:
    for ours, theirs in ((nearest, Image.Resampling.NEAREST), (bilinear, Image.Resampling.BILINEAR)):
        np.testing.assert_allclose(
            ours(PICTURE, scale), enlarged_by_pillow(PICTURE, scale, theirs), atol=1e-3
        )
    cubic = enlarged_by_pillow(PICTURE, scale, Image.Resampling.BICUBIC)
    # near the border Pillow scales the remaining weights up instead of repeating the edge
    inner = tuple(slice(2 * s, -2 * s) for s in scale)
    np.testing.assert_allclose(bicubic(PICTURE, scale, a=-0.5)[inner], cubic[inner], atol=1e-3)


@pytest.mark.parametrize("scale", [(2, 2), (3, 2), (4, 5)])
def test_scipy_agrees(scale: tuple[int, int]) -> None:
    for order, ours in enumerate((nearest, bilinear)):
        zoomed = ndimage.zoom(PICTURE, scale, order=order, mode="nearest", grid_mode=True)
        np.testing.assert_allclose(ours(PICTURE, scale), zoomed, atol=1e-9)


def keys(distance: float, a: float) -> float:
    """Keys' curve, written as in his paper (equation 15 for a = −½)."""
    s = abs(distance)
    if s < 1:
        return (a + 2) * s**3 - (a + 3) * s**2 + 1
    return a * s**3 - 5 * a * s**2 + 8 * a * s - 4 * a if s < 2 else 0.0


@pytest.mark.parametrize("scale", [2, 3, 4])
@pytest.mark.parametrize("a", [-0.5, -0.75])
def test_bicubic_is_keys_curve_over_repeated_edges(scale: int, a: float) -> None:
    image = PICTURE[0]
    for cell, value in enumerate(bicubic(image, scale, a=a)):
        position = (cell + 0.5) / scale - 0.5
        around = range(math.floor(position) - 1, math.floor(position) + 3)
        sum_ = sum(image[min(max(m, 0), len(image) - 1)] * keys(position - m, a) for m in around)
        assert value == pytest.approx(sum_)


def test_bicubic_of_keys_is_exact_for_parabolas() -> None:
    def parabola(x: Any) -> Any:
        return 3 * x**2 - 7 * x + 2

    made = bicubic(parabola(np.arange(9.0)), 4, a=-0.5)
    positions = (np.arange(36) + 0.5) / 4 - 0.5
    assert made[8:-8].tolist() == pytest.approx(parabola(positions)[8:-8].tolist())


@given(
    image=arrays.arrays(
        np.int64, arrays.array_shapes(min_dims=1, max_dims=3, max_side=4), elements=st.integers(-9, 9)
    ),
    scale=st.integers(1, 4),
    method=st.sampled_from(METHODS),
)
def test_every_method_keeps_shapes_constants_and_symmetry(
    image: Array, scale: int, method: Callable[..., Array]
) -> None:
    made = method(image, scale)
    assert made.shape == tuple(scale * size for size in image.shape)
    np.testing.assert_allclose(method(np.full(image.shape, 7), scale), 7)
    np.testing.assert_allclose(method(np.flip(image), scale), np.flip(made), atol=1e-9)
    np.testing.assert_allclose(method(image, 1), image, atol=1e-12)


@pytest.mark.parametrize("scale", [(2, 3), (4, 2), (5, 3)])
@pytest.mark.parametrize(
    ("method", "kernel", "reach"),
    [(nearest, nearest_kernel, 0), (bilinear, bilinear_kernel, 1), (bicubic, bicubic_kernel, 2)],
)
def test_every_kernel_makes_a_transposed_convolution_of_its_method(
    scale: tuple[int, int], method: Callable[..., Array], kernel: Callable[..., Array], reach: int
) -> None:
    padding = [(0, s // 2, 3 * s // 2)[reach] for s in scale]
    made = transposed_convolve(PICTURE, kernel(scale), stride=scale, padding=padding)
    inner = tuple(slice(reach * s, -reach * s or None) for s in scale)
    np.testing.assert_allclose(made[inner], method(PICTURE, scale)[inner])
    np.testing.assert_allclose(made, enlarge(PICTURE, kernel(scale), scale), atol=1e-12)


@given(size=st.integers(1, 5), kernel=st.integers(1, 9), scale=st.integers(1, 5), width=st.integers(1, 3))
def test_enlarging_makes_it_exactly_so_many_times_as_large(
    size: int, kernel: int, scale: int, width: int
) -> None:
    geometry = enlarging((size, width), (kernel, 2), (scale, 2))
    assert geometry.output_shape == (scale * size, 2 * width)
    before, after = geometry.padding[0]
    assert before - after in (0, 1)
    assert min(before + after, geometry.output_padding[0]) == 0


def test_enlarge_worked_by_hand() -> None:
    # stamps 3 6 9 and 5 10 15 land two apart: 3 6 14 10 15, whose first cell is cropped
    assert enlarge([3, 5], [1, 2, 3], 2).tolist() == [6, 14, 10, 15]
    assert enlarge([3, 5], [7], 2).tolist() == [21, 0, 35, 0]
    batch = np.stack([PICTURE, PICTURE[::-1]])
    kernel = np.array([[1, 2, -4], [0, 1, 3]])
    alone = [transposed_convolve(p, kernel, stride=2, padding=((0, 0), (1, 0))) for p in batch]
    assert np.array_equal(enlarge(batch, kernel[None], (1, 2, 2)), alone)


def fcn_kernel(size: int) -> Array:
    """The published start of the fully convolutional networks: ``upsample_filt`` of their code."""
    factor = (size + 1) // 2
    center = factor - 1.0 if size % 2 == 1 else factor - 0.5
    grid = np.ogrid[:size, :size]
    return np.asarray((1 - abs(grid[0] - center) / factor) * (1 - abs(grid[1] - center) / factor))


@pytest.mark.parametrize("scale", [2, 3, 4, 5, 8])
def test_the_bilinear_kernel_is_that_of_the_fully_convolutional_networks(scale: int) -> None:
    np.testing.assert_allclose(bilinear_kernel((scale, scale)), fcn_kernel(2 * scale - scale % 2))


def test_kernels_worked_by_hand() -> None:
    assert nearest_kernel((1, 3)).tolist() == [[1, 1, 1]]
    assert bilinear_kernel(3).tolist() == pytest.approx([1 / 3, 2 / 3, 1, 2 / 3, 1 / 3])
    assert (16 * bilinear_kernel((2, 2)))[1].tolist() == [3, 9, 9, 3]
    assert bicubic_kernel(1).tolist() == [0, 1, 0]
    assert (bicubic_kernel(2) < 0).tolist() == [True, True, False, False, False, False, True, True]


def test_zero_insert() -> None:
    image = np.array([[1, 2], [3, 4], [5, 6]], np.uint8)
    stretched = zero_insert(image, (1, 3))
    assert stretched.dtype == np.int64
    assert stretched.tolist() == [[1, 0, 0, 2], [3, 0, 0, 4], [5, 0, 0, 6]]
    assert zero_insert(image, 2)[:, 2].tolist() == [2, 0, 4, 0, 6]


def test_zero_insert_then_a_turned_kernel_is_a_transposed_convolution() -> None:
    kernel = np.array([[1, 2, -4], [0, 1, 3]])
    image = PICTURE.astype(int)
    slid = convolve(zero_insert(image, (2, 3)), kernel[::-1, ::-1], padding=(1, 2))
    assert np.array_equal(slid, transposed_convolve(image, kernel, stride=(2, 3)))


def test_resize_convolve() -> None:
    # 3 3 5 5 under 1 2 with a zero on either side: 0+6, 3+6, 3+10, 5+10, 5+0
    assert resize_convolve([3, 5], [1, 2], scale=2, padding=1).tolist() == [6, 9, 13, 15, 5]
    assert resize_convolve([4, 8, 0], [1, -1], scale=2, resize=bilinear).tolist() == [-1, -2, 1, 4, 2]


@pytest.mark.parametrize("scale", [0, -2, 1.5, True, "2", (2, 3)])
@pytest.mark.parametrize("method", METHODS)
def test_a_wrong_scale_is_refused(method: Callable[..., Array], scale: Any) -> None:
    with pytest.raises(ArgumentError, match=r"^scale: must be .*, got .* \(image 1\)\.$"):
        method([1], scale)


@pytest.mark.parametrize("kernel", [nearest_kernel, bilinear_kernel, bicubic_kernel])
def test_a_wrong_scale_of_a_kernel_is_refused(kernel: Callable[..., Array]) -> None:
    with pytest.raises(ArgumentError, match=r"^scale: must be at least 1, got \(2, 0\)\.$"):
        kernel((2, 0))
    with pytest.raises(ArgumentError, match=r"^scale: must be an integer, got 0\.5\.$"):
        kernel(0.5)


@pytest.mark.parametrize("image", [5, [], np.ones((1, 1, 1, 1)), np.ones((2, 0))])
@pytest.mark.parametrize("method", [*METHODS, zero_insert])
def test_an_image_without_cells_or_with_odd_axes_is_refused(method: Callable[..., Array], image: Any) -> None:
    with pytest.raises(
        ArgumentError, match=r"^image: must have one to three axes and at least one cell, got shape \("
    ):
        method(image, 2)


def test_a_wrong_stride_is_refused() -> None:
    with pytest.raises(ArgumentError, match=r"^stride: must be at least 1, got 0 \(image 1×2\)\.$"):
        zero_insert([[1, 2]], 0)
