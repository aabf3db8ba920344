"""What comes closest to undoing a convolution: an input that it maps to a given output."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from convscenes.ops import sums
from convscenes.ops.arguments import Array, Padding, PerAxis, Shape, as_numbers
from convscenes.ops.matrix import convolution_matrix


def least_squares(
    output: ArrayLike,
    kernel: ArrayLike,
    image_shape: Shape,
    *,
    stride: PerAxis = 1,
    padding: Padding = 0,
    dilation: PerAxis = 1,
) -> Array:
    r"""Return the image (\*S) of least norm whose convolution with the kernel (\*K) is nearest to the output.

    One channel; the output has the shape that the convolution of an image of ``image_shape`` has. Where its
    matrix C has full row rank, the convolution of the result is the output itself, though other images have
    the same: no transposed convolution finds it. Floats; raises ArgumentError like ``convolution_matrix``.

    >>> least_squares([3, 5], [1, 1], (3,)).round(6).tolist()
    [0.333333, 2.666667, 2.333333]

    Source: the pseudo-inverse of Moore and Penrose; Strang, Introduction to Linear Algebra, section 7.4.
    """
    matrix = convolution_matrix(
        image_shape, as_numbers("kernel", kernel), stride=stride, padding=padding, dilation=dilation
    )
    values = as_numbers("output", output).astype(float).ravel()
    return np.asarray(sums.least_squares(matrix.astype(float), values).reshape(image_shape))
