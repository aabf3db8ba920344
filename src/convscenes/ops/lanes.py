"""Axes split into lanes and strips: which cells of two maps meet, and by which kernel offset.

A stride splits the cells of one of the two maps into lanes, its phases: the output's where a transposed
convolution gathers, the image's where a convolution scatters. All cells of a lane meet the other map in the
same way, so that zeros are neither inserted nor multiplied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from convscenes.ops.geometry import Geometry


@dataclass(frozen=True, slots=True)
class Tap:
    """One kernel offset along one axis: cell m of a lane meets cell step·m + shift of the other map."""

    offset: int
    step: int
    shift: int

    def meeting(self, begin: int, end: int, size: int) -> tuple[slice, slice] | None:
        """Return which cells of begin … end − 1 (from begin) meet a map of this size, and those they meet."""
        first = max(begin, -(self.shift // self.step))
        last = min(end - 1, (size - 1 - self.shift) // self.step)
        if first > last:
            return None
        met = slice(self.step * first + self.shift, self.step * last + self.shift + 1, self.step)
        return slice(first - begin, last - begin + 1), met


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a lane: ``length`` neighbouring cells, at ``cells`` of their map.

    ``meetings`` are (number of a tap, cells of the strip, the cells of the other map that they meet), those
    of the strip counted from its first; ``misses`` are (number of a tap, cells that meet none).
    """

    cells: slice
    length: int
    meetings: tuple[tuple[int, slice, slice], ...]
    misses: tuple[tuple[int, slice], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """Every ``step``-th cell of an axis from ``start`` on, ``length`` of them; its taps are evenly apart."""

    start: int
    step: int
    length: int
    taps: tuple[Tap, ...]

    @property
    def offsets(self) -> slice:
        """The kernel offsets of its taps."""
        first, *others = [tap.offset for tap in self.taps]
        return slice(first, others[-1] + 1, others[0] - first) if others else slice(first, first + 1)

    def strips(self, max_length: int, size: int) -> Iterator[Strip]:
        """Yield the parts of at most ``max_length`` cells that meet any cell of a map of this ``size``."""
        for begin in range(0, self.length, max_length):
            end = min(begin + max_length, self.length)
            met = [tap.meeting(begin, end, size) for tap in self.taps]
            meetings = tuple((number, *slices) for number, slices in enumerate(met) if slices)
            if meetings:
                first, last = (self.start + self.step * cell for cell in (begin, end - 1))
                regions = [slices[0] if slices else slice(0, 0) for slices in met]
                sides = [
                    (number, side)
                    for number, region in enumerate(regions)
                    for side in (slice(0, region.start), slice(region.stop, end - begin))
                ]
                misses = tuple((number, side) for number, side in sides if side.start < side.stop)
                yield Strip(slice(first, last + 1, self.step), end - begin, meetings, misses)


def reading_lanes(geometry: Geometry, axis: int) -> list[Lane]:
    """Return the lanes of the output's cells along an axis; their taps read the image.

    >>> lanes = reading_lanes(Geometry.transposed_convolution((2,), (2,), stride=3), 0)
    >>> [(lane.start, lane.length) for lane in lanes]
    [(0, 2), (1, 2)]
    """
    return _lanes(geometry, axis, geometry.output_shape[axis], whole=not geometry.transposed)


def adding_lanes(geometry: Geometry, axis: int) -> list[Lane]:
    """Return the lanes of the image's cells along an axis; their taps add to the output."""
    return _lanes(geometry, axis, geometry.image_shape[axis], whole=geometry.transposed)


def _lanes(geometry: Geometry, axis: int, size: int, *, whole: bool) -> list[Lane]:
    stride, positions = geometry.stride[axis], geometry.positions(axis, 0)
    if whole:
        return [Lane(0, 1, size, tuple(Tap(u, stride, position) for u, position in enumerate(positions)))]
    lanes = []
    for start in range(min(stride, size)):
        taps = tuple(
            Tap(u, 1, (start - position) // stride)
            for u, position in enumerate(positions)
            if (position - start) % stride == 0
        )
        if taps:
            lanes.append(Lane(start, stride, len(range(start, size, stride)), taps))
    return lanes
