"""The fields of kinds that show a convolution or a transposed convolution, checked against the core."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar, TypeVar, cast

import numpy as np
from pydantic import Field, ValidationInfo, field_validator

from convscenes.errors import ArgumentError
from convscenes.ops import Geometry, convolve, transposed_convolve
from convscenes.ops.variants import check_border
from convscenes.spec import limits
from convscenes.spec.faults import Fault, sizes
from convscenes.spec.fields import SteppedFields
from convscenes.spec.matrix import ROWS, Array, Input, Kernel, Matrix, without_ones
from convscenes.spec.strict import OutputPadding, PaddingOrRule, PerAxis
from convscenes.spec.variants import VariantFields

Value = TypeVar("Value")
Expected = Annotated[
    Matrix | None, Field(description="The result; the spec is wrong if the core's is another.")
]
Checked = Mapping[str, Any]
"""The fields validated so far, by name."""


class OperationFields(VariantFields):
    """The fields of both directions; the arguments are those of PyTorch."""

    argument_names: ClassVar[tuple[str, ...]]
    """The arguments of the core, together with input and kernel."""
    deciding_names: ClassVar[tuple[str, ...]] = ()
    """The fields that decide which operation it is, where that is not fixed."""
    variant_names: ClassVar[tuple[str, ...]] = ("groups", "bias", "flip_kernel")
    """The arguments of the core that change its result, but no size."""
    inputs_axis: ClassVar[int] = 1
    """The axis of a kernel of channels that counts those of the input; 0 for a transposed convolution."""

    input: Input = Field(description="The matrix that the operation reads.")
    kernel: Kernel = Field(description="The matrix of weights; it is not flipped.")
    stride: PerAxis = Field(
        default=(1,),
        json_schema_extra={"default": 1},
        description="Cells from step to step: a number, or [rows, cols].",
    )
    padding: PaddingOrRule = Field(
        default=((0, 0),),
        json_schema_extra={"default": 0},
        description="A number, [rows, cols], or [[top, bottom], [left, right]]; a flat row: [before, after]. "
        "With same, input / stride cells come out, rounded up (transposed: input × stride); same-lower puts "
        "an odd cell before the input and not behind it.",
    )
    dilation: PerAxis = Field(
        default=(1,),
        json_schema_extra={"default": 1},
        description="Cells from weight to weight: a number, or [rows, cols].",
    )

    @cached_property
    def geometry(self) -> Geometry:
        """The sizes and paddings of the operation, axis by axis."""
        return self._geometry(dict(self))

    @classmethod
    def _geometry(cls, checked: Checked) -> Geometry:
        """Return the geometry of the operation; raises ArgumentError."""
        raise NotImplementedError

    @classmethod
    def _result(cls, checked: Checked) -> Array:
        """Return the result of the operation, computed by the core."""
        raise NotImplementedError

    @classmethod
    def _outputs(cls, kernel: Array, groups: int) -> int:
        """Return how many channels the output has."""
        if kernel.ndim <= ROWS:
            return 1
        return len(kernel) if cls.inputs_axis else groups * kernel.shape[1]

    @classmethod
    def _step_shape(cls, geometry: Geometry) -> tuple[int, ...]:
        """Return the shape of the map that has a cell for every step of the scene."""
        return geometry.step_shape

    @staticmethod
    def _shapes(checked: Checked) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the spatial sizes of input and kernel; channels, where there are any, come before them."""
        return checked["input"].shape[-ROWS:], checked["kernel"].shape[-ROWS:]

    @classmethod
    def _complete(cls, checked: Checked) -> bool:
        """Return whether all fields of the operation are valid."""
        return checked.keys() >= {"input", "kernel", *cls.argument_names, *cls.deciding_names}

    @classmethod
    def _arguments(cls, checked: Checked) -> dict[str, Any]:
        """Return the arguments of the core, with one value for each axis."""
        axes = len(checked["kernel"].shape[-ROWS:])
        given = {name: checked[name] for name in cls.argument_names}
        return {name: list(value * axes) if len(value) == 1 else value for name, value in given.items()}

    @field_validator("kernel")
    @classmethod
    def _as_many_axes(cls, kernel: Array, info: ValidationInfo) -> Array:
        """Return the kernel with the input's axes: one of one channel is given as (1, 1, rows, cols), too."""
        if "input" not in info.data:
            return kernel
        axes = info.data["input"].ndim
        if axes > 1 and kernel.ndim == 1:
            raise Fault("is one flat row, but the input has rows. Write [[1, 2, 3]], or a list of rows.")
        if axes <= ROWS:
            kernel = without_ones(kernel, axes)
        if axes == 1 and kernel.ndim == ROWS:
            raise Fault("has rows, but the input is one flat row. Write the input as rows, too: [[1, 2, 3]].")
        return kernel

    @classmethod
    def _variants(cls, checked: Checked) -> dict[str, Any]:
        """Return the arguments of the core that change no size."""
        return {name: checked[name] for name in cls.variant_names}

    # The two checks below concern several fields. Each is a validator of the last of these, so that it runs
    # whenever they are valid, whatever else is not: ``info.data`` has only valid fields.

    @field_validator("dilation", "output_padding", check_fields=False)
    @classmethod
    def _fits(cls, value: Value, info: ValidationInfo) -> Value:
        """Check that input, kernel and arguments fit each other and make maps that can be shown."""
        checked = {**info.data, str(info.field_name): value}
        if not cls._complete(checked):
            return value
        try:
            geometry = cls._geometry(checked)
        except ArgumentError as error:
            raise Fault(
                error.fact, sibling="input" if error.argument == "image" else str(error.argument)
            ) from None
        for shape in (geometry.padded_shape, geometry.output_shape):
            if broken := limits.MAP_CELLS.broken_by(math.prod(shape)):
                raise Fault(f"makes a map of {sizes(shape)}. {broken}", sibling="input")
        outputs = cls._outputs(checked["kernel"], checked.get("groups", 1))
        if len(checked.get("bias", "1")) not in (1, outputs):
            given = len(checked["bias"])
            raise Fault(
                f"must be one number, or {outputs}: one for each output, got {given}.", sibling="bias"
            )
        kernel = checked["kernel"].shape
        steps = math.prod(cls._step_shape(geometry)) * math.prod(kernel[:-ROWS])  # for each pair of channels
        if broken := limits.too_many_steps(steps, math.prod(kernel[-ROWS:])):
            raise Fault(broken, sibling="input")
        return value

    @field_validator("expect", check_fields=False)
    @classmethod
    def _met(cls, expect: Array | None, info: ValidationInfo) -> Array | None:
        """Check that the core computes what the spec expects."""
        if expect is not None and cls._complete(info.data) and info.data.keys() >= {*cls.variant_names}:
            compare(expect, cls._result(info.data))
        return expect


