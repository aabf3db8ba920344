"""The border that ``padding`` crops in the transposed direction, and what output padding saves of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from convscenes.errors import ArgumentError
from convscenes.ops.arguments import Array, Pair, Shape
from convscenes.ops.geometry import Geometry
from convscenes.ops.placements import frozen


@dataclass(frozen=True, eq=False)
class CropStep:
    """A transposed convolution's border is cut off.

    ``whole`` is the same operation without the cut; ``cut`` counts the cells that fall away, (before, after)
    on each axis, ``saved`` those at the end that output padding saves from it. ``positions`` holds one int
    array per axis: where the output's cells lie in the output of ``whole``.
    """

    whole: Geometry
    cut: tuple[Pair, ...]
    saved: Shape
    positions: tuple[Array, ...]

    @property
    def cuts(self) -> bool:
        """Whether anything falls away."""
        return any(map(any, self.cut))


def crop_step(geometry: Geometry) -> CropStep:
    """Return how ``padding`` crops a transposed convolution.

    Output padding lengthens the output at the end: as far as padding would crop there, it saves cells whose
    sums are known already; only beyond that it adds cells that no stamp reaches. Raises ArgumentError for a
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
