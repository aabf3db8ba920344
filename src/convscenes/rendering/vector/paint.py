"""The paint of a mobject as attributes of SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from manim import CapStyleType, LineJointType, VMobject
from numpy.typing import NDArray

from convscenes.errors import RenderError
from convscenes.rendering.vector.numbers import significant

JOINS = {LineJointType.ROUND: "round", LineJointType.BEVEL: "bevel"}
CAPS = {CapStyleType.ROUND: "round", CapStyleType.SQUARE: "square"}
"""Manim's AUTO is Cairo's default, which is SVG's as well."""

Colour = tuple[float, ...]
"""Red, green, blue and opacity."""
Attributes = tuple[tuple[str, str], ...]
"""Names and values."""


class Stroke(NamedTuple):
    """A stroke: its colour, its width in units, and Manim's joint and cap.

    Manim itself counts widths in hundredths of a unit.
    """

    rgba: Colour
    width: float
    join: LineJointType
    cap: CapStyleType

    @property
    def seen(self) -> bool:
        """Whether it has a width and an opacity."""
        return self.width > 0 and self.rgba[3] > 0


class Paint(NamedTuple):
    """The paint of a path: its background stroke, its fill, its stroke above."""

    behind: Stroke
    fill: Colour
    above: Stroke

    @property
    def seen(self) -> bool:
        """Whether any of it is visible."""
        return self.fill[3] > 0 or self.behind.seen or self.above.seen


def paint_of(mobject: VMobject) -> Paint:
    """Return the paint of a mobject."""
    behind, above = (
        Stroke(
            only_colour(mobject, mobject.get_stroke_rgbas(background)),
            float(mobject.get_stroke_width(background)) * 0.01,
            mobject.joint_type,
            mobject.cap_style,
        )
        for background in (True, False)
    )
    return Paint(behind, only_colour(mobject, mobject.get_fill_rgbas()), above)


def only_colour(mobject: VMobject, rgbas: NDArray[Any]) -> Colour:
    """Return the only colour of a fill or stroke; raises RenderError for a gradient."""
    if len(rgbas) > 1 and (rgbas != rgbas[0]).any():
        raise RenderError(f"{mobject.name} ({type(mobject).__name__}) has a gradient: draw it as PNG.")
    return tuple(rgbas[0].tolist())


@lru_cache(maxsize=4096)
def layers_of(paint: Paint, unit: float) -> tuple[Attributes, ...]:
    """Return the attributes of each visible layer of a path's paint.

    Widths are in the path's own unit; ``unit`` of them are one of Manim's.
    """
    under, over = (tuple(stroke_of(stroke, unit)) for stroke in (paint.behind, paint.above))
    inside, unfilled = tuple(fill_of(paint.fill)), (("fill", "none"),)
    layers = [unfilled + under] if under else []
    if inside or over:
        layers.append((inside or unfilled) + over)
    return tuple(layers)


def fill_of(rgba: Colour) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a fill, none if it is invisible."""
    if rgba[3] > 0:
        yield "fill", colour(rgba)
        yield from opacity("fill", rgba)


def stroke_of(stroke: Stroke, unit: float) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a stroke, none if it is invisible."""
    if stroke.seen:
        yield "stroke", colour(stroke.rgba)
        yield "stroke-width", significant(stroke.width * unit)
        yield from opacity("stroke", stroke.rgba)
        if stroke.join in JOINS:
            yield "stroke-linejoin", JOINS[stroke.join]
        if stroke.cap in CAPS:
            yield "stroke-linecap", CAPS[stroke.cap]


def colour(rgb: Sequence[float]) -> str:
    """Return ``#rrggbb``.

    >>> colour((1, 0.5, 0))
    '#ff8000'
    """
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in rgb[:3])


def opacity(of: str, rgba: Colour) -> Iterator[tuple[str, str]]:
    """Yield the attribute of an opacity below 1."""
    if rgba[3] < 1:
        yield f"{of}-opacity", f"{round(rgba[3], 3):g}"
