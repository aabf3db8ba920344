"""A window moves over the input: the largest value in it, or the mean of all, is one output value."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationInfo, field_validator

from convscenes.errors import ArgumentError
from convscenes.ops import Geometry, PoolStep
from convscenes.ops.shown import pool_steps
from convscenes.spec import Fault, Input, Padding, PerAxis, SteppedFields, limits
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.facts import at
from convscenes.stories._base.grouping import Group, by_cells, grouped
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import padding_words, parameter
from convscenes.stories._base.points import Points
from convscenes.stories._base.story import MAX_BEATS, PLANES, Story, Term
from convscenes.stories._base.sums import added
from convscenes.stories._base.wording import bracketed
from convscenes.words import Sentence
from convscenes.words.words import separator

MAX_WRITTEN = 9
"""The most values of a window whose formula is written."""


class Fields(SteppedFields):
    """An image, a window, and what becomes of it."""

    kind: Literal["pooling"]
    synonyms: ClassVar[tuple[str, ...]] = (
        "pool", "maxpool", "maxpooling", "avgpool", "averagepool", "averagepooling", "meanpooling",
        "downsample", "downsampling", "subsampling",
    )  # fmt: skip
    label_names: ClassVar[tuple[str, ...]] = ("input", "output")

    input: Input = Field(description="The matrix that is pooled.")
    reduce: Literal["max", "average"] = Field(default="max", description="What becomes of a window.")
    size: PerAxis = Field(default=(2,), json_schema_extra={"default": 2}, description="The window's size.")
    stride: PerAxis | None = Field(default=None, description="Cells from window to window; else its size.")
    view: Literal["maps", "planes"] = Field(
        default="maps", description="Maps side by side, or planes one above the other, seen at an angle."
    )
    padding: Padding = Field(
        default=((0, 0),), json_schema_extra={"default": 0}, description="As in PyTorch."
    )

    @field_validator("padding")
    @classmethod
    def _fits(cls, padding: tuple[object, ...], info: ValidationInfo) -> tuple[object, ...]:
        """Check that windows fit the input, and that there are not too many."""
        if info.data.keys() >= {"input", "reduce", "size", "stride"}:
            given = info.data | {"padding": padding}
            try:
                _steps(given)
            except ArgumentError as error:
                field = {"image": "input"}.get(str(error.argument), str(error.argument))
                raise Fault(error.fact, sibling=field) from None
            image, size, stride, padded = _on_two_axes(given)
            windows = Geometry.convolution(image.shape, size, stride=stride, padding=padded).output_shape
            if broken := limits.too_many_steps(math.prod(windows), math.prod(size)):
                raise Fault(broken, sibling="input")
        return padding


def build_story(fields: Fields) -> Story:
    """Return the story: the maps, then window by window."""
    image, steps = np.atleast_2d(fields.input), [*_steps(dict(fields))]
    largest, first = fields.reduce == "max", steps[0]
    rows, cols = (number + 1 for number in steps[-1].index)
    beyond = "cut" if largest else "zeros"
    axes = fields.input.ndim
    flat = axes == 1
    maps = (Map.input(image.shape, beyond=beyond, flat=flat), Map.output((rows, cols), flat=flat))
    builder = StoryBuilder(maps, fields.words, input=image, output=[step.result for step in steps])
    builder.show("input", image)
    builder.show("output", empty((rows, cols), np.result_type(first.result)))
    window = {"window": first.window.shape[-axes:], "reduce": fields.reduce}
    builder.beat("maps", builder.sentence("maps", **window))
    for group in (by_cells if flat else grouped)(steps, MAX_BEATS - 1, "pool", by_rows=fields.by_rows):
        for step in group.steps:
            builder.shows["output"][step.index] = step.result
        builder.beat(
            "pool",
            builder.share(_result(builder, group, fields.reduce, axes), "rows", group),
            name=group.name,
            steps=group.steps,
            points={
                "input": [Points.placed(step) for step in group.steps],
                "output": [Points.cell(step.index) for step in group.steps],
            },
            connects=[("input", "output")] if fields.view == PLANES else (),
            formula=_formula(builder, group.steps[0]) if group.single else (),
        )
    return Story.of(
        fields,
        staging=PLANES if fields.view == PLANES else "",
        title=fields.words.line("title", reduce=fields.reduce),
        description=fields.words.line("description", **window),
        maps=maps,
        beats=builder.beats,
        parameters=_parameters(fields),
        numbers=builder.numbers,
    )


def _steps(given: Mapping[str, Any]) -> Iterator[PoolStep]:
    """Return the steps of checked fields; raises ArgumentError before the first."""
    image, size, stride, padding = _on_two_axes(given)
    return pool_steps(image, size, given["reduce"], stride=stride, padding=padding)


def _on_two_axes(given: Mapping[str, Any]) -> tuple[NDArray[Any], *tuple[Any, ...]]:
    """Return the image, and size, stride and padding of both axes; an image of one axis is a row."""
    image = given["input"]
    per_axis = [given["size"], given["stride"] or given["size"], given["padding"]]
    if image.ndim == 1:
        per_axis = [[alone, *axes] for alone, axes in zip((1, 1, (0, 0)), per_axis, strict=True)]
    return np.atleast_2d(image), *(axes * 2 if len(axes) == 1 else axes for axes in per_axis)


def _parameters(fields: Fields) -> str:
    size = parameter(fields.words, "window", fields.size)
    stride = parameter(fields.words, "stride", fields.stride or fields.size)
    return " · ".join(text for text in (size, stride, padding_words(fields.words, fields.padding)) if text)


def _result(builder: StoryBuilder, group: Group, reduce: str, axes: int) -> Sentence:
    if not group.single:
        return builder.sentence("rows", **group.facts)
    step: PoolStep = group.steps[0]
    facts = {"reduce": reduce, "result": builder.numbers.text(step.result, "output")}
    return builder.sentence("pool", number=group.number, **facts, **at(step.index[-axes:]))


def _formula(builder: StoryBuilder, step: PoolStep) -> tuple[Term, ...]:
    """Return the formula of a window's result; empty for many values."""
    if step.window.size > MAX_WRITTEN:
        return ()
    if step.winner is None:
        return _mean(builder, step)
    cells = [(int(row), int(col)) for row in step.rows for col in step.cols]
    largest = cells[int(np.ravel_multi_index(step.winner, step.window.shape))]
    known = [
        (cell, v) for cell, v, inside in zip(cells, step.window.flat, step.inside.flat, strict=True) if inside
    ]
    texts = [builder.numbers.text(value, "input") for _, value in known]
    marks = [separator(texts)] * (len(known) - 1) + [""]
    values = (
        Term(text + mark, "input", cell if cell == largest else None, "input")
        for (cell, _), text, mark in zip(known, texts, marks, strict=True)
    )
    result = Term(builder.numbers.text(step.result, "output"), "output")
    return Term("max("), *values, Term(")"), Term("="), result


def _mean(builder: StoryBuilder, step: PoolStep) -> tuple[Term, ...]:
    """Return (v + v + …) / n = mean."""
    values, total = [[(v, "input")] for v in step.window.ravel()], (step.result, "output")
    texts, sign, result = builder.numbers.equation(total, values, divisor=step.window.size)
    summed = added(Term(bracketed(text, first=not at), "input") for at, (text,) in enumerate(texts))
    return Term("("), *summed, Term(f") / {step.window.size}"), Term(sign), Term(result, "output")
