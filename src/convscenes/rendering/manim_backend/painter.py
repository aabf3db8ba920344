"""Drawing VMobjects with Cairo as Manim's camera does, but only inside given boxes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

import cairo
import numpy as np
from manim import Camera, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from numpy.typing import NDArray

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.manim_backend.subpaths import apart, beginnings

MITER = 10
"""Cairo's miter limit: the extent of a sharp corner, in half line widths."""
MANY = 32
"""From so many subpaths on, those outside a box are left out."""
DENSE = 15000
"""Pixels per curve up to which a mask is faster than a path."""


class Snapshot:
    """The state of a mobject at one moment, as far as its pixels depend on it.

    ``box`` contains the pixels that it touches, None for none.
    """

    def __init__(self, mobject: VMobject, pixels: Pixels, before: Snapshot | None = None) -> None:
        self.mobject = mobject
        self.points = mobject.points.copy()
        self.paint = paint_of(mobject)
        self.layers = layers_of(mobject)
        self.whole: Box | None = None
        self.parts: Parts | None = None
        if before is not None and before.paint[3:] == self.paint[3:] and same(before.points, self.points):
            self.parts, self.whole = before.parts, before.whole  # only its colours have changed
        elif len(self.points):
            self.whole = pixels.box_of(self)
        self.box = self.whole if self.layers else None

    @property
    def look(self) -> Hashable:
        """A key that is equal for mobjects that look the same."""
        return self.points.tobytes(), self.paint, self.mobject.tolerance_for_point_equality

    @property
    def plain(self) -> bool:
        """Whether its pixels depend on ``look`` only: a gradient also depends on the mobject's ends."""
        return all(len(layer.colours) == 1 for layer in self.layers)

    def holds(self) -> bool:
        """Return whether the mobject is unchanged."""
        return self.paint == paint_of(self.mobject) and same(self.points, self.mobject.points)


def look_of(mobject: VMobject) -> Hashable:
    """Return a key that is equal for mobjects that look the same."""
    return mobject.points.tobytes(), paint_of(mobject), mobject.tolerance_for_point_equality


class PaintLayer(NamedTuple):
    """A fill or stroke of a mobject: its colours (N, 4), and the width of the line, 0 for a fill."""

    colours: NDArray[np.float64]
    width: float


def layers_of(mobject: VMobject) -> tuple[PaintLayer, ...]:
    """Return the visible layers in Manim's order: background stroke, fill, stroke."""
    fill, stroke, behind = colours_of(mobject)
    width, width_behind = mobject.get_stroke_width(), mobject.get_stroke_width(background=True)
    layers = []
    if width_behind and behind[:, 3].any():
        layers.append(PaintLayer(behind.copy(), width_behind))
    if fill[:, 3].any():
        layers.append(PaintLayer(fill.copy(), 0.0))
    if width and stroke[:, 3].any():
        layers.append(PaintLayer(stroke.copy(), width))
    return tuple(layers)


def colours_of(mobject: VMobject) -> tuple[NDArray[np.float64], ...]:
    """Return the colours of the fill, the stroke, and the background stroke."""
    return mobject.get_fill_rgbas(), mobject.get_stroke_rgbas(), mobject.get_stroke_rgbas(background=True)


def paint_of(mobject: VMobject) -> tuple[Any, ...]:
    """Return a mobject's colours, widths, joints and caps, for comparison."""
    return (
        *(colours.tobytes() for colours in colours_of(mobject)),
        mobject.stroke_width,
        mobject.background_stroke_width,
        mobject.joint_type,
        mobject.cap_style,
    )


