"""The fields of checkerboard: kernel sizes and strides, the picture they fit, a row of weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator

from convscenes.ops import Geometry, Pattern
from convscenes.ops.shown import constant_pattern
from convscenes.spec import Fault, Kernel, limits
from convscenes.spec import Fields as CommonFields
from convscenes.spec.faults import refuse, sizes
from convscenes.spec.matrix import Array
from convscenes.spec.strict import as_tuple, one_or_more


@dataclass(frozen=True)
class Setting:
    """A kernel size and a stride, the same on every axis: all that overlap depends on."""

    kernel_size: int
    stride: int

    @property
    def words(self) -> str:
        """The letters and numbers, as in labels.

        >>> Setting(3, 2).words
        'k = 3, s = 2'
        """
        return f"k = {self.kernel_size}, s = {self.stride}"

    @property
    def even(self) -> Setting:
        """The same stride, with the smallest kernel size from this on that it divides.

        >>> Setting(3, 2).even, Setting(4, 2).even
        (Setting(kernel_size=4, stride=2), Setting(kernel_size=4, stride=2))
        """
        return Setting(ceil(self.kernel_size / self.stride) * self.stride, self.stride)

    @property
    def min_stamps(self) -> int:
        """The smallest number of stamps in a row with which the overlap repeats."""
        return ceil(self.kernel_size / self.stride)

    def length(self, stamps: int) -> int:
        """Return how many cells ``stamps`` in a row reach over."""
        return Geometry.transposed_convolution(
            (stamps,), (self.kernel_size,), stride=self.stride
        ).output_shape[0]

    def pattern(self, *shape: int) -> Pattern:
        """Return how many stamps touch each output cell of an image of this shape."""
        ones = np.ones((self.kernel_size,) * len(shape), np.int64)
        return constant_pattern(shape, ones, stride=self.stride)


_Side = Annotated[int, Field(ge=1, le=limits.KERNEL_SIDE.maximum)]
_JSON_SIDE = {"type": "integer", "minimum": 1, "maximum": limits.KERNEL_SIDE.maximum}
_JSON_PAIR = {"type": "array", "items": _JSON_SIDE, "minItems": 1, "maxItems": 2}

Settings = Annotated[
    tuple[Annotated[tuple[_Side, ...], BeforeValidator(one_or_more), Field(min_length=1, max_length=2)], ...],
    BeforeValidator(as_tuple),
    Field(max_length=3),
    WithJsonSchema({"type": "array", "items": {"anyOf": [_JSON_SIDE, _JSON_PAIR]}, "maxItems": 3}),
]
"""Kernel sizes, or [kernel size, stride]."""


class Fields(CommonFields):
    """A kernel size and a stride, others to compare them with, and a row of weights that overlap evenly."""

    kind: Literal["checkerboard"]
    synonyms: ClassVar[tuple[str, ...]] = ("chequerboard", "checkers", "artefacts", "artifacts")
    label_names: ClassVar[tuple[str, ...]] = (
        "input", "stamps", "counts", "weighted", "output", "down", "square", "picture", "kernel", "enlarged",
        "resized",
    )  # fmt: skip

    kernel_size: _Side = Field(default=3, description="Cells of a stamp, on each axis.")
    stride: Annotated[int, Field(ge=2, le=limits.KERNEL_SIDE.maximum)] = Field(
        default=2, description="Cells from stamp to stamp, on each axis."
    )
    size: Annotated[int, Field(ge=2)] = Field(
        default=4, description="How many stamps there are in a row, and on each side of a constant picture."
    )
    compare: Settings | None = Field(
        default=None,
        description="Up to three more kernel sizes, or [kernel size, stride]; otherwise the next two sizes.",
    )
    weights: Kernel | None = Field(
        default=None,
        description="A row of weights, a multiple of the stride long, so that they overlap evenly; "
        "otherwise 1, 2, 3, …",
    )

    @property
    def setting(self) -> Setting:
        """The kernel size and the stride."""
        return Setting(self.kernel_size, self.stride)

    @property
    def settings(self) -> tuple[Setting, ...]:
        """That setting, and those to compare it with."""
        if self.compare is None:
            following = (Setting(self.kernel_size + more, self.stride) for more in (1, 2))
            return (self.setting, *(setting for setting in following if setting.min_stamps <= self.size))
        return (self.setting, *(Setting(*(*entry, self.stride)[:2]) for entry in self.compare))

    @property
    def row(self) -> Array:
        """The row of weights."""
        return np.arange(1, self.setting.even.kernel_size + 1) if self.weights is None else self.weights

    @property
    def weighing(self) -> Setting:
        """The setting of the row of weights."""
        return Setting(len(self.row), self.stride)

    @field_validator("weights")
    @classmethod
    def _fit(cls, weights: Array | None, info: ValidationInfo) -> Array | None:
        """Check several fields together, if these are right."""
        if info.data.keys() >= {"kernel_size", "stride", "size", "compare"}:
            refuse(cls.model_construct(None, **info.data, weights=weights)._faults())
        return weights

    def _faults(self) -> Iterator[Fault]:
        for place, setting in enumerate(self.settings):
            if setting in self.settings[:place]:
                yield Fault(f"{setting.words} is there already. Remove it.", (place - 1,), sibling="compare")
        if self.row.ndim > 1 or len(self.row) % self.stride:
            yield Fault(
                f"must be one row, a multiple of the stride {self.stride} long, got {sizes(self.row.shape)}."
            )
        widest = max((*self.settings, self.weighing), key=lambda setting: setting.min_stamps)
        if self.size < widest.min_stamps:
            yield Fault(
                f"must be at least {widest.min_stamps}, or the overlap of {widest.words} is nowhere "
                f"complete, got {self.size}.",
                sibling="size",
            )
        side = self.setting.even.length(self.size)
        if broken := limits.MAP_CELLS.broken_by(side * side):
            yield Fault(f"makes a map of {sizes((side, side))}. {broken}", sibling="size")
