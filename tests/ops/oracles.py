"""Slow references for the core: plain loops over plain definitions, sharing no code with it."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def pairs_of(padding: Any, axes: int) -> list[tuple[int, int]]:
    entries = [padding] * axes if isinstance(padding, int) else list(padding)
    return [(entry, entry) if isinstance(entry, int) else tuple(entry) for entry in entries]


def per_axis(value: Any, axes: int) -> list[int]:
    return [value] * axes if isinstance(value, int) else list(value)


def looped_convolve(
    image: Array, kernel: Array, stride: Any = 1, padding: Any = 0, dilation: Any = 1, groups: int = 1
) -> Array:
    """Channels first; every product on its own."""
    axes = image.ndim - 1
    pads, strides, dilations = pairs_of(padding, axes), per_axis(stride, axes), per_axis(dilation, axes)
    sizes = [
        (i + sum(p) - d * (k - 1) - 1) // s + 1
        for i, k, s, p, d in zip(image.shape[1:], kernel.shape[2:], strides, pads, dilations, strict=True)
    ]
    output = np.zeros((kernel.shape[0], *sizes), np.result_type(image, kernel))
    outputs_per_group, inputs_per_group = kernel.shape[0] // groups, kernel.shape[1]
    for out, part in product(range(kernel.shape[0]), range(inputs_per_group)):
        channel = out // outputs_per_group * inputs_per_group + part
        for cell in product(*map(range, sizes)):
            for offset in product(*map(range, kernel.shape[2:])):
                at = [
                    c * s + u * d - p[0]
                    for c, s, u, d, p in zip(cell, strides, offset, dilations, pads, strict=True)
                ]
                if all(0 <= a < size for a, size in zip(at, image.shape[1:], strict=True)):
                    output[(out, *cell)] += image[(channel, *at)] * kernel[(out, part, *offset)]
    return output


def looped_transposed_convolve(
    image: Array,
    kernel: Array,
    stride: Any = 1,
    padding: Any = 0,
    output_padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
) -> Array:
    """Channels first; every stamp lands cell by cell."""
    axes = image.ndim - 1
    pads, strides, dilations = pairs_of(padding, axes), per_axis(stride, axes), per_axis(dilation, axes)
    extras = per_axis(output_padding, axes)
    sizes = [
        s * (i - 1) + a + d * (k - 1) + 1 - sum(p)
        for i, k, s, p, d, a in zip(
            image.shape[1:], kernel.shape[2:], strides, pads, dilations, extras, strict=True
        )
    ]
    per_group, inputs_per_group = kernel.shape[1], image.shape[0] // groups
    output = np.zeros((per_group * groups, *sizes), np.result_type(image, kernel))
    for channel, part in product(range(image.shape[0]), range(per_group)):
        out = channel // inputs_per_group * per_group + part
        for cell in product(*map(range, image.shape[1:])):
            for offset in product(*map(range, kernel.shape[2:])):
                at = [
                    c * s + u * d - p[0]
                    for c, s, u, d, p in zip(cell, strides, offset, dilations, pads, strict=True)
                ]
                if all(0 <= a < size for a, size in zip(at, sizes, strict=True)):
                    output[(out, *at)] += image[(channel, *cell)] * kernel[(channel, part, *offset)]
    return output


def zero_insertion(
    image: Array, kernel: Array, stride: Any, padding: Any, output_padding: Any, dilation: Any
) -> Array:
    """One channel: stretch, pad (or crop), turn the kernel by 180°, slide it with stride 1."""
    axes = image.ndim
    strides, dilations = per_axis(stride, axes), per_axis(dilation, axes)
    stretched = np.zeros([s * (i - 1) + 1 for i, s in zip(image.shape, strides, strict=True)], image.dtype)
    stretched[tuple(slice(None, None, s) for s in strides)] = image
    for axis, (before, after) in enumerate(pairs_of(padding, axes)):
        reach = dilations[axis] * (kernel.shape[axis] - 1)
        borders = reach - before, reach - after + per_axis(output_padding, axes)[axis]
        widths = [(0, 0)] * axes
        widths[axis] = max(borders[0], 0), max(borders[1], 0)
        stretched = np.pad(stretched, widths)
        size = stretched.shape[axis]
        stretched = stretched.take(range(max(-borders[0], 0), size - max(-borders[1], 0)), axis)
    return looped_convolve(stretched[None], np.flip(kernel)[None, None], dilation=dilation)[0]


def looped_pool(
    image: Array, size: Any, reduce: str, stride: Any = None, padding: Any = 0, dilation: Any = 1
) -> tuple[Array, list[Any]]:
    """Return the output, means as the nearest floats to the exact ones, and the index of each winner."""
    axes = image.ndim
    sizes, pads, dilations = per_axis(size, axes), pairs_of(padding, axes), per_axis(dilation, axes)
    strides = sizes if stride is None else per_axis(stride, axes)
    shape = [
        (i + sum(p) - d * (k - 1) - 1) // s + 1
        for i, k, s, p, d in zip(image.shape, sizes, strides, pads, dilations, strict=True)
    ]
    results, winners = [], []
    for cell in product(*map(range, shape)):
        read = {}
        for offset in product(*map(range, sizes)):
            at = tuple(
                c * s + u * d - p[0]
                for c, s, u, d, p in zip(cell, strides, offset, dilations, pads, strict=True)
            )
            if all(0 <= a < size for a, size in zip(at, image.shape, strict=True)):
                read[offset] = image[at].item()
        winner = None
        if reduce == "max":
            for offset, value in read.items():
                if winner is None or value > read[winner]:
                    winner = offset
        exact = sum(map(Fraction, read.values())) / Fraction(int(np.prod(sizes)))
        results.append(float(exact) if winner is None else read[winner])
        winners.append(winner)
    return np.array(results).reshape(shape), winners
