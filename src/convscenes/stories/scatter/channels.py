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
from convscenes.stories._base.facts import at, moved
from convscenes.stories._base.grouping import Group, grouped
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Laid, Pointed, Points, scattered
from convscenes.stories._base.story import MAX_BEATS, Story, Term
from convscenes.stories._channels.maps import STAGING, ChannelBuilder, channel_maps, part
from convscenes.stories._channels.wording import listed_values, made_by, slices, sum_of_channels
from convscenes.words import Sentence, Words

Together = tuple[ScatterStep, ...]
"""The steps of one cell of the input, one for each channel."""


def scatter_story(fields: TransposedChannelFields, operands: Operands) -> Story:
    """Return the story: the maps; the first stamps in detail; stamps, then sums, kernel by kernel."""
    words, outputs = fields.words, len(operands.slices)
    maps = channel_maps(operands, fields.labels, words)
    by_kernel = [_stamps(operands, output) for output in range(outputs)]
    builder = _beats(words, operands, maps, by_kernel)
    return Story.of(
        fields,
        title=words.line("channels-title", kernels=outputs, reached=_reach(operands)),
        description=words.line("channels-description", image=operands.image_shape, **slices(operands)),
        maps=maps,
        beats=builder.beats,
        staging=STAGING,
        parameters=operands.parameters(words),
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


def _beats(
    words: Words, operands: Operands, maps: list[Map], by_kernel: list[list[Together]]
) -> ChannelBuilder:
    final = transposed_convolve(operands.image, operands.kernel, **operands.arguments)
    sums = np.array([[step.after for step in steps] for stamps in by_kernel for steps in stamps])
    builder = ChannelBuilder(maps, words, operands, np.zeros_like(final[0]), partial=sums, output=final)
    max_groups = (MAX_BEATS - 4 - 2 * len(by_kernel)) // len(by_kernel)
    for output, (first, *rest) in enumerate(by_kernel):
        builder.show_kernel(output)
        if output == 0:
            builder.beat("maps", builder.sentence("channels-maps", **slices(operands)))
            _first_stamps(builder, first)
        else:
            at_work = builder.columns("input", "kernel", "partial")
            begun = builder.sentence("channels-kernel", kernel=output + 1)
            builder.beat("kernel", begun, name=part("kernel", output), points=at_work)
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
        builder.sentence("channels-lift", values=values, channels=len(steps), **at(first.index)),
        name="lift-1",
        steps=steps,
        points=lifted,
        laid={
            name: [Laid("value", "input", np.array([[step.value]]), source=name, at="operator")]
            for name, step in zip(lifted, steps, strict=True)
        },
    )
    builder.beat(
        "multiply",
        builder.sentence("channels-multiply", products=first.stamp.size),
        name="multiply-1",
        steps=steps,
        points=lifted | builder.columns("kernel"),
        laid={
            part("partial", step.channel): [
                Laid("stamp", "contribution", step.stamp, at="above", placed=Points.placed(step, "stamp"))
            ]
            for step in steps
        },
        formula=_product(builder.words),
    )
    _land(builder, steps)
    builder.beat(
        "land",
        builder.sentence("channels-land", crops=not first.inside.all()),
        name="land-1",
        steps=steps,
        points=_pointed(builder, [steps]),
    )


def _product(words: Words) -> tuple[Term, ...]:
    """Return the formula of a stamp: value × slice."""
    return (
        Term(words.word("formula-value"), "input"),
        Term("×"),
        Term(words.word("formula-slice"), "kernel"),
        Term("="),
        Term(words.word("formula-stamp"), "contribution"),
    )


def _scatter(builder: ChannelBuilder, group: Group, operands: Operands) -> None:
    """Record the stamps of a group."""
    for steps in group.steps:
        _land(builder, steps)
    builder.beat(
        "stamp",
        builder.share(_landed(builder, group, operands), "channels-rows", group, **builder.kernel_facts),
        name=builder.name(group.name),
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


def _landed(builder: ChannelBuilder, group: Group, operands: Operands) -> Sentence:
    if not group.single:
        return builder.sentence("channels-rows", **group.facts, **builder.kernel_facts)
    (steps,) = group.steps
    facts = {"number": group.number, "values": _values(builder, steps), "stamps": len(steps)}
    index, stride = steps[0].index, operands.geometry.stride
    way = moved(index, stride, operands.image_shape) if any(index) else {}
    return builder.sentence("channels-stamp", begins=not way, **facts, **way, **builder.kernel_facts)


def _values(builder: ChannelBuilder, steps: Together) -> list[str]:
    return listed_values(builder.numbers, [step.value for step in steps], "input")


def _add_up(builder: ChannelBuilder, total: NDArray[Any], operands: Operands) -> None:
    """Record the sum of the partial sums of all channels: an output."""
    goal, partials = part("output", builder.output), builder.column("partial")
    builder.show(goal, total)
    row, col = np.unravel_index(np.abs(total).argmax(), total.shape)
    made = {**made_by(operands, builder.output), **builder.kernel_facts}
    builder.beat(
        "total",
        builder.sentence("channels-total", channels=len(partials), **made),
        name=builder.name("sum"),
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
    first, kernels = steps[0], len(operands.slices)
    blocks = {name: [Points.placed(first, "stamp")] for name in builder.column("output")}
    builder.beat(
        "spread",
        builder.sentence("channels-spread", kernels=kernels, reached=_reach(operands)),
        steps=steps,
        points={part("input", 0): [Points.cell(first.index)]}
        | builder.whole(part("kernel", builder.output, 0))
        | blocks,
    )


def _reach(operands: Operands) -> int:
    """Return how many cells of a map one value reaches."""
    return int(np.prod(operands.kernel_shape))
