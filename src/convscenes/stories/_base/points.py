"""Which cells of a map a beat points at, and numbers that lie on them. Plain data, no Manim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from convscenes.ops.placements import Placement

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

    @property
    def words(self) -> str:
        """Where the outline is, in words; empty where there is none.

        >>> Points.cell((0, 2)).words, Points.block("window", [0, 2], [1, 2]).words
        ('row 1, column 3', 'rows 1 and 3, columns 2 to 3')
        """
        if self.kind == "map":
            return ""
        if self.kind == "cells":
            where = (f"row {row + 1}, column {col + 1}" for row, col in np.argwhere(self.inside))
            return "; ".join(where)
        rows, cols = (
            _numbers(noun, axis[self.inside.any(axis=other)])
            for noun, axis, other in (("row", self.rows, 1), ("column", self.cols, 0))
        )
        return {"row": rows, "column": cols}.get(self.kind, f"{rows}, {cols}" if rows and cols else "")


def where(points: Points, *, flat: bool) -> str:
    """Return where an outline is, in words: in a ``flat`` map by cells alone.

    >>> where(Points.cell((0, 2)), flat=True)
    'cell 3'
    """
    if not flat or points.kind == "map":
        return points.words
    return _numbers("cell", points.cols[points.inside.any(axis=0)])


def _numbers(noun: str, numbers: NDArray[Any]) -> str:
    """Return rows or columns in words, counted from 1; a run by its ends."""
    shown = [str(number + 1) for number in numbers.tolist()]
    if len(shown) < 2:
        return " ".join([noun, *shown]) if shown else ""
    runs = np.all(np.diff(numbers) == 1)
    return (
        f"{noun}s {shown[0]} to {shown[-1]}" if runs else f"{noun}s {', '.join(shown[:-1])} and {shown[-1]}"
    )


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
