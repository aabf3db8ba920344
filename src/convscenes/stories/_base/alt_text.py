"""What is seen at the end of a beat, in words: for people who do not see it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops.notation import Notation
from convscenes.stories._base.points import last, where
from convscenes.stories._base.story import Beat, Story

MAX_VALUES = 64
"""The most cells of a map whose alt text has every value."""


def alt_text(story: Story, beat: Beat) -> str:
    """Return the caption of a beat, and the values of all maps with the cells that are outlined.

    A story without maps is all captions so far.

    >>> from convscenes.stories._base.points import Points
    >>> from convscenes.stories._base.story import Map
    >>> values, points = np.ma.array([[1 / 3, 7]], mask=[[False, True]]), {"output": (Points.cell((0, 0)),)}
    >>> beat = Beat("maps", "maps", "A *third*.", {"output": values}, points=points)
    >>> alt_text(Story("kind", "", "", (Map.output((1, 2)),), (beat,)), beat)
    'A third. Output 1×2, rounded: 0.33 ·; row 1, column 1 outlined.'
    """
    if not story.maps:
        return " ".join(each.plain_caption for each in story.beats[: story.beats.index(beat) + 1])
    outlined, read = last(beat.points), [beat.plain_caption]
    for name, values in beat.shows.items():
        one, notation = story.map(name), story.notations[name]
        around = where(outlined[name], flat=one.flat) if name in outlined else ""
        tail = f"; {around} outlined" if around else ""
        read.append(f"{one.words} {one.size}{_read(values, notation)}{tail}.")
    return " ".join(read)


def _read(values: NDArray[Any], notation: Notation) -> str:
    """Return the values of a map after its size, whether they are rounded; of a large map their range.

    >>> _read(np.full((9, 9), 2.5), Notation()), _read(np.array([[1]]), Notation())
    (': 81 of 81 values, from 2.5 to 2.5', ': 1')
    """
    if np.size(values) <= MAX_VALUES:
        marks = notation.mark.replace("≈", "rounded").split()
        return "".join(f", {mark}" for mark in marks) + f": {_values(values, notation)}"
    known = np.ma.compressed(np.ma.array(values))
    if not known.size:
        return ": still empty"
    minimum, maximum = (Notation.of([end]).term(end) for end in (known.min(), known.max()))
    return f": {known.size} of {np.size(values)} values, from {minimum} to {maximum}"


def _values(values: NDArray[Any], notation: Notation) -> str:
    """Return a map's values row by row, a dot for each empty cell; the maps of a stack follow each other.

    >>> _values(np.ma.array([[84, 84], [87, 0]], mask=[[0, 0], [0, 1]]), Notation())
    '84 84 / 87 ·'
    >>> _values(np.array([[[1, 2]], [[3, 4]]]), Notation())
    '1 2; 3 4'
    """
    if np.ndim(values) > 2:
        return "; ".join(_values(each, notation) for each in values)
    rows = np.ma.array(values).tolist()
    return " / ".join(" ".join("·" if v is None else notation.text(v) for v in row) for row in rows)
