"""The fields of kinds that show one channel or several: a list of matrices, a kernel slice for each."""

from __future__ import annotations

from collections.abc import Iterator

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
        if not info.data.keys() >= {"input", "groups"}:
            return kernel
        image: Array = info.data["input"]
        if image.ndim <= ROWS:
            refuse(cls._single_faults(kernel, info.data["groups"]))
            return kernel
        if kernel.ndim == ROWS and len(image) == 1:
            kernel = kernel[None]
        if kernel.ndim <= ROWS:
            raise Fault(f"must be a list of matrices, one for each channel of the input ({len(image)}).")
        if kernel.ndim == ROWS + 1:
            kernel = kernel[None] if cls.inputs_axis else kernel[:, None]
        refuse(cls._slice_faults(kernel, len(image), info.data["groups"]))
        return kernel

    @classmethod
    def _single_faults(cls, kernel: Array, groups: int) -> Iterator[Fault]:
        """Yield what is wrong with a kernel for an input without channels."""
        if groups > 1:
            yield Fault(f"must be 1 without channels, got {groups}.", sibling="groups")
        elif kernel.ndim > ROWS:
            one = kernel.ndim > ROWS + 1 and kernel.shape[cls.inputs_axis] == 1
            yield Fault(
                "makes several channels. Make the input a list of one matrix, its only channel."
                if one
                else "is for several channels, but the input has one. Make the input a list of matrices."
            )

    @classmethod
    def _slice_faults(cls, kernel: Array, channels: int, groups: int) -> Iterator[Fault]:
        """Yield what is wrong with a kernel of four axes for an input of several channels."""
        if channels % groups or len(kernel) % groups:
            of_both = f"{channels} of the input, {len(kernel)} of the kernel"
            yield Fault(f"must divide the channels ({of_both}), got {groups}.", sibling="groups")
            return
        read = kernel.shape[cls.inputs_axis] * (groups if cls.inputs_axis else 1)
        order = "outputs, inputs" if cls.inputs_axis else "inputs, outputs"
        several = f"{sizes(kernel.shape)}: {order}, rows, columns"
        if read != channels:
            of = f"{read} input channel{'s' * (read > 1)}"
            yield Fault(f"is for {of} ({several}), but the input has {channels}.")
        if broken := limits.KERNELS.broken_by(cls._outputs(kernel, groups)):
            yield Fault(broken)


class ChannelConvolutionFields(ChannelFields, ConvolutionFields):
    """A convolution of channels: every kernel has a slice for each, and makes one output channel."""


class TransposedChannelFields(ChannelFields, TransposedConvolutionFields):
    """A transposed convolution of channels: every channel has a kernel slice for each output channel."""
