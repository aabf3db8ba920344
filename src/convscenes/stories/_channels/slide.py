"""kernel-slide with channels: a slice of the kernel on each, partial sums and their sum, kernel by kernel."""

from __future__ import annotations

import numpy as np

from convscenes.ops import GatherStep
from convscenes.ops.numerals import numeral
from convscenes.ops.shown import gather_steps
from convscenes.spec import ChannelConvolutionFields
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.formulas import PRODUCT
from convscenes.stories._base.grouping import Group, grouped
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.story import MAX_BEATS, Beat, Map, Story
from convscenes.stories._base.wording import capitalised, cell, counted, moved, times
from convscenes.stories._channels.maps import STAGING, channel_maps, part, show_kernel
from convscenes.stories._channels.wording import beat_name, has_slices, made_by, numerals, sum_of_channels


def slide_story(fields: ChannelConvolutionFields, operands: Operands) -> Story:
    """Return the story: the maps; the first window in detail; window by window, kernel by kernel."""
    outputs, inputs, *kernel = operands.slices.shape
    maps = channel_maps(operands, fields.labels)
    values = counted(inputs * int(np.prod(kernel)), "input value")
    image = f"a {times(operands.image_shape)} input of {counted(inputs, 'channel')}"
    return Story.of(
        fields,
        title=f"{capitalised(values)} become one output value",
        description=f"A convolution of {image} with {counted(outputs, f'{times(kernel)} kernel')}: "
        f"every channel has its own slice of each kernel and its partial sums, which add up to the output.",
        maps=maps,
        beats=_beats(operands, maps),
        staging=STAGING,
    )


def _beats(operands: Operands, maps: list[Map]) -> list[Beat]:
    builder = StoryBuilder(maps)
    outputs, inputs, *_ = operands.slices.shape
    steps = list(gather_steps(operands.image, operands.kernel, **operands.arguments))
    by_kernel = [[step for step in steps if step.channel == output] for output in range(outputs)]
    dtype = np.result_type(steps[0].total)
    for channel in range(inputs):
        builder.show(part("input", channel), operands.image[channel])
    for output in range(outputs):
        builder.show(part("output", output), empty(operands.output_shape, dtype))
    most = (MAX_BEATS - 5 - outputs) // outputs
    for output, (first, *rest) in enumerate(by_kernel):
        show_kernel(builder, operands, output)
        for channel in range(inputs):
            builder.show(part("partial", channel), empty(operands.output_shape, dtype))
        if output == 0:
            builder.beat("maps", has_slices(operands))
            _first_window(builder, first, operands)
        else:
            builder.beat("kernel", _next_kernel(output), name=part("kernel", output))
            rest = [first, *rest]
        for group in grouped(rest, most, "step", first=1 if output else 2):
            _slide(builder, group, operands)
    builder.beat("connect", _closing(by_kernel[-1][0]), steps=by_kernel[-1][:1])
    return builder.beats


def _first_window(builder: StoryBuilder, step: GatherStep, operands: Operands) -> None:
    """Lay the slices on the first window, multiply, sum in each channel, and add the channels up."""
    builder.beat(
        "window",
        "Each slice of the kernel lies over the same window of *its own channel*.",
        name="window-1",
        steps=[step],
    )
    products = counted(step.inside.size, "product")
    builder.beat(
        "products",
        f"Each weight multiplies the value below it: *{products}* in every channel.",
        name="products-1",
        steps=[step],
        formula=PRODUCT,
    )
    _write_partials(builder, step)
    sums = "partial sum" if len(step.partial_sums) == 1 else "partial sums"
    builder.beat(
        "partials",
        f"In each channel by itself, the products add up: {sums} {numerals(step.partial_sums)}.",
        name="partial-1",
        steps=[step],
    )
    _write_total(builder, step)
    builder.beat(
        "total",
        f"The channels add up: *{numeral(step.total)}* is {made_by(operands, 0)} in {cell(step.index)}.",
        name="sum-1",
        steps=[step],
        formula=sum_of_channels(step.partial_sums, step.total),
    )


def _slide(builder: StoryBuilder, group: Group, operands: Operands) -> None:
    """Move on to the windows of a group."""
    for step in group.steps:
        _write_partials(builder, step)
        _write_total(builder, step)
    output = group.steps[0].channel
    name = beat_name(output, group.name)
    if not group.single:
        words = f"The slices slide on together: *{group.rows}* of {made_by(operands, output)}."
        builder.beat("step", words, name=name, steps=group.steps)
        return
    (step,) = group.steps
    words = f"{_way(step, operands)}, the channels add up to *{numeral(step.total)}*."
    builder.beat(
        "step", words, name=name, steps=[step], formula=sum_of_channels(step.partial_sums, step.total)
    )


def _way(step: GatherStep, operands: Operands) -> str:
    if not any(step.index):
        return "Over the first window"
    return capitalised(moved(step.index, operands.geometry.stride, operands.output_shape))


def _write_partials(builder: StoryBuilder, step: GatherStep) -> None:
    for channel, value in enumerate(step.partial_sums):
        builder.shows[part("partial", channel)][step.index] = value


def _write_total(builder: StoryBuilder, step: GatherStep) -> None:
    builder.shows[part("output", step.channel)][step.index] = step.total


def _next_kernel(output: int) -> str:
    made = f"it makes *output channel {output + 1}*"
    return f"*Kernel {output + 1}* has other weights for the same channels; {made}."


def _closing(step: GatherStep) -> str:
    many = f"{counted(len(step.partial_sums), 'window')} of {counted(step.inside.size, 'value')}"
    return f"Every output value depends on the same window in *every* channel: {many}, one sum."
