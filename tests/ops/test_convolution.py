"""Both directions: hand-worked values, plain loops, scipy, dtypes."""

from typing import Any

import numpy as np
import pytest
from scipy import signal

from convscenes.ops import blocks, convolve, transposed_convolve
from tests.ops.oracles import looped_convolve, looped_transposed_convolve

X = np.array([[3, 3, 3, 6], [7, 4, 3, 2], [7, 2, 8, 5], [1, 7, 3, 1]])
K = np.array([[1, 2, 4], [1, 1, 3], [1, 2, 4]])


def test_the_notebook_convolution() -> None:
    assert convolve(X, K).tolist() == [[84, 84], [87, 60]]


def test_the_notebook_transposed_convolution() -> None:
    assert transposed_convolve([[2, 3], [4, 3]], K).tolist() == [
        [2, 7, 14, 12],
        [6, 16, 31, 21],
        [6, 14, 29, 21],
        [4, 11, 22, 12],
    ]


def test_an_asymmetric_kernel_on_a_rectangle_worked_by_hand() -> None:
    image = [[1, 2, 0, 1, 3], [0, 1, 4, 2, 1], [2, 0, 1, 3, 5]]
    kernel = [[1, 0, 2], [3, 1, 0]]
    # first cell: 1·1 + 0·2 + 2·0 + 3·0 + 1·1 = 2
    assert convolve(image, kernel).tolist() == [[2, 11, 20], [14, 6, 12]]


def test_stride_and_uneven_padding_worked_by_hand() -> None:
    # the padded image is a zero row above and a zero column at the right; rows step by two
    image = [[1, 2, 0], [0, 1, 4], [2, 0, 1]]
    kernel = [[1, 2], [3, 4]]
    output = convolve(image, kernel, stride=[2, 1], padding=[[1, 0], [0, 1]])
    assert output.tolist() == [[11, 6, 0], [8, 13, 7]]


def test_transposed_stride_padding_and_output_padding_worked_by_hand() -> None:
    # [2, 5] with [1, 3, 4], stride 2: 2 6 8+5 15 20, then 0 for the output padding
    assert transposed_convolve([2, 5], [1, 3, 4], stride=2).tolist() == [2, 6, 13, 15, 20]
    assert transposed_convolve([2, 5], [1, 3, 4], stride=2, padding=1, output_padding=1).tolist() == [
        6,
        13,
        15,
        20,
    ]
    assert transposed_convolve([2, 5], [1, 3, 4], stride=2, padding=[(0, 2)]).tolist() == [2, 6, 13]


def test_output_padding_uncovers_real_sums_not_zeros() -> None:
    cropped = transposed_convolve(X, K, stride=2, padding=1)
    longer = transposed_convolve(X, K, stride=2, padding=1, output_padding=1)
    assert np.array_equal(longer[:-1, :-1], cropped)
    # image row 1 7 3 1 under kernel row 1 2 4: 1 2 4+7 14 28+3 6 12+1 2 4, without the first
    assert longer[-1].tolist() == [2, 11, 14, 31, 6, 13, 2, 4]


def test_a_stride_longer_than_the_kernel_leaves_gaps() -> None:
    assert transposed_convolve([2, 5], [1, 3], stride=4).tolist() == [2, 6, 0, 0, 5, 15]


def test_channels_worked_by_hand() -> None:
    image = [[1, 2, 3], [4, 5, 6]]
    kernel = [[[1, 0], [0, 1]], [[2, 1], [1, 3]], [[0, 0], [1, 0]]]
    assert convolve(image, kernel).tolist() == [[6, 8], [23, 30], [4, 5]]
    back = transposed_convolve([[1, 2], [3, 4]], [[[1, 2], [0, 1]], [[1, 0], [5, 6]]])
    assert back.tolist() == [[4, 8, 4], [15, 39, 26]]


