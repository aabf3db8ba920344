"""The outlines of mobjects as curves in pixels, with their properties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from convscenes.look.drawn import Drawn
from convscenes.look.layout import Rect
from convscenes.rendering.manim_backend.subpaths import beginnings
from convscenes.rendering.options import QUALITIES
from convscenes.rendering.vector.path_data import Indices, Integers
from convscenes.scenes._base.timed_scene import TimedScene

Floats = NDArray[np.float64]

SHORT = QUALITIES["high"].height
"""The shorter side of a frame, in pixels."""


@dataclass(frozen=True)
class View:
    """What is in a picture: a rectangle of the plane, in units, each of which is ``unit`` pixels long."""

    rect: Rect
    unit: float

    @classmethod
    def of(cls, scene: TimedScene) -> Self:
        """Return the view of a scene: all of its frame, or the crop to its maps."""
        return cls(scene.in_picture, SHORT / scene.frame.short)

    @property
    def width(self) -> float:
        """How wide it is, in pixels."""
        return self.rect.width * self.unit

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        return self.rect.height * self.unit

    def pixels(self, points: Floats) -> Floats:
        """Return points (N, 2) in pixels from the upper left corner.

        >>> View(Rect(0.0, 0.0, 4.0, 2.0), 100.0).pixels(np.array([[0.0, 0.5]])).tolist()
        [[200.0, 50.0]]
        """
        corner = (-self.rect.left * self.unit, self.rect.top * self.unit)
        return np.asarray(points * (self.unit, -self.unit) + corner)

    def __str__(self) -> str:
        """Return it as a ``viewBox``."""
        return f"0 0 {self.width:g} {self.height:g}"


@dataclass(frozen=True, eq=False)
class Shapes:
    """The outlines of mobjects, one after the other: curves (n, 4, 2) in pixels.

    ``first`` (m,) of them begin a subpath, ``until`` (k,) is how many there are up to the end of each shape;
    ``margin`` (k,) is how far a stroke goes beyond the outline, in pixels. Only a ``Drawn`` has the rest: its
    ``scale`` (k,) in pixels, else 0; ``grid`` (k,), units of path data to a scale; ``repeated`` (k,), the
    number of curves in each of its equal outlines, else 0; and its ``baseline`` (k,), else NaN.
    """

    curves: Floats
    first: Indices
    until: Indices
    margin: Floats
    scale: Floats
    grid: Integers
    repeated: Indices
    baseline: Floats

    @property
    def units(self) -> Floats:
        """The unit of each shape's path data, in pixels (k,)."""
        return np.where(self.scale > 0, self.scale / self.grid, 1.0)

    @cached_property
    def low(self) -> Floats:
        """The upper left corner of every curve's points (n, 2)."""
        return _extreme(np.minimum, self.curves)

    @cached_property
    def high(self) -> Floats:
        """The lower right corner of every curve's points (n, 2)."""
        return _extreme(np.maximum, self.curves)

    @property
    def corners(self) -> Floats:
        """The left end of each shape's baseline, without one its upper left corner, in pixels (k, 2)."""
        corners = np.zeros((len(self.until), 2))
        begins = np.concatenate([[0], self.until])[:-1]
        there = begins < self.until
        if there.any():
            corners[there] = np.minimum.reduceat(self.low, begins[there])
        corners[:, 1] = np.where(np.isnan(self.baseline), corners[:, 1], self.baseline)
        return corners


def _extreme(of: np.ufunc, curves: Floats) -> Floats:
    """Return minimum or maximum of every curve's points (n, 2), faster than NumPy's along a short axis."""
    start, first, second, end = (curves[:, point] for point in range(4))
    extreme: Floats = of(of(start, end), of(first, second))
    return extreme


def shapes_of(mobjects: Sequence[VMobject], strokes: Sequence[float], view: View) -> Shapes:
    """Return the shapes of mobjects, split as the camera splits them; ``strokes`` are widths in units."""
    every = [mobject.points[: len(mobject.points) // 4 * 4, :2] for mobject in mobjects]
    points = np.concatenate([np.empty((0, 2)), *every])
    counts = np.array([len(each) // 4 for each in every], dtype=np.intp)
    until = counts.cumsum()
    tolerance = np.repeat([mobject.tolerance_for_point_equality for mobject in mobjects], counts)
    first = np.union1d(beginnings(points, tolerance[1:, None]), until)[:-1]  # nothing begins at the last end
    per_unit, curves = view.unit, view.pixels(points).reshape(-1, 4, 2)
    properties = np.array(
        [_properties(mobject, len(each)) for mobject, each in zip(mobjects, every, strict=True)]
    )
    scale, grid, repeated, baseline = properties.reshape(-1, 4).T
    tops = curves[np.minimum(until - counts, len(curves) - 1), 0, 1] if len(curves) else scale
    return Shapes(
        curves,
        first,
        until,
        np.asarray(strokes, dtype=np.float64) * per_unit / 2,
        scale * per_unit,
        grid.astype(np.int64),
        repeated.astype(np.intp),
        tops - baseline * scale * per_unit,
    )


def _properties(mobject: VMobject, points: int) -> tuple[float, int, int, float]:
    """Return scale, grid, repeated curves and baseline of a mobject with ``points``, or their defaults."""
    if not points or not isinstance(mobject, Drawn) or not mobject.outline_scale:
        return 0.0, 1, 0, np.nan
    baseline = np.nan if mobject.baseline is None else mobject.baseline
    return mobject.outline_scale, mobject.outline_grid, mobject.outline_curves, baseline
