"""Placements of the kernel, step by step: the base of all step records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

import numpy as np

from convscenes.ops.arguments import Array, Shape
from convscenes.ops.geometry import Geometry


@dataclass(frozen=True, eq=False)
class Placement:
    r"""The kernel placed on a map for one cell ``index`` of the other map.

    ``positions`` holds one int array per spatial axis: the coordinates of the kernel's cells, which may be
    negative or beyond the map. ``inside`` (\*K) is the mask of those on the map. All arrays are read-only.
    """

    index: Shape
    positions: tuple[Array, ...]
    inside: Array

    @property
    def rows(self) -> Array:
        """The positions on the second-to-last axis; row 0 in one dimension."""
        return self.positions[-2] if len(self.positions) > 1 else frozen(np.zeros(1, np.int64))

    @property
    def cols(self) -> Array:
        """The positions on the last axis."""
        return self.positions[-1]


def placements(geometry: Geometry) -> Iterator[tuple[Placement, tuple[slice, ...]]]:
    """Yield the placement for every cell of ``geometry.step_shape``, in row-major order.

    Each comes with its slices of the padded image (convolution) or of the uncropped output (transposed).

    >>> place, where = next(placements(Geometry.convolution((5,), (3,), padding=1)))
    >>> place.positions[0].tolist(), place.inside.tolist(), where
    ([-1, 0, 1], [False, True, True], (slice(0, 3, 1),))
    """
    axes = [
        [_axis_placement(geometry, axis, cell) for cell in range(cells)]
        for axis, cells in enumerate(geometry.step_shape)
    ]
    for index in np.ndindex(geometry.step_shape):
        positions, insides, where = zip(
            *(axis[cell] for axis, cell in zip(axes, index, strict=True)), strict=True
        )
        yield Placement(index, positions, frozen(reduce(np.logical_and.outer, insides))), where


def _axis_placement(geometry: Geometry, axis: int, cell: int) -> tuple[Array, Array, slice]:
    positions = np.array(geometry.positions(axis, cell))
    inside = (positions >= 0) & (positions < geometry.direct_input_shape[axis])
    start = geometry.stride[axis] * cell
    return (
        frozen(positions),
        frozen(inside),
        slice(start, start + geometry.extent[axis], geometry.dilation[axis]),
    )


def frozen(array: Array) -> Array:
    """Return the array, made read-only."""
    array.flags.writeable = False
    return array
