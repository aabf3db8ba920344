"""C turns about its diagonal into Cᵀ: what a row gathers, the same numbers as a column scatter."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from convscenes.ops import UnrollStep, convolution_matrix, unroll_steps
from convscenes.spec import MatrixFields
from convscenes.stories._base.builder import StoryBuilder
from convscenes.stories._base.connections import gathers, scatters
from convscenes.stories._base.grouping import Group
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Pointed, Points
from convscenes.stories._base.story import Beat, Map, Story
from convscenes.stories._base.wording import counted

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
        Map.kernel((outputs, inputs), "matrix", "Convolution matrix C"),
        Map.kernel(operands.image_shape, "window", "Kernel on the input", flat=operands.flat),
        Map.kernel((inputs, outputs), "transpose", "Cᵀ"),
        Map.kernel(operands.image_shape, "stamp", "Kernel on the output", flat=operands.flat),
    )
    return Story.of(
        fields,
        title="The transposed matrix scatters what the matrix gathers",
        description=f"The {outputs}×{inputs} convolution matrix turns about its diagonal into its "
        f"{inputs}×{outputs} transpose; a row of the one is a column of the other.",
        maps=maps,
        beats=_beats(operands, maps),
        parameters=operands.parameters,
    )


def _beats(operands: Operands, maps: tuple[Map, ...]) -> list[Beat]:
    builder = StoryBuilder(maps)
    arguments, shape = operands.arguments, operands.image_shape
    matrix = convolution_matrix(shape, operands.kernel, **arguments)
    (outputs, inputs) = matrix.shape
    builder.show("matrix", matrix)
    builder.beat(
        "maps",
        f"The convolution matrix C takes {counted(inputs, 'input value')} "
        f"to *{counted(outputs, 'output value')}*.",
        title="The convolution matrix",
    )
    builder.show("transpose", matrix.T)
    builder.beat(
        "turn",
        "Turned about its diagonal, each row becomes a column: "
        f"Cᵀ takes {counted(outputs, 'value')} to *{counted(inputs, 'value')}*.",
        title="Its transpose",
    )
    first, *rest = unroll_steps(shape, operands.kernel, **arguments)
    _first_reading(builder, first)
    for group in operands.grouped(rest, MAX_FURTHER, "both", first=2):
        _further_reading(builder, group)
    folded = ("window", "stamp")
    before = builder.beats[-1]
    gathered = "C *gathers* many into one, Cᵀ *scatters* one into many"
    if operands.kernel.size == 1:
        gathered = "with one weight, both are *one to one*"
    builder.beat(
        "whole",
        f"Same connections, other direction: {gathered}.",
        title="Gather and scatter",
        points=builder.whole("matrix", "transpose") | {name: before.points[name] for name in folded},
        below=before.below,
    )
    return builder.beats


def _first_reading(builder: StoryBuilder, step: UnrollStep) -> None:
    """Fold the first row of C into a window, then the first column of Cᵀ into a stamp."""
    many = int(np.count_nonzero(step.inside))
    builder.show("window", step.placed)
    gather = "gather" if many > 1 else "gathers"
    gathering = f"*{counted(many, 'input value')}* {gather} into *one* output value"
    points = _points(builder, step)
    builder.beat(
        "row",
        f"Row *1* of C folds back into the input's shape: {gathering}.",
        name="window-1",
        title="A row is a window",
        steps=[step],
        points={name: points[name] for name in ("matrix", "window")},
        below={"window": gathers(many)},
    )
    builder.show("stamp", step.placed)
    scattering = f"*one* input value scatters into *{counted(many, 'output value')}*"
    builder.beat(
        "column",
        f"Column *1* of Cᵀ is that same row: {scattering}.",
        name="stamp-1",
        title="The column is a stamp",
        steps=[step],
        points=points,
        below={"window": gathers(many), "stamp": scatters(many)},
    )


def _further_reading(builder: StoryBuilder, group: Group) -> None:
    """Read rows and columns together, up to the last of ``group``."""
    step: UnrollStep = group.steps[-1]
    many, number = int(np.count_nonzero(step.inside)), step.number + 1
    builder.show("window", step.placed)
    builder.show("stamp", step.placed)
    which = (
        f"Row *{number}* of C and column *{number}* of Cᵀ"
        if group.single
        else "Row for row and column for column"
    )
    builder.beat(
        "both",
        f"{which}: the same numbers, read in both directions.",
        name=group.name,
        title=group.title("Row and column"),
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