class ConvolutionFields(SteppedFields, OperationFields):
    """A convolution: the kernel slides over the input, one window for every output cell."""

    argument_names = ("stride", "padding", "dilation")
    variant_names = (*OperationFields.variant_names, "padding_mode")

    expect: Expected = None

    @classmethod
    def _geometry(cls, checked: Checked) -> Geometry:
        geometry = Geometry.convolution(*cls._shapes(checked), **cls._arguments(checked))
        check_border(geometry, checked.get("padding_mode", "zeros"))
        return geometry

    @classmethod
    def _result(cls, checked: Checked) -> Array:
        result: Array = convolve(
            checked["input"], checked["kernel"], **cls._arguments(checked), **cls._variants(checked)
        )
        return result


class MatrixFields(ConvolutionFields):
    """A convolution whose whole matrix C, outputs × inputs, is shown."""

    @field_validator("dilation")
    @classmethod
    def _shown_whole(cls, dilation: Value, info: ValidationInfo) -> Value:
        """Check that C is not too large to be shown."""
        checked = {**info.data, "dilation": dilation}
        if cls._complete(checked):
            shown_whole("C", cls._geometry(checked))
        return dilation


class TransposedConvolutionFields(SteppedFields, OperationFields):
    """A transposed convolution: every input cell scatters its value times the kernel into the output."""

    argument_names = ("stride", "padding", "dilation", "output_padding")
    inputs_axis = 0

    output_padding: OutputPadding = Field(
        default=(0,),
        json_schema_extra={"default": 0},
        description="Rows and columns more, at the bottom and right: a number, or [rows, cols].",
    )
    expect: Expected = None

    @classmethod
    def _geometry(cls, checked: Checked) -> Geometry:
        return Geometry.transposed_convolution(*cls._shapes(checked), **cls._arguments(checked))

    @classmethod
    def _result(cls, checked: Checked) -> Array:
        result: Array = transposed_convolve(
            checked["input"], checked["kernel"], **cls._arguments(checked), **cls._variants(checked)
        )
        return result


