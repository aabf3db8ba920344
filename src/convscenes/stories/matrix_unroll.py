"""The kernel at one place of the input, pulled flat, is one row of the convolution matrix C."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import UnrollStep, unroll_steps
from convscenes.ops.shown import convolve
from convscenes.spec import MatrixFields
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.grouping import Group
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Pointed, Points
from convscenes.stories._base.story import MAX_BEATS, Beat, Story
from convscenes.words import Sentence, Words


class Fields(MatrixFields):
    """A convolution whose matrix is written down row by row."""

    kind: Literal["matrix-unroll"]
    synonyms: ClassVar[tuple[str, ...]] = ("matrix", "unroll", "imcol", "unfold", "flatten", "toeplitz")
    label_names: ClassVar[tuple[str, ...]] = ("placed", "input", "output", "matrix")


def build_story(fields: Fields) -> Story:
    """Return the story: the maps; the first row in detail; row by row; row and cell together."""
    operands = Operands.of(fields)
    image, output = operands.image_shape, operands.output_shape
    inputs, outputs, flat = operands.image.size, int(np.prod(output)), operands.flat
    maps = (
        Map.kernel(image, "placed", flat=flat),
        Map.input(image, flat=flat),
        Map.output(output, flat=flat),
        Map.kernel((outputs, inputs), "matrix"),
    )
    return Story.of(
        fields,
        title=fields.words.line("title"),
        description=fields.words.line("description", matrix=(outputs, inputs), **operands.sizes()),
        maps=maps,
        beats=_beats(fields.words, operands, maps),
        parameters=operands.parameters(fields.words),
    )


def _beats(words: Words, operands: Operands, maps: tuple[Map, ...]) -> list[Beat]:
    builder = StoryBuilder(maps, words)
    arguments, shape = operands.arguments, operands.image_shape
    result = convolve(operands.image, operands.kernel, **arguments)
    first, *rest = unroll_steps(shape, operands.kernel, **arguments)
    builder.show("placed", empty(shape, operands.kernel.dtype))
    builder.show("input", operands.image)
    builder.show("output", empty(result.shape, result.dtype))
    builder.show("matrix", empty(maps[-1].shape, operands.kernel.dtype))
    outputs, inputs = maps[-1].shape
    builder.beat("maps", builder.sentence("maps", rows=outputs, columns=inputs))
    _first_row(builder, operands, first, result)
    for group in operands.grouped(rest, MAX_BEATS - 5, "place", first=2):
        for step in group.steps:
            builder.shows["matrix"][step.number] = step.row
            builder.shows["output"][step.index] = result[step.index]
        builder.show("placed", group.steps[-1].placed)
        builder.beat(
            "row",
            builder.share(_written(builder, operands, group), "rows", group),
            name=group.name,
            steps=group.steps,
            points=_points(builder, *group.steps),
        )
    builder.beat("together", builder.sentence("together"), steps=[first, *rest])
    return builder.beats


def _points(builder: StoryBuilder, *steps: UnrollStep) -> Pointed:
    """Return the window, the row of C and the cell of each step."""
    window = tuple(map(Points.placed, steps))
    rows = tuple(Points.row(step.number, builder.maps["matrix"].shape) for step in steps)
    cells = tuple(Points.cell(step.index) for step in steps)
    return {"placed": window, "input": window, "matrix": rows, "output": cells}


def _first_row(builder: StoryBuilder, operands: Operands, step: UnrollStep, result: NDArray[Any]) -> None:
    """Place the kernel, pull it flat into the first row of C, and write its cell of the ``result``."""
    builder.show("placed", step.placed)
    points = _points(builder, step)
    builder.beat(
        "place",
        builder.sentence("place", **operands.at(step.index)),
        name="place-1",
        steps=[step],
        points={name: points[name] for name in ("placed", "input")},
    )
    builder.shows["matrix"][step.number] = step.row
    builder.beat(
        "flatten",
        builder.sentence(
            "flatten", map=step.placed.shape, length=step.placed.size, flat=len(step.placed) == 1
        ),
        name="flatten-1",
        steps=[step],
        points={name: points[name] for name in ("placed", "input", "matrix")},
    )
    builder.shows["output"][step.index] = result[step.index]
    builder.beat(
        "total",
        builder.sentence("total"),
        name="settle-1",
        steps=[step],
        points=points,
    )


def _written(builder: StoryBuilder, operands: Operands, group: Group) -> Sentence:
    if not group.single:
        return builder.sentence("rows", **group.facts)
    step: UnrollStep = group.steps[0]
    return builder.sentence("row", number=step.number + 1, **operands.at(step.index))
