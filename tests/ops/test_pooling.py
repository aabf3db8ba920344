"""Pooling: worked by hand, plain loops, scipy, convolution, properties."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from itertools import islice
from math import prod
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import ndimage

from convscenes.errors import ArgumentError
from convscenes.ops import PoolStep, convolve, pool, pool_steps
from tests.ops.oracles import looped_pool

IMAGE = np.array([[1, 2, 0, 4, 3], [5, 1, 2, 2, 1], [3, 0, 6, 1, 2]])
BELOW = np.array([[-3, -5, -4], [-7, -2, -6]])


def test_a_rectangle_worked_by_hand() -> None:
    largest = list(pool_steps(IMAGE, (2, 3), "max", stride=(1, 2)))
    assert [step.index for step in largest] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert [step.window.tolist() for step in largest] == [
        [[1, 2, 0], [5, 1, 2]],
        [[0, 4, 3], [2, 2, 1]],
        [[5, 1, 2], [3, 0, 6]],
        [[2, 2, 1], [6, 1, 2]],
    ]
    assert [step.result for step in largest] == [5, 4, 6, 6]
    assert [step.winner for step in largest] == [(1, 0), (0, 1), (1, 2), (1, 0)]
    assert (largest[3].rows.tolist(), largest[3].cols.tolist()) == ([1, 2], [2, 3, 4])
    assert pool(IMAGE, (2, 3), "max", stride=(1, 2)).tolist() == [[5, 4], [6, 6]]
    means = list(pool_steps(IMAGE, (2, 3), "average", stride=(1, 2)))
    assert [step.result for step in means] == [11 / 6, 12 / 6, 17 / 6, 14 / 6]
    assert [step.winner for step in means] == [None] * 4
    assert pool(IMAGE, (2, 3), "average", stride=(1, 2)).tolist() == [[11 / 6, 2], [17 / 6, 14 / 6]]


def test_windows_are_side_by_side_unless_a_stride_is_given() -> None:
    # the third row and the fifth column fill no window
    assert pool(IMAGE, 2, "max").tolist() == [[5, 4]]
    assert pool(IMAGE, (1, 2), "average").tolist() == [[1.5, 2], [3, 2], [1.5, 3.5]]
    assert pool(IMAGE, (3, 1), "max").tolist() == [[5, 2, 6, 4, 3]]


def test_padding_never_wins_but_counts_as_zeros_in_a_mean_worked_by_hand() -> None:
    above, under = pool_steps(BELOW, (2, 3), "max", padding=1)
    assert (above.rows.tolist(), above.cols.tolist()) == ([-1, 0], [-1, 0, 1])
    assert above.inside.tolist() == [[False, False, False], [False, True, True]]
    assert above.window.tolist() == [[0, 0, 0], [0, -3, -5]]
    assert (above.result, above.winner) == (-3, (1, 1))
    assert under.window.tolist() == [[0, -7, -2], [0, 0, 0]]
    assert (under.result, under.winner) == (-2, (0, 2))
    assert pool(BELOW, (2, 3), "max", padding=1).tolist() == [[-3], [-2]]
    assert pool(BELOW, (2, 3), "average", padding=1).tolist() == [[-8 / 6], [-9 / 6]]


def test_uneven_padding_worked_by_hand() -> None:
    # padded: a zero at the left; windows (0 −3) (−5 −4) and (0 −7) (−2 −6)
    assert pool(BELOW, (1, 2), "max", padding=[[0, 0], [1, 0]]).tolist() == [[-3, -4], [-7, -2]]
    assert pool(BELOW, (1, 2), "average", padding=[[0, 0], [1, 0]]).tolist() == [[-1.5, -4.5], [-3.5, -4]]


def test_one_dimension_is_one_row() -> None:
    first, second = pool_steps([3, 1, 2, 5, 4], 3, "max", stride=2)
    assert (first.index, first.rows.tolist(), first.cols.tolist()) == ((0,), [0], [0, 1, 2])
    assert (first.result, first.winner) == (3, (0,))
    assert (second.window.tolist(), second.result, second.winner) == ([2, 5, 4], 5, (1,))
    assert pool([3, 1, 2, 5, 4], 3, "average", stride=2).tolist() == [2, 11 / 3]


def test_dilation_spreads_a_window() -> None:
    # (4, 7), (9, 5), (1, 0)
    steps = list(pool_steps([4, 9, 1, 7, 5, 0], 2, "max", stride=1, dilation=3))
    assert [step.cols.tolist() for step in steps] == [[0, 3], [1, 4], [2, 5]]
    assert [(step.result, step.winner) for step in steps] == [(7, (1,)), (9, (0,)), (1, (0,))]
    assert pool([4, 9, 1, 7, 5, 0], 2, "max", stride=1, dilation=3).tolist() == [7, 9, 1]


def test_of_equal_values_the_first_wins() -> None:
    assert next(pool_steps([[1, 2, 4], [4, 4, 0]], (2, 3), "max")).winner == (0, 2)
    assert next(pool_steps([[0, 0], [0, 0]], 2, "max", padding=1)).winner == (1, 1), "and not the padding"


@pytest.mark.parametrize("lowest", [-np.inf, np.iinfo(np.int64).min])
def test_the_lowest_value_of_the_dtype_beats_padding(lowest: float) -> None:
    step = next(pool_steps([lowest, lowest], 3, "max", padding=1))
    assert (step.winner, step.result) == ((1,), lowest)
    assert pool([lowest, lowest], 3, "max", padding=1).tolist() == [lowest]


def test_what_is_no_number_wins_as_in_pytorch() -> None:
    step = next(pool_steps([1.0, np.nan, 3.0], 3, "max"))
    assert step.winner == (1,)
    assert np.isnan([step.result, *pool([1.0, np.nan, 3.0], 3, "max")]).all()


def test_means_of_decimals() -> None:
    assert pool([[0.5, 0.25, -1.5], [2.0, 0.75, 4.0]], (2, 3), "average").tolist() == [[1.0]]
    assert pool([0.1, 0.2, 0.3, 0.7], 2, "average") == pytest.approx([0.15, 0.5])


def test_means_of_whole_numbers_are_the_nearest_floats() -> None:
    assert pool(np.arange(1, 11), 10, "average").tolist() == [5.5]
    large = (2**53 + 1) // 3  # three of them have a sum that is no float
    assert pool([large] * 3, 3, "average").tolist() == [large]
    assert next(pool_steps([large] * 3, 3, "average")).result == large
    full = [2**63 - 1, 2**63 - 1, -(2**63), 2**63 - 2]  # the sum is beyond int64
    assert pool(full, 2, "average").tolist() == [2.0**63, -1]


CASES: list[tuple[tuple[int, ...], dict[str, Any]]] = [
    ((9,), {"size": 4, "stride": 3, "padding": [(2, 1)]}),
    ((3, 5), {"size": (2, 3), "stride": (1, 2)}),
    ((7, 4), {"size": (3, 2), "padding": (1, 0)}),
    ((4, 7), {"size": 3, "stride": (2, 3), "padding": ((1, 0), (0, 1))}),
    ((2, 3), {"size": (4, 5), "stride": 1, "padding": (2, 2)}),
    ((1, 1), {"size": 1}),
]
DILATED: list[tuple[tuple[int, ...], dict[str, Any]]] = [
    ((9,), {"size": 3, "stride": 2, "dilation": 3, "padding": 1}),
    ((6, 8), {"size": (2, 3), "stride": (2, 1), "dilation": (3, 2), "padding": (1, 0)}),
]


@pytest.mark.parametrize("dtype", [np.int64, np.float64])
@pytest.mark.parametrize(
    ("reduce", "shape", "arguments"),
    [("max", *case) for case in CASES + DILATED] + [("average", *case) for case in CASES],
)
def test_plain_loops_agree(
    reduce: Any, shape: tuple[int, ...], arguments: dict[str, Any], dtype: type
) -> None:
    image = numbers(shape).astype(dtype)
    expected, winners = looped_pool(image, reduce=reduce, **arguments)
    output, steps = (
        pool(image, reduce=reduce, **arguments),
        list(pool_steps(image, reduce=reduce, **arguments)),
    )
    assert np.array_equal(output, expected)
    assert output.dtype == (np.float64 if reduce == "average" else dtype)
    assert [step.index for step in steps] == list(np.ndindex(expected.shape))
    assert [step.result for step in steps] == expected.ravel().tolist()
    assert [step.winner for step in steps] == winners
    for step in steps:
        reads = np.broadcast_arrays(*np.ix_(*step.positions))
        assert not step.window[~step.inside].any()
        assert np.array_equal(step.window[step.inside], image[tuple(at[step.inside] for at in reads)])


@st.composite
def poolings(draw: st.DrawFn) -> tuple[Any, dict[str, Any]]:
    """Draw an image, its values few or large, and a window that fits."""
    rows = draw(st.lists(st.tuples(*[st.integers(1, 6)] * 2, st.integers(1, 3)), min_size=1, max_size=2))
    shape, size, stride = (tuple(row) for row in zip(*rows, strict=True))
    padding = [tuple(draw(st.integers(0, k // 2)) for _ in range(2)) for k in size]
    assume(all(i + sum(p) >= k for i, p, k in zip(shape, padding, size, strict=True)))
    bound = draw(st.sampled_from([2, 99, 2**53, 2**63 - 1]))
    cells = draw(st.lists(st.integers(-bound, bound), min_size=prod(shape), max_size=prod(shape)))
    return np.array(cells, np.int64).reshape(shape), {"size": size, "stride": stride, "padding": padding}


@given(poolings(), st.sampled_from(["max", "average"]))
def test_plain_loops_agree_on_whole_numbers_of_any_size(drawn: Any, reduce: Any) -> None:
    image, arguments = drawn
    expected, winners = looped_pool(image, reduce=reduce, **arguments)
    steps = list(pool_steps(image, reduce=reduce, **arguments))
    assert pool(image, reduce=reduce, **arguments).tolist() == expected.tolist()
    assert [step.result for step in steps] == expected.ravel().tolist()
    assert [step.winner for step in steps] == winners


@given(poolings())
def test_a_mean_is_a_convolution_with_a_constant_kernel(drawn: Any) -> None:
    image, arguments = drawn
    image %= 100  # so that sums are exact in both
    size = arguments.pop("size")
    summed = convolve(image, np.ones(size, int), **arguments)
    assert np.array_equal(pool(image, size, "average", **arguments), summed / prod(size))


@given(poolings(), st.integers(1, 3))
def test_the_largest_is_the_largest_on_any_rising_scale(drawn: Any, factor: int) -> None:
    image, arguments = drawn
    image %= 100
    made, scaled = (
        list(pool_steps(each, reduce="max", **arguments)) for each in (image, factor * image - 150)
    )
    assert [step.winner for step in scaled] == [step.winner for step in made]
    assert [step.result for step in scaled] == [factor * step.result - 150 for step in made]


@given(
    size=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    count=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    seed=st.integers(0, 2**16),
)
def test_side_by_side_windows_part_the_image(size: Any, count: Any, seed: int) -> None:
    random = np.random.default_rng(seed)
    shape = tuple(k * n for k, n in zip(size, count, strict=True))
    image = random.permutation(prod(shape)).reshape(shape)  # every value once
    steps = list(pool_steps(image, size, "max"))
    read = [tuple(at) for step in steps for at in np.argwhere(np.isin(image, step.window)).tolist()]
    assert sorted(read) == list(np.ndindex(shape)), "each cell is read, and once"
    assert pool(image, size, "max").max() == image.max()
    assert pool(pool(image, size, "average"), count, "average").item() == pytest.approx(image.mean())
    # The same values elsewhere in their windows: the same results, and winners that have moved along.
    shuffled, places = image.copy(), [random.permutation(prod(size)) for _ in steps]
    for step, moved in zip(steps, places, strict=True):
        shuffled[np.ix_(*step.positions)] = step.window.ravel()[moved].reshape(size)
    for reduce in ("max", "average"):
        assert np.array_equal(pool(shuffled, size, reduce), pool(image, size, reduce))  # type: ignore[arg-type]
    for old, new, moved in zip(steps, pool_steps(shuffled, size, "max"), places, strict=True):
        assert old.winner == np.unravel_index(moved[np.ravel_multi_index(new.winner or (), size)], size)


@pytest.mark.parametrize("size", [(3, 5), (1, 3), (5, 1)])
def test_images_of_the_same_size_agree_with_scipy(size: tuple[int, int]) -> None:
    image = np.random.default_rng(5).normal(size=(8, 11)) - 2  # most are below the padding
    same: dict[str, Any] = {"stride": 1, "padding": [k // 2 for k in size]}
    largest = ndimage.maximum_filter(image, size, mode="constant", cval=-np.inf)
    assert np.array_equal(pool(image, size, "max", **same), largest)
    mean = ndimage.uniform_filter(image, size, mode="constant", cval=0.0)
    np.testing.assert_allclose(pool(image, size, "average", **same), mean, atol=1e-12)


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int16, np.uint64])
def test_integers_are_computed_as_int64(dtype: type) -> None:
    image = np.full((2, 4), 200).astype(dtype)
    assert pool(image, 2, "max").dtype == next(pool_steps(image, 2, "max")).window.dtype == np.int64
    assert pool(image, 2, "average").tolist() == [[int(image[0, 0])] * 2]
    assert pool(image, 2, "average").dtype == next(pool_steps(image, 2, "average")).result.dtype == np.float64


@pytest.mark.parametrize("reduce", ["max", "average"])
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_floats_keep_their_dtype(reduce: Any, dtype: type) -> None:
    step = next(pool_steps(IMAGE.astype(dtype), 2, reduce))
    assert pool(IMAGE.astype(dtype), 2, reduce).dtype == step.window.dtype == step.result.dtype == dtype


@pytest.mark.parametrize("reduce", ["max", "average"])
def test_records_are_frozen_and_do_not_follow_later_changes(reduce: Any) -> None:
    image = IMAGE.copy()
    steps = pool_steps(image, 2, reduce, stride=1)
    made = [next(steps)]
    image[:] = 0
    made += steps
    assert [step.result for step in made] == pool(IMAGE, 2, reduce, stride=1).ravel().tolist()
    with pytest.raises(FrozenInstanceError, match="winner"):
        made[0].winner = (0, 0)  # type: ignore[misc]
    arrays = [made[0].window, made[0].inside, *made[0].positions, made[0].rows, made[0].cols]
    assert not any(array.flags.writeable for array in arrays)
    output = pool(IMAGE, 1, reduce)
    output += 1
    assert IMAGE[0].tolist() == [1, 2, 0, 4, 3]


def test_a_large_image_costs_a_window_a_step() -> None:
    image = np.broadcast_to(np.int64(1), (300, 400))
    for step in islice(pool_steps(image, (2, 3), "max"), 3):
        assert isinstance(step, PoolStep)
        arrays = (getattr(step, field.name) for field in fields(step))
        assert all(array.size <= 6 for array in arrays if isinstance(array, np.ndarray))


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"reduce": "mean"}, r'reduce: must be "max" or "average", got \'mean\'\.'),
    ({"size": 0}, r"size: must be at least 1, got 0 \(image 4×5\)\."),
    (
        {"size": (2, 2, 2)},
        r"size: must be one for all axes or 2, one per axis, got \(2, 2, 2\) \(image 4×5\)\.",
    ),
    ({"size": 1.5}, r"size: must be an integer, got 1\.5 \(image 4×5\)\."),
    ({"size": (2, 6)}, r"size: spans 2×6, more than the padded image 4×5, got \(2, 6\) \(image 4×5\)\."),
    (
        {"size": 3, "dilation": (1, 4), "padding": 1},
        r"size: spans 3×9, more than the padded image 6×7, got 3 \(image 4×5\)\.",
    ),
    ({"stride": 0}, r"stride: must be at least 1, got 0 \(image 4×5\)\."),
    ({"padding": -1}, r"padding: must be at least 0, got -1 \(image 4×5\)\."),
    ({"padding": 2}, r"padding: must be at most half the window 2×2, got 2 \(image 4×5\)\."),
    (
        {"size": (3, 4), "padding": ((0, 2), (2, 2))},
        r"padding: must be at most half the window 3×4, got \(\(0, 2\), \(2, 2\)\) \(image 4×5\)\.",
    ),
    (
        {"size": (4, 3), "padding": (1, 2)},
        r"padding: must be at most half the window 4×3, got \(1, 2\) \(image 4×5\)\.",
    ),
    (
        {"size": 2, "padding": 1, "dilation": 2, "reduce": "average"},
        r"dilation: must be 1 for an average, got 2 \(image 4×5\)\.",
    ),
    ({"dilation": 0}, r"dilation: must be at least 1, got 0 \(image 4×5\)\."),
    (
        {"image": [[1], [2]], "dilation": 2, "padding": (0, 1)},
        r"size: spans 3×3, more than the padded image 2×3",
    ),
    (
        {"image": [[1], [2], [3]], "dilation": 2, "padding": (0, 1)},
        r"dilation: lets a window read padding only, got 2 \(image 3×1\)\.",
    ),
    ({"image": [[]]}, r"image: has no cells \(image 1×0\)\."),
    ({"image": 3}, r"image: must have one axis or two, and no channels \(image single number\)\."),
    (
        {"image": np.ones((3, 4, 4))},
        r"image: must have one axis or two, and no channels \(image 3×4×4\)\.",
    ),
    ({"image": [[1, 2], [3]]}, r"image: must be a grid of numbers, its rows of equal length\."),
]


@pytest.mark.parametrize("function", [pool, pool_steps])
@pytest.mark.parametrize(("arguments", "message"), REFUSED)
def test_what_does_not_fit_is_refused(
    function: Callable[..., Any], arguments: dict[str, Any], message: str
) -> None:
    """By the iterator when it is called, not at its first step."""
    with pytest.raises(ArgumentError, match=f"^{message}"):
        function(**{"image": np.ones((4, 5)), "size": 2, "reduce": "max"} | arguments)


def test_half_an_even_and_an_odd_window_may_be_padding() -> None:
    assert pool(IMAGE, (3, 4), "max", stride=2, padding=(1, 2)).shape == (2, 3)


def numbers(shape: tuple[int, ...]) -> Any:
    return np.random.default_rng(sum(shape)).integers(-9, 10, shape)
