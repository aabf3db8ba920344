"""Convolution and transposed convolution of arrays, argument for argument as in PyTorch."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from convscenes.ops.arguments import Array, Padding, PerAxis
from convscenes.ops.blocks import blocks
from convscenes.ops.channels import Operands, operands


def convolve(
    image: ArrayLike,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
) -> Array:
    r"""Slide the kernel, not flipped, over the zero-padded image; every output cell is a sum of products.

    Image (\*S) and kernel (\*K) give (\*O); with channels, (C_in, \*S) and (C_out, C_in/groups, \*K) give
    (C_out, \*O). S has one to three axes. ``padding`` is an int, one per axis, or a (before, after) pair per
    axis. Integers are summed as int64 (beyond it they wrap, as in NumPy); floats keep NumPy's promotion.
    Raises ArgumentError for arguments that do not fit, by name, value and shapes.

    >>> X = [[3, 3, 3, 6], [7, 4, 3, 2], [7, 2, 8, 5], [1, 7, 3, 1]]
    >>> convolve(X, [[1, 2, 4], [1, 1, 3], [1, 2, 4]])
    array([[84, 84],
           [87, 60]])

    Source: Dumoulin & Visin, arXiv 1603.07285; the arguments are those of ``torch.nn.functional.conv2d``.
    """
    arrays = operands(
        image, kernel, groups, transposed=False, stride=stride, padding=padding, dilation=dilation
    )
    return arrays.joined(_summed(arrays))


def transposed_convolve(
    image: ArrayLike,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    output_padding: PerAxis = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
) -> Array:
    r"""Let every image cell add value × kernel to the output, ``stride`` cells apart; ``padding`` crops it.

    Image (\*S) and kernel (\*K) give (\*O); with channels, (C_in, \*S) and (C_in, C_out/groups, \*K) give
    (C_out, \*O). This is the transpose of ``convolve`` with the same arguments; ``output_padding`` chooses
    which of the sizes that it maps here to return to. Numbers and errors are as for ``convolve``.

    >>> transposed_convolve([[2, 3], [4, 3]], [[1, 2, 4], [1, 1, 3], [1, 2, 4]])
    array([[ 2,  7, 14, 12],
           [ 6, 16, 31, 21],
           [ 6, 14, 29, 21],
           [ 4, 11, 22, 12]])

    Source: Dumoulin & Visin, chapter 4; the arguments are those of ``torch.nn.functional.conv_transpose2d``.
    """
    arrays = operands(
        image,
        kernel,
        groups,
        transposed=True,
        stride=stride,
        padding=padding,
        dilation=dilation,
        output_padding=output_padding,
    )
    return arrays.joined(_summed(arrays))


def _summed(arrays: Operands) -> Array:
    """Return the output, block by block: gather image cells into columns, then multiply by the weights."""
    image, geometry = arrays.image, arrays.geometry
    groups, outputs, inputs = arrays.kernel.shape[:3]
    kernel = arrays.kernel.reshape(groups, outputs, inputs, -1)
    output = np.zeros((groups, outputs, *geometry.output_shape), image.dtype)
    plan = blocks(geometry)
    # One scratch for all blocks: the page faults of fresh memory would cost more than the sums.
    scratch = np.empty(groups * inputs * max((block.size for block in plan), default=0), image.dtype)
    for block in plan:
        columns = scratch[: groups * inputs * block.size]
        if not block.full:
            columns.fill(0)
        columns = columns.reshape(groups, inputs, len(block.offsets), *block.shape)
        for filled, read in block.meetings:
            columns[filled] = image[read]
        weights = kernel.take(block.offsets, axis=3).reshape(groups, outputs, -1)
        sums = _products(weights, columns.reshape(groups, weights.shape[2], -1))
        output[block.target] = sums.reshape(groups, outputs, *block.shape)
    return output


def _products(weights: Array, columns: Array) -> Array:
    """Multiply matrices group by group: floats by BLAS, which has no integers; for them einsum is fastest."""
    if weights.shape[2] == 1:
        return weights * columns
    if columns.dtype.kind == "f":
        return np.asarray(np.matmul(weights, columns))
    return np.asarray(np.einsum("goc,gcn->gon", weights, columns))
