"""Lines between the cells that a beat points at: many cells of one map, one cell or all of another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np
from manim import Animation, linear, smooth

from convscenes.colours.theme import Theme
from convscenes.look.beam import Beam, corners
from convscenes.look.cells import Floats
from convscenes.look.outline import Links
from convscenes.scenes._base.map_view import MapView
from convscenes.scenes._base.outlines import thinned
from convscenes.stories import Beat
from convscenes.stories._base.points import Points

OFF = 0.34
"""The distance of a line's end from the middle of a cell, off the numeral, as a share of the side."""
OVER = 0.06
"""How far above a label lines end, in units."""
BOW = -1.1
"""How far lines between maps of one row bend below them, in units."""


class Lines(dict[tuple[str, str], Links]):
    """The lines on screen, by the names of the two maps that they join."""

    def __init__(self, theme: Theme, views: Mapping[str, MapView]) -> None:
        """Begin with none; ``views`` are the maps on screen."""
        super().__init__()
        self.theme, self.views = theme, views

    def growing(self, pair: tuple[str, str], beat: Beat) -> Animation:
        """Return the animation of new lines that grow between the pointed cells of two maps."""
        lines = self._joined(pair, *(beat.points[name][-1] for name in pair))
        colour = self.theme.contribution
        tilted = self.views[pair[0]].place.tilt is not None
        self[pair] = Beam(lines.starts, colour) if tilted else Links(lines.starts, colour, bow=lines.bow)
        return self[pair].follow(lines.ends)

    def towards(self, beat: Beat, names: Collection[str]) -> list[Animation]:
        """Return the animations of the lines that begin at these maps to the cells that the beat joins."""
        motions: list[Animation] = []
        for pair, lines in self.items():
            if pair in beat.connects and pair[0] in names:
                paths = zip(*(thinned(beat.points[name]) for name in pair), strict=True)
                states = [self._joined(pair, here, there).ends for here, there in paths]
                if not np.array_equal(lines.pairs, states[-1]):
                    motions.append(lines.follow(*states, rate=linear if len(states) > 1 else smooth))
        return motions

    def leaving(self, beat: Beat) -> list[Links]:
        """Remove the lines that the beat does not have, and return them."""
        return [self.pop(pair) for pair in [*self] if pair not in beat.connects]

    def _joined(self, pair: tuple[str, str], here: Points, there: Points) -> Joined:
        return joined(self.views[pair[0]], self.views[pair[1]], here, there)


class Joined(NamedTuple):
    """Pairs of points (N, 2, 2): of lines before they grow, and when they have grown; and their bow."""

    starts: Floats
    ends: Floats
    bow: float


def joined(source: MapView, target: MapView, here: Points, there: Points) -> Joined:
    """Return the lines from the cells ``here`` of one map to those ``there`` of another.

    Each pair of points begins on the side with many cells. A line ends at the edge of a map that is joined
    as a whole, over the label of one that stands below, and at the edges of both cells where one cell is
    joined with one. Of maps on tilted planes, corners are joined with corners.
    """
    if tilt := source.place.tilt:
        pairs = ((source, here), (target, there))
        joins = np.stack([corners(view.rects(points)[0], tilt) for view, points in pairs], axis=1)
        return Joined(joins[:, [0, 0]], joins, 0.0)
    whole = "map" in (here.kind, there.kind)
    backwards = not whole and here.inside.sum() < there.inside.sum()
    many, one = (target, source) if backwards else (source, target)
    cells, single = (there, here) if backwards else (here, there)
    down = whole and one.outer.top < many.outer.bottom
    flat = many.place.rows == 1 and cells.kind != "cell"
    leftward = many.place.x < one.place.x
    bottom = many.place.x, many.outer.bottom
    end = _over(one, single, bottom) if down else _edge(one, single, leftward=leftward, flat=flat)
    if cells.kind == "map" and down:
        starts = np.array([bottom])
    elif cells.kind in ("map", "cell"):
        starts = np.array([_edge(many, cells, leftward=not leftward, flat=flat)])
    elif flat:
        starts = _centers(many, cells) - [0, many.place.cell / 2]
    else:
        starts = _centers(many, cells)
        if leftward and not whole:
            above = starts[:, 1] < end[1] - 0.16 * many.place.cell
            starts = starts + np.outer(np.where(above, OFF, -OFF), [0.0, many.place.cell])
        elif leftward:
            starts = starts + [0.28 * many.place.size.width, 0.0]
    ends = np.stack([starts, np.broadcast_to(end, starts.shape)], axis=1)
    return Joined(ends[:, [1, 1]] if backwards else ends[:, [0, 0]], ends, BOW if flat and not down else 0.0)


def _over(view: MapView, points: Points, start: tuple[float, float]) -> tuple[float, float]:
    """Return where lines from above end: over the label, if that is in the way, else at the top of a cell."""
    top, label = view.outer.top, view.label
    x = view.place.x if points.kind == "map" else view.rects(points)[0].x
    if points.kind != "map":
        top = view.rects(points)[0].top
    if label is None:
        return x, top + OVER * (points.kind == "map")
    level, room = float(label.get_y()), label.width / 2 + OVER
    passing = x + (start[0] - x) * (level - top) / max(start[1] - top, OVER)
    if points.kind != "map" and min(abs(x - label.get_x()), abs(passing - label.get_x())) > room:
        return x, top
    left, right = float(label.get_left()[0]), float(label.get_right()[0])
    return min(max(x, left), right), OVER + float(label.get_top()[1])


def _centers(view: MapView, points: Points) -> Floats:
    """Return the middles (N, 2) of cells; of those beyond the map only if its padding is shown."""
    centers = view.place.centers(points.rows, points.cols)
    return centers.reshape(-1, 2) if any(view.padding.size) else centers[points.inside]


def _edge(view: MapView, points: Points, *, leftward: bool, flat: bool) -> tuple[float, float]:
    """Return where lines end at a cell or a whole map: at the side that they come from, or below it."""
    rect = view.place.rect if points.kind == "map" else view.rects(points)[0]
    if flat:
        return rect.x, rect.bottom
    column = int(points.cols[0])
    passes = points.kind != "map" and (column if leftward else view.place.cols - 1 - column) > 0
    return (rect.left if leftward else rect.right), rect.y - (OFF * rect.height if passes else 0.0)
