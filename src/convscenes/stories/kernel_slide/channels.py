"""kernel-slide with channels: a slice of the kernel on each, partial sums and their sum, kernel by kernel."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from convscenes.ops import GatherStep
from convscenes.ops.shown import gather_steps
from convscenes.spec import ChannelConvolutionFields
from convscenes.stories._base.builder import empty
from convscenes.stories._base.facts import at, moved
from convscenes.stories._base.formulas import product
from convscenes.stories._base.grouping import Group
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Laid, Pointed, Points
from convscenes.stories._base.story import MAX_BEATS, Story, Term
from convscenes.stories._channels.maps import STAGING, ChannelBuilder, channel_maps, part
from convscenes.stories._channels.wording import listed_values, made_by, slices, sum_of_channels
from convscenes.words import Sentence, Words


def slide_story(fields: ChannelConvolutionFields, operands: Operands) -> Story:
    """Return the story: the maps; the first window in detail; window by window, kernel by kernel."""
    maps = channel_maps(operands, fields.labels, fields.words)
    steps = list(gather_steps(operands.image, operands.kernel, **operands.arguments))
    builder = _beats(fields.words, operands, maps, steps)
    return Story.of(
        fields,
        title=fields.words.line("title", weights=operands.slices[0].size),
        description=fields.words.line("channels-description", image=operands.image_shape, **slices(operands)),
        maps=maps,
        beats=builder.beats,
        staging=STAGING,
        parameters=operands.parameters(fields.words),
        passing={"products": ("input", steps[0].products)},
        numbers=builder.numbers,
    )


def _beats(words: Words, operands: Operands, maps: list[Map], steps: list[GatherStep]) -> ChannelBuilder:
    outputs = len(operands.slices)
    builder = ChannelBuilder(
        maps,
        words,
        operands,
        empty(operands.output_shape, np.result_type(steps[0].total)),
        partial=[step.partial_sums for step in steps],
        output=[step.total for step in steps],
    )
    max_groups = (MAX_BEATS - 5 - outputs) // outputs
    for output in range(outputs):
        builder.show_kernel(output)
        first, *rest = [step for step in steps if step.channel == output]
        if output == 0:
            builder.beat("maps", builder.sentence("channels-maps", **slices(operands)))
            _first_window(builder, first, operands)
        else:
            at_work = builder.columns("input", "kernel", "partial")
            begun = builder.sentence("channels-kernel", kernel=output + 1)
            builder.beat("kernel", begun, name=part("kernel", output), points=at_work)
            rest = [first, *rest]
        for group in operands.grouped(rest, max_groups, "step", first=1 if output else 2):
            _slide(builder, group, operands)
    last = [step for step in steps if step.channel == outputs - 1]
    _connect(builder, next((step for step in last if step.inside.all()), last[0]))
    return builder


def _first_window(builder: ChannelBuilder, step: GatherStep, operands: Operands) -> None:
    """Lay the slices on the first window, multiply, sum in each channel, and add the channels up."""
    weights, window = _weights(builder, step), _pointed(builder, [step])
    builder.beat(
        "window",
        builder.sentence("channels-window"),
        name="window-1",
        steps=[step],
        points=window,
        laid=weights,
    )
    builder.beat(
        "products",
        builder.sentence("channels-products", products=step.inside.size),
        name="products-1",
        steps=[step],
        points=window,
        laid={
            name: [*weights[name], Laid("products", "contribution", values)]
            for name, values in zip(weights, step.products, strict=True)
        },
        formula=product(builder.words),
    )
    _write_partials(builder, step)
    values = listed_values(builder.numbers, step.partial_sums, "partial")
    builder.beat(
        "partials",
        builder.sentence("channels-partials", sums=len(step.partial_sums), values=values),
        name="partial-1",
        steps=[step],
        points=_pointed(builder, [step], *builder.column("partial")),
        laid=weights,
    )
    _write_total(builder, step)
    made = {"sum": _total(builder, step), **made_by(operands, 0), **at(step.index)}
    builder.beat(
        "total",
        builder.sentence("channels-total", **made),
        name="sum-1",
        steps=[step],
        points=_pointed(builder, [step], *builder.column("partial"), _goal(step)),
        laid=weights,
        formula=_sum(builder, step),
    )


def _slide(builder: ChannelBuilder, group: Group, operands: Operands) -> None:
    """Move on to the windows of a group."""
    for step in group.steps:
        _write_partials(builder, step)
        _write_total(builder, step)
    first = group.steps[0]
    builder.beat(
        "step",
        _moved_on(builder, group, operands),
        name=builder.name(group.name),
        steps=group.steps,
        points=_pointed(builder, group.steps, *builder.column("partial"), _goal(first)),
        laid=_weights(builder, first) if group.single else {},
        formula=_sum(builder, first) if group.single else (),
    )


def _connect(builder: ChannelBuilder, step: GatherStep) -> None:
    """Join the windows of all channels, through the slices and partial sums, with one value of the output."""
    columns = [builder.column(group) for group in ("input", "kernel", "partial")]
    columns.append([_goal(step)] * len(columns[0]))
    pairs = [pair for here, there in pairwise(columns) for pair in zip(here, there, strict=True)]
    builder.beat(
        "connect",
        builder.sentence("channels-connect", windows=len(step.partial_sums), values=step.inside.size),
        steps=[step],
        points=_pointed(builder, [step], *builder.column("partial"), _goal(step)),
        connects=pairs,
    )


def _pointed(builder: ChannelBuilder, steps: Sequence[GatherStep], *made: str) -> Pointed:
    """Return the windows of steps in all channels, all of the kernel, and the cells in the maps ``made``."""
    windows = {name: tuple(map(Points.placed, steps)) for name in builder.column("input")}
    cells = {name: tuple(Points.cell(step.index) for step in steps) for name in made}
    return windows | builder.columns("kernel") | cells


def _weights(builder: ChannelBuilder, step: GatherStep) -> dict[str, list[Laid]]:
    """Return the slices of the kernel on the channels of the input."""
    both = zip(builder.column("input"), builder.column("kernel"), step.kernel, strict=True)
    return {
        name: [Laid("weights", "kernel", values, "overlay", source=slice_)] for name, slice_, values in both
    }


def _goal(step: GatherStep) -> str:
    return part("output", step.channel)


def _total(builder: ChannelBuilder, step: GatherStep) -> str:
    return builder.numbers.text(step.total, _goal(step))


def _sum(builder: ChannelBuilder, step: GatherStep) -> tuple[Term, ...]:
    return sum_of_channels(builder.numbers, step.partial_sums, (step.total, _goal(step)), step.index)


def _write_partials(builder: ChannelBuilder, step: GatherStep) -> None:
    for name, value in zip(builder.column("partial"), step.partial_sums, strict=True):
        builder.shows[name][step.index] = value


def _write_total(builder: ChannelBuilder, step: GatherStep) -> None:
    builder.shows[_goal(step)][step.index] = step.total


def _moved_on(builder: ChannelBuilder, group: Group, operands: Operands) -> Sentence:
    kernel, made = builder.kernel_facts, made_by(operands, builder.output)
    if group.single:
        (step,) = group.steps
        begins = not any(step.index)
        way = {} if begins else moved(step.index, operands.geometry.stride, operands.output_shape)
        facts = {"number": group.number, "sum": _total(builder, step), "begins": begins, **way}
        own = builder.sentence("channels-step", **facts, **kernel)
    else:
        own = builder.sentence("channels-rows", **group.facts, **made, **kernel)
    return builder.share(own, "channels-rows", group, **made, **kernel)
