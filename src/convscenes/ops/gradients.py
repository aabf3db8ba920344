"""Gradients of both directions: how a loss changes with every value of the image and of the kernel.

Each direction is linear in image and kernel, and the gradient in the image is the other direction.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from convscenes.errors import ArgumentError
from convscenes.ops import sums
from convscenes.ops.arguments import Array, Padding, PerAxis, as_numbers, computing_dtype, worded
from convscenes.ops.channels import Operands, operands
from convscenes.ops.convolution import convolve, transposed_convolve
from convscenes.ops.geometry import Geometry


def convolve_gradients(
    image: ArrayLike,
    kernel: ArrayLike,
    upstream: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
) -> tuple[Array, Array]:
    r"""Return how a loss changes with the image and with the kernel of ``convolve``, shaped like these.

    ``upstream`` is how it changes with the output, of that shape: (\*O), with channels (C_out, \*O). The
    other arguments are those of ``convolve``. A batch is one more spatial axis, along which the kernel has
    one cell. Raises ArgumentError like ``convolve``, and for an upstream of another shape than the output's.

    >>> d_image, d_kernel = convolve_gradients([[3, 5, 7]], [[1, 2]], [[1, 10]])
    >>> d_image.tolist(), d_kernel.tolist()
    ([[1, 12, 20]], [[53, 75]])

    Source: Dumoulin & Visin, arXiv 1603.07285, section 4.1, for the image; the kernel's is a correlation of
    the image with ``upstream``.
    """
    arrays = operands(
        image, kernel, groups, transposed=False, stride=stride, padding=padding, dilation=dilation
    )
    geometry, slope = arrays.geometry, _slope(upstream, arrays)
    d_image = transposed_convolve(
        slope,
        kernel,
        stride=stride,
        padding=padding,
        output_padding=geometry.restoring().output_padding,
        dilation=dilation,
        groups=groups,
    )
    pixels = arrays.image.reshape(-1, *geometry.image_shape)
    weights = _correlations(pixels, slope.reshape(-1, *geometry.output_shape), geometry, groups)
    return d_image, weights.reshape(np.shape(kernel))


def transposed_convolve_gradients(
    image: ArrayLike,
    kernel: ArrayLike,
    upstream: ArrayLike,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    output_padding: PerAxis = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
) -> tuple[Array, Array]:
    r"""Return how a loss changes with the image and with the kernel of ``transposed_convolve``.

    Arguments, shapes and errors are as for ``convolve_gradients``, of the other direction.

    >>> d_image, d_kernel = transposed_convolve_gradients([[3, 5]], [[1, 2]], [[1, 10, 100]])
    >>> d_image.tolist(), d_kernel.tolist()
    ([[21, 210]], [[53, 530]])

    Source: as there; the image's is the convolution that this is the transpose of.
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
    geometry, slope = arrays.geometry, _slope(upstream, arrays)
    windows = convolve(slope, kernel, stride=stride, padding=padding, dilation=dilation, groups=groups)
    # An output padding of a stride or more leaves room for windows that belong to no cell of the image.
    channels = (slice(None),) * arrays.has_channels
    d_image = windows[(*channels, *map(slice, geometry.image_shape))]
    pixels = arrays.image.reshape(-1, *geometry.image_shape)
    weights = _correlations(slope.reshape(-1, *geometry.output_shape), pixels, geometry, groups)
    return d_image, weights.reshape(np.shape(kernel))


def _slope(upstream: ArrayLike, arrays: Operands) -> Array:
    """Return ``upstream`` as an array of the dtype that all sums are made in; check its shape."""
    slope = as_numbers("upstream", upstream)
    groups, outputs = arrays.kernel.shape[:2]
    expected = (*((groups * outputs,) if arrays.has_channels else ()), *arrays.geometry.output_shape)
    if slope.shape != expected:
        raise ArgumentError(
            f"must have the shape of the output, {worded(expected)}, got {worded(slope.shape)}.",
            argument="upstream",
        )
    return slope.astype(computing_dtype(slope, arrays.image), copy=False)


def _correlations(ground: Array, steps: Array, geometry: Geometry, groups: int) -> Array:
    r"""Return, for every weight, the sum of (step's value) × (value of the ground below that weight).

    The ground (C, \*G) is the map that the kernel is laid on, once for every cell of the steps (D, \*M); the
    result is (groups, D/groups, C/groups, \*K).
    """
    padded = np.pad(ground, [(0, 0), *geometry.padding])
    values = steps.reshape(groups, steps.shape[0] // groups, -1)
    shape = (groups, values.shape[1], len(ground) // groups, *geometry.kernel_shape)
    found = np.zeros(shape, np.result_type(ground, steps))
    axes = list(zip(geometry.stride, geometry.dilation, steps.shape[1:], strict=True))
    for offset in np.ndindex(geometry.kernel_shape):
        below = tuple(
            slice(d * u, d * u + s * (size - 1) + 1, s) for u, (s, d, size) in zip(offset, axes, strict=True)
        )
        met = padded[:, *below].reshape(groups, len(ground) // groups, -1)
        found[..., *offset] = sums.product(values, met.swapaxes(1, 2))
    return found
