"""Which input values each output value reads; and the wish to go back, from one value to all of these."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from convscenes.ops import GatherStep
from convscenes.ops.shown import convolve, gather_steps
from convscenes.spec import ConvolutionFields
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.connections import gathers
from convscenes.stories._base.grouping import Group
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import gathered
from convscenes.stories._base.story import Beat, Map, Story, Term
from convscenes.stories._base.wording import counted

READS = ("input", "output")
MAX_FURTHER = 3
"""The most beats of further connections."""


class Fields(ConvolutionFields):
    """A convolution, of which only the connections are shown."""

    kind: Literal["connectivity"]
    synonyms: ClassVar[tuple[str, ...]] = ("connections", "receptivefield")
    label_names: ClassVar[tuple[str, ...]] = ("input", "output", "wanted")


def build_story(fields: Fields) -> Story:
    """Return the story: input and output; what a cell reads, and a few more; the wish to go back."""
    operands = Operands.of(fields)
    image, output, flat = operands.image_shape, operands.output_shape, operands.flat
    maps = (
        Map.input(image, flat=flat),
        Map.output(output, flat=flat),
        Map.output(image, "wanted", "Wanted", flat=flat),
    )
    return Story.of(
        fields,
        title=f"{'Many' if operands.kernel.size > 1 else 'One'} to one, and the wish to go back",
        description=f"Each value of the {operands.times(output)} output is connected with a window of the "
        f"{operands.times(image)} input; then one value with the empty cells that it should fill on the way "
        "back.",
        maps=maps,
        beats=_beats(operands, maps),
        parameters=operands.parameters,
    )


def _beats(operands: Operands, maps: tuple[Map, ...]) -> list[Beat]:
    builder = StoryBuilder(maps)
    image, kernel, arguments = operands.image, operands.kernel, operands.arguments
    first, *rest = gather_steps(image, kernel, **arguments)
    builder.show("input", image)
    builder.show("output", convolve(image, kernel, **arguments))
    builder.beat("maps", _opening(operands), title="Input and output")
    _gather(builder, "gather-1", _gathering(operands, first), first)
    before = first
    for group in operands.grouped(rest, MAX_FURTHER, "gather", first=2):
        _gather(builder, group.name, _further(before, group), *group.steps)
        before = group.steps[-1]
    builder.show("wanted", empty(operands.image_shape, np.int64))
    builder.beat("wish", _wish(operands), title="The wish to go back")
    fullest = max((first, *rest), key=_many)  # at the border, a window may hold little but padding
    _question(builder, fullest)
    return builder.beats


def _gather(builder: StoryBuilder, name: str, caption: str, *steps: GatherStep) -> None:
    """Join windows with their values, one after the other."""
    builder.beat(
        "gather",
        caption,
        name=name,
        steps=steps,
        points=gathered(steps),
        connects=[READS],
        formula=gathers(_many(steps[-1])),
    )


def _question(builder: StoryBuilder, step: GatherStep) -> None:
    """Join a value with its window once more, and with as many empty cells on the other side."""
    many, points = _many(step), gathered([step])
    builder.beat(
        "spread",
        _asked(many),
        name="spread-1",
        title="One to many?" if many > 1 else "Back to one?",
        steps=[step],
        points=points | {"wanted": points["input"]},
        connects=[READS, ("output", "wanted")],
        formula=(*gathers(many), Term("→"), Term(str(many), "output"), Term("?", "ink")),
    )


def _many(step: GatherStep) -> int:
    """Return how many input values a window holds; padded zeros are none."""
    return int(np.count_nonzero(step.inside))


def _opening(operands: Operands) -> str:
    image, output = operands.times(operands.image_shape), operands.times(operands.output_shape)
    return f"This *{output}* output was made from the *{image}* input: which values are connected?"


def _gathering(operands: Operands, step: GatherStep) -> str:
    many = _many(step)
    kind = "many to one" if many > 1 else "one to one"
    reads = f"The output in {operands.cell(step.index)} reads *{counted(many, 'input value')}*"
    return f"{reads}: {kind}." if many else f"{reads}: its window holds nothing but padding."


def _further(before: GatherStep, group: Group) -> str:
    """Return the caption on the next values; of a single one, with how much it shares with ``before``."""
    if not group.single:
        return f"The same for *{group.rows}* of the output: every value has a window of its own."
    (step,) = group.steps
    many, shared = _many(step), len(_cells(before) & _cells(step))
    reads = f"The next value reads *{counted(many, 'input')}*"
    if not shared:
        return f"{reads} of its own." if many else f"{reads}: its window holds nothing but padding."
    which = "which" if shared == many else f"*{counted(shared, 'of which', 'of which')}*"
    return f"{reads}, {which} it shares with the value before."


def _cells(step: GatherStep) -> set[tuple[int, int]]:
    """Return the input cells in a window."""
    return {(int(step.rows[i]), int(step.cols[j])) for i, j in np.argwhere(step.inside)}


def _wish(operands: Operands) -> str:
    image, output = operands.image_shape, operands.output_shape
    who = "Up-sampling wants" if np.prod(image) > np.prod(output) else "Now we want"
    there, back = operands.times(output), operands.times(image)
    return f"{who} to go *back*: from the *{there}* map to a *{back}* one, still empty."


def _asked(many: int) -> str:
    if many == 1:
        return "*One* value should go back to *one cell*: but which number does it get?"
    return f"*One* value should spread to *{counted(many, 'cell')}*: but which number does each of them get?"
