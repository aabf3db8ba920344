"""The kernel at one place of the input, pulled flat, is one row of the convolution matrix C."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from convscenes.ops import UnrollStep, convolve, unroll_steps
from convscenes.spec import ConvolutionFields
from convscenes.stories.telling.canvas import Canvas, empty
from convscenes.stories.telling.grouping import Group, grouped
from convscenes.stories.telling.operands import Operands
from convscenes.stories.telling.story import MAX_BEATS, Beat, Map, Story
from convscenes.stories.telling.wording import cell, counted, times


class Fields(ConvolutionFields):
    """A convolution whose matrix is written down row by row."""

    kind: Literal["matrix-unroll"]
    label_names: ClassVar[tuple[str, ...]] = ("placed", "input", "output", "matrix")


def tell(fields: Fields) -> Story:
    """Return the story: maps; the first row placed, pulled flat, settled; then row by row; then row and cell together."""
    operands = Operands.of(fields)
    shapes = operands.geometry
    inputs, outputs = operands.image.size, int(np.prod(shapes.output_shape))
    maps = (
        Map("placed", "kernel", "Kernel placed", shapes.image_shape),
        Map("input", "input", "Input", shapes.image_shape),
        Map("output", "output", "Output", shapes.output_shape),
        Map("matrix", "kernel", "Convolution matrix C", (outputs, inputs)),
    )
    return Story.of(
        fields,
        title="Each output cell is one row of the convolution matrix",
        description=f"The {times(shapes.kernel_shape)} kernel, placed in the {times(shapes.image_shape)} input's shape with zeros "
        f"around it and pulled flat, makes the rows of the {outputs}×{inputs} convolution matrix.",
        maps=maps,
        beats=_beats(operands, maps),
    )


def _beats(operands: Operands, maps: tuple[Map, ...]) -> list[Beat]:
    canvas = Canvas(maps)
    arguments = operands.arguments
    shape = operands.geometry.image_shape
    result = convolve(operands.image, operands.kernel, **arguments)
    first, *rest = unroll_steps(shape, operands.kernel, **arguments)
    canvas.show("placed", empty(shape, operands.kernel.dtype))
    canvas.show("input", operands.image)
    canvas.show("output", empty(result.shape, result.dtype))
    canvas.show("matrix", empty(maps[-1].shape, operands.kernel.dtype))
    inputs, outputs = maps[-1].shape[1], maps[-1].shape[0]
    canvas.beat(
        "maps",
        "maps",
        f"The convolution matrix C has a row for each of *{outputs}* outputs and a column for each of *{inputs}* inputs.",
    )
    canvas.show("placed", first.placed)
    canvas.beat(
        "place",
        "place-1",
        f"For output{cell(first.index)}, the kernel lies here; everywhere else are *zeros*.",
        steps=[first],
    )
    canvas.shows["matrix"][first.number] = first.row
    canvas.beat(
        "flatten",
        "flatten-1",
        f"Pulled flat, row under row, the *{times(shape)}* map becomes one row of *{inputs}* values.",
        steps=[first],
    )
    canvas.shows["output"][first.index] = result[first.index]
    canvas.beat(
        "settle",
        "settle-1",
        "This row times the input, value by value and summed, is the output cell.",
        steps=[first],
    )
    for group in grouped(rest, MAX_BEATS - 5, "place", first=2):
        for step in group.steps:
            canvas.shows["matrix"][step.number] = step.row
            canvas.shows["output"][step.index] = result[step.index]
        canvas.show("placed", group.steps[-1].placed)
        canvas.beat("row", group.name, _caption(group, operands), steps=group.steps)
    canvas.beat("together", "together", _closing(operands), steps=[first, *rest])
    return canvas.beats


def _caption(group: Group, operands: Operands) -> str:
    if not group.single:
        which = (
            f"row {group.first_row}"
            if group.first_row == group.last_row
            else f"rows {group.first_row} to {group.last_row}"
        )
        return f"The same for *{which}* of the output: the weights stay, the place moves on."
    step: UnrollStep = group.steps[0]
    return f"Row *{step.number + 1}* of C: the kernel at the place of output{cell(step.index)}, read off row by row."


def _closing(operands: Operands) -> str:
    return f"The same {counted(operands.kernel.size, 'weight')} in every row, at another place: convolution is the product *C·x*."
