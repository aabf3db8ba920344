"""The plan of an operation: gather image cells, multiply them by the weights, scatter the products.

Along the last axis, each output cell reads the image cells that the kernel's columns put it on: it gathers.
Along all other axes, each image cell adds to the output cells that the kernel's rows put there: it scatters,
after one matrix product of the gathered values with the weights of all rows. So a kernel of kH × kW makes kW
copies of an image and not kH × kW. Both directions have this form; what a block needs stays in cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from types import EllipsisType

from convscenes.ops.arguments import Shape
from convscenes.ops.geometry import Geometry
from convscenes.ops.lanes import Lane, Strip, adding_lanes, reading_lanes

VALUES_PER_BLOCK = 1 << 17
"""Values gathered and multiplied at once (measured: fewer cost calls, more leave the cache)."""
CELLS_PER_BLOCK = 1 << 11
"""Cells that a block may have anyway: with many channels, smaller matrices multiply at half the speed."""

Index = tuple[slice | int | EllipsisType, ...]
Pairs = tuple[tuple[Index, Index], ...]

_ALL = slice(None)


@dataclass(frozen=True, slots=True)
class Block:
    r"""Some rows of the image and some columns of the output: one matrix product.

    ``gathered`` are pairs, one for every column of the weights: which part of the block's columns
    (groups, \*columns, inputs, \*shape) it fills, and from which part of an image (groups, inputs, \*S).
    ``blank`` are the parts that none fills; there are ``size`` values for one input channel. ``reached`` is
    the part of an output (groups, outputs, \*O) that the block adds to. ``scattered`` are pairs, one for
    every row of the weights: which of the products (groups, \*rows, outputs, \*shape) it adds to which part
    of ``reached``.
    """

    shape: Shape
    gathered: Pairs
    blank: tuple[Index, ...]
    size: int
    reached: Index
    scattered: Pairs


@dataclass(frozen=True, slots=True)
class Part:
    r"""The blocks that are multiplied by the same ``weights``, cells of the kernel (\*K).

    The first ``scattered_axes`` are scattered, the others gathered. ``interleaved``: their output cells are
    not neighbours on the last axis.
    """

    weights: tuple[slice, ...]
    scattered_axes: int
    interleaved: bool
    blocks: tuple[Block, ...]


@lru_cache(maxsize=32)
def parts(geometry: Geometry, inputs: int = 1, outputs: int = 1) -> tuple[Part, ...]:
    """Return the parts of an operation of so many channels in a group; their sums make the output.

    Output cells that no weight reaches may be in none.

    >>> [part.weights for part in parts(Geometry.transposed_convolution((2,), (3,), stride=2))]
    [(slice(0, 3, 2),), (slice(1, 2, None),)]
    """
    scattered = _scattered_axes(geometry, inputs, outputs)
    axes = [
        adding_lanes(geometry, axis) if axis < scattered else reading_lanes(geometry, axis)
        for axis in range(len(geometry.kernel_shape))
    ]
    taps = [max((len(lane.taps) for lane in lanes), default=1) for lanes in axes]
    values = inputs * prod(taps[scattered:]) + outputs * prod(taps[:scattered])
    room = max(CELLS_PER_BLOCK, VALUES_PER_BLOCK // values)
    max_cells: list[int] = []
    for lanes in reversed(axes):
        max_cells.insert(0, min(room, max((lane.length for lane in lanes), default=1)))
        room = max(1, room // max_cells[0])
    sizes = (*geometry.output_shape[:scattered], *geometry.image_shape[scattered:])
    return tuple(
        Part(
            tuple(lane.offsets for lane in lanes),
            scattered,
            lanes[-1].step > 1,
            tuple(_blocks(lanes, max_cells, sizes, scattered)),
        )
        for lanes in product(*axes)
    )


def _scattered_axes(geometry: Geometry, inputs: int, outputs: int) -> int:
    """Return the number of scattered axes: all but the last, or none where few channels would be interleaved.

    Measured: interleaving products takes longer than gathering their factors once more.
    """
    interleaved = geometry.transposed and geometry.stride[-1] > 1
    return 0 if interleaved and inputs <= outputs else len(geometry.kernel_shape) - 1


def _blocks(lanes: tuple[Lane, ...], max_cells: list[int], sizes: Shape, scattered: int) -> Iterator[Block]:
    """Yield blocks of at most ``max_cells`` on each axis; ``sizes`` are those of the maps that taps meet."""
    strips = (lane.strips(cells, size) for lane, cells, size in zip(lanes, max_cells, sizes, strict=True))
    for block in product(*strips):
        rows, columns = block[:scattered], block[scattered:]
        reached = [_reached(strip) for strip in rows]
        yield Block(
            shape=tuple(strip.length for strip in block),
            gathered=tuple(
                (
                    (_ALL, *(number for number, _, _ in met), ..., *(region for _, region, _ in met)),
                    (_ALL, _ALL, *(strip.cells for strip in rows), *(read for _, _, read in met)),
                )
                for met in product(*(strip.meetings for strip in columns))
            ),
            blank=tuple(_blank(columns)),
            size=prod(len(lane.taps) for lane in lanes[scattered:]) * prod(strip.length for strip in block),
            reached=(_ALL, _ALL, *reached, *(strip.cells for strip in columns)),
            scattered=tuple(
                (
                    (_ALL, *(number for number, _, _ in met), _ALL, *(region for _, region, _ in met)),
                    (_ALL, _ALL, *(_within(t, whole) for (_, _, t), whole in zip(met, reached, strict=True))),
                )
                for met in product(*(strip.meetings for strip in rows))
            ),
        )


def _blank(columns: tuple[Strip, ...]) -> Iterator[Index]:
    """Yield the parts of a block's columns that lie outside the image along one of the axes."""
    for axis, strip in enumerate(columns):
        before, after = (_ALL,) * axis, (_ALL,) * (len(columns) - 1 - axis)
        for number, side in strip.misses:
            yield (_ALL, *before, number, *after, ..., *before, side, *after)


def _reached(strip: Strip) -> slice:
    """Return the range of cells that the taps of a strip add to."""
    targets = [target for _, _, target in strip.meetings]
    return slice(min(target.start for target in targets), max(target.stop for target in targets))


def _within(part: slice, whole: slice) -> slice:
    """Return a slice relative to the start of another."""
    return slice(part.start - whole.start, part.stop - whole.start, part.step)
