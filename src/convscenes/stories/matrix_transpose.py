"""C turns about its diagonal into Cᵀ: what a row gathers, the same numbers as a column scatter."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from convscenes.ops import UnrollStep, convolution_matrix, unroll_steps
from convscenes.spec import MatrixFields
from convscenes.stories._base.builder import StoryBuilder
from convscenes.stories._base.connections import gathers, scatters
from convscenes.stories._base.grouping import Group
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Pointed, Points
from convscenes.stories._base.story import Beat, Story
from convscenes.words import Words

MAX_FURTHER = 12
"""The most beats of further rows and columns."""


class Fields(MatrixFields):
    """A convolution whose matrix is transposed."""

    kind: Literal["matrix-transpose"]
    synonyms: ClassVar[tuple[str, ...]] = ("matrix", "transpose")
    label_names: ClassVar[tuple[str, ...]] = ("matrix", "transpose", "window", "stamp")


def build_story(fields: Fields) -> Story:
    """Return the story: C; the turn; a row read as a window, the same column as a stamp; the others."""
    operands = Operands.of(fields)
    inputs, outputs = operands.image.size, int(np.prod(operands.output_shape))
    maps = (
        Map.kernel((outputs, inputs), "matrix"),
        Map.kernel(operands.image_shape, "window", flat=operands.flat),
        Map.kernel((inputs, outputs), "transpose"),
        Map.kernel(operands.image_shape, "stamp", flat=operands.flat),
    )
    return Story.of(
        fields,
        title=fields.words.line("title"),
        description=fields.words.line("description", matrix=(outputs, inputs), transpose=(inputs, outputs)),
        maps=maps,
        beats=_beats(fields.words, operands, maps),
        parameters=operands.parameters(fields.words),
    )


def _beats(words: Words, operands: Operands, maps: tuple[Map, ...]) -> list[Beat]:
    builder = StoryBuilder(maps, words)
    arguments, shape = operands.arguments, operands.image_shape
    matrix = convolution_matrix(shape, operands.kernel, **arguments)
    (outputs, inputs) = matrix.shape
    builder.show("matrix", matrix)
    builder.beat("maps", builder.sentence("maps", inputs=inputs, outputs=outputs))
    builder.show("transpose", matrix.T)
    builder.beat("turn", builder.sentence("turn", inputs=inputs, outputs=outputs))
    first, *rest = unroll_steps(shape, operands.kernel, **arguments)
    _first_reading(builder, first)
    for group in operands.grouped(rest, MAX_FURTHER, "both", first=2):
        _further_reading(builder, group)
    folded = ("window", "stamp")
    before = builder.beats[-1]
    builder.beat(
        "whole",
        builder.sentence("whole", weights=operands.kernel.size),
        points=builder.whole("matrix", "transpose") | {name: before.points[name] for name in folded},
        below=before.below,
    )
    return builder.beats


def _first_reading(builder: StoryBuilder, step: UnrollStep) -> None:
    """Fold the first row of C into a window, then the first column of Cᵀ into a stamp."""
    many = int(np.count_nonzero(step.inside))
    builder.show("window", step.placed)
    points = _points(builder, step)
    builder.beat(
        "row",
        builder.sentence("row", many=many),
        name="window-1",
        steps=[step],
        points={name: points[name] for name in ("matrix", "window")},
        below={"window": gathers(many)},
    )
    builder.show("stamp", step.placed)
    builder.beat(
        "column",
        builder.sentence("column", many=many),
        name="stamp-1",
        steps=[step],
        points=points,
        below={"window": gathers(many), "stamp": scatters(many)},
    )


def _further_reading(builder: StoryBuilder, group: Group) -> None:
    """Read rows and columns together, up to the last of ``group``."""
    step: UnrollStep = group.steps[-1]
    many = int(np.count_nonzero(step.inside))
    builder.show("window", step.placed)
    builder.show("stamp", step.placed)
    sentence = (
        builder.sentence("both", number=step.number + 1)
        if group.single
        else builder.sentence("rows", **group.facts)
    )
    builder.beat(
        "both",
        builder.share(sentence, "rows", group),
        name=group.name,
        steps=group.steps,
        points=_points(builder, *group.steps),
        below={"window": gathers(many), "stamp": scatters(many)},
    )


def _points(builder: StoryBuilder, *steps: UnrollStep) -> Pointed:
    """Return the rows of C and the columns of Cᵀ, and the weights that the last of them folds into."""
    matrix, transpose = (builder.maps[name].shape for name in ("matrix", "transpose"))
    return {
        "matrix": [Points.row(step.number, matrix) for step in steps],
        "transpose": [Points.column(step.number, transpose) for step in steps],
        "window": [Points.placed(steps[-1])],
        "stamp": [Points.placed(steps[-1], "stamp")],
    }
