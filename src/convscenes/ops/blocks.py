"""The plan of an operation: blocks of the output, and what each kernel offset reads for them.

Both directions have one form. Along an axis, an output lane takes from the image, at kernel offset u, the
cells ``step·m + shift``. A convolution is a single lane, whose image cells are a stride apart; a transposed
convolution has a lane for every remainder of the output coordinate by the stride, and reads neighbouring
image cells. So zeros are never inserted, and the columns of a block stay in cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from convscenes.ops.arguments import Shape
from convscenes.ops.geometry import Geometry

_CELLS_PER_BLOCK = 16384
"""How many output cells are computed together: measured, fewer cost calls, more fall out of the cache."""

Index = tuple[slice | int, ...]

_ALL = slice(None)


@dataclass(frozen=True, slots=True)
class Block:
    r"""A part of the output, and the kernel offsets that reach it.

    ``offsets`` count the kernel's cells in row-major order. For each there is a pair in ``meetings``: the
    part that it fills of the block's columns (groups, inputs, offsets, \*shape), and the part that it reads
    of an image (groups, inputs, \*S). ``full``: together they fill all of the columns. ``size``: the columns'
    cells in one input channel.
    """

    target: Index
    shape: Shape
    offsets: NDArray[np.intp]
    meetings: tuple[tuple[Index, Index], ...]
    full: bool
    size: int


@dataclass(frozen=True, slots=True)
class Tap:
    """One kernel offset along one axis: cell m of the lane reads image cell step·m + shift."""

    offset: int
    step: int
    shift: int

    def meeting(self, begin: int, end: int, image_size: int) -> tuple[slice, slice] | None:
        """Return which of the lane's cells begin … end − 1 (from begin) read inside the image, and what."""
        first = max(begin, -(self.shift // self.step))
        last = min(end - 1, (image_size - 1 - self.shift) // self.step)
        if first > last:
            return None
        read = slice(self.step * first + self.shift, self.step * last + self.shift + 1, self.step)
        return slice(first - begin, last - begin + 1), read


@dataclass(frozen=True, slots=True)
class Strip:
    """A block along one axis."""

    target: slice
    length: int
    meetings: tuple[tuple[int, slice, slice], ...]

    @property
    def full(self) -> bool:
        """Whether every kernel offset reaches all of the strip."""
        return all(region == slice(0, self.length) for _, region, _ in self.meetings)


@lru_cache(maxsize=32)
def blocks(geometry: Geometry) -> tuple[Block, ...]:
    """Return the blocks that together make the output; cells that no kernel offset reaches are in none.

    >>> [block.target[-1] for block in blocks(Geometry.transposed_convolution((2,), (2,), stride=3))]
    [slice(0, 5, 3), slice(1, 5, 3)]
    """
    lengths: list[int] = []
    room = _CELLS_PER_BLOCK
    steps = geometry.stride if geometry.transposed else (1,) * len(geometry.stride)
    for size, step in zip(reversed(geometry.output_shape), reversed(steps), strict=True):
        cells = -(-size // step)
        lengths.insert(0, max(1, min(cells, room)))
        room //= cells
    axes = [tuple(_strips(geometry, axis, length)) for axis, length in enumerate(lengths)]
    return tuple(_block(geometry.kernel_shape, strips) for strips in product(*axes))


def _block(kernel_shape: Shape, strips: tuple[Strip, ...]) -> Block:
    offsets = [[offset for offset, _, _ in strip.meetings] for strip in strips]
    meetings = product(*(strip.meetings for strip in strips))
    shape = tuple(strip.length for strip in strips)
    return Block(
        target=(_ALL, _ALL, *(strip.target for strip in strips)),
        shape=shape,
        offsets=np.ravel_multi_index(np.ix_(*offsets), kernel_shape).ravel(),
        meetings=tuple(
            (
                (_ALL, _ALL, column, *(region for _, region, _ in axes)),
                (_ALL, _ALL, *(source for _, _, source in axes)),
            )
            for column, axes in enumerate(meetings)
        ),
        full=all(strip.full for strip in strips),
        size=prod(shape) * prod(map(len, offsets)),
    )


def _strips(geometry: Geometry, axis: int, length: int) -> Iterator[Strip]:
    output_size, image_size = geometry.output_shape[axis], geometry.image_shape[axis]
    for start, step, taps in _lanes(geometry, axis):
        cells = len(range(start, output_size, step))
        for begin in range(0, cells, length):
            end = min(begin + length, cells)
            met = ((tap.offset, tap.meeting(begin, end, image_size)) for tap in taps)
            meetings = tuple((offset, *slices) for offset, slices in met if slices)
            if meetings:
                target = slice(start + step * begin, min(start + step * end, output_size), step)
                yield Strip(target, end - begin, meetings)


def _lanes(geometry: Geometry, axis: int) -> Iterator[tuple[int, int, list[Tap]]]:
    """Yield the lanes of an axis: where each starts in the output, its step there, and its taps."""
    stride, reach = geometry.stride[axis], geometry.reach(axis, 0)
    if not geometry.transposed:
        yield 0, 1, [Tap(offset, stride, position) for offset, position in enumerate(reach)]
        return
    for start in range(stride):
        taps = [
            Tap(u, 1, (start - position) // stride)
            for u, position in enumerate(reach)
            if (position - start) % stride == 0
        ]
        if taps:
            yield start, stride, taps
