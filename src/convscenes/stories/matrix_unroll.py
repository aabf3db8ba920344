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
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Pointed, Points
from convscenes.stories._base.story import MAX_BEATS, Beat, Map, Story
from convscenes.stories._base.wording import times


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
        Map.kernel(image, "placed", "Kernel on the input", flat=flat),
        Map.input(image, flat=flat),
        Map.output(output, flat=flat),
        Map.kernel((outputs, inputs), "matrix", "Convolution matrix C"),
    )
    return Story.of(
        fields,
        title="Each output cell is one row of the convolution matrix",
        description=f"The {operands.times(operands.kernel_shape)} kernel, placed in the "
        f"{operands.times(image)} input's shape with zeros around it and pulled flat, makes the rows of the "
        f"{outputs}×{inputs} convolution matrix.",
        maps=maps,
        beats=_beats(operands, maps),
        parameters=operands.parameters,
    )


def _beats(operands: Operands, maps: tuple[Map, ...]) -> list[Beat]:
    builder = StoryBuilder(maps)
    arguments, shape = operands.arguments, operands.image_shape
    result = convolve(operands.image, operands.kernel, **arguments)
    first, *rest = unroll_steps(shape, operands.kernel, **arguments)
    builder.show("placed", empty(shape, operands.kernel.dtype))
    builder.show("input", operands.image)
    builder.show("output", empty(result.shape, result.dtype))
    builder.show("matrix", empty(maps[-1].shape, operands.kernel.dtype))
    builder.beat("maps", _opening(*maps[-1].shape), title="Maps and the empty matrix")
    _first_row(builder, operands, first, result)
    for group in operands.grouped(rest, MAX_BEATS - 5, "place", first=2):
        for step in group.steps:
            builder.shows["matrix"][step.number] = step.row
            builder.shows["output"][step.index] = result[step.index]
        builder.show("placed", group.steps[-1].placed)
        builder.beat(
            "row",
            _caption(operands, group),
            name=group.name,
            title=group.title("Row"),
            steps=group.steps,
            points=_points(builder, *group.steps),
        )
    builder.beat("together", _closing(), title="Row and output cell", steps=[first, *rest])
    return builder.beats


def _points(builder: StoryBuilder, *steps: UnrollStep) -> Pointed:
    """Return the window, the row of C and the cell of each step."""
    window = tuple(map(Points.placed, steps))
    rows = tuple(Points.row(step.number, builder.maps["matrix"].shape) for step in steps)
    cells = tuple(Points.cell(step.index) for step in steps)
    return {"placed": window, "input": window, "matrix": rows, "output": cells}


def _opening(outputs: int, inputs: int) -> str:
    rows, columns = (
        f"a row for each output value (*{outputs}*)",
        f"a column for each input value (*{inputs}*)",
    )
    return f"The convolution matrix C has {rows} and {columns}."


def _first_row(builder: StoryBuilder, operands: Operands, step: UnrollStep, result: NDArray[Any]) -> None:
    """Place the kernel, pull it flat into the first row of C, and write its cell of the ``result``."""
    builder.show("placed", step.placed)
    points = _points(builder, step)
    builder.beat(
        "place",
        f"For the output in {operands.cell(step.index)}, the kernel lies here; everywhere else is *zero*.",
        name="place-1",
        title="The kernel placed",
        steps=[step],
        points={name: points[name] for name in ("placed", "input")},
    )
    builder.shows["matrix"][step.number] = step.row
    builder.beat(
        "flatten",
        _flattened(step),
        name="flatten-1",
        title="Pulled flat",
        steps=[step],
        points={name: points[name] for name in ("placed", "input", "matrix")},
    )
    builder.shows["output"][step.index] = result[step.index]
    builder.beat(
        "total",
        "Times the input, value by value, and summed: that is the output value of this row.",
        name="settle-1",
        title="Its output value",
        steps=[step],
        points=points,
    )


def _flattened(step: UnrollStep) -> str:
    length = f"one row of length *{step.placed.size}*"
    if step.placed.shape[0] == 1:
        return f"The map is {length} already: it becomes a row of C as it is."
    shape = times(step.placed.shape)
    return f"Pulled flat, one row after the other, the *{shape}* map becomes {length}."


def _caption(operands: Operands, group: Group) -> str:
    if not group.single:
        return f"The same for *{group.rows}* of the output: the weights stay, the place moves on."
    step: UnrollStep = group.steps[0]
    lying = f"the kernel as it lies for the output in {operands.cell(step.index)}"
    return f"Row *{step.number + 1}* of C: {lying}, pulled flat."


def _closing() -> str:
    where = "Every row holds the kernel in a different place"
    return f"{where}: with the input as one column *x*, convolution is *C·x*."
