"""Padding by rule: as many outputs as steps of the stride fit into the input, whatever the kernel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from convscenes.errors import ArgumentError
from convscenes.ops.arguments import Pair, Same, Shape


def same_padding(sizes: Shape, extents: Shape, stride: Shape, rule: Same) -> tuple[Pair, ...]:
    """Return the padding with which a convolution of these input sizes has ⌈i/s⌉ outputs on every axis.

    ``extents`` are those of the dilated kernel. Of an odd number of cells one more goes behind the input,
    with "same-lower" before it. Raises ArgumentError for any other rule.

    >>> same_padding((5,), (4,), (1,), "same"), same_padding((5,), (4,), (1,), "same-lower")
    (((1, 2),), ((2, 1),))

    Source: ONNX, ``auto_pad`` SAME_UPPER and SAME_LOWER; the first is TensorFlow's and PyTorch's "same".
    """
    if rule not in get_args(Same):
        raise ArgumentError(f'must be a number, "same" or "same-lower", got {rule!r}.', argument="padding")
    return tuple(_pair(total, rule) for total in _totals(sizes, extents, stride))


def _totals(sizes: Shape, extents: Shape, stride: Shape) -> Iterable[int]:
    for i, span, s in zip(sizes, extents, stride, strict=True):
        yield max((-(-i // s) - 1) * s + span - i, 0)


def _pair(total: int, rule: Same) -> Pair:
    less, more = total // 2, total - total // 2
    return (less, more) if rule == "same" else (more, less)
