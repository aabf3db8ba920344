"""Drawing VMobjects with Cairo as Manim's camera does, but inside boxes, and only what meets them."""

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
"""How far a sharp corner may stick out, in half line widths: Cairo's limit."""
MANY = 32
"""Subpaths from which on it pays to leave out those beyond a box."""
DENSE = 15000
"""Pixels a curve up to which a mask is quicker: it is paid by its area, a path by its curves."""


class Sketch:
    """A mobject as it was at one moment: what must be the same for its pixels to be the same.

    ``box`` holds the pixels that it touches, None for none.
    """

    def __init__(self, mobject: VMobject, pixels: Pixels, before: Sketch | None = None) -> None:
        self.mobject = mobject
        self.points = mobject.points.copy()
        self.paint = paint_of(mobject)
        self.coats = coats_of(mobject)
        self.whole: Box | None = None
        self.parts: Parts | None = None
        if before is not None and before.paint[3:] == self.paint[3:] and same(before.points, self.points):
            self.parts, self.whole = before.parts, before.whole  # only its colours have changed
        elif len(self.points):
            self.whole = pixels.box_of(self)
        self.box = self.whole if self.coats else None

    @property
    def look(self) -> Hashable:
        """What another mobject has as well that looks the same."""
        return self.points.tobytes(), self.paint, self.mobject.tolerance_for_point_equality

    @property
    def plain(self) -> bool:
        """Whether its looks are all of it: a gradient's also depend on where its mobject ends."""
        return all(len(coat.colours) == 1 for coat in self.coats)

    def holds(self) -> bool:
        """Tell whether the mobject still is as it was."""
        return self.paint == paint_of(self.mobject) and same(self.points, self.mobject.points)


def look_of(mobject: VMobject) -> Hashable:
    """Return what a mobject shares with all that look the same."""
    return mobject.points.tobytes(), paint_of(mobject), mobject.tolerance_for_point_equality


class Coat(NamedTuple):
    """One layer of a mobject's paint: its colours (N, 4), and the width of a line, or 0 for a fill."""

    colours: NDArray[np.float64]
    width: float


def coats_of(mobject: VMobject) -> tuple[Coat, ...]:
    """Return the coats that can be seen, in Manim's order: the stroke behind, the fill, the stroke."""
    fill, stroke, behind = colours_of(mobject)
    width, width_behind = mobject.get_stroke_width(), mobject.get_stroke_width(background=True)
    coats = []
    if width_behind and behind[:, 3].any():
        coats.append(Coat(behind.copy(), width_behind))
    if fill[:, 3].any():
        coats.append(Coat(fill.copy(), 0.0))
    if width and stroke[:, 3].any():
        coats.append(Coat(stroke.copy(), width))
    return tuple(coats)


def colours_of(mobject: VMobject) -> tuple[NDArray[np.float64], ...]:
    """Return the colours of the fill, the stroke, and the stroke behind the fill."""
    return mobject.get_fill_rgbas(), mobject.get_stroke_rgbas(), mobject.get_stroke_rgbas(background=True)


def paint_of(mobject: VMobject) -> tuple[Any, ...]:
    """Return all that decides a mobject's paint, to be compared: colours, widths, joints and caps."""
    return (
        *(colours.tobytes() for colours in colours_of(mobject)),
        mobject.stroke_width,
        mobject.background_stroke_width,
        mobject.joint_type,
        mobject.cap_style,
    )


