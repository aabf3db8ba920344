"""A picture is a matrix of numbers: coloured, numbered cells, and what a colour means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import RangeStep
from convscenes.ops.numerals import numeral
from convscenes.ops.shown import range_step
from convscenes.spec import MatricesFields
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.operands import size
from convscenes.stories._base.story import Beat, Map, Story
from convscenes.stories._base.wording import capitalised, counted, times

MARKS = {1: 8, 2: 6, 3: 6}
"""How many values a scale of whole numbers has, by the characters of its ends: wide ones need room."""
FEW_MARKS = 4
"""How many there are where the ends are wider than that."""
DECIMAL_MARKS = 5
"""How many a scale of decimals has: from 0 to 1 by quarters."""
NEGATIVE = "Negative numbers have *another hue*: the further from zero, the stronger."
WHOLE = "For a computer there are only the numbers: all that follows is *arithmetic*."


class Fields(MatricesFields):
    """Matrices as they are, coloured by value."""

    kind: Literal["matrix-show"]


@dataclass(frozen=True, eq=False)
class Shown:
    """One matrix (H, W), the names of its map and of its scale's, and the range of its values."""

    label: str
    values: NDArray[Any]
    name: str
    scale_name: str
    step: RangeStep

    @classmethod
    def of(cls, label: str, values: NDArray[Any], number: int) -> Shown:
        """Return the matrix of this ``number``, 0 for the only one; one of one axis is one row."""
        characters = max(len(numeral(end)) for end in (values.min(), values.max()))
        marks = MARKS.get(characters, FEW_MARKS) if values.dtype.kind == "i" else DECIMAL_MARKS
        names = (f"matrix-{number}", f"scale-{number}") if number else ("input", "scale")
        return cls(label, np.atleast_2d(values), *names, range_step(np.atleast_2d(values), marks=marks))

    @property
    def maps(self) -> tuple[Map, Map]:
        """The map of the matrix, and that of its scale."""
        scale = Map(self.scale_name, "input", "Scale", (1, self.step.scale.size))
        return Map(self.name, "input", self.label, size(self.values.shape)), scale

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
        builder.beat("picture", _picture(one, number), name=f"picture-{number}")
        builder.show(one.scale_name, one.ends)
        builder.beat("ends", _ends(one, number), name=f"ends-{number}", steps=[one.step])
    for one in shown:
        builder.show(one.scale_name, one.step.scale[None, :])
    steps = [one.step for one in shown]
    if not all(step.constant for step in steps):
        builder.beat("span", _scales(shown), name="scales", steps=steps)
    if any(step.least < 0 for step in steps):
        builder.beat("negative", NEGATIVE, steps=steps)
    builder.beat("whole", WHOLE, steps=steps)
    return builder.beats


def _picture(one: Shown, number: int) -> str:
    cells = f"*{times(one.values.shape)}* {'cells' if one.values.size > 1 else 'cell'}"
    if number == 1:
        return f"A picture is a *matrix*: {cells}, and in every cell one number."
    return f"{one.label.replace('*', '')}: {cells}, again one number in each."


def _ends(one: Shown, number: int) -> str:
    least, greatest = numeral(one.step.least), numeral(one.step.greatest)
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
