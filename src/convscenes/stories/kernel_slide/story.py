"""kernel-slide of one channel: the first window in detail; window by window; what reads what."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from convscenes.ops import GatherStep
from convscenes.ops.notation import distinct
from convscenes.ops.shown import gather_steps
from convscenes.spec import ChannelConvolutionFields
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.formulas import product
from convscenes.stories._base.grouping import Group
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Laid, Points, gathered
from convscenes.stories._base.story import MAX_BEATS, Story, Term
from convscenes.stories._base.sums import product_of, sum_of
from convscenes.stories.kernel_slide.channels import slide_story
from convscenes.words import Sentence


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
        fields.words,
        input=operands.image,
        kernel=operands.kernel,
        products=products,
        output=[step.total for step in steps],
    )
    _beats(builder, operands, *steps)
    return Story.of(
        fields,
        title=fields.words.line("title", weights=operands.kernel.size),
        description=fields.words.line("description", **operands.sizes()),
        maps=maps,
        beats=builder.beats,
        parameters=operands.parameters(fields.words),
        passing={"products": ("input", products)},
        numbers=builder.numbers,
    )


def _beats(builder: StoryBuilder, operands: Operands, first: GatherStep, *rest: GatherStep) -> None:
    builder.show("input", operands.image)
    builder.show("kernel", operands.kernel)
    builder.show("output", empty(operands.output_shape, np.result_type(first.total)))
    padded, once = any(map(any, operands.geometry.padding)), np.prod(operands.output_shape) == 1
    builder.beat("maps", builder.sentence("maps", padded=padded, once=once, **operands.sizes()))
    weights = Laid("weights", "kernel", first.kernel, "overlay", source="kernel")
    _first_window(builder, operands, first, weights)
    for group in operands.grouped(rest, MAX_BEATS - 5, "step", first=2):
        for step in group.steps:
            builder.shows["output"][step.index] = step.total
        builder.beat(
            "step",
            builder.share(_moved_on(builder, group, operands), "rows", group),
            name=group.name,
            steps=group.steps,
            points=gathered(group.steps) | builder.whole("kernel"),
            laid={"input": [weights]} if group.single else {},
            formula=_sum(builder, group.steps[0]) if group.single else (),
        )
    telling = next((step for step in (first, *rest) if step.inside.all()), first)
    once = np.prod(operands.output_shape) == 1
    builder.beat(
        "connect",
        builder.sentence("connect", values=telling.window.size, once=once),
        steps=[telling],
        points=gathered([telling]) | builder.whole("kernel"),
        connects=[("input", "kernel"), ("kernel", "output")],
    )


def _first_window(builder: StoryBuilder, operands: Operands, step: GatherStep, weights: Laid) -> None:
    """Lay the kernel on the first window, multiply, and sum up."""
    window = {"input": (Points.placed(step),)} | builder.whole("kernel")
    zeros = step.inside.size - int(np.count_nonzero(step.inside))
    builder.beat(
        "window",
        builder.sentence("window", values=step.window.size, zeros=zeros),
        name="window-1",
        steps=[step],
        points=window,
        laid={"input": [weights]},
    )
    builder.beat(
        "products",
        builder.sentence("products", weights=operands.kernel.size),
        name="products-1",
        steps=[step],
        points=window,
        laid={"input": [weights, Laid("products", "contribution", step.products)]},
        formula=product(builder.words),
    )
    builder.shows["output"][step.index] = step.total
    total = builder.numbers.text(step.total, "output")
    builder.beat(
        "total",
        builder.sentence("total", weights=operands.kernel.size, sum=total, **operands.at(step.index)),
        name="sum-1",
        steps=[step],
        points=gathered([step]) | builder.whole("kernel"),
        laid={"input": [weights]},
        formula=_sum(builder, step),
    )


def _sum(builder: StoryBuilder, step: GatherStep) -> tuple[Term, ...]:
    """Return p + p + … = total, every product with its cell of the window; long sums keep both ends.

    Of a single weight, it is value × weight = product.
    """
    if step.products.size == 1:
        value, weight = (step.window[0, 0], "input"), (step.kernel[0, 0], "kernel")
        return product_of(builder.numbers, value, weight, (step.total, "output"))
    products = [(cell, step.products[cell]) for cell in np.ndindex(step.products.shape)]
    return sum_of(builder.numbers, products, (step.total, "output"))


def _moved_on(builder: StoryBuilder, group: Group, operands: Operands) -> Sentence:
    if not group.single:
        return builder.sentence("rows", **group.facts)
    (step,) = group.steps
    made = {"weights": step.products.size, "sum": builder.numbers.text(step.total, "output")}
    return builder.sentence(
        "step", number=group.number, **made, **operands.moved(step.index, operands.output_shape)
    )
