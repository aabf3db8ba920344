"""The border that ``padding`` crops from a transposed convolution, and what output padding keeps of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from convscenes.errors import ArgumentError
from convscenes.ops.arguments import Array, Pair, Shape
from convscenes.ops.geometry import Geometry
from convscenes.ops.placements import frozen


@dataclass(frozen=True, eq=False)
class CropStep:
    """The border of a transposed convolution is cropped.

    ``whole`` is the same operation without cropping; ``cut`` counts the cropped cells, (before, after) on
    each axis, ``saved`` those at the end that output padding keeps. ``positions`` holds one int array per
    axis: the coordinates of the output's cells in the output of ``whole``.

    >>> step = crop_step(Geometry.transposed_convolution((2,), (3,), padding=((1, 0),)))
    >>> step.cut, [positions.tolist() for positions in step.positions], step.cuts
    (((1, 0),), [[1, 2, 3]], True)
    """

    whole: Geometry
    cut: tuple[Pair, ...]
    saved: Shape
    positions: tuple[Array, ...]

    @property
    def cuts(self) -> bool:
        """Whether any cell is cropped."""
        return any(map(any, self.cut))


def crop_step(geometry: Geometry) -> CropStep:
    """Return how ``padding`` crops a transposed convolution.

    Output padding lengthens the output at the end: first by cells that padding would crop, whose sums are
    known already, beyond those by cells that no stamp reaches. Raises ArgumentError for a
    convolution, whose padding crops nothing.

    >>> step = crop_step(Geometry.transposed_convolution((2,), (3,), stride=2, padding=1, output_padding=1))
    >>> step.whole.output_shape, step.cut, step.saved, [axis.tolist() for axis in step.positions]
    ((5,), ((1, 0),), (1,), [[1, 2, 3, 4]])
    """
    if not geometry.transposed:
        raise ArgumentError("only a transposed convolution crops its output.", argument="geometry")
    axes = list(zip(geometry.padding, geometry.output_padding, strict=True))
    saved = tuple(min(after, extra) for (_, after), extra in axes)
    return CropStep(
        whole=replace(
            geometry,
            padding=((0, 0),) * len(axes),
            output_padding=tuple(extra - kept for (_, extra), kept in zip(axes, saved, strict=True)),
        ),
        cut=tuple((before, after - kept) for ((before, after), _), kept in zip(axes, saved, strict=True)),
        saved=saved,
        positions=tuple(
            frozen(np.arange(before, before + size))
            for ((before, _), _), size in zip(axes, geometry.output_shape, strict=True)
        ),
    )
