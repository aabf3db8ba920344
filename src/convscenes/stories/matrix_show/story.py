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
from convscenes.stories._base.operands import size
from convscenes.stories._base.points import Points
from convscenes.stories._base.story import Beat, Map, Story
from convscenes.stories._base.wording import capitalised, counted, times
from convscenes.stories.matrix_show.fields import Fields

MARKS = {1: 8, 2: 6, 3: 6}
"""How many values a scale of whole numbers has, by the characters of its wider end."""
FEW_MARKS = 4
"""How many it has where an end is wider than that."""
DECIMAL_MARKS = 5
"""How many a scale of decimals has: from 0 to 1 by quarters."""
NEGATIVE = "Negative numbers have *another hue*: the further from zero, the stronger."
WHOLE = "For a computer there are only the numbers: all that follows is *arithmetic*."


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

    @property
    def maps(self) -> tuple[Map, Map]:
        """The map of the matrix, and that of its scale, which has the same index in its group."""
        index, shape = (self.number,), (1, self.step.scale.size)
        matrix = Map.input(size(self.values.shape), self.name, self.label, group="matrix", index=index)
        return matrix, Map.input(shape, self.scale_name, "Scale", group="scale", index=index)

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
    if fields.input is not None:
        shown = [Shown.of("Matrix", fields.input, 0)]
    else:
        shown = [Shown.of(*named, number) for number, named in enumerate(fields.matrices.items(), 1)]
    maps = [one for matrix in shown for one in matrix.maps]
    many = capitalised(counted(len(shown), "matrix", "matrices"))
    return Story.of(
        fields,
        title="A picture is a matrix of numbers",
        description=f"{many} as coloured cells: the greater the number, the stronger the colour. "
        "The scale below each goes from its least to its greatest value.",
        maps=maps,
        beats=_beats(shown, maps),
    )


def _beats(shown: Sequence[Shown], maps: Sequence[Map]) -> list[Beat]:
    builder = StoryBuilder(maps)
    for number, one in enumerate(shown, 1):
        builder.show(one.name, one.values)
        builder.beat("picture", _picture(one, number), name=f"picture-{number}", title=readable(one.label))
        builder.show(one.scale_name, one.ends)
        builder.beat(
            "ends",
            _ends(one, number),
            name=f"ends-{number}",
            title=f"{readable(one.label)}: from least to greatest",
            steps=[one.step],
            points={one.name: [one.extreme]} | builder.whole(one.scale_name),
        )
    for one in shown:
        builder.show(one.scale_name, one.step.scale[None, :])
    steps = [one.step for one in shown]
    if not all(step.constant for step in steps):
        builder.beat("span", _scales(shown), name="scales", title="What a colour means", steps=steps)
    if any(step.least < 0 for step in steps):
        below = {name: values < 0 for name, values in builder.shows.items() if (values < 0).any()}
        points = {name: [Points.highlighted(mask)] for name, mask in below.items()}
        builder.beat("negative", NEGATIVE, title="Negative numbers", steps=steps, points=points)
    builder.beat("whole", WHOLE, title="Numbers are all there is", steps=steps)
    return builder.beats


def _picture(one: Shown, number: int) -> str:
    cells = f"*{times(one.values.shape)}* {'cells' if one.values.size > 1 else 'cell'}"
    if number == 1:
        return f"A picture is a *matrix*: {cells}, and in every cell one number."
    return f"{quoted(one.label)}: {cells}, again one number in each."


def _ends(one: Shown, number: int) -> str:
    notation = Notation.of(one.values).plain()
    least, greatest = notation.term(one.step.least), notation.term(one.step.greatest)
    if one.step.constant:
        return f"All its values are *{least}*: they all have one colour."
    if one.step.least < 0:
        return f"Its values go from *{least}* to *{greatest}*."
    if number > 1:
        return f"From *{least}* to *{greatest}*: the greatest is the strongest again."
    return f"Its least value, *{least}*, has the faintest colour, its greatest, *{greatest}*, the strongest."


def _scales(shown: Sequence[Shown]) -> str:
    between = "In between, the colour grows with the number"
    return f"{between}." if len(shown) == 1 else f"{between}, on a *scale of its own* for every matrix."
