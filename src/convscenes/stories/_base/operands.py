"""The operands of a story: image, kernel and geometry on two axes. 1-D data is one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import Geometry
from convscenes.spec import OperationFields, SteppedFields
from convscenes.stories._base.grouping import Group, by_cells, grouped
from convscenes.stories._base.wording import apart, axis_words, cell, moved, times

Size = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Operands:
    """Image (H, W), kernel (kH, kW) and the geometry that joins them.

    With several channels, image (C_in, H, W) and kernel (C_out, C_in, kH, kW); transposed, the kernel's first
    axes are swapped. 1-D data is ``flat``: one row, which words and labels count by cells. Where it is shown
    ``by_rows``, the steps of a row share a beat.
    """

    image: NDArray[Any]
    kernel: NDArray[Any]
    geometry: Geometry
    flat: bool = False
    by_rows: bool = False

    @classmethod
    def of(cls, spec: OperationFields) -> Operands:
        """Return the operands of a spec.

        A 1-D image becomes one row; of a single channel, the axis is dropped.
        """
        geometry, image, kernel = spec.geometry, spec.input, spec.kernel
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
        flat, by_rows = image.ndim == 1, isinstance(spec, SteppedFields) and spec.by_rows
        return cls(np.atleast_2d(image), np.atleast_2d(kernel), geometry, flat, by_rows)

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
        return parameters(flattened(self.geometry) if self.flat else self.geometry)

    def times(self, shape: Sequence[int]) -> str:
        """Return a shape as the attribute of a map in a sentence: ``4×4``; of 1-D data, ``6-cell``."""
        return f"{shape[-1]}-cell" if self.flat else times(shape)

    def cell(self, index: Sequence[int]) -> str:
        """Return where a cell is, in words."""
        return cell(self._axes(index))

    def moved(self, index: Sequence[int], shape: Sequence[int], stride: Sequence[int] = ()) -> str:
        """Return how the window or stamp moves to that of a cell in a map of ``shape``, in words."""
        return moved(*map(self._axes, (index, stride or self.geometry.stride, shape)))

    def grouped(self, steps: Iterable[Any], max_groups: int, word: str, first: int) -> list[Group]:
        """Return steps in at most ``max_groups`` groups: by rows, those of 1-D data by cells."""
        group = by_cells if self.flat else grouped
        return group(steps, max_groups, word, first=first, by_rows=self.by_rows)

    @property
    def apart(self) -> str:
        """The distance of stamps or windows, in words."""
        return apart(self._axes(self.geometry.stride))

    def _axes(self, numbers: Sequence[int]) -> Sequence[int]:
        return numbers[-1:] if self.flat else numbers


def flattened(geometry: Geometry) -> Geometry:
    """Return the geometry of the last axis alone.

    >>> flattened(Geometry.convolution((1, 6), (1, 3), stride=(1, 2))).output_shape
    (2,)
    """
    return replace(
        geometry,
        **{f.name: getattr(geometry, f.name)[-1:] for f in fields(geometry) if f.name != "transposed"},
    )


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
