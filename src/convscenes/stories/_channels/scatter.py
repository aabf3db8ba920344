"""scatter with channels: every channel's stamps add up by themselves, then the channels; kernel by kernel."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import ScatterStep
from convscenes.ops.shown import scatter_steps, transposed_convolve
from convscenes.spec import TransposedChannelFields
from convscenes.stories._base.builder import StoryBuilder
from convscenes.stories._base.grouping import Group, grouped
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.story import MAX_BEATS, Beat, Map, Story, Term
from convscenes.stories._base.wording import cell, counted, moved, times
from convscenes.stories._channels.maps import STAGING, channel_maps, part, show_kernel
from convscenes.stories._channels.wording import beat_name, has_slices, made_by, numerals, sum_of_channels

Together = tuple[ScatterStep, ...]
"""The steps of one cell of the input, one for each channel."""


def scatter_story(fields: TransposedChannelFields, operands: Operands) -> Story:
    """Return the story: the maps; the first stamps in detail; stamps, then sums, kernel by kernel."""
    outputs, inputs, *kernel = operands.slices.shape
    maps = channel_maps(operands, fields.labels)
    image = f"a {times(operands.image_shape)} input of {counted(inputs, 'channel')}"
    reached = counted(int(np.prod(kernel)), "value")
    return Story.of(
        fields,
        title=f"One input value becomes {reached} in every output channel"
        if outputs > 1
        else "The stamps of all channels add up",
        description=f"A transposed convolution of {image} with "
        f"{counted(outputs, f'{times(kernel)} kernel')}: "
        f"the stamps of every channel add up to its partial sums, and these to the output.",
        maps=maps,
        beats=_beats(operands, maps),
        staging=STAGING,
    )


def _beats(operands: Operands, maps: list[Map]) -> list[Beat]:
    builder = StoryBuilder(maps)
    outputs, inputs, *_ = operands.slices.shape
    final = transposed_convolve(operands.image, operands.kernel, **operands.arguments)
    for channel in range(inputs):
        builder.show(part("input", channel), operands.image[channel])
    for output in range(outputs):
        builder.show(part("output", output), np.zeros_like(final[output]))
    most = (MAX_BEATS - 4 - 2 * outputs) // outputs
    for output in range(outputs):
        show_kernel(builder, operands, output)
        for channel in range(inputs):
            builder.show(part("partial", channel), np.zeros_like(final[output]))
        stamps = _stamps(operands, output)
        if output == 0:
            builder.beat("maps", has_slices(operands))
            _first_stamps(builder, stamps.pop(0))
        else:
            builder.beat("kernel", _next_kernel(output), name=part("kernel", output))
        for group in grouped(stamps, most, "stamp", first=1 if output else 2, row=_row):
            _scatter(builder, group, output, operands)
        _add_up(builder, output, final[output], operands)
    builder.beat("spread", _closing(operands), steps=_stamps(operands, outputs - 1)[0])
    return builder.beats


def _stamps(operands: Operands, output: int) -> list[Together]:
    """Return, for every cell of the input, the steps of all channels with the kernel of ``output``."""
    by_channel = (
        [replace(step, channel=channel) for step in scatter_steps(image, weights, **operands.arguments)]
        for channel, (image, weights) in enumerate(zip(operands.image, operands.slices[output], strict=True))
    )
    return list(zip(*by_channel, strict=True))


def _row(steps: Together) -> int:
    return int(steps[0].index[0])


def _first_stamps(builder: StoryBuilder, steps: Together) -> None:
    """Lift a value of every channel, multiply the slices, and let the stamps land."""
    (first, *_), values = steps, numerals(step.value for step in steps)
    lifted = f"In each channel, the value in {cell(first.index)} is lifted: {values}."
    builder.beat("lift", lifted, name="lift-1", steps=steps)
    products = counted(first.stamp.size, "product")
    multiplied = f"It multiplies *its own slice* of the kernel: {products} in every channel."
    builder.beat("multiply", multiplied, name="multiply-1", steps=steps, formula=STAMP)
    _land(builder, steps)
    cropped = "" if first.inside.all() else "; what lies beyond the border is cropped"
    landed = f"The stamps land in the *partial sums* of their channels{cropped}."
    builder.beat("land", landed, name="land-1", steps=steps)


STAMP = (
    Term("value", "input"),
    Term("×"),
    Term("slice", "kernel"),
    Term("="),
    Term("stamp", "contribution"),
)


def _scatter(builder: StoryBuilder, group: Group, output: int, operands: Operands) -> None:
    """Let the stamps of a group land."""
    for steps in group.steps:
        _land(builder, steps)
    together = [step for steps in group.steps for step in steps]
    builder.beat("stamp", _stamp_caption(group, operands), name=beat_name(output, group.name), steps=together)


def _land(builder: StoryBuilder, steps: Together) -> None:
    """Write what the steps leave in the partial sums."""
    for step in steps:
        builder.land(part("partial", step.channel), step)


def _stamp_caption(group: Group, operands: Operands) -> str:
    if not group.single:
        return (
            f"Every value of *{group.rows}* multiplies its slice; the stamps land and add up in each channel."
        )
    (steps,) = group.steps
    values = numerals(step.value for step in steps)
    if not any(steps[0].index):
        return f"{values} times their slices are the first stamps."
    way = moved(steps[0].index, operands.geometry.stride, operands.image_shape)
    return f"{values} times their slices land {way}."


def _add_up(builder: StoryBuilder, output: int, total: NDArray[Any], operands: Operands) -> None:
    """Add the partial sums of all channels up to an output."""
    partials = [builder.shows[part("partial", channel)] for channel in range(len(operands.image))]
    builder.show(part("output", output), total)
    made = made_by(operands, output)
    words = f"Cell by cell, the channels add up: that is *{made}*."
    if len(partials) == 1:
        words = f"There is one channel only: its sums are *{made}*."
    builder.beat("total", words, name=beat_name(output, "sum"), formula=_sum(partials, total))


def _sum(partials: list[NDArray[Any]], total: NDArray[Any]) -> tuple[Term, ...]:
    """Return the sum over the channels in the largest cell."""
    row, col = np.unravel_index(np.abs(total).argmax(), total.shape)
    where = int(row), int(col)
    return sum_of_channels([partial[where] for partial in partials], total[where], where)


def _next_kernel(output: int) -> str:
    return f"*Kernel {output + 1}* starts on new partial sums; it makes *output channel {output + 1}*."


def _closing(operands: Operands) -> str:
    outputs, _, *kernel = operands.slices.shape
    reached = counted(int(np.prod(kernel)), "cell")
    if outputs == 1:
        return f"Every value of *every* channel reaches *{reached}* of the output: all channels meet there."
    return f"Every input value reaches *{reached}* in *every* output channel, through a slice of its own."
