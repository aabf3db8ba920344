"""Which cells of a map a beat points at, and numbers that lie on them. Plain data, no Manim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from convscenes.ops.placements import Placement
from convscenes.words import Words

MAX_LISTED = 64
"""The most outlined cells that words list one by one."""
Kind = Literal["window", "stamp", "cell", "row", "column", "cells", "map"]
Path = tuple["Points", ...]
Pointed = dict[str, Sequence["Points"]]
"""Points by the names of maps."""
Step = TypeVar("Step", bound=Placement)


@dataclass(frozen=True, eq=False)
class Points:
    """The cells at ``rows`` (R,) × ``cols`` (C,) of a map that a beat points at: highlighted and outlined.

    Rows and columns may lie beyond the map; the mask ``inside`` (R, C) is true for the cells that count. One
    outline encloses them all; of the kind ``cells``, each has one; of the kind ``map``, none.
    """

    kind: Kind
    rows: NDArray[Any]
    cols: NDArray[Any]
    inside: NDArray[np.bool_]

    @classmethod
    def placed(cls, step: Placement, kind: Kind = "window") -> Points:
        """Return the cells under the kernel of ``step``."""
        return cls(kind, step.rows, step.cols, np.atleast_2d(step.inside))

    @classmethod
    def block(
        cls, kind: Kind, rows: Sequence[int] | NDArray[Any], cols: Sequence[int] | NDArray[Any]
    ) -> Points:
        """Return all cells at ``rows`` × ``cols``, none beyond the map."""
        r, c = np.asarray(rows), np.asarray(cols)
        return cls(kind, r, c, np.ones((len(r), len(c)), dtype=bool))

    @classmethod
    def cell(cls, index: Sequence[int]) -> Points:
        """Return one cell; an index of one number is a column of row 0."""
        return cls.block("cell", [index[-2] if len(index) > 1 else 0], [index[-1]])

    @classmethod
    def row(cls, number: int, shape: Sequence[int]) -> Points:
        """Return one row of a map of ``shape``."""
        return cls.block("row", [number], range(shape[1]))

    @classmethod
    def column(cls, number: int, shape: Sequence[int]) -> Points:
        """Return one column of a map of ``shape``."""
        return cls.block("column", range(shape[0]), [number])

    @classmethod
    def whole(cls, shape: Sequence[int]) -> Points:
        """Return all of a map."""
        return cls.block("map", range(shape[0]), range(shape[1]))

    @classmethod
    def highlighted(cls, mask: NDArray[np.bool_], kind: Literal["map", "cells"] = "map") -> Points:
        """Return the cells of ``mask`` (H, W), without an outline, or with one around each.

        >>> Points.highlighted(np.array([[True, False]])).mask((1, 2)).tolist()
        [[True, False]]
        """
        return cls(kind, np.arange(mask.shape[0]), np.arange(mask.shape[1]), np.asarray(mask, dtype=bool))

    def mask(self, shape: Sequence[int]) -> NDArray[np.bool_]:
        """Return the cells as a mask (H, W) of a map of ``shape``.

        >>> Points.cell((0, 1)).mask((1, 3)).tolist()
        [[False, True, False]]
        """
        mask = np.zeros(tuple(shape), dtype=bool)
        mask[self.cells] = True
        return mask

    @property
    def cells(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """The rows and the columns of all cells, one of each for every cell.

        >>> [axis.tolist() for axis in Points.block("cells", [0, 2], [1]).cells]
        [[0, 2], [1, 1]]
        """
        down, right = np.nonzero(self.inside)
        return self.rows[down], self.cols[right]


def where(points: Points, words: Words, *, flat: bool = False) -> str:
    """Return where an outline is, in words, in a ``flat`` map by cells alone; empty where there is none.

    >>> where(Points.cell((0, 2)), Words()), where(Points.cell((0, 2)), Words(), flat=True)
    ('row 1, column 3', 'cell 3')
    >>> where(Points.block("window", [0, 2], [1, 2]), Words())
    'rows 1 and 3, columns 2 to 3'
    """
    if points.kind == "map":
        return ""
    if flat:
        return _numbered(words, cell=points.cols[points.inside.any(axis=0)])
    if points.kind == "cells":
        cells = np.argwhere(points.inside)
        if len(cells) > MAX_LISTED:
            return words.word("alt-cells", cells=len(cells))
        return "; ".join(_numbered(words, row=cell[:1], column=cell[1:]) for cell in cells)
    rows, cols = points.rows[points.inside.any(axis=1)], points.cols[points.inside.any(axis=0)]
    if points.kind in ("row", "column"):
        return _numbered(words, **{points.kind: rows if points.kind == "row" else cols})
    return _numbered(words, row=rows, column=cols) if len(rows) else ""


def _numbered(words: Words, **numbers: NDArray[Any]) -> str:
    """Return rows, columns or cells in words, counted from 1; a run by its ends; empty for none."""
    return ", ".join(_place(words, noun, (each + 1).tolist()) for noun, each in numbers.items() if len(each))


def _place(words: Words, noun: str, numbers: list[int]) -> str:
    runs = numbers == [*range(numbers[0], numbers[-1] + 1)]
    form = "one" if len(numbers) == 1 else "run" if runs else "list"
    listed = list(map(str, numbers))
    return words.word("alt-place", noun=noun, form=form, first=numbers[0], last=numbers[-1], numbers=listed)


@dataclass(frozen=True, eq=False)
class Laid:
    """Numbers that lie on a map for some beats: products, a stamp, a copy of the weights.

    They stand on the cells ``placed``, else on those that the beat points at, or ``above`` them; ``beside``
    the map (``away`` places to the right); or at the operator between the maps. They move there from the
    map ``source``, all of it or its pointed cells; else they fade in. Masked values are not drawn.
    """

    name: str
    role: str
    values: NDArray[Any]
    style: Literal["overlay", "solid", "picture"] = "solid"
    source: str = ""
    at: Literal["cells", "above", "beside", "operator"] = "cells"
    away: int = 0
    placed: Points | None = None


def gathered(steps: Iterable[Placement], source: str = "input", goal: str = "output") -> Pointed:
    """Return the points of gather steps: windows of ``source``, cells of ``goal``."""
    steps = tuple(steps)
    return {source: tuple(map(Points.placed, steps)), goal: tuple(Points.cell(s.index) for s in steps)}


def scattered(steps: Iterable[Placement], source: str = "input", goal: str = "output") -> Pointed:
    """Return the points of scatter steps: cells of ``source``, stamps on ``goal``."""
    steps = tuple(steps)
    return {
        source: tuple(Points.cell(step.index) for step in steps),
        goal: tuple(Points.placed(step, "stamp") for step in steps),
    }


def last(points: Mapping[str, Sequence[Points]]) -> dict[str, Points]:
    """Return the last points of every map: the outlines at a beat's end."""
    return {name: path[-1] for name, path in points.items() if path}


def reach(path: Iterable[Points], shape: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return how many cells beyond a map of this shape are pointed at: above, right, below and left of it.

    >>> reach([Points.block("window", [-1, 0], [2, 3, 4])], (3, 3))
    (1, 2, 0, 0)
    """
    top = right = bottom = left = 0
    rows, cols = shape
    for points in path:
        top, bottom = max(top, -int(points.rows.min())), max(bottom, int(points.rows.max()) + 1 - rows)
        left, right = max(left, -int(points.cols.min())), max(right, int(points.cols.max()) + 1 - cols)
    return top, right, bottom, left
