"""Numbers that lie on maps in passing: where they stand, where they come from, how they are scaled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.look.cells import Cells, Floats
from convscenes.look.layout import Place
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.theme import Theme
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.map_view import MapView
from convscenes.scenes._base.spots import Spots
from convscenes.stories import Beat, Story
from convscenes.stories._base.points import Laid

ABOVE = (0.16, -0.16)
"""How far what is laid above cells stands off them, in units."""
APART = 1.15
"""How far columns stand from each other that lie beside a map, in cells."""


def laid_grid(
    laid: Laid, view: MapView, beat: Beat, theme: Theme, known: NDArray[Any], operator: tuple[float, float]
) -> MatrixGrid:
    """Return numbers where they lie at a beat's end, not yet seen.

    ``known`` are all values of theirs, ``operator`` is the spot of the operator between the maps.
    """
    cells = Cells.at(laid.values, Place(0, 0, view.place.cell, *np.shape(laid.values)), opacity=False)
    cells = cells.changed(centers=spot(laid, view, beat, operator))
    grid = MatrixGrid(cells, theme, laid.role, style=laid.style, name=laid.name, extremes=known)
    return at_depth(grid, Depth.WEIGHTS if laid.style == "overlay" else Depth.LAID)


def spot(laid: Laid, view: MapView, beat: Beat, operator: tuple[float, float]) -> Floats:
    """Return the centres (H, W, 2) of what is laid: on cells, above or beside them, or at the operator."""
    if laid.at == "operator":
        return np.broadcast_to(operator, (*np.shape(laid.values), 2))
    if laid.at == "beside":
        return view.place.centers() + [laid.away * APART * view.place.cell, 0.0]
    points = laid.placed or beat.points[view.name][-1]
    centers = view.place.centers(points.rows, points.cols)
    return centers + ABOVE if laid.at == "above" else centers


def origin(laid: Laid, source: MapView, beat: Beat) -> Spots:
    """Return where what is laid comes from, in its own shape: all of its source, or the pointed cells."""
    shape, place = np.shape(laid.values), source.place
    if shape == place.shape:
        return Spots.of(place, shape)
    points = beat.points[source.name][-1]
    return Spots.of(place, shape, points.rows, points.cols)


def seen(laid: Laid) -> NDArray[np.bool_]:
    """Return which of the numbers are seen: those that are not masked."""
    return ~np.ma.getmaskarray(laid.values)


def passing_values(story: Story) -> Mapping[str, NDArray[Any]]:
    """Return all values, each once, of what is laid on maps in the course of a story, by its name."""
    found: dict[str, list[NDArray[Any]]] = {name: [values] for name, (_, values) in story.passing.items()}
    for beat in story.beats:
        for laid in (one for many in beat.laid.values() for one in many):
            found.setdefault(laid.name, []).append(np.ma.compressed(np.ma.array(laid.values)))
    return {name: np.unique(np.concatenate([np.ravel(v) for v in values])) for name, values in found.items()}
