"""The maps of an operation on channels: inputs, the slices of each kernel, partial sums, outputs."""

from __future__ import annotations

from collections.abc import Mapping

from convscenes.stories._base.builder import StoryBuilder
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.story import Map

STAGING = "channels"


def part(map_name: str, *numbers: int) -> str:
    """Return the name of one of several maps, which the data counts from 0 and people from 1.

    >>> part("kernel", 1, 0)
    'kernel-2-1'
    """
    return "-".join([map_name, *(str(number + 1) for number in numbers)])


def channel_maps(operands: Operands, labels: Mapping[str, str]) -> list[Map]:
    """Return all maps; a spec's ``labels`` rename those of one label together."""
    words = {"input": "Input", "kernel": "Kernel", "partial": "Partial sums", "output": "Output", **labels}
    outputs, inputs, *_ = operands.slices.shape
    channel = [
        f"{labels.get('channel', 'channel')} {number}" for number in range(1, 1 + max(inputs, outputs))
    ]
    kernels = [words["kernel"] if outputs == 1 else f"{words['kernel']} {o + 1}" for o in range(outputs)]
    return [
        *(
            Map(part("input", c), "input", words["input"], operands.image_shape, part=channel[c])
            for c in range(inputs)
        ),
        *(
            Map(part("kernel", o, c), "kernel", kernels[o], operands.kernel_shape, part=channel[c])
            for o in range(outputs)
            for c in range(inputs)
        ),
        *(
            Map(part("partial", c), "contribution", words["partial"], operands.output_shape, part=channel[c])
            for c in range(inputs)
        ),
        *(
            Map(
                part("output", o),
                "output",
                words["output"],
                operands.output_shape,
                part=channel[o] if outputs > 1 else "",
            )
            for o in range(outputs)
        ),
    ]


def show_kernel(builder: StoryBuilder, operands: Operands, output: int) -> None:
    """Show the slices of the kernel that makes ``output``, and no other's."""
    for channel, weights in enumerate(operands.slices[output]):
        if output:
            builder.hide(part("kernel", output - 1, channel))
        builder.show(part("kernel", output, channel), weights)
