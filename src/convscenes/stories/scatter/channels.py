"""scatter with channels: every channel's stamps add up by themselves, then the channels; kernel by kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import ScatterStep
from convscenes.ops.shown import scatter_steps, transposed_convolve
from convscenes.spec import TransposedChannelFields
from convscenes.stories._base.grouping import Group, grouped
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Laid, Pointed, Points, scattered
from convscenes.stories._base.story import MAX_BEATS, Map, Story, Term
from convscenes.stories._base.wording import cell, counted, moved, times
from convscenes.stories._channels.maps import STAGING, ChannelBuilder, channel_maps, part
from convscenes.stories._channels.wording import MAPS, has_slices, listed_values, made_by, sum_of_channels

Together = tuple[ScatterStep, ...]
"""The steps of one cell of the input, one for each channel."""


def scatter_story(fields: TransposedChannelFields, operands: Operands) -> Story:
    """Return the story: the maps; the first stamps in detail; stamps, then sums, kernel by kernel."""
    outputs, inputs, *kernel = operands.slices.shape
    maps = channel_maps(operands, fields.labels)
    by_kernel = [_stamps(operands, output) for output in range(outputs)]
    image = f"a {times(operands.image_shape)} input of {counted(inputs, 'channel')}"
    reached = counted(int(np.prod(kernel)), "value")
    builder = _beats(operands, maps, by_kernel)
    return Story.of(
        fields,
        title=f"One input value becomes {reached} in every output channel"
        if outputs > 1
        else "The stamps of all channels add up",
        description=f"A transposed convolution of {image} with "
        f"{counted(outputs, f'{times(kernel)} kernel')}: "
        f"the stamps of every channel add up to its partial sums, and these to the output.",
        maps=maps,
        beats=builder.beats,
        staging=STAGING,
        parameters=operands.parameters,
        passing={
            "stamp": ("partial", np.array([[s.stamp for s in t] for stamps in by_kernel for t in stamps]))
        },
        numbers=builder.numbers,
    )


def _stamps(operands: Operands, output: int) -> list[Together]:
    """Return, for every cell of the input, the steps of all channels with the kernel of ``output``."""
    by_channel = (
        [replace(step, channel=channel) for step in scatter_steps(image, weights, **operands.arguments)]
        for channel, (image, weights) in enumerate(zip(operands.image, operands.slices[output], strict=True))
    )
    return list(zip(*by_channel, strict=True))


def _beats(operands: Operands, maps: list[Map], by_kernel: list[list[Together]]) -> ChannelBuilder:
    final = transposed_convolve(operands.image, operands.kernel, **operands.arguments)
    sums = np.array([[step.after for step in steps] for stamps in by_kernel for steps in stamps])
    builder = ChannelBuilder(maps, operands, np.zeros_like(final[0]), partial=sums, output=final)
    max_groups = (MAX_BEATS - 4 - 2 * len(by_kernel)) // len(by_kernel)
    for output, (first, *rest) in enumerate(by_kernel):
        builder.show_kernel(output)
        if output == 0:
            builder.beat("maps", has_slices(operands), title=MAPS)
            _first_stamps(builder, first)
        else:
            at_work = builder.columns("input", "kernel", "partial")
            builder.beat("kernel", _next_kernel(output), name=part("kernel", output), points=at_work)
            rest = [first, *rest]
        number, by_rows = 1 if output else 2, operands.by_rows
        for group in grouped(rest, max_groups, "stamp", first=number, row=_row, by_rows=by_rows):
            _scatter(builder, group, operands)
        _add_up(builder, final[output], operands)
    _spread(builder, by_kernel[-1][0], operands)
    return builder


def _row(steps: Together) -> int:
    return int(steps[0].index[0])


def _first_stamps(builder: ChannelBuilder, steps: Together) -> None:
    """Record the first stamps: values are lifted, multiply their slices, and the stamps land."""
    first, values = steps[0], _values(builder, steps)
    lifted = {part("input", step.channel): [Points.cell(step.index)] for step in steps}
    builder.beat(
        "lift",
        f"In each channel, the value in {cell(first.index)} is lifted: {values}.",
        name="lift-1",
        title="One value of each channel is lifted",
        steps=steps,
        points=lifted,
        laid={
            name: [Laid("value", "input", np.array([[step.value]]), source=name, at="operator")]
            for name, step in zip(lifted, steps, strict=True)
        },
    )
    products = counted(first.stamp.size, "product")
    builder.beat(
        "multiply",
        f"It multiplies *its own slice* of the kernel: {products} in every channel.",
        name="multiply-1",
        title="It multiplies its slice of the kernel",
        steps=steps,
        points=lifted | builder.columns("kernel"),
        laid={
            part("partial", step.channel): [
                Laid("stamp", "contribution", step.stamp, at="above", placed=Points.placed(step, "stamp"))
            ]
            for step in steps
        },
        formula=STAMP,
    )
    _land(builder, steps)
    cropped = "" if first.inside.all() else "; what lies beyond the border is cropped"
    builder.beat(
        "land",
        f"The stamps land in the *partial sums* of their channels{cropped}.",
        name="land-1",
        title="The stamps land",
        steps=steps,
        points=_pointed(builder, [steps]),
    )


STAMP = (
    Term("value", "input"),
    Term("×"),
    Term("slice", "kernel"),
    Term("="),
    Term("stamp", "contribution"),
)


def _scatter(builder: ChannelBuilder, group: Group, operands: Operands) -> None:
    """Record the stamps of a group."""
    for steps in group.steps:
        _land(builder, steps)
    builder.beat(
        "stamp",
        _stamp_caption(builder, group, operands),
        name=builder.name(group.name),
        title=builder.title(group.title("Stamp")),
        steps=[step for steps in group.steps for step in steps],
        points=_pointed(builder, group.steps),
    )


def _pointed(builder: ChannelBuilder, stamps: Sequence[Together]) -> Pointed:
    """Return the values of all channels, all of the kernel, and where the stamps land."""
    points = builder.columns("kernel")
    for steps in zip(*stamps, strict=True):
        channel = steps[0].channel
        points |= scattered(steps, part("input", channel), part("partial", channel))
    return points


def _land(builder: ChannelBuilder, steps: Together) -> None:
    """Write the partial sums after the steps."""
    for step in steps:
        builder.land(part("partial", step.channel), step)


def _stamp_caption(builder: ChannelBuilder, group: Group, operands: Operands) -> str:
    if not group.single:
        return (
            f"Every value of *{group.rows}* multiplies its slice; the stamps land and add up in each channel."
        )
    (steps,) = group.steps
    one = len(steps) == 1
    products = f"{_values(builder, steps)} times {'its slice' if one else 'their slices'}"
    if not any(steps[0].index):
        return f"{products} {'is the first stamp' if one else 'are the first stamps'}."
    way = moved(steps[0].index, operands.geometry.stride, operands.image_shape)
    return f"{products} {'lands' if one else 'land'} {way}."


def _values(builder: ChannelBuilder, steps: Together) -> str:
    return listed_values(builder.numbers, [step.value for step in steps], "input")


def _add_up(builder: ChannelBuilder, total: NDArray[Any], operands: Operands) -> None:
    """Record the sum of the partial sums of all channels: an output."""
    goal, partials = part("output", builder.output), builder.column("partial")
    builder.show(goal, total)
    row, col = np.unravel_index(np.abs(total).argmax(), total.shape)
    made = made_by(operands, builder.output)
    words = f"Cell by cell, the channels add up: that is *{made}*."
    if len(partials) == 1:
        words = f"There is one channel only: its sums are *{made}*."
    builder.beat(
        "total",
        words,
        name=builder.name("sum"),
        title=builder.title("The channels add up"),
        points=builder.columns("input", "kernel", "partial") | builder.whole(goal),
        formula=sum_of_channels(
            builder.numbers,
            [builder.shows[name][row, col] for name in partials],
            (total[row, col], goal),
            (row, col),
            named=True,
        ),
    )


def _spread(builder: ChannelBuilder, steps: Together, operands: Operands) -> None:
    """Record what one value reaches: a block in every output."""
    first = steps[0]
    outputs, _, *kernel = operands.slices.shape
    reached = counted(int(np.prod(kernel)), "cell")
    caption = f"Every input value reaches *{reached}* in *every* output channel, through a slice of its own."
    if outputs == 1:
        caption = (
            f"Every value of *every* channel reaches *{reached}* of the output: all channels meet there."
        )
    blocks = {name: [Points.placed(first, "stamp")] for name in builder.column("output")}
    builder.beat(
        "spread",
        caption,
        title="One to many",
        steps=steps,
        points={part("input", 0): [Points.cell(first.index)]}
        | builder.whole(part("kernel", builder.output, 0))
        | blocks,
    )


def _next_kernel(output: int) -> str:
    return f"*Kernel {output + 1}* starts on new partial sums; it makes *output channel {output + 1}*."
