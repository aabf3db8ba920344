"""The fields of kinds that show one channel or several: a list of matrices, a kernel slice for each."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator

from convscenes.spec import limits
from convscenes.spec.faults import Fault, refuse, sizes
from convscenes.spec.matrix import ROWS, Array, InputStack, Kernels, Stack
from convscenes.spec.operations import ConvolutionFields, OperationFields, TransposedConvolutionFields


class ChannelFields(OperationFields):
    """An operation on an image of up to four channels, with up to four kernels.

    With channels, ``input`` is (C_in, H, W), ``kernel`` has four axes in PyTorch's order, and ``expect`` is
    (C_out, H, W).
    """

    inputs_axis: ClassVar[int]
    """The axis of the kernel that counts input channels: 1 for a convolution, 0 for a transposed one."""

    input: InputStack = Field(
        description="The matrix that the operation reads, or a list of up to four: its channels."
    )
    kernel: Kernels = Field(
        description="The matrix of weights (it is not flipped), or a list of them, one for each channel; "
        "for several outputs a list of such lists, in PyTorch's order."
    )
    expect: Stack | None = Field(
        default=None, description="The result; the spec is wrong if the core's is another."
    )

    @field_validator("input")
    @classmethod
    def _few_channels(cls, image: Array) -> Array:
        if image.ndim > ROWS and (broken := limits.IMAGE_CHANNELS.broken_by(len(image))):
            raise Fault(broken)
        return image

    @field_validator("kernel")
    @classmethod
    def _sliced(cls, kernel: Array, info: ValidationInfo) -> Array:
        """Check that there is a slice for each channel; return a kernel of channels with all four axes."""
        if "input" not in info.data:
            return kernel
        image: Array = info.data["input"]
        if image.ndim <= ROWS:
            if kernel.ndim > ROWS:
                raise Fault(
                    "is for several channels, but the input has one. Make the input a list of matrices."
                    if kernel.ndim == ROWS + 1 or kernel.shape[cls.inputs_axis] > 1
                    else "makes several channels. Make the input a list of one matrix, its only channel."
                )
            return kernel
        if kernel.ndim == ROWS and len(image) == 1:
            return kernel[None, None]
        if kernel.ndim <= ROWS:
            raise Fault(f"must be a list of matrices, one for each channel of the input ({len(image)}).")
        if kernel.ndim == ROWS + 1:
            kernel = kernel[None] if cls.inputs_axis else kernel[:, None]
        read, made = kernel.shape[cls.inputs_axis], kernel.shape[1 - cls.inputs_axis]
        order = "outputs, inputs" if cls.inputs_axis else "inputs, outputs"
        several = f"{sizes(kernel.shape)}: {order}, rows, columns"
        refuse(
            Fault(wrong)
            for wrong in (
                f"is for {read} input channel{'s' * (read > 1)} ({several}), but the input has {len(image)}."
                if read != len(image)
                else "",
                limits.KERNELS.broken_by(made),
            )
            if wrong
        )
        return kernel


class ChannelConvolutionFields(ChannelFields, ConvolutionFields):
    """A convolution of channels: every kernel has a slice for each, and makes one output channel."""

    inputs_axis = 1


class TransposedChannelFields(ChannelFields, TransposedConvolutionFields):
    """A transposed convolution of channels: every channel has a kernel slice for each output channel."""

    inputs_axis = 0
