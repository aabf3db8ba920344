"""The matrix C, and the algebra that relates the two directions: exact for whole numbers."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convscenes.ops import (
    Geometry,
    convolution_matrix,
    convolve,
    scatter_steps,
    transposed_convolution_matrix,
    transposed_convolve,
)
from tests.ops.oracles import zero_insertion


def test_the_matrix_of_a_rectangle_worked_by_hand() -> None:
    matrix = convolution_matrix((2, 3), [[1, 2], [3, 4]])
    assert matrix.tolist() == [[1, 2, 0, 3, 4, 0], [0, 1, 2, 0, 3, 4]]


def test_padding_falls_out_of_the_matrix() -> None:
    matrix = convolution_matrix((3,), [1, 2, 4], padding=[(1, 2)], stride=2)
    assert matrix.tolist() == [[2, 4, 0], [0, 1, 2]]


def test_the_notebook_matrix_forth_and_back() -> None:
    image = np.array([[3, 3, 3, 6], [7, 4, 3, 2], [7, 2, 8, 5], [1, 7, 3, 1]])
    matrix = convolution_matrix((4, 4), [[1, 2, 4], [1, 1, 3], [1, 2, 4]])
    assert matrix.shape == (4, 16)
    assert (matrix @ image.ravel()).tolist() == [84, 84, 87, 60]
    assert (matrix.T @ [2, 3, 4, 3]).tolist() == [2, 7, 14, 12, 6, 16, 31, 21, 6, 14, 29, 21, 4, 11, 22, 12]


def test_a_sparse_matrix_stores_the_kernel_only() -> None:
    arguments: dict[str, Any] = {"stride": (2, 1), "padding": ((1, 0), (0, 1))}
    kernel = [[1, 0, 3], [4, 5, 6]]
    sparse = convolution_matrix((30, 5), kernel, sparse=True, **arguments)
    assert np.array_equal(sparse.toarray(), convolution_matrix((30, 5), kernel, **arguments))
    assert sparse.shape == (60, 150)
    # 15 × 4 windows of six cells; the upper three of four windows lie above the image, the right two of
    # fifteen beside it, and one cell is both
    assert sparse.nnz == 360 - 12 - 30 + 1
    assert sparse.dtype == np.int64


def test_the_transposed_matrix_by_hand() -> None:
    # two values, three cells apart; the kernel spans 1 + 2 cells; the first output cell is cropped
    matrix = transposed_convolution_matrix((2,), [1, -2], stride=3, dilation=2, padding=[(1, 0)])
    assert matrix.tolist() == [[0, 0], [-2, 0], [0, 1], [0, 0], [0, -2]]


def test_output_padding_beyond_the_stride_adds_rows_only() -> None:
    # one value, dilation 2: two cells may be padded though the convolution of so many would make three
    matrix = transposed_convolution_matrix((1,), [1, 2], dilation=3, output_padding=2)
    assert matrix.tolist() == [[1], [0], [0], [2], [0], [0]]
    image = np.array([5])
    expected = transposed_convolve(image, [1, 2], dilation=3, output_padding=2)
    assert (matrix @ image).tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("given", "made"), [(bool, np.int64), (np.uint8, np.int64), (np.float32, np.float32)]
)
def test_the_matrix_has_the_dtype_of_the_results(given: type, made: type) -> None:
    assert convolution_matrix((3,), np.ones(2, given)).dtype == made


NUMBERS = st.integers(-99, 99)
AXIS = st.fixed_dictionaries(
    {
        "image": st.integers(1, 6),
        "kernel": st.integers(1, 4),
        "stride": st.integers(1, 4),
        "padding": st.tuples(st.integers(0, 3), st.integers(0, 3)),
        "dilation": st.integers(1, 3),
    }
)


@st.composite
def operations(draw: st.DrawFn) -> tuple[Geometry, Any, dict[str, Any]]:
    """Return a convolution of one to three axes, a kernel, and the arguments."""
    axes = draw(st.lists(AXIS, min_size=1, max_size=3))
    image, kernel = (tuple(axis[name] for axis in axes) for name in ("image", "kernel"))
    arguments = {name: tuple(axis[name] for axis in axes) for name in ("stride", "padding", "dilation")}
    assume(
        all(axis["image"] + sum(axis["padding"]) > axis["dilation"] * (axis["kernel"] - 1) for axis in axes)
    )
    return Geometry.convolution(image, kernel, **arguments), whole_numbers(draw, kernel), arguments


def whole_numbers(draw: st.DrawFn, shape: tuple[int, ...]) -> Any:
    size = int(np.prod(shape))
    return np.array(draw(st.lists(NUMBERS, min_size=size, max_size=size))).reshape(shape)


@given(operations(), st.data())
def test_the_matrix_times_the_image_is_the_convolution(
    operation: tuple[Geometry, Any, dict[str, Any]], data: st.DataObject
) -> None:
    geometry, kernel, arguments = operation
    image = whole_numbers(data.draw, geometry.image_shape)
    matrix = convolution_matrix(geometry.image_shape, kernel, **arguments)
    output = convolve(image, kernel, **arguments)
    assert output.shape == geometry.output_shape
    assert (matrix @ image.ravel()).tolist() == output.ravel().tolist()


@given(operations(), st.data())
def test_three_ways_to_transpose_agree(
    operation: tuple[Geometry, Any, dict[str, Any]], data: st.DataObject
) -> None:
    """Cᵀ y, the stamps, and the zero-inserted image under the turned kernel."""
    geometry, kernel, arguments = operation
    back = geometry.restoring()
    image = whole_numbers(data.draw, geometry.output_shape)
    arguments["output_padding"] = back.output_padding
    output = transposed_convolve(image, kernel, **arguments)
    del arguments["output_padding"]
    matrix = convolution_matrix(geometry.image_shape, kernel, **arguments)
    assert output.ravel().tolist() == (matrix.T @ image.ravel()).tolist()
    given = arguments | {"output_padding": back.output_padding}
    assert transposed_convolution_matrix(image.shape, kernel, **given).tolist() == matrix.T.tolist()
    stamped = np.zeros_like(output)
    for step in scatter_steps(image, kernel, output_padding=back.output_padding, **arguments):
        grid = np.broadcast_arrays(*np.ix_(*step.positions))
        stamped[tuple(at[step.inside] for at in grid)] += step.stamp[step.inside]
    assert np.array_equal(stamped, output)
    assert np.array_equal(
        zero_insertion(image, kernel, output_padding=back.output_padding, **arguments), output
    )


@given(operations(), st.data())
def test_the_two_directions_are_adjoint(
    operation: tuple[Geometry, Any, dict[str, Any]], data: st.DataObject
) -> None:
    """⟨Cx, y⟩ = ⟨x, Cᵀy⟩."""
    geometry, kernel, arguments = operation
    x = whole_numbers(data.draw, geometry.image_shape)
    y = whole_numbers(data.draw, geometry.output_shape)
    back = transposed_convolve(y, kernel, output_padding=geometry.restoring().output_padding, **arguments)
    assert np.vdot(convolve(x, kernel, **arguments), y) == np.vdot(x, back)
