"""The kernel slides over the input: each window gives nine products, whose sum is one output value."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from convscenes.ops import GatherStep
from convscenes.ops.numerals import numeral
from convscenes.ops.shown import gather_steps
from convscenes.spec import ChannelConvolutionFields
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.formulas import PRODUCT
from convscenes.stories._base.grouping import Group, grouped
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.story import MAX_BEATS, Beat, Map, Story, Term
from convscenes.stories._base.sums import sum_of
from convscenes.stories._base.wording import capitalised, cell, counted, moved, times
from convscenes.stories._channels.slide import slide_story


class Fields(ChannelConvolutionFields):
    """A convolution, window by window."""

    kind: Literal["kernel-slide"]
    label_names: ClassVar[tuple[str, ...]] = ("input", "kernel", "output", "partial", "channel")


def build_story(fields: Fields) -> Story:
    """Return the story: the maps; the first window in detail; window by window; what reads what.

    An image of several channels has a story of its own.
    """
    operands = Operands.of(fields)
    if operands.has_channels:
        return slide_story(fields, operands)
    image, kernel, output = operands.image_shape, operands.kernel_shape, operands.output_shape
    maps = (
        Map("input", "input", "Input", image),
        Map("kernel", "kernel", "Kernel", kernel),
        Map("output", "output", "Output", output),
    )
    return Story.of(
        fields,
        title=f"{capitalised(counted(operands.kernel.size, 'input value'))} "
        f"{'become' if operands.kernel.size > 1 else 'becomes'} one output value",
        description=f"A convolution of a {times(image)} input with a {times(kernel)} kernel: every window "
        f"of the input, times the kernel and summed, is one cell of the {times(output)} output.",
        maps=maps,
        beats=_beats(operands, maps),
    )


def _beats(operands: Operands, maps: tuple[Map, ...]) -> list[Beat]:
    builder = StoryBuilder(maps)
    first, *rest = gather_steps(operands.image, operands.kernel, **operands.arguments)
    builder.show("input", operands.image)
    builder.show("kernel", operands.kernel)
    builder.show("output", empty(operands.geometry.output_shape, np.result_type(first.total)))
    builder.beat("maps", _opening(operands))
    products = counted(operands.kernel.size, "product")
    builder.beat("window", _laid(first), name="window-1", steps=[first])
    builder.beat(
        "products",
        f"Each weight multiplies the value below it: *{products}*.",
        name="products-1",
        steps=[first],
        formula=PRODUCT,
    )
    builder.shows["output"][first.index] = first.total
    builder.beat(
        "total",
        f"Their sum, *{numeral(first.total)}*, is the output in {cell(first.index)}.",
        name="sum-1",
        steps=[first],
        formula=_sum(first),
    )
    for group in grouped(rest, MAX_BEATS - 5, "step", first=2):
        for step in group.steps:
            builder.shows["output"][step.index] = step.total
        formula = _sum(group.steps[0]) if group.single else ()
        builder.beat(
            "step", _step_caption(group, operands), name=group.name, steps=group.steps, formula=formula
        )
    builder.beat("connect", _closing(first), steps=[first])
    return builder.beats


def _opening(operands: Operands) -> str:
    g = operands.geometry
    words = f"A *{times(g.kernel_shape)}* kernel slides over the *{times(g.image_shape)}* input"
    zeros = " with a border of zeros (padding)" if any(map(any, g.padding)) else ""
    return f"{words}{zeros} and makes the *{times(g.output_shape)}* output."


def _laid(step: GatherStep) -> str:
    """Say where the kernel lies; padded zeros under it are part of the window."""
    outside = step.inside.size - int(np.count_nonzero(step.inside))
    zeros = f", {counted(outside, 'of them a padded zero', 'of them padded zeros')}" if outside else ""
    return f"The kernel lies over the first window: *{counted(step.window.size, 'value')}*{zeros}."


def _sum(step: GatherStep) -> tuple[Term, ...]:
    """Return p + p + … = total, every product with its cell of the window; long sums keep both ends."""
    return sum_of([(cell, step.products[cell]) for cell in np.ndindex(step.products.shape)], step.total)


def _step_caption(group: Group, operands: Operands) -> str:
    if not group.single:
        return f"The same weights slide on: *{group.rows}* of the output, one value for every window."
    (step,) = group.steps
    way = moved(step.index, operands.geometry.stride, operands.output_shape)
    return f"The kernel moves {way}; the new sum is *{numeral(step.total)}*."


def _closing(step: GatherStep) -> str:
    many = counted(step.window.size, "value")
    return f"Every output value depends on one window of *{many}*: many to one."
