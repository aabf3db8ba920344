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
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import gathered
from convscenes.stories._base.story import Beat, Story, Term
from convscenes.words import Sentence, Words

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
        Map.output(image, "wanted", flat=flat),
    )
    return Story.of(
        fields,
        title=fields.words.line("title", weights=operands.kernel.size),
        description=fields.words.line("description", **operands.sizes()),
        maps=maps,
        beats=_beats(fields.words, operands, maps),
        parameters=operands.parameters(fields.words),
    )


def _beats(words: Words, operands: Operands, maps: tuple[Map, ...]) -> list[Beat]:
    builder = StoryBuilder(maps, words)
    image, kernel, arguments = operands.image, operands.kernel, operands.arguments
    first, *rest = gather_steps(image, kernel, **arguments)
    builder.show("input", image)
    builder.show("output", convolve(image, kernel, **arguments))
    builder.beat("maps", builder.sentence("maps", **operands.sizes()))
    reading = builder.sentence("gather", many=_many(first), **operands.at(first.index))
    _gather(builder, "gather-1", reading, first)
    before = first
    for group in operands.grouped(rest, MAX_FURTHER, "gather", first=2):
        _gather(builder, group.name, _further(builder, before, group), *group.steps)
        before = group.steps[-1]
    builder.show("wanted", empty(operands.image_shape, np.int64))
    larger = np.prod(operands.image_shape) > np.prod(operands.output_shape)
    builder.beat("wish", builder.sentence("wish", larger=larger, **operands.sizes()))
    fullest = max((first, *rest), key=_many)  # at the border, a window may hold little but padding
    _question(builder, fullest)
    return builder.beats


def _gather(builder: StoryBuilder, name: str, sentence: Sentence, *steps: GatherStep) -> None:
    """Join windows with their values, one after the other."""
    builder.beat(
        "gather",
        sentence,
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
        builder.sentence("spread", many=many),
        name="spread-1",
        steps=[step],
        points=points | {"wanted": points["input"]},
        connects=[READS, ("output", "wanted")],
        formula=(*gathers(many), Term("→"), Term(str(many), "output"), Term("?", "ink")),
    )


def _many(step: GatherStep) -> int:
    """Return how many input values a window holds; padded zeros are none."""
    return int(np.count_nonzero(step.inside))


def _further(builder: StoryBuilder, before: GatherStep, group: Group) -> Sentence:
    """Return the sentence on the next values; of a single one, with how much it shares with ``before``."""
    if not group.single:
        return builder.sentence("rows", **group.facts)
    (step,) = group.steps
    many, shared = _many(step), len(_cells(before) & _cells(step))
    which = "none" if not shared else "all" if shared == many else "some"
    sharing = which if many else "nothing"
    some = {"shared": shared} if sharing == "some" else {}
    return builder.sentence("next", number=group.number, many=many, sharing=sharing, **some)


def _cells(step: GatherStep) -> set[tuple[int, int]]:
    """Return the input cells in a window."""
    return {(int(step.rows[i]), int(step.cols[j])) for i, j in np.argwhere(step.inside)}
