"""Convolution arithmetic: a window slides over one plane of cells; each is one cell of the plane above it.

A transposed convolution is shown as the convolution of its input with zeros between and around its cells.

Source: the published figures of Dumoulin & Visin, arXiv 1603.07285, whose names the specs in
``scenes/arithmetic`` have.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import Field, field_validator

from convscenes.ops import GatherStep, Insertion, InsertionStep, insertion
from convscenes.ops.notation import distinct
from convscenes.ops.shown import gather_steps, insertion_steps
from convscenes.spec import DirectedFields, Fault, SteppedFields
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.grouping import Group
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import Operands, size
from convscenes.stories._base.points import gathered
from convscenes.stories._base.story import MAX_BEATS, PLANES, Story, Term
from convscenes.stories._base.sums import product_of, sum_of
from convscenes.words import Sentence


class Fields(SteppedFields, DirectedFields):
    """A convolution, or a transposed one, as a window that slides over a plane of cells."""

    kind: Literal["arithmetic"]
    synonyms: ClassVar[tuple[str, ...]] = ("convarithmetic", "convolutionarithmetic", "planes")
    label_names: ClassVar[tuple[str, ...]] = ("input", "padded", "kernel", "turned", "output")

    numbers: bool = Field(
        default=True, description="Whether cells hold their numbers, and the kernel is shown."
    )

    @field_validator("output_padding")
    @classmethod
    def _has_a_meaning(cls, output_padding: tuple[int, ...], info: Any) -> tuple[int, ...]:
        """Check that output padding is given for a transposed convolution only."""
        if not info.data.get("transposed", True) and any(output_padding):
            raise Fault('only a transposed convolution has it. Add "transposed: true".')
        return output_padding

    @classmethod
    def _step_shape(cls, geometry: Any) -> tuple[int, ...]:
        shape: tuple[int, ...] = geometry.output_shape
        return shape


def build_story(fields: Fields) -> Story:
    """Return the story: both planes; then a beat for every window, of many one for every row."""
    operands = Operands.of(fields)
    made = _insertion(operands) if fields.transposed else None
    steps: list[GatherStep] = [*_steps(operands, fields)]
    zeros = _zeros(operands, made)
    maps = _maps(fields, operands, made, zeros["zeros"])
    source, kernel = maps[0].name, "turned" if made else "kernel"
    builder = StoryBuilder(
        maps,
        fields.words,
        **{
            source: made.padded if made else operands.image,
            kernel: steps[0].kernel,
            "products": distinct(step.products for step in steps),
            "output": [step.total for step in steps],
        },
    )
    if made:
        builder.show(source, made.padded, dashed=~made.padded_holds)
    else:
        builder.show(source, operands.image)
    if fields.numbers:
        builder.show(kernel, steps[0].kernel)
    builder.show("output", empty(operands.output_shape, np.result_type(steps[0].total)))
    builder.beat("maps", builder.sentence("maps", **zeros, **operands.sizes()))
    _windows(builder, operands, steps, source, kernel if fields.numbers else "")
    return Story.of(
        fields,
        title=fields.words.line("title", transposed=fields.transposed),
        description=fields.words.line("description", transposed=fields.transposed, **operands.sizes()),
        maps=maps,
        beats=builder.beats,
        staging=PLANES,
        parameters=operands.parameters(fields.words),
        numbers=builder.numbers,
    )


def _insertion(operands: Operands) -> Insertion:
    return insertion(operands.image, operands.kernel, **operands.arguments)


def _steps(operands: Operands, fields: Fields) -> Sequence[GatherStep]:
    """Return the windows, in reading order of the output."""
    make = insertion_steps if fields.transposed else gather_steps
    return [*make(operands.image, operands.kernel, **operands.arguments)]


def _maps(fields: Fields, operands: Operands, made: Insertion | None, zeros: str) -> tuple[Map, ...]:
    """Return the planes, and the kernel where there are numbers."""
    how: dict[str, Any] = {"flat": operands.flat, "numerals": fields.numbers}
    output = Map.output(operands.output_shape, **how)
    if made is None:
        image = Map.input(operands.image_shape, beyond="zeros", **how)
        kernel = Map.kernel(operands.kernel_shape, flat=operands.flat)
    else:
        label = fields.words.word("label-padded", zeros=zeros)
        image = Map.input(size(made.padded.shape), "padded", label, **how)
        kernel = Map.kernel(operands.kernel_shape, "turned", flat=operands.flat)
    return (image, kernel, output) if fields.numbers else (image, output)


def _zeros(operands: Operands, made: Insertion | None) -> dict[str, Any]:
    """Return where zeros are inserted: between the cells of the input and around it, or only one of these."""
    if made is None:
        padded = any(map(any, operands.geometry.padding))
        return {"transposed": False, "zeros": "around" if padded else "none"}
    between = made.stretched.size > operands.image.size
    sides = [side for axis in made.borders for side in axis]
    around, cut = max(sides) > 0, min(sides) < 0
    zeros = "cut" if cut else "both" if between and around else "between" if between else ""
    window = tuple(made.padded.shape[-1:] if operands.flat else made.padded.shape)
    return {"transposed": True, "zeros": zeros or ("around" if around else "none"), "padded": window}


def _windows(
    builder: StoryBuilder, operands: Operands, steps: Sequence[GatherStep], source: str, kernel: str
) -> None:
    for group in operands.grouped(steps, MAX_BEATS - 1, "step", first=1):
        for step in group.steps:
            builder.shows["output"][step.index] = step.total
        builder.beat(
            "step",
            builder.share(
                _sentence(builder, operands, group, len(steps), written=bool(kernel)), "rows", group
            ),
            name=group.name,
            steps=group.steps,
            points=gathered(group.steps, source) | (builder.whole(kernel) if kernel else {}),
            connects=[(source, "output")],
            formula=_sum(builder, group.steps[0], source, kernel) if group.single and kernel else (),
        )


def _sentence(
    builder: StoryBuilder, operands: Operands, group: Group, steps: int, *, written: bool
) -> Sentence:
    if not group.single:
        return builder.sentence("rows", **group.facts)
    step: GatherStep = group.steps[0]
    made = {"sum": builder.numbers.text(step.total, "output")} if written else {}
    return builder.sentence(
        "step", number=group.number, steps=steps, written=written, **made, **operands.at(step.index)
    )


def _sum(builder: StoryBuilder, step: GatherStep, source: str, kernel: str) -> tuple[Term, ...]:
    """Return p + p + … = total, without the products with padding and inserted zeros.

    Of a single product, it is value × weight = total.
    """
    counts = step.holds if isinstance(step, InsertionStep) else step.inside
    cells = [(int(row), int(col)) for row, col in np.argwhere(counts)]
    total = step.total, "output"
    if len(cells) == 1:
        return product_of(
            builder.numbers, (step.window[cells[0]], source), (step.kernel[cells[0]], kernel), total
        )
    return sum_of(builder.numbers, [(cell, step.products[cell]) for cell in cells], total) if cells else ()
