"""Convolution and transposed convolution of arrays, argument for argument as in PyTorch."""

from __future__ import annotations

from math import prod

import numpy as np
from numpy.typing import ArrayLike

from convscenes.ops import sums
from convscenes.ops.arguments import Array, Padding, PerAxis
from convscenes.ops.blocks import Block, parts
from convscenes.ops.channels import Operands, operands
from convscenes.ops.variants import PaddingMode, biased, bordered, turned


def convolve(
    image: ArrayLike,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
    bias: ArrayLike | None = None,
    padding_mode: PaddingMode = "zeros",
    flip_kernel: bool = False,
) -> Array:
    r"""Slide the kernel, not flipped, over the padded image; every output cell is a sum of products.

    Image (\*S) and kernel (\*K) give (\*O); with channels, (C_in, \*S) and (C_out, C_in/groups, \*K) give
    (C_out, \*O). S has one to three axes. ``padding`` is an int, one per axis, a (before, after) pair per
    axis, or "same" or "same-lower" (⌈i/s⌉ outputs; an odd cell behind, or before), of zeros or as
    ``padding_mode`` has it. ``bias`` is a number for all outputs, or (C_out,). ``flip_kernel`` makes it the
    convolution of signal processing: the kernel turns by 180° first. Integers are summed as int64 (beyond it
    they wrap, as in NumPy); floats keep NumPy's promotion. Raises ArgumentError for arguments that do not
    fit, by name, value and shapes.

    >>> X = [[3, 3, 3, 6], [7, 4, 3, 2], [7, 2, 8, 5], [1, 7, 3, 1]]
    >>> convolve(X, [[1, 2, 4], [1, 1, 3], [1, 2, 4]])
    array([[84, 84],
           [87, 60]])
    >>> convolve([1, 2, 4], [1, 10], padding=1, padding_mode="circular", flip_kernel=True, bias=0.5)
    array([41.5, 12.5, 24.5, 41.5])

    Source: Dumoulin & Visin, arXiv 1603.07285; the arguments are those of ``torch.nn.functional.conv2d``.
    """
    arrays = operands(
        image, kernel, groups, transposed=False, stride=stride, padding=padding, dilation=dilation
    )
    arrays = bordered(turned(arrays) if flip_kernel else arrays, padding_mode)
    return arrays.ungrouped(biased(_summed(arrays), bias))


def transposed_convolve(
    image: ArrayLike,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    output_padding: PerAxis = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
    bias: ArrayLike | None = None,
    flip_kernel: bool = False,
) -> Array:
    r"""Let every image cell add value × kernel to the output, ``stride`` cells apart; ``padding`` crops it.

    Image (\*S) and kernel (\*K) give (\*O); with channels, (C_in, \*S) and (C_in, C_out/groups, \*K) give
    (C_out, \*O). This is the transpose of ``convolve`` with the same arguments; ``output_padding`` chooses
    which of the image sizes that ``convolve`` maps to (\*S) this one has; with ``padding`` "same" or
    "same-lower" it is s·i. Numbers and errors are as for ``convolve``.

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
    return arrays.ungrouped(biased(_summed(turned(arrays) if flip_kernel else arrays), bias))


def _summed(arrays: Operands) -> Array:
    r"""Return the output (groups, outputs, \*O), part by part: gather image cells, multiply, scatter."""
    image, kernel, geometry = arrays.image, arrays.kernel, arrays.geometry
    groups, outputs, inputs, *shape = kernel.shape
    axes = len(shape)
    output = np.zeros((groups, outputs, *geometry.output_shape), image.dtype)
    # With its channels last, any part of the kernel is copied fast.
    cells = np.ascontiguousarray(kernel.transpose(*range(3, 3 + axes), 0, 1, 2))
    plan = parts(geometry, inputs, outputs)
    # One scratch for all blocks: the page faults of fresh memory would cost more than the sums.
    room = max((block.size for part in plan for block in part.blocks), default=0)
    scratch = np.empty(groups * inputs * room, image.dtype)
    for part in plan:
        split = part.scattered_axes
        weights = cells[part.weights]
        rows, columns = weights.shape[:split], weights.shape[split:axes]
        weights = weights.transpose(axes, *range(split), axes + 1, *range(split, axes), axes + 2)
        weights = weights.reshape(groups, prod(rows) * outputs, prod(columns) * inputs)
        for block in part.blocks:
            gathered = scratch[: groups * inputs * block.size]
            _gather(image, block, gathered.reshape(groups, *columns, inputs, *block.shape))
            products = sums.product(weights, gathered.reshape(groups, weights.shape[2], -1))
            products = products.reshape(groups, *rows, outputs, *block.shape)
            _scatter(products, block, output[block.reached], copied=part.interleaved)
    return output


def _gather(image: Array, block: Block, columns: Array) -> None:
    r"""Fill the columns (groups, \*columns, inputs, \*shape) with what the weights' columns read."""
    for outside in block.blank:
        columns[outside] = 0
    for filled, read in block.gathered:
        columns[filled] = image[read]


def _scatter(products: Array, block: Block, reached: Array, *, copied: bool) -> None:
    """Add the products to ``reached``, a part of the output; with ``copied``, to a temporary array first."""
    if products.ndim == reached.ndim:  # no axis is scattered, so no other block reaches these cells
        reached[...] = products
        return
    # To add to every second cell takes twice as long as to add to neighbours.
    target = np.zeros(reached.shape, reached.dtype) if copied else reached
    for some, where in block.scattered:
        part = target[where]
        np.add(part, products[some], out=part)
    if copied:
        reached += target
