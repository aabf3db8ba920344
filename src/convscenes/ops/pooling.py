"""Pooling: every output cell is the maximum or the mean of a window of the image."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from convscenes.errors import ArgumentError
from convscenes.ops import sums
from convscenes.ops.arguments import (
    Arguments,
    Array,
    Borders,
    PerAxis,
    Shape,
    as_numbers,
    computing_dtype,
    worded,
)
from convscenes.ops.geometry import Geometry
from convscenes.ops.placements import Placement, frozen, placements

Reduction = Literal["max", "average"]
"""The function of a window: its maximum or its mean."""


@dataclass(frozen=True, eq=False)
class PoolStep(Placement):
    r"""One output cell reads a window of the image: ``result`` is its maximum or its mean.

    ``window`` is (\*K), zero where it is not inside. ``winner`` is the index in the window of the largest
    value, of several the first in row-major order, and always inside; None for a mean. ``index`` is the
    output cell, ``positions`` are in the image.

    >>> [(step.window.tolist(), int(step.result), step.winner) for step in pool_steps([2, 7, 5, 1], 2, "max")]
    [([2, 7], 7, (1,)), ([5, 1], 5, (0,))]
    """

    window: Array
    result: Any
    winner: Shape | None


def pool(
    image: ArrayLike,
    size: PerAxis,
    reduce: Reduction,
    *,
    stride: PerAxis | None = None,
    padding: Borders = 0,
    dilation: PerAxis = 1,
) -> Array:
    r"""Return the largest value, or the mean, of every window of the image.

    Image (\*S) gives (\*O); S has one axis or two, and no channels. ``size`` is the window's, an int or one
    per axis, and so is ``stride``, which is the size unless it is given. ``padding`` is an int, one per axis,
    or a (before, after) pair per axis, each at most half the size: as zeros it counts in a mean, but it is
    never the largest value. ``dilation`` is for the largest value only. Cells at the end that fill no window
    are left out. The largest of integers is an int64, their mean the nearest float to the exact one; floats
    keep their dtype. Raises ArgumentError for arguments that do not fit, for a window larger than the padded
    image, and where dilation lets a window read nothing but padding.

    >>> X = [[3, 3, 3, 6], [7, 4, 3, 2], [7, 2, 8, 5], [1, 7, 3, 1]]
    >>> pool(X, 2, "max").tolist(), pool(X, 2, "average").tolist()
    ([[7, 6], [7, 8]], [[4.25, 3.5], [4.25, 4.25]])

    Source: Dumoulin & Visin, arXiv 1603.07285, relationship 7, with padding 6; the arguments are those of
    ``torch.nn.MaxPool2d`` and ``torch.nn.AvgPool2d``, with ``ceil_mode`` off and ``count_include_pad`` on.
    The padding's limit is that of ``MaxPool1d``; ``MaxPool2d`` may allow half the span of a dilated window.
    """
    pixels, geometry = _checked(image, size, reduce, stride, padding, dilation)
    padded = np.pad(pixels, geometry.padding, constant_values=_lowest(pixels) if reduce == "max" else 0)
    apart = [slice(None, None, each) for each in (*geometry.stride, *geometry.dilation)]
    windows = np.lib.stride_tricks.sliding_window_view(padded, geometry.extent)[*apart]
    axes = tuple(range(pixels.ndim, windows.ndim))
    return np.asarray(windows.max(axes) if reduce == "max" else sums.mean(windows, axes))


def pool_steps(
    image: ArrayLike,
    size: PerAxis,
    reduce: Reduction,
    *,
    stride: PerAxis | None = None,
    padding: Borders = 0,
    dilation: PerAxis = 1,
) -> Iterator[PoolStep]:
    """Return an iterator of one step per output cell, in row-major order.

    Arguments and errors are those of ``pool``, whose output the results are.

    >>> step = next(pool_steps([[-3, -1, 4]], (1, 3), "max", stride=1, padding=(0, 1)))
    >>> step.window.tolist(), int(step.result), step.winner
    ([[0, -3, -1]], -1, (0, 2))
    """
    pixels, geometry = _checked(image, size, reduce, stride, padding, dilation)
    return _steps(frozen(np.pad(pixels, geometry.padding)), geometry, reduce)


def _steps(padded: Array, geometry: Geometry, reduce: Reduction) -> Iterator[PoolStep]:
    for place, where in placements(geometry):
        window = padded[where]
        winner = _winner(window, place.inside) if reduce == "max" else None
        result = sums.mean(window) if winner is None else window[winner]
        yield PoolStep(
            place.index, place.positions, place.inside, window=window, result=result, winner=winner
        )


def _winner(window: Array, inside: Array) -> Shape:
    """Return the index in a window of the largest value that is inside."""
    cells = np.flatnonzero(inside)
    largest = cells[window.ravel()[cells].argmax()]
    return tuple(map(int, np.unravel_index(largest, window.shape)))


def _lowest(pixels: Array) -> Any:
    """Return the smallest value of an array's dtype."""
    return -np.inf if pixels.dtype.kind == "f" else np.iinfo(pixels.dtype).min


def _checked(
    image: ArrayLike,
    size: PerAxis,
    reduce: Reduction,
    stride: PerAxis | None,
    padding: Borders,
    dilation: PerAxis,
) -> tuple[Array, Geometry]:
    """Return the image in the dtype to compute in, and the geometry of its windows."""
    if reduce not in get_args(Reduction):
        raise ArgumentError(f'must be "max" or "average", got {reduce!r}.', argument="reduce")
    pixels = as_numbers("image", image)
    call = Arguments(pixels.shape)
    if pixels.ndim not in (1, 2):
        raise call.error("image", "must have one axis or two, and no channels")
    if not pixels.size:
        raise call.error("image", "has no cells")
    if reduce == "average" and max(call.counts("dilation", dilation, 1)) > 1:
        raise call.error("dilation", f"must be 1 for an average, got {dilation!r}")
    geometry = _geometry(pixels.shape, size, stride, padding, dilation)
    return pixels.astype(computing_dtype(pixels), copy=False), geometry


def _geometry(
    image: Shape, size: PerAxis, stride: PerAxis | None, padding: Borders, dilation: PerAxis
) -> Geometry:
    """Return the geometry of windows that fit, each with a cell of the image in it."""
    call = Arguments(image)
    window = call.counts("size", size, 1)
    strides = window if stride is None else call.counts("stride", stride, 1)
    borders, dilations = call.pairs("padding", padding), call.counts("dilation", dilation, 1)
    if any(2 * max(sides) > k for k, sides in zip(window, borders, strict=True)):
        raise call.error("padding", f"must be at most half the window {worded(window)}, got {padding!r}")
    spans = [d * (k - 1) + 1 for k, d in zip(window, dilations, strict=True)]
    padded = [i + sum(sides) for i, sides in zip(image, borders, strict=True)]
    if any(span > room for span, room in zip(spans, padded, strict=True)):
        wide = f"spans {worded(spans)}, more than the padded image {worded(padded)}"
        raise call.error("size", f"{wide}, got {size!r}")
    geometry = Geometry.convolution(image, window, stride=strides, padding=borders, dilation=dilations)
    if any(_misses_image(geometry, axis) for axis in range(len(image))):
        raise call.error("dilation", f"lets a window read padding only, got {dilation!r}")
    return geometry


def _misses_image(geometry: Geometry, axis: int) -> bool:
    """Return whether a dilated window has no cell on the image along an axis."""
    image, cells = range(geometry.image_shape[axis]), range(geometry.output_shape[axis])
    return any(not any(at in image for at in geometry.positions(axis, cell)) for cell in cells)
