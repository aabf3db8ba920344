"""The zero-insertion view: worked by hand, equal to the stamps in every geometry, its zeros counted."""

from dataclasses import FrozenInstanceError, fields
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convscenes.errors import ArgumentError
from convscenes.ops import insertion, insertion_steps, overlap_counts, scatter_steps, transposed_convolve
from convscenes.ops.geometry import Geometry
from tests.ops.oracles import looped_transposed_convolve

IMAGE = np.array([[2, 3], [4, 3]])
KERNEL = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])


def test_the_headline_numbers_by_hand() -> None:
    made = insertion(IMAGE, KERNEL, stride=2)
    assert made.stretched.tolist() == [[2, 0, 3], [0, 0, 0], [4, 0, 3]]
    assert made.padded.shape == (7, 7)
    assert made.padded[2:5, 2:5].tolist() == made.stretched.tolist()
    assert made.borders == ((2, 2), (2, 2))
    assert made.kernel.tolist() == [[9, 8, 7], [6, 5, 4], [3, 2, 1]]
    assert np.argwhere(made.padded_holds).tolist() == [[2, 2], [2, 4], [4, 2], [4, 4]]
    steps = list(insertion_steps(IMAGE, KERNEL, stride=2))
    middle = steps[12]
    assert (middle.index, middle.total) == ((2, 2), 2 * 9 + 3 * 7 + 4 * 3 + 3 * 1)
    assert middle.products.tolist() == [[18, 0, 21], [0, 0, 0], [12, 0, 3]]
    assert (middle.useful, middle.wasted) == (4, 5)
    assert (steps[-1].useful_so_far, steps[-1].wasted_so_far) == (36, 25 * 9 - 36)


def test_uneven_borders_of_a_rectangle_by_hand() -> None:
    # rows: d(k − 1) = 1, p = (0, 2), a = 1: 1 before, 1 − 2 + 1 = 0 after
    # columns: d(k − 1) = 4, p = (5, 2): 4 − 5 = −1 before (one is cropped), 2 after
    arguments: dict[str, Any] = {
        "stride": (2, 3),
        "padding": ((0, 2), (5, 2)),
        "dilation": (1, 2),
        "output_padding": (1, 0),
    }
    made = insertion([[2, 3], [5, 7]], [[1, 2, 4], [3, 6, 8]], **arguments)
    assert made.borders == ((1, 0), (-1, 2))
    assert made.extra == (1, 0)
    assert made.stretched.tolist() == [[2, 0, 0, 3], [0, 0, 0, 0], [5, 0, 0, 7]]
    assert made.padded.tolist() == [[0] * 5, [0, 0, 3, 0, 0], [0] * 5, [0, 0, 7, 0, 0]]


GEOMETRIES = st.fixed_dictionaries(
    {
        name: st.lists(st.integers(minimum, 3), min_size=2, max_size=2)
        for name, minimum in {
            "image": 1,
            "kernel": 1,
            "stride": 1,
            "dilation": 1,
            "output_padding": 0,
        }.items()
    }
    | {"padding": st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=2)}
)


@given(GEOMETRIES, st.integers(1, 2), st.integers(0, 2**16))
def test_sliding_over_the_zeros_is_the_transposed_convolution(
    geometry: dict[str, Any], axes: int, seed: int
) -> None:
    given = {name: value[:axes] for name, value in geometry.items()}
    arrays = np.random.default_rng(seed)
    image, kernel = (arrays.integers(-9, 10, given.pop(name)) for name in ("image", "kernel"))
    try:
        shape = Geometry.transposed_convolution(image.shape, kernel.shape, **given).output_shape
    except ArgumentError:
        assume(False)
    steps = list(insertion_steps(image, kernel, **given))
    looped = looped_transposed_convolve(image[None], kernel[None, None], **given)[0]
    assert np.array_equal(np.reshape([step.total for step in steps], shape), looped)
    counts = overlap_counts(Geometry.transposed_convolution(image.shape, kernel.shape, **given))
    assert [step.useful for step in steps] == counts.ravel().tolist(), "one product for every stamp"
    assert all(step.useful + step.wasted == kernel.size for step in steps)
    assert all(not step.window[~step.holds].any() for step in steps)
    assert steps[-1].useful_so_far == counts.sum()
    assert steps[-1].useful_so_far + steps[-1].wasted_so_far == kernel.size * len(steps)


def test_a_zero_of_the_image_is_no_inserted_one() -> None:
    step = next(insertion_steps([0, 5], [3], stride=2))
    assert (step.useful, step.wasted, step.total) == (1, 0, 0)


def test_stamps_spend_no_product_on_zeros() -> None:
    arguments: dict[str, Any] = {"stride": (2, 1), "padding": ((1, 0), (0, 1))}
    image, kernel = np.arange(1, 7).reshape(2, 3), np.arange(1, 7).reshape(3, 2)
    landed = sum(int(step.inside.sum()) for step in scatter_steps(image, kernel, **arguments))
    *_, last = insertion_steps(image, kernel, **arguments)
    assert last.useful_so_far == landed
    totals = [step.total for step in insertion_steps(image, kernel, **arguments)]
    assert totals == transposed_convolve(image, kernel, **arguments).ravel().tolist()


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.uint8])
def test_steps_have_the_dtype_of_the_results(dtype: type) -> None:
    image, kernel = IMAGE.astype(dtype), KERNEL.astype(dtype)
    result, made = transposed_convolve(image, kernel).dtype, insertion(image, kernel)
    assert next(insertion_steps(image, kernel)).total.dtype == result
    assert made.stretched.dtype == made.padded.dtype == made.kernel.dtype == result


def test_records_are_frozen_and_their_arrays_read_only() -> None:
    image, kernel = IMAGE.copy(), KERNEL.copy()
    for record in (insertion(image, kernel, stride=2), next(insertion_steps(image, kernel, stride=2))):
        with pytest.raises(FrozenInstanceError, match="kernel"):
            record.kernel = image  # type: ignore[misc]
        arrays = [getattr(record, field.name) for field in fields(record)]
        assert not any(array.flags.writeable for array in arrays if isinstance(array, np.ndarray))
    made = insertion(image, kernel)
    image += 1
    kernel += 1
    assert (made.stretched[0, 0], made.kernel[0, 0]) == (2, 9)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"stride": 0}, "stride: must be at least 1"),
        ({"padding": 3}, "padding: .* crops the whole output"),
        ({"output_padding": 1}, "output_padding: must be smaller than stride or dilation"),
    ],
    ids=str,
)
def test_wrong_arguments_are_those_of_the_stamps(arguments: dict[str, Any], message: str) -> None:
    for call in (insertion, insertion_steps, transposed_convolve):
        with pytest.raises(ArgumentError, match=message):
            call(IMAGE, KERNEL, **arguments)


def test_every_window_lies_on_the_padded_image() -> None:
    made = insertion(IMAGE, KERNEL, stride=3, dilation=2, padding=1)
    for step, (row, col) in zip(
        insertion_steps(IMAGE, KERNEL, stride=3, dilation=2, padding=1),
        product(range(6), range(6)),
        strict=True,
    ):
        assert step.index == (row, col)
        assert step.inside.all()
        assert np.array_equal(step.window, made.padded[row : row + 5 : 2, col : col + 5 : 2])
