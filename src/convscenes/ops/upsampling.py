"""Up-sampling by a whole factor, and the kernels with which it is a transposed convolution.

The alignment is that of PyTorch's ``align_corners=False``, Pillow and OpenCV: cells are areas, so output cell
j stands at (j + ½)/s − ½ in the image; beyond its border the image is continued with the values of its edge.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np
from numpy.typing import ArrayLike

from convscenes.errors import ArgumentError
from convscenes.ops.arguments import Arguments, Array, Padding, PerAxis, Shape, as_numbers, computing_dtype
from convscenes.ops.convolution import convolve, transposed_convolve
from convscenes.ops.geometry import Geometry

CUBIC = -0.75
"""The slope of bicubic's curve at distance 1, as in PyTorch and OpenCV; Keys and Pillow take −0.5."""


def nearest(image: ArrayLike, scale: PerAxis) -> Array:
    r"""Repeat every cell of an image (\*S) ``scale`` times along each axis: (\*sS).

    S has one to three axes; ``scale`` is an int or one per axis, from 1. Integers stay integers (int64),
    smaller floats become float64, as with every way to enlarge. Raises ArgumentError for anything else.

    >>> nearest([[3, 5]], 2).tolist()
    [[3, 3, 5, 5], [3, 3, 5, 5]]
    """
    return _enlarged(image, scale, nearest_kernel, reach=0)


def bilinear(image: ArrayLike, scale: PerAxis) -> Array:
    """Interpolate an image linearly, axis by axis; shapes and errors as for ``nearest``.

    >>> bilinear([3, 5], 2).tolist()
    [3.0, 3.5, 4.5, 5.0]
    """
    return _enlarged(image, scale, bilinear_kernel, reach=1)


def bicubic(image: ArrayLike, scale: PerAxis, *, a: float = CUBIC) -> Array:
    """Interpolate an image by cubic convolution, axis by axis; shapes and errors as for ``nearest``.

    The result may overshoot the values of the image.

    >>> bicubic([0, 0, 8, 8], 2).tolist()
    [0.0, -0.28125, -0.84375, 1.8125, 6.1875, 8.84375, 8.28125, 8.0]

    Source: Keys, "Cubic Convolution Interpolation for Digital Image Processing", 1981.
    """
    return _enlarged(image, scale, lambda scales: bicubic_kernel(scales, a=a), reach=2)


def nearest_kernel(scale: PerAxis) -> Array:
    """Return the kernel (s, …) of ones by which ``nearest`` is a transposed convolution of stride s.

    An int gives one axis, several give one each. Raises ArgumentError for a scale below 1.

    >>> nearest_kernel((2, 3)).tolist()
    [[1, 1, 1], [1, 1, 1]]
    """
    return _kernel(scale, lambda distance: np.ones_like(distance, dtype=np.int64), reach=0)


def bilinear_kernel(scale: PerAxis) -> Array:
    """Return the kernel (2s − s mod 2, …) by which ``bilinear`` is a transposed convolution.

    Its stride is s, its padding ⌊s/2⌋, as ``enlarging`` has it; only at the border, where it reads zeros
    instead of the edge's value, the result differs. Axes and errors are as for ``nearest_kernel``.

    >>> bilinear_kernel(2).tolist(), bilinear_kernel((2, 3)).shape
    ([0.25, 0.75, 0.75, 0.25], (4, 5))

    Source: Long, Shelhamer & Darrell, "Fully Convolutional Networks for Semantic Segmentation", 2015.
    """
    return _kernel(scale, lambda distance: 1 - distance, reach=1)


def bicubic_kernel(scale: PerAxis, *, a: float = CUBIC) -> Array:
    """Return the kernel (4s − s mod 2, …) by which ``bicubic`` is a transposed convolution.

    Its stride is s, its padding ⌊3s/2⌋; the rest is as for ``bilinear_kernel``.

    >>> bicubic_kernel(2, a=-0.5).tolist()
    [-0.0234375, -0.0703125, 0.2265625, 0.8671875, 0.8671875, 0.2265625, -0.0703125, -0.0234375]
    """

    def weights(distance: Array) -> Array:
        near = ((a + 2) * distance - (a + 3)) * distance * distance + 1
        far = a * (((distance - 5) * distance + 8) * distance - 4)
        return np.where(distance <= 1, near, far)

    return _kernel(scale, weights, reach=2)


