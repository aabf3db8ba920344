"""Numbers laid on maps: where they stand, where they come from, how they are scaled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from manim import Animation

from convscenes.look.cells import Cells, Floats
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.lags import diagonal, row_after_row
from convscenes.scenes._base.map_view import MapView
from convscenes.scenes._base.spots import Spots
from convscenes.stories import Beat
from convscenes.stories._base.points import Laid
from convscenes.stories._base.values import same_values

if TYPE_CHECKING:
    from convscenes.scenes._base.spec_scene import SpecScene

ABOVE = (0.16, -0.16)
"""How far what is laid above cells stands off them, in units."""
APART = 1.15
"""How far columns stand from each other that lie beside a map, in cells."""


class LaidNumbers(dict[tuple[str, str], MatrixGrid]):
    """The numbers that lie on maps at present, by the names of the map and of the numbers."""

    def __init__(self, scene: SpecScene, views: Mapping[str, MapView]) -> None:
        """Begin with none; ``views`` are the maps on screen."""
        super().__init__()
        self.scene, self.views = scene, views

    def lay(self, laid: Laid, over: str, beat: Beat) -> MatrixGrid:
        """Return numbers where they lie on a map at a beat's end, with an opacity of 0."""
        story, name, size = self.scene.story, laid.source or laid.name, self.views[over].place.size
        cells = Cells.lying(laid.values, self._spot(laid, over, beat), size, opacity=False)
        grid = MatrixGrid(
            cells,
            self.scene.theme,
            laid.role,
            style=laid.style,
            name=laid.name,
            known=story.values.get(name, laid.values),
            notation=story.notations.get(name),
        )
        return at_depth(grid, Depth.WEIGHTS if laid.style == "overlay" else Depth.LAID)

    def coming(self, beat: Beat) -> list[tuple[list[Animation], float]]:
        """Return the animations that bring numbers onto maps, each with its duration in seconds.

        Numbers of one name come together, on however many maps they lie.
        """
        fresh = [
            (over, one) for over, many in beat.laid.items() for one in many if (over, one.name) not in self
        ]
        found = []
        for name in dict.fromkeys(one.name for _, one in fresh):
            same = [(over, one) for over, one in fresh if one.name == name]
            seconds = 1.2 if any(one.source for _, one in same) else 1.6
            found.append(([self._comes(one, over, beat) for over, one in same], seconds))
        return found

    def towards(self, view: MapView, beat: Beat) -> list[Animation]:
        """Return the animations of what lies on a map to the beat's end."""
        motions: list[Animation] = []
        for laid in beat.laid.get(view.name, ()):
            grid = self.get((view.name, laid.name))
            if grid is not None:
                centers, size = self._spot(laid, view.name, beat), view.place.size
                stays = np.array_equal(centers, grid.cells.centers) and same_values(grid.values, laid.values)
                motions += [] if stays else [grid.animate_to(centers=centers, size=size, values=laid.values)]
        return motions

    def leaving(self, beat: Beat) -> list[Animation]:
        """Return the animations that remove the numbers that the beat does not have."""
        stay = {(over, laid.name) for over, many in beat.laid.items() for laid in many}
        gone = [self.pop(key) for key in [*self] if key not in stay]
        return [grid.animate_to(opacity=False, remove=True) for grid in gone]

    def _comes(self, laid: Laid, over: str, beat: Beat) -> Animation:
        """Return the animation that brings numbers onto a map: from their source, or else by fading in."""
        grid = self[over, laid.name] = self.lay(laid, over, beat)
        end, seen = grid.cells, ~np.ma.getmaskarray(laid.values)
        if not laid.source:
            return grid.animate_to(opacity=seen, lag=diagonal(end.values.shape))
        start = origin(laid, self.views[laid.source], beat)
        grid.set_state(end.changed(opacity=seen, centers=start.centers, size=start.size))
        lag = row_after_row(end.values.shape) if laid.at == "beside" else None
        return grid.animate_to(centers=end.centers, size=end.size, arc=0.08, lag=lag)

    def _spot(self, laid: Laid, over: str, beat: Beat) -> Floats:
        """Return the centres (H, W, 2) of laid numbers: on cells, above or beside, or at the operator."""
        place = self.views[over].place
        if laid.at == "operator":
            return np.broadcast_to(self.scene.operator_spot(over), (*np.shape(laid.values), 2))
        if laid.at == "beside":
            return place.centers() + [laid.away * APART * place.size.width, 0.0]
        points = laid.placed or beat.points[over][-1]
        centers = place.centers(points.rows, points.cols)
        return centers + ABOVE if laid.at == "above" else centers


def origin(laid: Laid, source: MapView, beat: Beat) -> Spots:
    """Return where laid numbers come from, in their shape: all of their source, or the pointed cells."""
    shape, place = np.shape(laid.values), source.place
    if shape == place.shape:
        return Spots.of(place, shape)
    points = beat.points[source.name][-1]
    return Spots.of(place, shape, points.rows, points.cols)
