"""Gradients of a loss with respect to image and kernel, for both directions.

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
    r"""Return the gradients of a loss with respect to image and kernel of ``convolve``, shaped like these.

    ``upstream`` is the gradient with respect to the output, of its shape: (\*O), with channels (C_out, \*O).
    The other arguments are those of ``convolve``. A batch is one more spatial axis, along which the kernel
    has one cell. Raises ArgumentError like ``convolve``, and for an upstream of another shape than the
    output's.

    >>> d_image, d_kernel = convolve_gradients([[3, 5, 7]], [[1, 2]], [[1, 10]])
    >>> d_image.tolist(), d_kernel.tolist()
    ([[1, 12, 20]], [[53, 75]])

    Source: Dumoulin & Visin, arXiv 1603.07285, section 4.1, for the image; the kernel's is a correlation of
    the image with ``upstream``.
    """
    arrays = operands(
        image, kernel, groups, transposed=False, stride=stride, padding=padding, dilation=dilation
    )
    geometry, d_output = arrays.geometry, _checked_upstream(upstream, arrays)
    d_image = transposed_convolve(
        d_output,
        kernel,
        stride=stride,
        padding=geometry.padding,
        output_padding=geometry.restoring().output_padding,
        dilation=dilation,
        groups=groups,
    )
    pixels = arrays.image.reshape(-1, *geometry.image_shape)
    weights = _correlations(pixels, d_output.reshape(-1, *geometry.output_shape), geometry, groups)
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
    r"""Return the gradients of a loss with respect to image and kernel of ``transposed_convolve``.

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
    geometry, d_output = arrays.geometry, _checked_upstream(upstream, arrays)
    windows = convolve(
        d_output, kernel, stride=stride, padding=geometry.padding, dilation=dilation, groups=groups
    )
    # An output padding of a stride or more leaves room for windows that belong to no cell of the image.
    channels = (slice(None),) * arrays.has_channels
    d_image = windows[(*channels, *map(slice, geometry.image_shape))]
    pixels = arrays.image.reshape(-1, *geometry.image_shape)
    weights = _correlations(d_output.reshape(-1, *geometry.output_shape), pixels, geometry, groups)
    return d_image, weights.reshape(np.shape(kernel))


def _checked_upstream(upstream: ArrayLike, arrays: Operands) -> Array:
    """Return ``upstream``, its shape checked, in the dtype that sums are computed in."""
    gradient = as_numbers("upstream", upstream)
    groups, outputs = arrays.kernel.shape[:2]
    expected = (*((groups * outputs,) if arrays.has_channels else ()), *arrays.geometry.output_shape)
    if gradient.shape != expected:
        raise ArgumentError(
            f"must have the shape of the output, {worded(expected)}, got {worded(gradient.shape)}.",
            argument="upstream",
        )
    return gradient.astype(computing_dtype(gradient, arrays.image), copy=False)


def _correlations(windowed: Array, steps: Array, geometry: Geometry, groups: int) -> Array:
    r"""Return, for every weight, the sum of (step's value) × (value of ``windowed`` below that weight).

    ``windowed`` (C, \*G) is the map that the kernel is placed on, once for every cell of ``steps`` (D, \*M);
    the result is (groups, D/groups, C/groups, \*K).
    """
    padded = np.pad(windowed, [(0, 0), *geometry.padding])
    values = steps.reshape(groups, steps.shape[0] // groups, -1)
    shape = (groups, values.shape[1], len(windowed) // groups, *geometry.kernel_shape)
    found = np.zeros(shape, np.result_type(windowed, steps))
    axes = list(zip(geometry.stride, geometry.dilation, steps.shape[1:], strict=True))
    for offset in np.ndindex(geometry.kernel_shape):
        below = tuple(
            slice(d * u, d * u + s * (size - 1) + 1, s) for u, (s, d, size) in zip(offset, axes, strict=True)
        )
        met = padded[:, *below].reshape(groups, len(windowed) // groups, -1)
        found[..., *offset] = sums.product(values, met.swapaxes(1, 2))
    return found