CASES: list[tuple[tuple[int, ...], tuple[int, ...], dict[str, Any]]] = [
    ((1, 9), (1, 1, 4), {"stride": 3, "padding": [(2, 1)]}),
    ((2, 9), (4, 1, 3), {"dilation": 2, "groups": 2}),
    ((1, 5, 8), (1, 1, 2, 3), {"stride": (2, 1), "padding": ((1, 0), (0, 2))}),
    ((3, 6, 5), (2, 3, 3, 2), {"stride": 2, "padding": 1, "dilation": (1, 2)}),
    ((4, 5, 6), (6, 2, 2, 3), {"padding": (0, 1), "groups": 2}),
    ((3, 4, 5), (6, 1, 2, 2), {"groups": 3}),
    ((2, 3, 5, 4), (2, 2, 2, 3, 1), {"stride": (1, 2, 3), "padding": (1, 0, 2)}),
    ((1, 2, 2), (1, 1, 5, 4), {"padding": 4, "stride": 3}),
]


@pytest.mark.parametrize("dtype", [np.int64, np.float64])
@pytest.mark.parametrize(("image_shape", "kernel_shape", "arguments"), CASES)
def test_convolve_agrees_with_plain_loops(
    image_shape: tuple[int, ...], kernel_shape: tuple[int, ...], arguments: dict[str, Any], dtype: type
) -> None:
    image, kernel = whole_numbers(image_shape, dtype), whole_numbers(kernel_shape, dtype)
    assert np.array_equal(convolve(image, kernel, **arguments), looped_convolve(image, kernel, **arguments))


TRANSPOSED_CASES: list[tuple[tuple[int, ...], tuple[int, ...], dict[str, Any]]] = [
    ((1, 4), (1, 1, 3), {"stride": 5, "padding": [(2, 1)], "output_padding": 4}),
    ((2, 5), (2, 3, 3), {"dilation": 3, "output_padding": 2, "groups": 2}),
    ((1, 3, 4), (1, 1, 2, 3), {"stride": (2, 3), "padding": ((1, 0), (0, 2)), "output_padding": (0, 2)}),
    ((3, 3, 2), (3, 2, 4, 3), {"stride": 2, "padding": 1, "dilation": (1, 2)}),
    ((4, 3, 5), (4, 3, 3, 2), {"stride": (3, 1), "groups": 2}),
    ((3, 4, 5), (3, 1, 2, 2), {"groups": 3, "stride": 2}),
    ((2, 2, 3, 2), (2, 2, 2, 3, 1), {"stride": (1, 2, 3), "padding": (1, 1, 0), "output_padding": (0, 1, 2)}),
    ((1, 4, 4), (1, 1, 3, 3), {"padding": ((2, 3), (3, 2))}),
]


@pytest.mark.parametrize("dtype", [np.int64, np.float64])
@pytest.mark.parametrize(("image_shape", "kernel_shape", "arguments"), TRANSPOSED_CASES)
def test_transposed_convolve_agrees_with_plain_loops(
    image_shape: tuple[int, ...], kernel_shape: tuple[int, ...], arguments: dict[str, Any], dtype: type
) -> None:
    image, kernel = whole_numbers(image_shape, dtype), whole_numbers(kernel_shape, dtype)
    expected = looped_transposed_convolve(image, kernel, **arguments)
    assert np.array_equal(transposed_convolve(image, kernel, **arguments), expected)


