"""How many stamps overlap in each cell, and whether a constant image becomes a checkerboard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import ArrayLike

from convscenes.ops import sums
from convscenes.ops.arguments import Array, PerAxis, Shape, as_numbers, computing_dtype
from convscenes.ops.convolution import transposed_convolve
from convscenes.ops.geometry import Geometry
from convscenes.ops.placements import frozen


@dataclass(frozen=True, eq=False)
class Pattern:
    r"""The transposed convolution of an image of ones.

    ``output`` is (\*O): with equal weights of 1 it counts the stamps on each cell. ``phases`` (\*s) are the
    values that repeat away from the border, in ``inside``, where cell ``x`` has that of ``x mod s``. ``even``
    is True where they are all the same, decimals up to rounding.

    >>> pattern = constant_pattern((4,), [1, 4, 2], stride=2)
    >>> pattern.phases.tolist(), pattern.even
    ([3, 4], False)
    """

    output: Array
    phases: Array
    inside: tuple[slice, ...]
    even: bool

    @property
    def period(self) -> Array:
        """The phases in the order in which the inside of the output begins with them."""
        starts = tuple(-axis.start for axis in self.inside)
        return np.roll(self.phases, starts, tuple(range(self.phases.ndim)))


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


def constant_pattern(image_shape: Shape, kernel: ArrayLike, *, stride: PerAxis = 1) -> Pattern:
    r"""Return the pattern of a transposed convolution of ones (\*S) with a kernel (\*K).

    The weights that are whole strides apart add up in one output cell, and no others: a constant image stays
    constant away from the border if, and only if, these sums are the same for every phase. Raises
    ArgumentError as ``transposed_convolve`` does.

    >>> uneven = constant_pattern((4,), [1, 1, 1], stride=2)
    >>> uneven.output.tolist(), uneven.inside, uneven.period.tolist()
    ([1, 1, 2, 1, 2, 1, 2, 1, 1], (slice(1, 8, None),), [1, 2])
    >>> [constant_pattern((4,), kernel, stride=2).even for kernel in ([1, 1, 1, 1], [1, 2, 3, 4])]
    [True, False]

    Source: Odena, Dumoulin & Olah, "Deconvolution and Checkerboard Artifacts", Distill 2016.
    """
    weights = as_numbers("kernel", kernel)
    geometry = Geometry.transposed_convolution(image_shape, weights.shape, stride=stride)
    output = transposed_convolve(np.ones(geometry.image_shape, np.int64), weights, stride=stride)
    phases = _phase_sums(weights, geometry.stride)
    even = bool(np.ptp(phases) <= _rounding(weights, geometry.stride))
    return Pattern(frozen(output), frozen(phases), _interior(geometry), even)


def _phase_sums(weights: Array, strides: Shape) -> Array:
    """Return the sums of the weights that are whole strides apart: one for each phase."""
    found = np.zeros(strides, computing_dtype(weights))
    for phase in np.ndindex(strides):
        found[phase] = sums.total(weights[tuple(map(slice, phase, weights.shape, strides))])
    return found


def _rounding(weights: Array, strides: Shape) -> float:
    """Return the largest difference that rounding can make between equal sums: 0 for integers.

    Source: Higham, "Accuracy and Stability of Numerical Algorithms", section 4.2.
    """
    if weights.dtype.kind != "f":
        return 0.0
    max_count, max_sum = (
        _phase_sums(array, strides).max() for array in (np.ones(weights.shape), np.abs(weights))
    )
    return float(2 * max_count * np.finfo(weights.dtype).eps * max_sum)


def _interior(geometry: Geometry) -> tuple[slice, ...]:
    """Return the output cells whose stamps are all those that an infinite image would put there."""
    axes = zip(
        geometry.image_shape, geometry.kernel_shape, geometry.stride, geometry.output_shape, strict=True
    )
    return tuple(slice(max(0, k - s), min(s * i, size)) for i, k, s, size in axes)


def _axis_counts(geometry: Geometry, axis: int) -> Array:
    cells, size = geometry.step_shape[axis], geometry.direct_input_shape[axis]
    positions = np.array([geometry.positions(axis, cell) for cell in range(cells)])
    return np.bincount(positions[(positions >= 0) & (positions < size)], minlength=size)
