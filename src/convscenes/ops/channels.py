"""Image and kernel of an operation in one form and dtype, with their geometry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.typing import ArrayLike

from convscenes.errors import ArgumentError
from convscenes.ops.arguments import Array, Shape, as_numbers, computing_dtype, worded
from convscenes.ops.geometry import Geometry


@dataclass(frozen=True, eq=False)
class Operands:
    r"""An image (groups, inputs, \*S) and a kernel (groups, outputs, inputs, \*K) of one dtype.

    ``inputs`` and ``outputs`` count the channels of one group; without channels all three are 1.
    """

    image: Array
    kernel: Array
    geometry: Geometry
    has_channels: bool

    def ungrouped(self, output: Array) -> Array:
        r"""Return an output (groups, outputs, \*O) in the caller's form: (C_out, \*O) or (\*O)."""
        return self.squeezed(output.reshape(-1, *output.shape[2:]))

    def squeezed(self, array: Array) -> Array:
        """Return an array whose first axis is channels, without that axis where the caller has none."""
        return array if self.has_channels else array[0]


def operands(image: ArrayLike, kernel: ArrayLike, groups: int, *, transposed: bool, **axes: Any) -> Operands:
    r"""Return both arrays, their channels split into groups, and their geometry.

    Channels come first, where the kernel has one axis more than the image: an image (C_in, \*S) with a kernel
    (C_out, C_in/groups, \*K), for the transposed direction (C_in, C_out/groups, \*K). ``axes`` are the
    keyword arguments of the geometry's constructor. Raises ArgumentError where the axes or the channels of
    the two do not go together, and like the constructor.

    >>> operands([[1, 2]], [[[3, 4]], [[5, 6]]], groups=1, transposed=False).kernel.shape
    (1, 2, 1, 2)
    """
    pixels, weights = as_numbers("image", image), as_numbers("kernel", kernel)
    dtype = computing_dtype(pixels, weights)
    pixels, weights = pixels.astype(dtype, copy=False), weights.astype(dtype, copy=False)
    has_channels = weights.ndim == pixels.ndim + 1
    if fault := _fault(pixels.shape, weights.shape, groups, transposed):
        argument, fact = fault
        shapes = f"(image {worded(pixels.shape)}, kernel {worded(weights.shape)})"
        raise ArgumentError(f"{fact} {shapes}.", argument=argument)
    if not has_channels:
        pixels, weights = pixels[None], weights[None, None]
    pixels = pixels.reshape(groups, -1, *pixels.shape[1:])
    weights = weights.reshape(groups, -1, *weights.shape[1:])
    of = Geometry.transposed_convolution if transposed else Geometry.convolution
    geometry = of(pixels.shape[2:], weights.shape[3:], **axes)
    return Operands(pixels, weights.swapaxes(1, 2) if transposed else weights, geometry, has_channels)


def _fault(image: Shape, kernel: Shape, groups: int, transposed: bool) -> tuple[str, str] | None:
    """Return the wrong argument and what is wrong with it, None if they fit."""
    channels = len(kernel) - len(image)
    if channels not in (0, 1):
        return "kernel", "must have as many axes as the image, or one more with channels"
    if not 1 <= len(image) - channels <= 3:
        return "image", "must have one to three spatial axes"
    if 0 in image or 0 in kernel:
        return "image" if 0 in image else "kernel", "has no cells"
    if isinstance(groups, bool) or not hasattr(groups, "__index__") or groups < 1:
        return "groups", f"must be an integer, at least 1, got {groups!r}"
    if not channels:
        return ("groups", f"must be 1 without channels, got {groups}") if groups > 1 else None
    if image[0] % groups or kernel[0] % groups:
        return "groups", f"must divide the channels, got {groups}"
    read = kernel[0] if transposed else kernel[1] * groups
    if read != image[0]:
        return "kernel", f"is for {read} input channels (groups {groups}), but the image has {image[0]}"
    return None
