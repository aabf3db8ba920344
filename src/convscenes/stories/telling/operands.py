"""What a story computes with: image, kernel and geometry on two axes. 1-D data is one row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import Geometry
from convscenes.spec import OperationFields

Size = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Operands:
    """Image (H, W), kernel (kH, kW) and the geometry that joins them."""

    image: NDArray[Any]
    kernel: NDArray[Any]
    geometry: Geometry

    @classmethod
    def of(cls, fields: OperationFields) -> Operands:
        """Return the operands of a spec; a 1-D image becomes one row, whose numbers are the same."""
        geometry = fields.geometry
        if fields.input.ndim == 1:
            geometry = replace(
                geometry,
                image_shape=(1, *geometry.image_shape),
                kernel_shape=(1, *geometry.kernel_shape),
                stride=(1, *geometry.stride),
                padding=((0, 0), *geometry.padding),
                dilation=(1, *geometry.dilation),
                output_padding=(0, *geometry.output_padding),
            )
        return cls(np.atleast_2d(fields.input), np.atleast_2d(fields.kernel), geometry)

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
    def arguments(self) -> dict[str, Any]:
        """The keyword arguments with which the core computes this."""
        g = self.geometry
        arguments: dict[str, Any] = {"stride": g.stride, "padding": g.padding, "dilation": g.dilation}
        return arguments | ({"output_padding": g.output_padding} if g.transposed else {})


def size(shape: tuple[int, ...]) -> Size:
    """Return the shape of a map: its height and width."""
    height, width = shape
    return height, width
