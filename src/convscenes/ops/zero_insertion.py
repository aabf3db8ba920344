"""A transposed convolution as a convolution of the zero-inserted image with the kernel turned by 180°.

It explains the result and is not used to compute it: every step counts its multiplications by zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from convscenes.ops.arguments import Array, Padding, Pair, PerAxis, as_numbers, computing_dtype
from convscenes.ops.geometry import Geometry
from convscenes.ops.placements import frozen
from convscenes.ops.steps import GatherStep, gather_steps
from convscenes.ops.upsampling import zero_insert


@dataclass(frozen=True, eq=False)
class Insertion:
    r"""The operands of that convolution: the zero-inserted and padded image, and the kernel turned by 180°.

    ``stretched`` and ``padded`` have a mask each, ``holds``, of the cells with an image value; the others are
    inserted zeros. ``borders`` are the zeros before and after on every axis,
    d(k − 1) − p; a negative number crops. ``extra`` of those after are output padding. The kernel (\*K)
    keeps its shape: dilation spreads it when it is placed. All arrays are read-only.

    >>> operands = insertion([2, 3], [1, 4], stride=2)
    >>> operands.stretched.tolist(), operands.padded.tolist(), operands.kernel.tolist()
    ([2, 0, 3], [0, 2, 0, 3, 0], [4, 1])
    """

    stretched: Array
    stretched_holds: Array
    padded: Array
    padded_holds: Array
    borders: tuple[Pair, ...]
    extra: tuple[int, ...]
    kernel: Array


@dataclass(frozen=True, eq=False)
class InsertionStep(GatherStep):
    r"""One output cell reads a window of the padded image with the turned kernel; ``positions`` are in it.

    ``holds`` (\*K) is the mask of the window's image values: only their products are useful, the others are
    products with an inserted zero. The counts include this step and all before it.

    >>> first, second, *_ = insertion_steps([2, 3], [1, 4], stride=2)
    >>> first.window.tolist(), first.useful, second.useful_so_far, second.wasted_so_far
    ([0, 2], 1, 2, 2)
    """

    holds: Array
    useful_so_far: int
    wasted_so_far: int

    @property
    def useful(self) -> int:
        """The number of products of this window with an image value."""
        return int(np.count_nonzero(self.holds))

    @property
    def wasted(self) -> int:
        """The number of products of this window with an inserted zero."""
        return self.holds.size - self.useful


def insertion(
    image: ArrayLike,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    output_padding: PerAxis = 0,
    dilation: PerAxis = 1,
) -> Insertion:
    r"""Return the operands of the convolution of stride 1 that equals ``transposed_convolve``.

    Image (\*S) and kernel (\*K), without channels; errors are those of ``transposed_convolve``.

    >>> made = insertion([2, 3], [1, 5, 7], stride=2, padding=1)
    >>> made.stretched.tolist(), made.padded.tolist(), made.kernel.tolist(), made.borders
    ([2, 0, 3], [0, 2, 0, 3, 0], [7, 5, 1], ((1, 1),))

    Source: Dumoulin & Visin, arXiv 1603.07285, relationship 14: p′ = k − p − 1, with a more at the end.
    """
    pixels, weights = as_numbers("image", image), as_numbers("kernel", kernel)
    geometry = Geometry.transposed_convolution(
        pixels.shape,
        weights.shape,
        stride=stride,
        padding=padding,
        dilation=dilation,
        output_padding=output_padding,
    )
    stretched = zero_insert(pixels, geometry.stride)
    holds = zero_insert(np.ones_like(pixels), geometry.stride) > 0
    borders = geometry.stretched_padding
    return Insertion(
        frozen(stretched),
        frozen(holds),
        frozen(_bordered(stretched, borders)),
        frozen(_bordered(holds, borders)),
        borders,
        geometry.output_padding,
        frozen(np.flip(weights).astype(computing_dtype(weights))),
    )


def insertion_steps(
    image: ArrayLike,
    kernel: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    output_padding: PerAxis = 0,
    dilation: PerAxis = 1,
) -> Iterator[InsertionStep]:
    """Return an iterator of one step per output cell, in row-major order.

    The totals are the output of ``transposed_convolve``, whose arguments and errors these are; there are no
    channels.

    >>> first, *_, last = insertion_steps([2, 3], [1, 5], stride=2)
    >>> first.window.tolist(), first.kernel.tolist(), int(first.total), first.useful, first.wasted
    ([0, 2], [5, 1], 2, 1, 1)
    >>> last.useful_so_far, last.wasted_so_far
    (4, 4)
    """
    made = insertion(
        image, kernel, stride=stride, padding=padding, output_padding=output_padding, dilation=dilation
    )
    return _steps(made, dilation)


def _steps(made: Insertion, dilation: PerAxis) -> Iterator[InsertionStep]:
    useful = wasted = 0
    for step in gather_steps(made.padded, made.kernel, dilation=dilation):
        holds = frozen(made.padded_holds[np.ix_(*step.positions)])
        held = int(np.count_nonzero(holds))
        useful, wasted = useful + held, wasted + holds.size - held
        yield InsertionStep(**vars(step), holds=holds, useful_so_far=useful, wasted_so_far=wasted)


def _bordered(array: Array, borders: tuple[Pair, ...]) -> Array:
    """Return the array padded with zeros; negative borders crop it."""
    padded = np.pad(array, [(max(before, 0), max(after, 0)) for before, after in borders])
    axes = zip(padded.shape, borders, strict=True)
    return padded[
        tuple(slice(max(-before, 0), size - max(-after, 0)) for size, (before, after) in axes)
    ].copy()