class DirectedFields(OperationFields):
    """A convolution, or with ``transposed: true`` a transposed one."""

    argument_names = TransposedConvolutionFields.argument_names
    deciding_names = ("transposed",)

    transposed: bool = Field(default=False, description="Whether it is a transposed convolution.")
    output_padding: OutputPadding = Field(
        default=(0,),
        json_schema_extra={"default": 0},
        description="Only where transposed: rows and columns more, at the bottom and right.",
    )
    expect: Expected = None

    @classmethod
    def _direction(cls, checked: Checked) -> type[ConvolutionFields | TransposedConvolutionFields]:
        return TransposedConvolutionFields if checked["transposed"] else ConvolutionFields

    @classmethod
    def _geometry(cls, checked: Checked) -> Geometry:
        return cls._direction(checked)._geometry(checked)

    @classmethod
    def _result(cls, checked: Checked) -> Array:
        return cls._direction(checked)._result(checked)


class EitherDirectionFields(DirectedFields):
    """Either direction, whose whole matrix, C or Cᵀ, is shown."""

    @field_validator("output_padding")
    @classmethod
    def _shown_whole(cls, output_padding: Value, info: ValidationInfo) -> Value:
        """Check that output padding has a meaning, and that the matrix is not too large to be shown."""
        checked = {**info.data, "output_padding": output_padding}
        if not checked.get("transposed", True) and any(cast(tuple[int, ...], output_padding)):
            raise Fault('only a transposed convolution has it. Add "transposed: true".')
        if cls._complete(checked):
            shown_whole("Cᵀ" if checked["transposed"] else "C", cls._geometry(checked))
        return output_padding


def shown_whole(name: str, geometry: Geometry) -> None:
    """Raise Fault where the matrix ``name`` of the operation, outputs × inputs, is too large to be shown."""
    outputs, inputs = math.prod(geometry.output_shape), math.prod(geometry.image_shape)
    if broken := limits.MATRIX_CELLS.broken_by(outputs * inputs):
        raise Fault(f"{name} would be {outputs}×{inputs}: {broken}", sibling="input")


def compare(expected: Array, result: Array) -> None:
    """Raise Fault where the result differs: exactly for whole numbers, up to rounding for decimals.

    >>> compare(np.array([84, 85]), np.array([84, 84]))
    Traceback (most recent call last):
    convscenes.spec.faults.Fault: the core gives 84 in column 2, not 85.
    """
    expected, result = without_ones(expected, result.ndim), without_ones(result, expected.ndim)
    if expected.shape != result.shape:
        raise Fault(f"the core gives {sizes(result.shape)}, not {sizes(expected.shape)}.")
    exact = expected.dtype.kind == result.dtype.kind == "i"
    wrong = np.argwhere(expected != result if exact else ~np.isclose(expected, result))
    if len(wrong):
        cell = tuple(map(int, wrong[0]))
        place = ", ".join(
            f"{axis} {number + 1}"
            for axis, number in zip(("channel", "row", "column")[-len(cell) :], cell, strict=True)
        )
        raise Fault(f"the core gives {result[cell]} in {place}, not {expected[cell]}.", cell)
