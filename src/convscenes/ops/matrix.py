"""A convolution as one matrix C: a row for every output cell, a column for every image cell."""

from __future__ import annotations

from math import prod
from typing import Any, Literal, overload

import numpy as np
from numpy.typing import ArrayLike

from convscenes.ops.arguments import Array, Padding, PerAxis, Shape, as_numbers, computing_dtype
from convscenes.ops.geometry import Geometry


@overload
def convolution_matrix(
    image_shape: Shape,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    dilation: PerAxis = 1,
    sparse: Literal[False] = False,
) -> Array: ...


@overload
def convolution_matrix(
    image_shape: Shape,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    dilation: PerAxis = 1,
    sparse: Literal[True],
) -> Any: ...


def convolution_matrix(
    image_shape: Shape,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    dilation: PerAxis = 1,
    sparse: bool = False,
) -> Any:
    r"""Return C (outputs, inputs), for which ``C @ image.ravel()`` is the convolution, raveled.

    One channel: ``image_shape`` (\*S), kernel (\*K), one to three axes; C is (prod O, prod S). Its transpose
    is the transposed convolution. With ``sparse`` a ``scipy.sparse.csr_array`` that stores the kernel's
    cells, zeros of the kernel included. Integers give int64. Raises ArgumentError like ``convolve``.

    >>> convolution_matrix((4,), [1, 2, 4])
    array([[1, 2, 4, 0],
           [0, 1, 2, 4]])

    Source: Dumoulin & Visin, section 4.1.
    """
    weights = as_numbers("kernel", kernel)
    weights = weights.astype(computing_dtype(weights), copy=False)
    geometry = Geometry.convolution(
        image_shape, weights.shape, stride=stride, padding=padding, dilation=dilation
    )
    rows, columns, inside = _connections(geometry)
    values = np.broadcast_to(weights, inside.shape)[inside]
    shape = prod(geometry.output_shape), prod(geometry.image_shape)
    if sparse:
        from scipy.sparse import csr_array  # a quarter of a second that dense matrices need not pay

        return csr_array((values, (rows, columns)), shape=shape)
    matrix = np.zeros(shape, weights.dtype)
    matrix[rows, columns] = values
    return matrix


def transposed_convolution_matrix(
    image_shape: Shape,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    output_padding: PerAxis = 0,
    dilation: PerAxis = 1,
) -> Array:
    r"""Return Cᵀ (outputs, inputs), for which ``Cᵀ @ image.ravel()`` is the transposed convolution, raveled.

    One channel: ``image_shape`` (\*S), kernel (\*K), one to three axes; Cᵀ is (prod O, prod S), the transpose
    of the convolution matrix from O to S. Integers give int64. Raises ArgumentError like
    ``transposed_convolve``.

    >>> transposed_convolution_matrix((2,), [1, 2, 4])
    array([[1, 0],
           [2, 1],
           [4, 2],
           [0, 4]])

    Source: Dumoulin & Visin, section 4.1.
    """
    weights = as_numbers("kernel", kernel)
    weights = weights.astype(computing_dtype(weights), copy=False)
    geometry = Geometry.transposed_convolution(
        image_shape,
        weights.shape,
        stride=stride,
        padding=padding,
        output_padding=output_padding,
        dilation=dilation,
    )
    columns, rows, inside = _connections(geometry)
    matrix = np.zeros((prod(geometry.output_shape), prod(geometry.image_shape)), weights.dtype)
    matrix[rows, columns] = np.broadcast_to(weights, inside.shape)[inside]
    return matrix


def _connections(geometry: Geometry) -> tuple[Array, Array, Array]:
    r"""Return the flat indices of all pairs of cells that a weight connects.

    For every step and every kernel cell inside ``direct_input_shape``: the index of the step's cell, and of
    the cell below the kernel's; and the mask (\*steps, \*K) of those inside.
    """
    axes = len(geometry.kernel_shape)
    targets = np.zeros((1,) * (2 * axes), np.int64)
    inside = np.ones((*geometry.step_shape, *geometry.kernel_shape), bool)
    for axis, size in enumerate(geometry.direct_input_shape):
        cells = geometry.step_shape[axis]
        shape = [1] * (2 * axes)
        shape[axis], shape[axes + axis] = cells, geometry.kernel_shape[axis]
        positions = np.array([geometry.positions(axis, cell) for cell in range(cells)]).reshape(shape)
        inside &= (positions >= 0) & (positions < size)
        targets = targets * size + positions
    steps = np.arange(prod(geometry.step_shape)).reshape(*geometry.step_shape, *(1,) * axes)
    return np.broadcast_to(steps, inside.shape)[inside], targets[inside], inside
