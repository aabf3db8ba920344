"""The story of matrix-show: each matrix, the ends of its scale, the scales, what is negative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import RangeStep
from convscenes.ops.notation import Notation
from convscenes.ops.shown import range_step
from convscenes.spec.markup import quoted, readable
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import size
from convscenes.stories._base.points import Points
from convscenes.stories._base.story import Beat, Story
from convscenes.stories._base.wording import times
from convscenes.stories.matrix_show.fields import Fields
from convscenes.words import Sentence, Words

MARKS = {1: 8, 2: 6, 3: 6}
"""How many values a scale of whole numbers has, by the characters of its wider end."""
FEW_MARKS = 4
"""How many it has where an end is wider than that."""
DECIMAL_MARKS = 5
"""How many a scale of decimals has: from 0 to 1 by quarters."""


@dataclass(frozen=True, eq=False)
class Shown:
    """One matrix (H, W), its number, the names of its map and of its scale's, and the range of its values."""

    label: str
    values: NDArray[Any]
    number: int
    name: str
    scale_name: str
    step: RangeStep

    @classmethod
    def of(cls, label: str, values: NDArray[Any], number: int) -> Shown:
        """Return the matrix of this ``number``, 0 for the only one; one of one axis is one row."""
        notation = Notation.of(values)
        characters = max(len(notation.text(end)) for end in (values.min(), values.max()))
        marks = MARKS.get(characters, FEW_MARKS) if values.dtype.kind == "i" else DECIMAL_MARKS
        names = (f"matrix-{number}", f"scale-{number}") if number else ("input", "scale")
        matrix = np.atleast_2d(values)
        return cls(label, matrix, number, *names, range_step(matrix, marks=marks))

    def maps(self, words: Words) -> tuple[Map, Map]:
        """Return the map of the matrix, and that of its scale, which has the same index in its group."""
        index, shape = (self.number,), (1, self.step.scale.size)
        matrix = Map.input(size(self.values.shape), self.name, self.label, group="matrix", index=index)
        return matrix, Map.input(
            shape, self.scale_name, words.word("label-scale"), group="scale", index=index
        )

    @property
    def extreme(self) -> Points:
        """The cells with the least and the greatest value, an outline around each."""
        mask = np.zeros(self.values.shape, dtype=bool)
        mask[self.step.least_index] = mask[self.step.greatest_index] = True
        return Points.highlighted(mask, "cells")

    @property
    def ends(self) -> NDArray[Any]:
        """The scale with nothing but its ends."""
        ends = empty((1, self.step.scale.size), self.step.scale.dtype)
        ends[0, 0], ends[0, -1] = self.step.least, self.step.greatest
        return ends


def build_story(fields: Fields) -> Story:
    """Return the story: each matrix, its least and greatest value; the scales between; negative numbers."""
    words = fields.words
    if fields.input is not None:
        shown = [Shown.of(words.word("label-input"), fields.input, 0)]
    else:
        shown = [
            Shown.of(fields.labels.get(f"matrix-{number}") or name, values, number)
            for number, (name, values) in enumerate(fields.matrices.items(), 1)
        ]
    maps = [one for matrix in shown for one in matrix.maps(words)]
    return Story.of(
        fields,
        title=words.line("title"),
        description=words.line("description", matrices=len(shown)),
        maps=maps,
        beats=_beats(words, shown, maps),
    )


def _beats(words: Words, shown: Sequence[Shown], maps: Sequence[Map]) -> list[Beat]:
    builder = StoryBuilder(maps, words)
    for number, one in enumerate(shown, 1):
        builder.show(one.name, one.values)
        builder.beat("picture", _picture(words, one, number), name=f"picture-{number}")
        builder.show(one.scale_name, one.ends)
        builder.beat(
            "ends",
            _ends(words, one, number),
            name=f"ends-{number}",
            steps=[one.step],
            points={one.name: [one.extreme]} | builder.whole(one.scale_name),
        )
    for one in shown:
        builder.show(one.scale_name, one.step.scale[None, :])
    steps = [one.step for one in shown]
    if not all(step.constant for step in steps):
        builder.beat("span", builder.sentence("span", matrices=len(shown)), name="scales", steps=steps)
    if any(step.least < 0 for step in steps):
        below = {name: values < 0 for name, values in builder.shows.items() if (values < 0).any()}
        points = {name: [Points.highlighted(mask)] for name, mask in below.items()}
        builder.beat("negative", builder.sentence("negative"), steps=steps, points=points)
    builder.beat("whole", builder.sentence("whole"), steps=steps)
    return builder.beats


def _picture(words: Words, one: Shown, number: int) -> Sentence:
    """Return the sentence on a matrix; a name that a user gave stands as it is, also at the beginning."""
    facts = {"size": times(one.values.shape), "cells": one.values.size, "label": quoted(one.label)}
    text = words.line("picture", **facts) if number == 1 else words.word("next-picture", **facts)
    return Sentence(text, readable(one.label))


def _ends(words: Words, one: Shown, number: int) -> Sentence:
    notation = Notation.of(one.values, comma=words.comma).plain()
    least, greatest = notation.term(one.step.least), notation.term(one.step.greatest)
    known = "negative" if one.step.least < 0 else "first" if number == 1 else "again"
    values = "constant" if one.step.constant else known
    text = words.line("ends", values=values, least=least, greatest=greatest)
    return Sentence(text, words.word("ends-title", label=readable(one.label)))
