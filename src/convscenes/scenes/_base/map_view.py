"""A map on the stage: its grid, its label, its padding, where it stands, and where its cells are."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import Animation, VMobject
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from convscenes.look.cells import Cells, Floats
from convscenes.look.drawn import Drawn
from convscenes.look.layout import ANYWHERE, Place, Rect, Room, Standing
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade, MoveTo, Rate, smooth
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.lags import Mask, diagonal
from convscenes.stories._base.points import Points
from convscenes.stories._base.values import same_values

PaddingSize = tuple[int, int, int, int]
"""Cells of padding above, right, below, left."""
NO_PADDING: PaddingSize = (0, 0, 0, 0)
MIN_OUTLINE = 0.3
"""The smallest side of an outline around one of several cells, in units."""
MakeGrid = Callable[[Cells], MatrixGrid]
MakeLabel = Callable[[Standing, float, Room], VMobject | None]
"""Returns a label for the place where a map stands, so many units higher than usual, that keeps to a room."""


@dataclass(frozen=True)
class Padding:
    """The padding of a map: its size, and whether it holds zeros that are read (else cells that are cut)."""

    size: PaddingSize = NO_PADDING
    zeros: bool = True


class MapView:
    """One map of the story as it is now; it is on the scene once its animations have been played."""

    def __init__(
        self,
        name: str,
        values: NDArray[Any],
        place: Standing,
        make_grid: MakeGrid,
        make_label: MakeLabel,
        padding: Padding = Padding(),
        dashed: Mask | None = None,
        room: Room = ANYWHERE,
    ) -> None:
        """Make the map; the cells ``dashed`` (H, W) of it are padding; its label keeps to ``room``."""
        self.name, self.standing, self.padding, self.room = name, place, padding, room
        self.grid = at_depth(make_grid(Cells.at(values, place)), Depth.GRID)
        self.make_label = make_label
        self.label = self._label()
        self.around = self._padding_cells() if any(padding.size) else None
        self.dashed = None if dashed is None else self._dashed_cells(dashed)
        if dashed is not None:
            self.grid.set_state(self.grid.cells.changed(opacity=~dashed))

    @property
    def place(self) -> Place:
        """Where it stands, if it is a single map."""
        assert isinstance(self.standing, Place), f"{self.name} is a stack of maps"
        return self.standing

    @property
    def mobjects(self) -> list[VMobject]:
        """All of it, from back to front."""
        parts = (self.around, self.grid, self.dashed, self.label)
        return [part for part in parts if part is not None]

    @property
    def outer(self) -> Rect:
        """The rectangle around it and its padding."""
        return outer(self.place, self.padding.size)

    def fade(self, *, out: bool = False) -> list[Animation]:
        """Return the animations that bring it in or take it away."""
        return [Fade(mobject, out=out) for mobject in self.mobjects]

    def fade_label(self, *, out: bool = False) -> list[Animation]:
        """Return the animation that brings its label in or takes it away, if it has one."""
        return [] if self.label is None else [Fade(self.label, out=out)]

    def unfold(
        self, lag: Floats | None = None, rate: Rate = smooth, *, seen: Mask | bool = False
    ) -> list[Animation]:
        """Return the animations that bring it in cell by cell: after ``lag``, else from the upper left.

        The cells ``seen`` (H, W) are shown at once.
        """
        grids = [grid for grid in (self.grid, self.dashed) if grid is not None]
        motions: list[Animation] = [Fade(mobject) for mobject in self.mobjects if mobject not in grids]
        for grid in grids:
            cells = grid.cells
            grid.set_state(cells.changed(opacity=cells.opacity * seen))
            lag = diagonal(cells.values.shape) if lag is None else lag
            motions.append(grid.animate_to(opacity=cells.opacity, lag=lag, rate=rate))
        return motions

    def change(
        self, *, lag: Floats | None = None, rate: Rate = smooth, arc: float = 0.0, **changes: Any
    ) -> list[Animation]:
        """Return the animations to other values, highlights, opacities or places; none if equal."""
        end = self.grid.cells.changed(**changes)
        return [] if alike(self.grid.cells, end) else list(self._both(lag=lag, rate=rate, arc=arc, **changes))

    def set_state(self, **changes: Any) -> None:
        """Show other values, highlights, opacities or places at once."""
        self.grid.set_state(self.grid.cells.changed(**changes))
        if self.dashed is not None:
            self.dashed.set_state(self.dashed.cells.changed(**changes))

    def move(self, place: Standing, padding: Padding, room: Room = ANYWHERE) -> list[Animation]:
        """Return the animations of map, label and padding to ``place``; a padding of another size fades."""
        self.standing, self.room = place, room
        motions = list(self._both(place=place))
        if self.around and padding != self.padding:
            motions.append(Fade(self.around, out=True))
            self.around = None
        self.padding = padding
        if self.around:
            end = self._padding_cells().cells
            motions.append(self.around.animate_to(centers=end.centers, size=end.size))
        elif any(padding.size):
            self.around = self._padding_cells()
            motions.append(Fade(self.around))
        if self.label is not None and (label := self._label()) is not None:
            motions += self._relabel(label)
        return motions

    def dash(self, mask: Mask) -> list[Animation]:
        """Return the animations that turn the cells of ``mask`` (H, W) into padding, and no others."""
        made = self.dashed is None
        if self.dashed is None:
            self.dashed = self._dashed_cells(np.zeros_like(mask))
        if not made and np.array_equal(self.dashed.cells.opacity > 0, mask):
            return []
        lag = diagonal(mask.shape)
        return [self.grid.animate_to(opacity=~mask, lag=lag), self.dashed.animate_to(opacity=mask, lag=lag)]

    def mask(self, path: Sequence[Points]) -> Mask:
        """Return the cells (H, W) of any of ``path``."""
        mask = np.zeros(self.grid.values.shape[-2:], dtype=bool)
        for points in path:
            mask[points.cells] = True
        return mask

    def order(self, path: Sequence[Points]) -> Floats:
        """Return lags (H, W), 0 … 1: the share of ``path`` after which each cell is reached last."""
        lags = np.zeros(self.grid.values.shape[-2:])
        for number, points in enumerate(path):
            lags[points.cells] = number / len(path)
        return lags

    def rects(self, points: Points) -> tuple[Rect, ...]:
        """Return the rectangles of outlines around cells, as far as the map and its padding reach."""
        if points.kind == "cells":
            cell, most = self.place.cell, math.ceil(MIN_OUTLINE / self.place.cell)
            more = max(0.0, min(MIN_OUTLINE, apart(points.mask(self.place.shape), most) * cell) - cell) / 2
            return tuple(self.place.block([r], [c]).grown(more) for r, c in zip(*points.cells, strict=True))
        top, right, bottom, left = self.padding.size
        rows = points.rows[(points.rows >= -top) & (points.rows < self.place.rows + bottom)]
        cols = points.cols[(points.cols >= -left) & (points.cols < self.place.cols + right)]
        return (self.place.block(rows if len(rows) else [0], cols if len(cols) else [0]),)

    def cells_at(self, points: Points) -> Place:
        """Return the place of the block of cells."""
        return self.place.sub(points.rows, points.cols)

    def cell_at(self, index: Sequence[int]) -> Place:
        """Return the place of one cell."""
        return self.place.sub([index[-2] if len(index) > 1 else 0], [index[-1]])

    def _both(self, **changes: Any) -> Iterator[Animation]:
        """Yield the animations of the grid and of its dashed cells; each cell is seen in one of them."""
        yield self.grid.animate_to(**changes)
        if self.dashed is not None:
            yield self.dashed.animate_to(**changes)

    def _label(self) -> VMobject | None:
        label = self.make_label(self.standing, self.padding.size[0] * self.standing.cell, self.room)
        return label if label is None else at_depth(label, Depth.LABEL)

    def _relabel(self, label: VMobject) -> list[Animation]:
        """Return the animations to a ``label``: one of other words or another size replaces the old one."""
        before = self.label
        assert before is not None
        if outlines_of(before) == outlines_of(label):
            return [MoveTo(before, label)]
        self.label = label
        return [Fade(before, out=True), Fade(label)]

    def _dashed_cells(self, mask: Mask) -> MatrixGrid:
        grid, name = self.grid, f"{self.name}-dashed"
        cells = grid.cells.changed(opacity=mask)
        dashed = MatrixGrid(
            cells,
            grid.theme,
            "quiet",
            style="dashed",
            known=grid.known,
            notation=grid.notation,
            name=name,
            numerals=grid.numerals,
        )
        return at_depth(dashed, Depth.DASHED)

    def _padding_cells(self) -> MatrixGrid:
        cells = padding_cells(self.place, self.padding)
        grid = self.grid
        dashed = MatrixGrid(
            cells,
            grid.theme,
            "quiet",
            known=grid.known,
            notation=grid.notation,
            style="dashed",
            name="padding",
            numerals=grid.numerals,
        )
        return at_depth(dashed, Depth.PADDING)


def apart(mask: Mask, most: int) -> int:
    """Return how far the closest two cells of a mask are from each other, ``most`` if they are not closer.

    That is the larger of the distances in rows and in columns.

    >>> apart(np.eye(3, dtype=bool), 5), apart(np.eye(3, dtype=bool)[::2], 5), apart(np.eye(1, 3) > 0, 5)
    (1, 2, 5)
    """
    for far in range(1, most):
        near = sliding_window_view(np.pad(mask, far), (far + 1, far + 1))
        if (near.sum(axis=(-2, -1)) > 1).any():
            return far
    return most


def outlines_of(label: VMobject) -> list[tuple[int, float]]:
    """Return how many points every part of a label has, and how large its outlines are."""
    parts = label.get_family()
    return [(len(part.points), part.outline_scale if isinstance(part, Drawn) else 0.0) for part in parts]


def outer(place: Standing, padding: PaddingSize) -> Rect:
    """Return the rectangle of a map, or a stack of them, and the padding around it.

    >>> outer(Place(0, 0, 1, 2, 2), (1, 0, 0, 0))
    Rect(x=0.0, y=0.5, width=2.0, height=3.0)
    """
    top, right, bottom, left = padding
    if isinstance(place, Place) and place.tilt:
        return place.sub(range(-top, place.rows + bottom), range(-left, place.cols + right)).rect
    rect, (width, height, _) = place.rect, place.size
    return Rect.between(
        rect.left - left * width, rect.right + right * width,
        rect.bottom - bottom * height, rect.top + top * height,
    )  # fmt: skip


def padding_cells(place: Place, padding: Padding) -> Cells:
    """Return the cells around ``place``: zeros, or empty ones where the padding is cut off."""
    top, right, bottom, left = padding.size
    rows, cols = np.arange(-top, place.rows + bottom), np.arange(-left, place.cols + right)
    inside = ((rows >= 0) & (rows < place.rows))[:, None] & ((cols >= 0) & (cols < place.cols))[None, :]
    values = np.ma.array(np.zeros(inside.shape, int), mask=not padding.zeros)
    return Cells.lying(values, place.centers(rows, cols), place.size, opacity=~inside)


def alike(one: Cells, other: Cells) -> bool:
    """Return whether a grid looks the same at two moments."""
    return (
        one.size == other.size
        and same_values(one.values, other.values)
        and all(
            np.array_equal(getattr(one, name), getattr(other, name))
            for name in ("highlighted", "opacity", "centers")
        )
    )
