"""kernel-slide of one channel: the first window in detail; window by window; what reads what."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from convscenes.ops import GatherStep
from convscenes.ops.notation import distinct
from convscenes.ops.shown import gather_steps
from convscenes.spec import ChannelConvolutionFields
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.formulas import PRODUCT
from convscenes.stories._base.grouping import Group
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Laid, Points, gathered
from convscenes.stories._base.story import MAX_BEATS, Map, Story, Term
from convscenes.stories._base.sums import product_of, sum_of
from convscenes.stories._base.wording import capitalised, counted
from convscenes.stories.kernel_slide.channels import slide_story


class Fields(ChannelConvolutionFields):
    """A convolution, window by window."""

    kind: Literal["kernel-slide"]
    synonyms: ClassVar[tuple[str, ...]] = (
        "conv", "convolution", "convolve", "convlayer", "correlation", "crosscorrelation", "slide",
        "slidingwindow", "filter",
    )  # fmt: skip
    label_names: ClassVar[tuple[str, ...]] = ("input", "kernel", "output", "partial", "channel")


def build_story(fields: Fields) -> Story:
    """Return the story: the maps; the first window in detail; window by window; what reads what.

    An image of several channels has a story of its own.
    """
    operands = Operands.of(fields)
    if operands.has_channels:
        return slide_story(fields, operands)
    image, kernel, output = operands.image_shape, operands.kernel_shape, operands.output_shape
    steps = list(gather_steps(operands.image, operands.kernel, **operands.arguments))
    flat = operands.flat
    maps = (
        Map.input(image, beyond="zeros", flat=flat),
        Map.kernel(kernel, flat=flat),
        Map.output(output, flat=flat),
    )
    products = distinct(step.products for step in steps)
    builder = StoryBuilder(
        maps,
        input=operands.image,
        kernel=operands.kernel,
        products=products,
        output=[step.total for step in steps],
    )
    _beats(builder, operands, *steps)
    return Story.of(
        fields,
        title=f"{capitalised(counted(operands.kernel.size, 'input value'))} "
        f"{'become' if operands.kernel.size > 1 else 'becomes'} one output value",
        description=f"A convolution of a {operands.times(image)} input with a {operands.times(kernel)} "
        "kernel: every window of the input, times the kernel and summed, is one cell of the "
        f"{operands.times(output)} output.",
        maps=maps,
        beats=builder.beats,
        parameters=operands.parameters,
        passing={"products": ("input", products)},
        numbers=builder.numbers,
    )


def _beats(builder: StoryBuilder, operands: Operands, first: GatherStep, *rest: GatherStep) -> None:
    builder.show("input", operands.image)
    builder.show("kernel", operands.kernel)
    builder.show("output", empty(operands.output_shape, np.result_type(first.total)))
    builder.beat("maps", _opening(operands), title="Input, kernel and output")
    weights = Laid("weights", "kernel", first.kernel, "overlay", source="kernel")
    _first_window(builder, operands, first, weights)
    for group in operands.grouped(rest, MAX_BEATS - 5, "step", first=2):
        for step in group.steps:
            builder.shows["output"][step.index] = step.total
        builder.beat(
            "step",
            _step_caption(builder, group, operands),
            name=group.name,
            title=group.title("Window"),
            steps=group.steps,
            points=gathered(group.steps) | builder.whole("kernel"),
            laid={"input": [weights]} if group.single else {},
            formula=_sum(builder, group.steps[0]) if group.single else (),
        )
    telling = next((step for step in (first, *rest) if step.inside.all()), first)
    builder.beat(
        "connect",
        _closing(operands, telling),
        title="Many to one" if operands.kernel.size > 1 else "One to one",
        steps=[telling],
        points=gathered([telling]) | builder.whole("kernel"),
        connects=[("input", "kernel"), ("kernel", "output")],
    )


def _first_window(builder: StoryBuilder, operands: Operands, step: GatherStep, weights: Laid) -> None:
    """Lay the kernel on the first window, multiply, and sum up."""
    window = {"input": (Points.placed(step),)} | builder.whole("kernel")
    builder.beat(
        "window",
        _laid(step),
        name="window-1",
        title="The first window",
        steps=[step],
        points=window,
        laid={"input": [weights]},
    )
    products, which = counted(operands.kernel.size, "product"), "Each" if operands.kernel.size > 1 else "The"
    builder.beat(
        "products",
        f"{which} weight multiplies the value below it: *{products}*.",
        name="products-1",
        title="Products",
        steps=[step],
        points=window,
        laid={"input": [weights, Laid("products", "contribution", step.products)]},
        formula=PRODUCT,
    )
    builder.shows["output"][step.index] = step.total
    total = builder.numbers.text(step.total, "output")
    summed = "Their sum" if operands.kernel.size > 1 else "The product"
    builder.beat(
        "total",
        f"{summed}, *{total}*, is the output in {operands.cell(step.index)}.",
        name="sum-1",
        title=summed,
        steps=[step],
        points=gathered([step]) | builder.whole("kernel"),
        laid={"input": [weights]},
        formula=_sum(builder, step),
    )


def _opening(operands: Operands) -> str:
    g = operands.geometry
    kernel, image, output = map(operands.times, (g.kernel_shape, g.image_shape, g.output_shape))
    words = f"A *{kernel}* kernel slides over the *{image}* input"
    if np.prod(g.output_shape) == 1:
        words = f"A *{kernel}* kernel fits the *{image}* input once"
    zeros = " with a border of zeros (padding)" if any(map(any, g.padding)) else ""
    return f"{words}{zeros} and makes the *{output}* output."


def _laid(step: GatherStep) -> str:
    """Return the caption on the first window, with its padded zeros."""
    outside = step.inside.size - int(np.count_nonzero(step.inside))
    zeros = f", {counted(outside, 'of them a padded zero', 'of them padded zeros')}" if outside else ""
    return f"The kernel lies over the first window: *{counted(step.window.size, 'value')}*{zeros}."


def _sum(builder: StoryBuilder, step: GatherStep) -> tuple[Term, ...]:
    """Return p + p + … = total, every product with its cell of the window; long sums keep both ends.

    Of a single weight, it is value × weight = product.
    """
    if step.products.size == 1:
        value, weight = (step.window[0, 0], "input"), (step.kernel[0, 0], "kernel")
        return product_of(builder.numbers, value, weight, (step.total, "output"))
    products = [(cell, step.products[cell]) for cell in np.ndindex(step.products.shape)]
    return sum_of(builder.numbers, products, (step.total, "output"))


def _step_caption(builder: StoryBuilder, group: Group, operands: Operands) -> str:
    if not group.single:
        return f"The same weights slide on: *{group.rows}* of the output, one value for every window."
    (step,) = group.steps
    way = operands.moved(step.index, operands.output_shape)
    made = "sum" if step.products.size > 1 else "product"
    return f"The kernel moves {way}; the new {made} is *{builder.numbers.text(step.total, 'output')}*."


def _closing(operands: Operands, step: GatherStep) -> str:
    if step.window.size == 1:
        return "Every output value depends on *one* input value: one to one."
    many = counted(step.window.size, "value")
    if np.prod(operands.output_shape) == 1:
        return f"The output value depends on *{many}*: many to one."
    return f"Every output value depends on one window of *{many}*: many to one."