@pytest.mark.parametrize("cells", [1, 2, 5])
@pytest.mark.parametrize("few", [True, False])
def test_blocks_of_few_cells_agree_with_plain_loops(
    cells: int, few: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever axes are scattered, and wherever blocks end."""
    monkeypatch.setattr(blocks, "VALUES_PER_BLOCK", 1)
    monkeypatch.setattr(blocks, "CELLS_PER_BLOCK", cells)
    monkeypatch.setattr(blocks, "_scattered_axes", lambda g, *_: 0 if few else len(g.kernel_shape) - 1)
    blocks.parts.cache_clear()
    for made, looped, cases in (
        (convolve, looped_convolve, CASES),
        (transposed_convolve, looped_transposed_convolve, TRANSPOSED_CASES),
    ):
        for image_shape, kernel_shape, arguments in cases:
            image, kernel = whole_numbers(image_shape, np.int64), whole_numbers(kernel_shape, np.int64)
            assert np.array_equal(made(image, kernel, **arguments), looped(image, kernel, **arguments))
    blocks.parts.cache_clear()


@pytest.mark.parametrize("shape", [(150, 211), (3, 20_000), (20_000, 3)])
def test_images_of_many_blocks_agree_with_scipy(shape: tuple[int, int]) -> None:
    image, kernel = whole_numbers(shape, np.int64), whole_numbers((3, 2), np.int64)
    assert np.array_equal(convolve(image, kernel), signal.correlate2d(image, kernel, "valid"))
    assert np.array_equal(transposed_convolve(image, kernel), signal.convolve2d(image, kernel, "full"))
    stretched = np.zeros([3 * size - 2 for size in shape], np.int64)
    stretched[::3, ::3] = image
    full = signal.convolve2d(stretched, kernel, "full")
    assert np.array_equal(transposed_convolve(image, kernel, stride=3, padding=1), full[1:-1, 1:-1])


def test_random_floats_agree_with_scipy() -> None:
    random = np.random.default_rng(3)
    image, kernel = random.normal(size=(7, 5, 9)), random.normal(size=(3, 2, 4))
    np.testing.assert_allclose(convolve(image, kernel), signal.correlate(image, kernel, "valid"), atol=1e-12)
    np.testing.assert_allclose(transposed_convolve(image, kernel), signal.convolve(image, kernel), atol=1e-12)


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int16, np.uint64, np.int64])
def test_integers_are_summed_as_int64(dtype: type) -> None:
    image, kernel = np.full((3, 3), 200).astype(dtype), np.full((3, 3), 100).astype(dtype)
    for output in (convolve(image, kernel), transposed_convolve(image, kernel)):
        assert output.dtype == np.int64
    assert convolve(image, kernel).item() == 9 * int(image[0, 0]) * int(kernel[0, 0])


def test_integers_beyond_the_floats_stay_exact() -> None:
    large = 2**60 + 1
    assert convolve([large, 1], [1, 1]).tolist() == [large + 1]
    assert transposed_convolve([large], [1, 3]).tolist() == [large, 3 * large]


@pytest.mark.parametrize(
    ("image", "kernel", "promoted"),
    [
        (np.float32, np.float32, np.float32),
        (np.uint8, np.float32, np.float32),
        (np.float16, np.float16, np.float16),
        (np.int64, np.float32, np.float64),
        (np.float32, np.float64, np.float64),
    ],
)
def test_floats_keep_the_promotion_of_numpy(image: type, kernel: type, promoted: type) -> None:
    arrays = np.ones((3, 4), image), np.ones((2, 2), kernel)
    assert convolve(*arrays).dtype == promoted
    assert transposed_convolve(*arrays, stride=2).dtype == promoted


def test_arguments_are_left_as_they_were_and_results_are_writeable() -> None:
    image, kernel = X.copy(), K.copy()
    output = transposed_convolve(image, kernel)
    output += 1
    assert np.array_equal(image, X)
    assert np.array_equal(kernel, K)


def test_any_memory_order_is_read() -> None:
    image, kernel = np.asfortranarray(X)[::-1, ::2], K[:2].T
    assert np.array_equal(convolve(image, kernel), convolve(image.copy(), kernel.copy()))
    assert convolve(image, kernel).tolist() == [[63], [53]]


def whole_numbers(shape: tuple[int, ...], dtype: type) -> Any:
    return np.random.default_rng(sum(shape)).integers(-9, 10, shape).astype(dtype)
