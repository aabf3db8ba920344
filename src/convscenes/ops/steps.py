"""Every intermediate value of an operation, step by step, as frozen records with read-only arrays.

The iterators check their arguments when called, and compute each step on demand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from convscenes.ops import sums
from convscenes.ops.arguments import Array, Padding, PerAxis, Shape, as_numbers, computing_dtype
from convscenes.ops.channels import Operands, operands
from convscenes.ops.geometry import Geometry
from convscenes.ops.placements import Placement, frozen, placements


@dataclass(frozen=True, eq=False)
class GatherStep(Placement):
    r"""One output cell reads a window of the image: ``products`` = window × kernel, ``total`` their sum.

    ``window``, ``kernel`` and ``products`` are (\*K), with channels (C_in/groups, \*K). ``partial_sums`` are
    those of each channel's products (C_in/groups,). ``channel`` is the output channel, ``index`` the output
    cell, ``positions`` are in the image; the window is zero where it is not inside.

    >>> _, last = gather_steps([2, 3], [1, 4], padding=((1, 0),))
    >>> last.window.tolist(), last.products.tolist(), int(last.total)
    ([2, 3], [2, 12], 14)
    """

    channel: int
    window: Array
    kernel: Array
    products: Array
    partial_sums: Array
    total: Any


@dataclass(frozen=True, eq=False)
class ScatterStep(Placement):
    r"""One image cell adds its stamp = value × kernel to the output, which turns ``before`` into ``after``.

    ``kernel``, ``stamp``, ``before`` and ``after`` are (\*K), with channels (C_out/groups, \*K). ``channel``
    is the input channel, ``index`` the image cell, ``positions`` are in the output; what is not inside is
    cropped, and before and after are zero there. ``touched`` (\*K) counts the stamps that were added there
    before.

    >>> _, last = scatter_steps([2, 3], [1, 4])
    >>> last.stamp.tolist(), last.before.tolist(), last.after.tolist(), last.touched.tolist()
    ([3, 12], [8, 0], [11, 12], [1, 0])
    """

    channel: int
    value: Any
    kernel: Array
    stamp: Array
    before: Array
    after: Array
    touched: Array


@dataclass(frozen=True, eq=False)
class UnrollStep(Placement):
    r"""One row of the convolution matrix: the kernel (\*K) placed on the image for one output cell.

    ``number`` is the row, ``index`` the output cell, ``positions`` are in the image.

    >>> [step.row.tolist() for step in unroll_steps((3,), [1, 4])]
    [[1, 4, 0], [0, 1, 4]]
    """

    number: int
    kernel: Array
    image_shape: Shape

    @property
    def placed(self) -> Array:
        r"""The kernel at its positions, zeros elsewhere (\*S): computed on demand."""
        placed = np.zeros(self.image_shape, self.kernel.dtype)
        grid = np.broadcast_arrays(*np.ix_(*self.positions))
        placed[tuple(positions[self.inside] for positions in grid)] = self.kernel[self.inside]
        return frozen(placed)

    @property
    def row(self) -> Array:
        """The same as a row of C: (prod S,)."""
        return self.placed.reshape(-1)


def gather_steps(
    image: ArrayLike,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
) -> Iterator[GatherStep]:
    """Return an iterator of one step per output cell, in row-major order, one output channel after another.

    Arguments and errors are those of ``convolve``, whose output the totals are.

    >>> step = next(gather_steps([[3, 5], [7, 2]], [[1, 2]]))
    >>> step.products.tolist(), int(step.total)
    ([[3, 10]], 13)
    """
    arrays = operands(
        image, kernel, groups, transposed=False, stride=stride, padding=padding, dilation=dilation
    )
    return _gather(arrays)


def scatter_steps(
    image: ArrayLike,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    output_padding: PerAxis = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
) -> Iterator[ScatterStep]:
    """Return an iterator of one step per image cell, in row-major order, one input channel after another.

    Adding every stamp at its positions builds the output of ``transposed_convolve``, whose arguments and
    errors these are.

    >>> first, second = scatter_steps([2, 5], [1, 3])
    >>> second.stamp.tolist(), second.before.tolist(), second.after.tolist(), second.touched.tolist()
    ([5, 15], [6, 0], [11, 15], [1, 0])
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
    return _scatter(arrays)


def unroll_steps(
    image_shape: Shape,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    dilation: PerAxis = 1,
) -> Iterator[UnrollStep]:
    """Return an iterator of one step per row of ``convolution_matrix``, whose arguments and errors these are.

    >>> [step.row.tolist() for step in unroll_steps((4,), [1, 2, 4])]
    [[1, 2, 4, 0], [0, 1, 2, 4]]
    """
    weights = as_numbers("kernel", kernel)
    weights = frozen(weights.astype(computing_dtype(weights)))
    geometry = Geometry.convolution(
        image_shape, weights.shape, stride=stride, padding=padding, dilation=dilation
    )
    return (
        UnrollStep(place.index, place.positions, place.inside, number, weights, geometry.image_shape)
        for number, (place, _) in enumerate(placements(geometry))
    )


def _gather(arrays: Operands) -> Iterator[GatherStep]:
    padded = frozen(np.pad(arrays.image, [(0, 0), (0, 0), *arrays.geometry.padding]))
    kernels = frozen(arrays.kernel.copy())
    groups, outputs = kernels.shape[:2]
    for group, output in np.ndindex(groups, outputs):
        kernel = arrays.squeezed(kernels[group, output])
        for place, where in placements(arrays.geometry):
            window = arrays.squeezed(padded[group, :, *where])
            products = frozen(window * kernel)
            yield GatherStep(
                place.index,
                place.positions,
                place.inside,
                channel=group * outputs + output,
                window=window,
                kernel=kernel,
                products=products,
                partial_sums=frozen(sums.total(products.reshape(-1, place.inside.size), axis=1)),
                total=sums.total(products),
            )


def _scatter(arrays: Operands) -> Iterator[ScatterStep]:
    geometry = arrays.geometry
    kernels = frozen(arrays.kernel.copy())
    groups, outputs, inputs = kernels.shape[:3]
    image = arrays.image.copy()
    uncropped = np.zeros((groups, outputs, *geometry.uncropped_shape), image.dtype)
    counts = np.zeros((groups, *geometry.uncropped_shape), np.int64)
    for group, channel in np.ndindex(groups, inputs):
        kernel = arrays.squeezed(kernels[group, :, channel])
        for place, where in placements(geometry):
            value = image[group, channel, *place.index]
            stamp = frozen(np.asarray(value * kernel))
            output, count = arrays.squeezed(uncropped[group, :, *where]), counts[group, *where]
            before = frozen(np.where(place.inside, output, 0))
            touched = frozen(np.where(place.inside, count, 0))
            output += stamp
            count += 1
            yield ScatterStep(
                place.index,
                place.positions,
                place.inside,
                channel=group * inputs + channel,
                value=value,
                kernel=kernel,
                stamp=stamp,
                before=before,
                after=frozen(np.where(place.inside, output, 0)),
                touched=touched,
            )
