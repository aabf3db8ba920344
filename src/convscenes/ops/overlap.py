"""How often the kernel lies on each cell: even overlap, or the checkerboard."""

from __future__ import annotations

from functools import reduce

import numpy as np

from convscenes.ops.arguments import Array
from convscenes.ops.geometry import Geometry


def overlap_counts(geometry: Geometry) -> Array:
    r"""Return how many stamps touch each output cell (\*O) of a transposed convolution.

    For a convolution it is how many windows read each image cell (\*S). The counts are int64.

    >>> overlap_counts(Geometry.transposed_convolution((3,), (3,), stride=2))
    array([1, 1, 2, 1, 2, 1, 1])

    Source: Odena, Dumoulin & Olah, "Deconvolution and Checkerboard Artifacts", Distill 2016.
    """
    return reduce(
        np.multiply.outer, (_axis_counts(geometry, axis) for axis in range(len(geometry.kernel_shape)))
    )


def _axis_counts(geometry: Geometry, axis: int) -> Array:
    cells, size = geometry.step_shape[axis], geometry.ground_shape[axis]
    positions = np.array([geometry.reach(axis, cell) for cell in range(cells)])
    return np.bincount(positions[(positions >= 0) & (positions < size)], minlength=size)
