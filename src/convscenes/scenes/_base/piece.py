"""A map on stage: its grid, its label, and the padding of padding around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from manim import Animation, VMobject
from numpy.typing import NDArray

from convscenes.look.cells import Cells, legible_side, widest
from convscenes.look.layout import Place, Rect, Slot
from convscenes.look.map_label import MapLabel, label_width
from convscenes.look.matrix_grid import MatrixGrid, Style
from convscenes.look.motion import Fade, Slide
from convscenes.look.theme import Theme
from convscenes.ops.placements import Placement
from convscenes.stories import Story
from convscenes.stories._base.wording import times

PaddingSize = tuple[int, int, int, int]
"""Cells of padding above, right, below, left."""
NO_PADDING: PaddingSize = (0, 0, 0, 0)


def slot(
    story: Story, name: str, padding: PaddingSize = NO_PADDING, passing: Sequence[NDArray[Any]] = ()
) -> Slot:
    """Return what the layout must know of the map ``name``; other values lie on it in ``passing``."""
    one = story.map(name)
    values = [extremes(story, name), *(np.ma.compressed(np.ma.array(laid)) for laid in passing)]
    least = legible_side(widest(np.concatenate(values)))
    return Slot(
        name, *one.shape, padding=padding, label_width=label_width(one.label, times(one.shape)), legible=least
    )


def extremes(story: Story, *names: str) -> NDArray[Any]:
    """Return all values that the maps ``names`` show in the course of the story, each once."""
    shown = [beat.shows[name] for beat in story.beats for name in names if name in beat.shows]
    each = [np.unique(np.ma.compressed(values)) for values in shown]  # one by one: maps may be large
    return np.unique(np.concatenate(each))


@dataclass(frozen=True)
class Piece:
    """A map's mobjects and where they stand."""

    grid: MatrixGrid
    label: MapLabel
    place: Place
    padding: MatrixGrid | None = None
    padding_size: PaddingSize = NO_PADDING

    @property
    def mobjects(self) -> list[VMobject]:
        """All of it, from back to front."""
        return [*([self.padding] if self.padding else []), self.grid, self.label]

    def appear(self) -> list[Animation]:
        """Return the animations that bring it in."""
        return [Fade(mobject) for mobject in self.mobjects]

    def move(self, place: Place) -> tuple[Piece, list[Animation]]:
        """Return the piece at another place, and the animations that take it there.

        A padding does not travel: it fades.
        """
        lift = place.rect.top - self.place.rect.top
        motions: list[Animation] = [
            self.grid.animate_to(place=place),
            Slide(self.label, (place.x - self.place.x, lift - self.padding_size[0] * self.place.cell)),
        ]
        if self.padding:
            motions.append(Fade(self.padding, out=True))
        return replace(self, place=place, padding=None, padding_size=NO_PADDING), motions


def outer(place: Place, padding: PaddingSize) -> Rect:
    """Return the rectangle of a map and the padding around it.

    >>> outer(Place(0, 0, 1, 2, 2), (1, 0, 0, 0))
    Rect(x=0.0, y=0.5, width=2.0, height=3.0)
    """
    top, right, bottom, left = padding
    return place.block([-top, place.rows - 1 + bottom], [-left, place.cols - 1 + right])


def beyond(steps: Sequence[Placement], shape: Sequence[int]) -> PaddingSize:
    """Return the padding of cells beyond a map of ``shape`` that the kernel reaches in ``steps``."""
    (top, bottom), (left, right) = (
        (max(0, -min(int(a.min()) for a in axes)), max(0, max(int(a.max()) for a in axes) + 1 - size))
        for axes, size in zip(([s.rows for s in steps], [s.cols for s in steps]), shape, strict=True)
    )
    return top, right, bottom, left


def piece(
    story: Story,
    theme: Theme,
    name: str,
    place: Place,
    values: NDArray[Any],
    *,
    padding: PaddingSize = NO_PADDING,
    padding_written: bool = True,
    style: Style = "solid",
    alongside: Sequence[str] = (),
) -> Piece:
    """Return the map ``name`` with ``values`` at ``place``.

    Its colours and numerals are scaled to all that it and the maps ``alongside`` will ever show.
    """
    one = story.map(name)
    known, cells = extremes(story, name, *alongside), Cells.at(values, place)
    grid = MatrixGrid(cells, theme, one.role, name=name, extremes=known, style=style)
    label = MapLabel(one.label, times(one.shape), one.role, theme, place, above=padding[0] * place.cell)
    around = padding_cells(theme, place, padding, written=padding_written) if any(padding) else None
    return Piece(grid, label, place, around, padding)


def padding_cells(theme: Theme, place: Place, padding: PaddingSize, *, written: bool) -> MatrixGrid:
    """Return dashed cells around ``place``: zeros where ``written``, else empty cells."""
    top, right, bottom, left = padding
    rows, cols = np.arange(-top, place.rows + bottom), np.arange(-left, place.cols + right)
    inside = ((rows >= 0) & (rows < place.rows))[:, None] & ((cols >= 0) & (cols < place.cols))[None, :]
    zeros = np.ma.array(np.zeros(inside.shape, int), mask=not written)
    whole = Place(0, 0, place.cell, *inside.shape)
    cells = Cells.at(zeros, whole, opacity=~inside).changed(centers=place.centers(rows, cols))
    return MatrixGrid(cells, theme, "quiet", style="dashed", name="padding")