def same(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    """Tell whether two arrays are equal."""
    return one.shape == other.shape and bool((one == other).all())


class Pixels:
    """How a camera's units lie on its pixels."""

    def __init__(self, camera: Camera) -> None:
        self.width, self.height = camera.pixel_width, camera.pixel_height
        self.across = camera.pixel_width / camera.frame_width
        self.up = camera.pixel_height / camera.frame_height
        x, y, _ = camera.frame_center
        self.left, self.top = camera.pixel_width / 2 - x * self.across, camera.pixel_height / 2 + y * self.up

    def box_of(self, sketch: Sketch) -> Box | None:
        """Return the pixels that a mobject may touch: around its control points, by its line's width.

        They are aligned; None means that all of it is outside.
        """
        low, high = sketch.points[:, :2].min(axis=0), sketch.points[:, :2].max(axis=0)
        left, top, right, bottom = self.of(low, high, self.reach_of(sketch.mobject))
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
        """Return how far, in pixels, paint may lie from a mobject's curves."""
        spread = MITER if LINE_JOIN_MAP[mobject.joint_type] == cairo.LineJoin.MITER else 1
        width = max(mobject.get_stroke_width(), mobject.get_stroke_width(background=True)) * 0.01
        return width * max(self.across, self.up) / 2 * spread + 1


class Parts:
    """A mobject's subpaths, ready to be emitted: coordinates, where each begins, whether it closes."""

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
        """Return the subpaths that may meet ``box``; all of them where finding out would cost more."""
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
    """How much of each pixel a path covers, kept: another colour need not trace it anew."""

    def __init__(self, box: Box, matrix: cairo.Matrix, trace: Callable[[cairo.Context[Any]], None]) -> None:
        """Keep what ``trace`` paints, under the ``matrix`` of the whole picture, inside ``box``."""
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
    """Draws sketches into a picture (H, W, 4) of a camera's size."""

    def __init__(self, camera: Camera, picture: Any) -> None:
        self.camera, self.pixels = camera, Pixels(camera)
        self.context = camera.get_cairo_context(picture)
        self.matrix, self.plain = self.context.get_matrix(), cairo.Matrix()

    def paint(self, sketches: Sequence[Sketch], box: Box) -> None:
        """Draw all that meets ``box``, in order, and nothing outside it."""
        self._clip(box)
        for sketch in sketches:
            if sketch.box is not None and sketch.box.meets(box):
                self._draw(sketch, box)
        self.context.new_path()
        self.context.reset_clip()

    def _clip(self, box: Box) -> None:
        context = self.context
        context.new_path()  # a path left from before would join the clip
        context.set_matrix(self.plain)
        context.rectangle(box.left, box.top, box.right - box.left, box.bottom - box.top)
        context.clip()
        context.set_matrix(self.matrix)

    def _draw(self, sketch: Sketch, box: Box) -> None:
        """Draw one mobject as Manim does: the stroke behind, the fill, the stroke."""
        mobject, parts, whole = sketch.mobject, sketch.parts, sketch.box
        if parts is None:
            parts = sketch.parts = Parts(sketch.points, mobject.tolerance_for_point_equality)
        elif whole and whole.area <= DENSE * parts.curves:
            self._draw_masked(sketch, parts, whole)
            return
        all_inside = whole is not None and box.holds(whole)
        reach = self.pixels.reach_of(mobject)
        parts.emit(self.context, parts.splits if all_inside else parts.within(box, self.pixels, reach))
        for coat in sketch.coats:
            self.camera.set_cairo_context_color(self.context, coat.colours, mobject)
            self._trace(self.context, coat, mobject)

    def _draw_masked(self, sketch: Sketch, parts: Parts, whole: Box) -> None:
        """Draw a mobject whose curves were drawn before, through masks of them."""
        context, mobject = self.context, sketch.mobject
        for coat in sketch.coats:
            if coat.width not in parts.masks:

                def trace(canvas: cairo.Context[Any], coat: Coat = coat) -> None:
                    parts.emit(canvas, parts.splits)
                    self._trace(canvas, coat, mobject)

                parts.masks[coat.width] = Mask(whole, self.matrix, trace)
            self.camera.set_cairo_context_color(context, coat.colours, mobject)
            context.set_matrix(self.plain)
            parts.masks[coat.width].paint(context)
            context.set_matrix(self.matrix)

    def _trace(self, context: cairo.Context[Any], coat: Coat, mobject: VMobject) -> None:
        """Fill or stroke the context's path and keep it."""
        if not coat.width:
            context.fill_preserve()
            return
        context.set_line_width(coat.width * self.camera.cairo_line_width_multiple)
        context.set_line_join(LINE_JOIN_MAP[mobject.joint_type])
        context.set_line_cap(CAP_STYLE_MAP[mobject.cap_style])
        context.stroke_preserve()
