"""Maps and stacks of maps as pictures on stage: the room that each takes, its places, its grid."""

from __future__ import annotations

from math import ceil

import numpy as np
from manim import Animation
from numpy.typing import NDArray

from convscenes.look.cells import Cells
from convscenes.look.layout import Place, Slot, Standing
from convscenes.look.map_label import MapLabel, label_width
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.theme import Theme
from convscenes.look.tiles import Tiles
from convscenes.scenes._base.piece import extremes
from convscenes.stories import Beat, Story


def stack_slot(story: Story, name: str, across: int = 1) -> Slot:
    """Return what the layout must know of a map or stack, ``across`` maps side by side and a cell apart."""
    one = story.map(name)
    (rows, cols), count = one.shape, max(one.channels, 1)
    high, wide = ceil(count / across) * (rows + 1) - 1, across * (cols + 1) - 1
    return Slot(name, high, wide, label_width=label_width(one.label, one.size))


def stacked(story: Story, name: str, place: Place, across: int = 1) -> Standing:
    """Return where the cells of a map or stack stand, given the place of its slot."""
    one = story.map(name)
    if not one.channels:
        return place
    return Tiles(place.x, place.y, place.cell, one.channels, *one.shape, across=across, gap=place.cell)


def picture(story: Story, theme: Theme, name: str, where: Standing, beat: Beat) -> MatrixGrid:
    """Return a map or stack as ``beat`` shows it, in colours alone, not yet seen."""
    role, values = story.map(name).role, beat.shows[name]
    cells = Cells.at(values, where, opacity=False)
    return MatrixGrid(cells, theme, role, name=name, extremes=extremes(story, name), style="picture")


def named(story: Story, theme: Theme, name: str, where: Standing) -> MapLabel:
    """Return the label of a map or stack."""
    one = story.map(name)
    return MapLabel(one.label, one.size, one.role, theme, where)


def unfold(grid: MatrixGrid) -> Animation:
    """Return the animation that brings a picture in; a stack comes map after map."""
    shape = grid.values.shape
    lag: NDArray[np.float64] = np.zeros(shape)
    if len(shape) == 3:
        lag[:] = np.linspace(0, 1, shape[0])[:, None, None]
    return grid.animate_to(opacity=True, lag=lag)