def same(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    """Return whether two arrays are equal."""
    return one.shape == other.shape and bool((one == other).all())


class Pixels:
    """The transformation from a camera's units to its pixels."""

    def __init__(self, camera: Camera) -> None:
        self.width, self.height = camera.pixel_width, camera.pixel_height
        self.across = camera.pixel_width / camera.frame_width
        self.up = camera.pixel_height / camera.frame_height
        x, y, _ = camera.frame_center
        self.left, self.top = camera.pixel_width / 2 - x * self.across, camera.pixel_height / 2 + y * self.up

    def box_of(self, snapshot: Snapshot) -> Box | None:
        """Return an aligned box of the pixels that a mobject may touch: its points and its line's width.

        None means that all of it is outside.
        """
        low, high = snapshot.points[:, :2].min(axis=0), snapshot.points[:, :2].max(axis=0)
        left, top, right, bottom = self.of(low, high, self.reach_of(snapshot.mobject))
        return Box(int(left), int(top), int(right) + 1, int(bottom) + 1).aligned(self.width, self.height)

    def of(self, low: Any, high: Any, reach: float) -> tuple[Any, Any, Any, Any]:
        """Return the edges in pixels of rectangles from ``low`` to ``high``, grown by ``reach``."""
        return (
            self.left + low[..., 0] * self.across - reach,
            self.top - high[..., 1] * self.up - reach,
            self.left + high[..., 0] * self.across + reach,
            self.top - low[..., 1] * self.up + reach,
        )

    def reach_of(self, mobject: VMobject) -> float:
        """Return the largest distance in pixels of a mobject's paint from its curves."""
        spread = MITER if LINE_JOIN_MAP[mobject.joint_type] == cairo.LineJoin.MITER else 1
        width = max(mobject.get_stroke_width(), mobject.get_stroke_width(background=True)) * 0.01
        return width * max(self.across, self.up) / 2 * spread + 1


class Parts:
    """A mobject's subpaths, prepared for Cairo: coordinates, where each begins, whether it is closed."""

    def __init__(self, points: NDArray[np.float64], tolerance: float) -> None:
        if not np.isfinite(points).all():
            points = points[:0]
        flat = points[: len(points) // 4 * 4, :2]
        starts, ends = flat[::4], flat[3::4]
        first = beginnings(flat, tolerance)
        last = np.append(first[1:], len(starts))[: len(first)] - 1
        closed = ~apart(starts[first], ends[last], tolerance)
        self.splits = list(zip((8 * first).tolist(), (8 * last + 8).tolist(), closed.tolist(), strict=True))
        self.points, self.first, self.curves = flat, first, len(starts)
        self.masks: dict[float, Mask] = {}
        self.flat: list[float] = flat.ravel().tolist()
        self.edges: NDArray[np.float64] | None = None

    def within(self, box: Box, pixels: Pixels, reach: float) -> list[tuple[int, int, bool]]:
        """Return the subpaths that may meet ``box``; all of them where testing would cost more."""
        if len(self.splits) < MANY:
            return self.splits
        if self.edges is None:
            low, high = (f.reduceat(self.points, 4 * self.first, axis=0) for f in (np.minimum, np.maximum))
            self.edges = np.stack(pixels.of(low, high, reach))
        left, top, right, bottom = self.edges
        meets = (left < box.right) & (box.left < right) & (top < box.bottom) & (box.top < bottom)
        return [self.splits[number] for number in np.flatnonzero(meets).tolist()]

    def emit(self, context: cairo.Context[Any], splits: list[tuple[int, int, bool]]) -> None:
        """Make these subpaths the context's path."""
        context.new_path()
        move, curve, flat = context.move_to, context.curve_to, self.flat
        for start, end, closed in splits:
            move(flat[start], flat[start + 1])
            for i in range(start + 2, end, 8):
                curve(flat[i], flat[i + 1], flat[i + 2], flat[i + 3], flat[i + 4], flat[i + 5])
            if closed:
                context.close_path()


class Mask:
    """The coverage of each pixel by a path, kept so that another colour need not trace it again."""

    def __init__(self, box: Box, matrix: cairo.Matrix, trace: Callable[[cairo.Context[Any]], None]) -> None:
        """Keep the coverage that ``trace`` paints inside ``box``, under the ``matrix`` of the picture."""
        self.left, self.top = box.left, box.top
        self.surface = cairo.ImageSurface(cairo.FORMAT_A8, box.right - box.left, box.bottom - box.top)
        context = cairo.Context(self.surface)
        context.set_matrix(matrix.multiply(cairo.Matrix(x0=-box.left, y0=-box.top)))
        trace(context)
        self.surface.flush()

    def paint(self, context: cairo.Context[Any]) -> None:
        """Paint the context's colour through the mask; the context's units are pixels."""
        context.mask_surface(self.surface, self.left, self.top)


class Painter:
    """Draws snapshots into a picture (H, W, 4) of a camera's size."""

    def __init__(self, camera: Camera, picture: Any) -> None:
        self.camera, self.pixels = camera, Pixels(camera)
        self.context = camera.get_cairo_context(picture)
        self.matrix, self.plain = self.context.get_matrix(), cairo.Matrix()

    def paint(self, snapshots: Sequence[Snapshot], box: Box) -> None:
        """Draw the snapshots, in order, clipped to ``box``."""
        self._clip(box)
        for snapshot in snapshots:
            if snapshot.box is not None and snapshot.box.meets(box):
                self._draw(snapshot, box)
        self.context.new_path()
        self.context.reset_clip()

    def _clip(self, box: Box) -> None:
        context = self.context
        context.new_path()  # a path left from before would join the clip
        context.set_matrix(self.plain)
        context.rectangle(box.left, box.top, box.right - box.left, box.bottom - box.top)
        context.clip()
        context.set_matrix(self.matrix)

    def _draw(self, snapshot: Snapshot, box: Box) -> None:
        """Draw one mobject as Manim does: background stroke, fill, stroke."""
        mobject, parts, whole = snapshot.mobject, snapshot.parts, snapshot.box
        if parts is None:
            parts = snapshot.parts = Parts(snapshot.points, mobject.tolerance_for_point_equality)
        elif whole and whole.area <= DENSE * parts.curves:
            self._draw_masked(snapshot, parts, whole)
            return
        all_inside = whole is not None and box.holds(whole)
        reach = self.pixels.reach_of(mobject)
        parts.emit(self.context, parts.splits if all_inside else parts.within(box, self.pixels, reach))
        for layer in snapshot.layers:
            self.camera.set_cairo_context_color(self.context, layer.colours, mobject)
            self._trace(self.context, layer, mobject)

    def _draw_masked(self, snapshot: Snapshot, parts: Parts, whole: Box) -> None:
        """Draw a mobject whose curves were drawn before, through masks of them."""
        context, mobject = self.context, snapshot.mobject
        for layer in snapshot.layers:
            if layer.width not in parts.masks:

                def trace(canvas: cairo.Context[Any], layer: PaintLayer = layer) -> None:
                    parts.emit(canvas, parts.splits)
                    self._trace(canvas, layer, mobject)

                parts.masks[layer.width] = Mask(whole, self.matrix, trace)
            self.camera.set_cairo_context_color(context, layer.colours, mobject)
            context.set_matrix(self.plain)
            parts.masks[layer.width].paint(context)
            context.set_matrix(self.matrix)

    def _trace(self, context: cairo.Context[Any], layer: PaintLayer, mobject: VMobject) -> None:
        """Fill or stroke the context's path and keep it."""
        if not layer.width:
            context.fill_preserve()
            return
        context.set_line_width(layer.width * self.camera.cairo_line_width_multiple)
        context.set_line_join(LINE_JOIN_MAP[mobject.joint_type])
        context.set_line_cap(CAP_STYLE_MAP[mobject.cap_style])
        context.stroke_preserve()
