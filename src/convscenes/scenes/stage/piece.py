"""A map on stage: its grid, its label, and the ring of padding around it."""

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
from convscenes.look.sparse_grid import SparseGrid
from convscenes.look.theme import Theme
from convscenes.ops.placements import Placement
from convscenes.stories import Story
from convscenes.stories.telling.wording import times

Ring = tuple[int, int, int, int]
"""Cells of padding above, right, below, left."""
NO_RING: Ring = (0, 0, 0, 0)


def slot(story: Story, name: str, ring: Ring = NO_RING, passing: Sequence[NDArray[Any]] = ()) -> Slot:
    """Return what the layout must know of the map ``name``; other values lie on it in ``passing``."""
    one = story.map(name)
    values = [extremes(story, name), *(np.ma.compressed(np.ma.array(laid)) for laid in passing)]
    least = legible_side(widest(np.concatenate(values)))
    return Slot(
        name, *one.shape, ring=ring, label_width=label_width(one.label, times(one.shape)), legible=least
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
    ring: MatrixGrid | None = None
    ring_size: Ring = NO_RING

    @property
    def mobjects(self) -> list[VMobject]:
        """All of it, from back to front."""
        return [*([self.ring] if self.ring else []), self.grid, self.label]

    def appear(self) -> list[Animation]:
        """Return the animations that bring it in."""
        return [Fade(mobject) for mobject in self.mobjects]

    def move(self, place: Place) -> tuple[Piece, list[Animation]]:
        """Return the piece at another place, and the animations that take it there.

        A ring does not travel: it fades.
        """
        lift = place.rect.top - self.place.rect.top
        motions: list[Animation] = [
            self.grid.become(place=place),
            Slide(self.label, (place.x - self.place.x, lift - self.ring_size[0] * self.place.cell)),
        ]
        if self.ring:
            motions.append(Fade(self.ring, out=True))
        return replace(self, place=place, ring=None, ring_size=NO_RING), motions


def outer(place: Place, ring: Ring) -> Rect:
    """Return the rectangle of a map and the ring around it.

    >>> outer(Place(0, 0, 1, 2, 2), (1, 0, 0, 0))
    Rect(x=0.0, y=0.5, width=2.0, height=3.0)
    """
    top, right, bottom, left = ring
    return place.block([-top, place.rows - 1 + bottom], [-left, place.cols - 1 + right])


def beyond(steps: Sequence[Placement], shape: Sequence[int]) -> Ring:
    """Return the ring of cells beyond a map of ``shape`` that the kernel reaches in ``steps``."""
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
    ring: Ring = NO_RING,
    ring_written: bool = True,
    style: Style = "solid",
    alongside: Sequence[str] = (),
    put: NDArray[np.bool_] | None = None,
) -> Piece:
    """Return the map ``name`` with ``values`` at ``place``.

    Its colours and numerals are scaled to all that it and the maps ``alongside`` will ever show. The cells of
    the mask ``put`` are zeros that were put there, and dashed.
    """
    one = story.map(name)
    known, cells = extremes(story, name, *alongside), Cells.at(values, place)
    if put is None:
        grid = MatrixGrid(cells, theme, one.role, name=name, extremes=known, style=style)
    else:
        grid = SparseGrid(cells, theme, one.role, name=name, extremes=known, put=put)
    label = MapLabel(one.label, times(one.shape), one.role, theme, place, above=ring[0] * place.cell)
    around = ring_around(theme, place, ring, written=ring_written) if any(ring) else None
    return Piece(grid, label, place, around, ring)


def ring_around(theme: Theme, place: Place, ring: Ring, *, written: bool) -> MatrixGrid:
    """Return dashed cells around ``place``: zeros where ``written``, else empty cells."""
    top, right, bottom, left = ring
    rows, cols = np.arange(-top, place.rows + bottom), np.arange(-left, place.cols + right)
    inside = ((rows >= 0) & (rows < place.rows))[:, None] & ((cols >= 0) & (cols < place.cols))[None, :]
    zeros = np.ma.array(np.zeros(inside.shape, int), mask=not written)
    whole = Place(0, 0, place.cell, *inside.shape)
    cells = Cells.at(zeros, whole, presence=~inside).changed(centers=place.centers(rows, cols))
    return MatrixGrid(cells, theme, "quiet", style="dashed", name="padding")
