"""The operands of a story: image, kernel and geometry on two axes. 1-D data is one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import Geometry
from convscenes.spec import OperationFields, SteppedFields
from convscenes.stories._base.facts import Facts, apart, at, moved
from convscenes.stories._base.grouping import Group, by_cells, grouped
from convscenes.stories._base.wording import per_axis, times
from convscenes.words import Words

Size = tuple[int, int]
SIDES = (("top", "bottom"), ("left", "right"))
"""The sides before and after the cells of an axis."""


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

    def parameters(self, words: Words) -> str:
        """Return the operation's parameters as one line of text."""
        return parameters(flattened(self.geometry) if self.flat else self.geometry, words)

    def sizes(self) -> dict[str, tuple[int, ...]]:
        """Return the shapes of image, kernel and output as facts: those of 1-D data have one number."""
        g = self.geometry
        shapes = {"image": g.image_shape, "kernel": g.kernel_shape, "output": g.output_shape}
        return {name: tuple(self._axes(shape)) for name, shape in shapes.items()}

    def at(self, index: Sequence[int]) -> Facts:
        """Return where a cell is."""
        return at(self._axes(index))

    def moved(self, index: Sequence[int], shape: Sequence[int], stride: Sequence[int] = ()) -> Facts:
        """Return how the window or stamp moves to that of a cell in a map of ``shape``."""
        return moved(*map(self._axes, (index, stride or self.geometry.stride, shape)))

    def grouped(self, steps: Iterable[Any], max_groups: int, word: str, first: int) -> list[Group]:
        """Return steps in at most ``max_groups`` groups: by rows, those of 1-D data by cells."""
        group = by_cells if self.flat else grouped
        return group(steps, max_groups, word, first=first, by_rows=self.by_rows)

    @property
    def apart(self) -> Facts:
        """The distance of stamps or windows."""
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


def parameters(geometry: Geometry, words: Words) -> str:
    """Return an operation's parameters as text, without the trivial ones; empty if all are.

    >>> parameters(Geometry.convolution((5, 5), (3, 3), stride=2, padding=1), Words())
    'kernel 3×3 · stride 2 · padding 1'
    >>> geometry = Geometry.transposed_convolution((1, 4), (1, 3), stride=(1, 2), padding=((0, 0), (2, 0)))
    >>> parameters(geometry, Words()), parameters(geometry, Words("de"))
    ('kernel 1×3 · stride 1×2 · padding left 2', 'Kernel 1×3 · Schrittweite 1×2 · Padding links 2')
    >>> parameters(Geometry.convolution((4, 4), (3, 3)), Words())
    ''
    """
    texts = [
        parameter(words, "stride", geometry.stride, 1),
        padding_words(words, geometry.padding),
        parameter(words, "dilation", geometry.dilation, 1),
        parameter(words, "output-padding", geometry.output_padding, 0),
    ]
    given = [text for text in texts if text]
    kernel = f"{words.word('parameter-kernel')} {times(geometry.kernel_shape)}"
    return " · ".join([kernel, *given]) if given else ""


def parameter(words: Words, name: str, numbers: Sequence[int], trivial: int | None = None) -> str:
    """Return a parameter as text, one number where all axes have the same; empty where it is ``trivial``.

    >>> parameter(Words(), "stride", (2, 2)), parameter(Words(), "stride", (1, 2))
    ('stride 2', 'stride 1×2')
    """
    if all(number == trivial for number in numbers):
        return ""
    return f"{words.word(f'parameter-{name}')} {per_axis(numbers)}"


def padding_words(words: Words, padding: Sequence[Sequence[int]]) -> str:
    """Return the padding as text: one number, one for each axis, or sides by name; empty for none."""
    if all(before == after for before, after in padding):
        return parameter(words, "padding", [before for before, _ in padding], 0)
    sides = [
        f"{words.word(f'side-{side}')} {count}"
        for names, counts in zip(SIDES[-len(padding) :], padding, strict=True)
        for side, count in zip(names, counts, strict=True)
        if count
    ]
    return f"{words.word('parameter-padding')} {', '.join(sides)}"


def size(shape: tuple[int, ...]) -> Size:
    """Return the shape of a map: its height and width."""
    height, width = shape
    return height, width
