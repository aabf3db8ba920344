"""Variants of an operation: a bias, a kernel that turns first, a border of other values than zeros."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from convscenes.errors import ArgumentError
from convscenes.ops.arguments import Array, as_numbers, computing_dtype, worded
from convscenes.ops.channels import Operands
from convscenes.ops.geometry import Geometry

PaddingMode = Literal["zeros", "reflect", "replicate", "circular"]
_PAD = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}
"""What NumPy calls the modes."""


def turned(arrays: Operands) -> Operands:
    """Return operands whose kernel is turned by 180° on its spatial axes: those of a true convolution."""
    return replace(arrays, kernel=np.flip(arrays.kernel, tuple(range(3, arrays.kernel.ndim))))


def check_border(geometry: Geometry, mode: PaddingMode) -> None:
    """Raise ArgumentError for an unknown mode, and where the image is too small for its border.

    A mirror has no cell for the outermost one, and nothing goes round twice.
    """
    if mode not in get_args(PaddingMode):
        known = ", ".join(get_args(PaddingMode))
        raise ArgumentError(f"must be one of {known}, got {mode!r}.", argument="padding_mode")
    for size, sides in zip(geometry.image_shape, geometry.padding, strict=True):
        most = {"reflect": size - 1, "circular": size}.get(mode, max(sides))
        if max(sides) > most:
            fact = f"must be at most {most} where padding_mode is {mode}, got {max(sides)}"
            raise ArgumentError(f"{fact} (image {worded(geometry.image_shape)}).", argument="padding")


def bordered(arrays: Operands, mode: PaddingMode) -> Operands:
    """Return operands whose image has its border, so that the convolution needs no padding.

    "reflect" mirrors the image at its outermost cells, "replicate" repeats these, "circular" goes on at the
    other end. Raises ArgumentError as ``check_border`` does.

    Source: ``padding_mode`` of ``torch.nn.Conv2d``.
    """
    g = arrays.geometry
    check_border(g, mode)
    if mode == "zeros":
        return arrays
    image = np.pad(arrays.image, [(0, 0), (0, 0), *g.padding], _PAD[mode])  # type: ignore[call-overload]
    plain = Geometry.convolution(g.padded_shape, g.kernel_shape, stride=g.stride, dilation=g.dilation)
    return replace(arrays, image=image, geometry=plain)


def biased(output: Array, bias: ArrayLike | None) -> Array:
    r"""Return an output (groups, outputs, \*O) with a number added to each of its channels.

    ``bias`` is one number for all of them, or (C_out,). Raises ArgumentError for any other shape.
    """
    if bias is None:
        return output
    numbers = as_numbers("bias", bias)
    channels = output.shape[0] * output.shape[1]
    if numbers.shape not in ((), (1,), (channels,)):
        fact = f"must be one number, or one for each output ({channels}), got {worded(numbers.shape)}."
        raise ArgumentError(fact, argument="bias")
    each = np.broadcast_to(numbers, channels).reshape(*output.shape[:2], *(1,) * (output.ndim - 2))
    result: Array = output + each.astype(computing_dtype(output, numbers))
    return result