def enlarging(image_shape: Shape, kernel_shape: Shape, scale: PerAxis) -> Geometry:
    """Return the transposed convolution that makes an image exactly ``scale`` times as large.

    Its stride is the scale s. A kernel k longer than that is cropped by k − s, the odd cell at the beginning
    as with PyTorch's ``padding=1, output_padding=1`` for k = 3; a shorter one leaves s − k cells empty.
    Raises ArgumentError for a scale below 1, and like ``Geometry.transposed_convolution``.

    >>> enlarging((8, 8), (4, 3), 2).padding, enlarging((8, 8), (4, 3), 2).output_shape
    (((1, 1), (1, 0)), (16, 16))
    """
    scales = Arguments(image_shape, kernel_shape).counts("scale", scale, 1)
    over = [k - s for k, s in zip(kernel_shape, scales, strict=True)]
    return Geometry.transposed_convolution(
        image_shape,
        kernel_shape,
        stride=scales,
        padding=[(max(0, (more + 1) // 2), max(0, more // 2)) for more in over],
        output_padding=[max(0, -more) for more in over],
    )


def enlarge(image: ArrayLike, kernel: ArrayLike, scale: PerAxis) -> Array:
    r"""Return the transposed convolution of an image (\*S) that has exactly ``scale`` times its size: (\*sS).

    The geometry is that of ``enlarging``. Several images at once are one more axis, along which the scale is
    1 and the kernel (\*K) has one cell. Raises ArgumentError like ``transposed_convolve``.

    >>> enlarge([3, 5], [1, 2, 3], 2).tolist()
    [6, 14, 10, 15]
    """
    pixels, weights = as_numbers("image", image), as_numbers("kernel", kernel)
    geometry = enlarging(pixels.shape, weights.shape, scale)
    return transposed_convolve(
        pixels,
        weights,
        stride=geometry.stride,
        padding=geometry.padding,
        output_padding=geometry.output_padding,
    )


def zero_insert(image: ArrayLike, stride: PerAxis) -> Array:
    r"""Return an image (\*S) with ``stride`` − 1 zeros between its cells: (\*s(S − 1) + 1).

    ``stride`` is an int or one per axis. Integers become int64. Raises ArgumentError for a stride below 1.

    >>> zero_insert([[3, 5]], 3).tolist()
    [[3, 0, 0, 5]]

    Source: Dumoulin & Visin, arXiv 1603.07285, section 4.5.
    """
    pixels = _pixels(image)
    strides = Arguments(pixels.shape).counts("stride", stride, 1)
    shape = [s * (size - 1) + 1 for s, size in zip(strides, pixels.shape, strict=True)]
    stretched = np.zeros(shape, computing_dtype(pixels))
    stretched[tuple(slice(None, None, s) for s in strides)] = pixels
    return stretched


def resize_convolve(
    image: ArrayLike,
    kernel: ArrayLike,
    *,
    scale: PerAxis,
    padding: Padding = 0,
    resize: Callable[[ArrayLike, PerAxis], Array] = nearest,
) -> Array:
    r"""Enlarge an image (\*S), then convolve it with a kernel (\*K): up-sampling without uneven overlap.

    ``resize`` is ``nearest``, ``bilinear`` or ``bicubic``, ``padding`` the convolution's. Raises
    ArgumentError as these do.

    >>> resize_convolve([3, 5], [1, 2], scale=2).tolist()
    [9, 13, 15]

    Source: Odena, Dumoulin & Olah, "Deconvolution and Checkerboard Artifacts", Distill 2016.
    """
    return convolve(resize(image, scale), kernel, padding=padding)


def _pixels(image: ArrayLike) -> Array:
    pixels = as_numbers("image", image)
    if not 1 <= pixels.ndim <= 3 or not pixels.size:
        raise ArgumentError(
            f"must have one to three axes and at least one cell, got shape {pixels.shape}.", argument="image"
        )
    return pixels


def _enlarged(image: ArrayLike, scale: PerAxis, kernel: Callable[[PerAxis], Array], *, reach: int) -> Array:
    """Return the image, its edges repeated for ``reach`` cells, enlarged by a kernel and cropped."""
    pixels = _pixels(image)
    scales = Arguments(pixels.shape).counts("scale", scale, 1)
    wide = enlarge(np.pad(pixels, reach, mode="edge"), kernel(scales), scales)
    inside = tuple(slice(s * reach, s * (reach + size)) for s, size in zip(scales, pixels.shape, strict=True))
    return wide[inside]


def _kernel(scale: PerAxis, weights: Callable[[Array], Array], *, reach: int) -> Array:
    """Return the outer product of every axis' ``weights``, a function of the distance in image cells.

    ``reach`` is the largest distance with a weight, in cells; 0 is half a cell.
    """
    scales = Arguments().counts("scale", scale, 1)
    if not scales:
        raise ArgumentError("must be for one axis or more, got none.", argument="scale")
    return reduce(np.multiply.outer, (weights(_distances(s, reach)) for s in scales))


def _distances(scale: int, reach: int) -> Array:
    """Return the distances, in image cells, of an image cell from the output cells below its kernel."""
    before = max((2 * reach - 1) * scale // 2, 0)
    cells = np.arange(-before, scale + before)
    return np.abs((cells + 0.5) / scale - 0.5)
