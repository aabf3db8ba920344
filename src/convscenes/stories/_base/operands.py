"""The operands of a story: image, kernel and geometry on two axes. 1-D data is one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import Geometry
from convscenes.spec import OperationFields
from convscenes.stories._base.wording import axis_words, times

Size = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Operands:
    """Image (H, W), kernel (kH, kW) and the geometry that joins them.

    With several channels, image (C_in, H, W) and kernel (C_out, C_in, kH, kW); transposed, the kernel's first
    axes are swapped.
    """

    image: NDArray[Any]
    kernel: NDArray[Any]
    geometry: Geometry

    @classmethod
    def of(cls, fields: OperationFields) -> Operands:
        """Return the operands of a spec.

        A 1-D image becomes one row; of a single channel, the axis is dropped.
        """
        geometry, image, kernel = fields.geometry, fields.input, fields.kernel
        if image.ndim == 1:
            geometry = replace(
                geometry,
                image_shape=(1, *geometry.image_shape),
                kernel_shape=(1, *geometry.kernel_shape),
                stride=(1, *geometry.stride),
                padding=((0, 0), *geometry.padding),
                dilation=(1, *geometry.dilation),
                output_padding=(0, *geometry.output_padding),
            )
        if image.ndim == 3 and len(image) == kernel.shape[0] == kernel.shape[1] == 1:
            image, kernel = image[0], kernel[0, 0]
        return cls(np.atleast_2d(image), np.atleast_2d(kernel), geometry)

    @property
    def image_shape(self) -> Size:
        """Height and width of the image."""
        return size(self.geometry.image_shape)

    @property
    def kernel_shape(self) -> Size:
        """Height and width of the kernel."""
        return size(self.geometry.kernel_shape)

    @property
    def output_shape(self) -> Size:
        """Height and width of the output."""
        return size(self.geometry.output_shape)

    @property
    def has_channels(self) -> bool:
        """Whether there are several channels or several kernels."""
        return self.image.ndim > 2

    @property
    def slices(self) -> NDArray[Any]:
        """The kernel with channels as (C_out, C_in, kH, kW), in both directions."""
        return self.kernel.swapaxes(0, 1) if self.geometry.transposed else self.kernel

    @property
    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of the functions in ``ops``."""
        g = self.geometry
        arguments: dict[str, Any] = {"stride": g.stride, "padding": g.padding, "dilation": g.dilation}
        return arguments | ({"output_padding": g.output_padding} if g.transposed else {})

    @property
    def parameters(self) -> str:
        """The operation's parameters as one line of text."""
        return parameters(self.geometry)


def parameters(geometry: Geometry) -> str:
    """Return an operation's parameters as text, without the trivial ones; empty if all are.

    >>> parameters(Geometry.convolution((5, 5), (3, 3), stride=2, padding=1))
    'kernel 3×3 · stride 2 · padding 1'
    >>> parameters(Geometry.transposed_convolution((1, 4), (1, 3), stride=(1, 2), padding=((0, 0), (2, 0))))
    'kernel 1×3 · stride 1×2 · padding left 2'
    >>> parameters(Geometry.convolution((4, 4), (3, 3)))
    ''
    """
    texts = [
        axis_words("stride", geometry.stride, 1),
        padding_words(geometry.padding),
        axis_words("dilation", geometry.dilation, 1),
        axis_words("output padding", geometry.output_padding, 0),
    ]
    given = [text for text in texts if text]
    return " · ".join([f"kernel {times(geometry.kernel_shape)}", *given]) if given else ""


def padding_words(padding: Sequence[Sequence[int]]) -> str:
    """Return the padding as text: one number, one for each axis, or sides by name; empty for none."""
    if all(before == after for before, after in padding):
        return axis_words("padding", [before for before, _ in padding], 0)
    sides = (*(("top", "bottom"), ("left", "right"))[-len(padding) :],)
    named = zip(sides, padding, strict=True)
    return "padding " + ", ".join(
        f"{side} {count}"
        for names, counts in named
        for side, count in zip(names, counts, strict=True)
        if count
    )


def size(shape: tuple[int, ...]) -> Size:
    """Return the shape of a map: its height and width."""
    height, width = shape
    return height, width
