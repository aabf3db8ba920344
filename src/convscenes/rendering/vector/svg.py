"""A scene as it stands, as an SVG: straight from its mobjects' points, in the order a camera draws them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from manim import Camera, ManimColor, Mobject, Scene, VMobject, config
from manim.constants import CapStyleType, LineJointType
from numpy.typing import NDArray

from convscenes.errors import RenderError
from convscenes.rendering.manim_backend.recording import camera_of
from convscenes.rendering.manim_backend.subpaths import beginnings
from convscenes.rendering.options import QUALITIES
from convscenes.rendering.vector.path_data import path_data
from convscenes.stories import Beat

WIDTH, HEIGHT = QUALITIES["high"].width, QUALITIES["high"].height
JOINS = {LineJointType.ROUND: "round", LineJointType.BEVEL: "bevel"}
CAPS = {CapStyleType.ROUND: "round", CapStyleType.SQUARE: "square"}
"""Manim's AUTO is Cairo's default, which is SVG's as well."""

Named = tuple[Mobject, ...]
"""The mobjects with a name of their own that a mobject is part of, outermost first."""
Colour = tuple[float, ...]
"""Red, green, blue and opacity."""


class Stroke(NamedTuple):
    """A line along a path: its colour, its width in pixels, and Manim's shape of its corners and ends."""

    rgba: Colour
    width: float
    join: LineJointType
    cap: CapStyleType


def svg_of(scene: Scene, beat: Beat, title: str, *, transparent: bool) -> str:
    """Return the SVG of a scene at the end of ``beat``, 1920 × 1080, with the beat's alt text.

    A mobject that was given a name becomes a group, with its name as title and, made unique, as id.

    Raises:
        RenderError: a mobject has no outline (a raster image, points, a gradient).
    """
    camera = camera_of(scene)
    ground = colour(ManimColor(camera.background_color).to_rgb().tolist())
    behind = "" if transparent else f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>\n'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' role="img" stroke-miterlimit="10">\n'
        f"<title>{escape(title)}</title>\n<desc>{escape(beat.description)}</desc>\n"
        f"{behind}{''.join(drawing(scene, camera))}</svg>\n"
    )


def drawing(scene: Scene, camera: Camera) -> Iterator[str]:
    """Yield one line for everything visible, and the tags of the groups around it."""
    roots = [*scene.mobjects, *scene.foreground_mobjects]
    groups = dict(groups_of(roots, ()))
    ids: Counter[str] = Counter()
    opened: Named = ()
    shown = map(outlined, camera.get_mobjects_to_display(roots))
    visible = [(mobject, paints) for mobject in shown if (paints := paints_of(mobject))]
    outlines = outlines_of([mobject for mobject, _ in visible])
    for (mobject, paints), outline in zip(visible, outlines, strict=True):
        wanted = groups[mobject]
        shared = sum(1 for _ in common(opened, wanted))
        yield "</g>\n" * (len(opened) - shared)
        yield from (group_tag(group.name, ids) for group in wanted[shared:])
        yield from (f'<path d="{outline}" {paint}/>\n' for paint in paints)
        opened = wanted
    yield "</g>\n" * len(opened)


def groups_of(mobjects: Iterable[Mobject], around: Named) -> Iterator[tuple[Mobject, Named]]:
    """Yield every mobject below ``mobjects`` with its named groups; Manim's default name is the class's."""
    for mobject in mobjects:
        inside = (*around, mobject) if mobject.name != type(mobject).__name__ else around
        yield mobject, inside
        yield from groups_of(mobject.submobjects, inside)


def common(one: Named, other: Named) -> Iterator[Mobject]:
    """Yield what two sequences begin with."""
    for first, second in zip(one, other, strict=False):
        if first is not second:
            return
        yield first


def group_tag(name: str, ids: Counter[str]) -> str:
    """Return the opening tag of a group, with an id that no other has."""
    slug = re.sub(r"\W+", "-", name).strip("-") or "group"
    ids[slug] += 1
    unique = slug if ids[slug] == 1 else f"{slug}-{ids[slug]}"
    return f"<g id={quoteattr(unique)}><title>{escape(name)}</title>\n"


def outlined(mobject: Mobject) -> VMobject:
    """Return a mobject that has an outline; raises RenderError for any other."""
    if not isinstance(mobject, VMobject):
        raise RenderError(f"{mobject.name} ({type(mobject).__name__}) has no outline: draw it as PNG.")
    return mobject


def outlines_of(mobjects: Sequence[VMobject]) -> list[str]:
    """Return the path data of each mobject, split where the camera splits it."""
    shapes = [mobject.points[: len(mobject.points) // 4 * 4, :2] for mobject in mobjects]
    points = np.concatenate([np.empty((0, 2)), *shapes])
    counts = np.array([len(shape) // 4 for shape in shapes], dtype=np.intp)
    until = counts.cumsum()
    tolerance = np.repeat([mobject.tolerance_for_point_equality for mobject in mobjects], counts)
    first = np.union1d(beginnings(points, tolerance[1:, None]), until)[:-1]  # nothing begins at the last end
    scale = WIDTH / config.frame_width
    return path_data(points * (scale, -scale) + (WIDTH / 2, HEIGHT / 2), first, until)


def paints_of(mobject: VMobject) -> tuple[str, ...]:
    """Return how a path is painted, each time it is: its background stroke, then its fill and stroke.

    Manim's widths are hundredths of a unit.
    """
    behind, above = (
        Stroke(
            only_colour(mobject, mobject.get_stroke_rgbas(background)),
            float(mobject.get_stroke_width(background)) * 0.01 * WIDTH / config.frame_width,
            mobject.joint_type,
            mobject.cap_style,
        )
        for background in (True, False)
    )
    return coats_of(only_colour(mobject, mobject.get_fill_rgbas()), behind, above)


def only_colour(mobject: VMobject, rgbas: NDArray[Any]) -> Colour:
    """Return the one colour of a fill or stroke."""
    if len(rgbas) > 1 and (rgbas != rgbas[0]).any():
        raise RenderError(f"{mobject.name} ({type(mobject).__name__}) has a gradient: draw it as PNG.")
    return tuple(rgbas[0].tolist())


@lru_cache(maxsize=512)
def coats_of(fill: Colour, behind: Stroke, above: Stroke) -> tuple[str, ...]:
    """Return the attributes of each of a path's coats that can be seen."""
    under, inside, over = (" ".join(words) for words in (stroke_of(behind), fill_of(fill), stroke_of(above)))
    coats = [f'fill="none" {under}'] if under else []
    if inside or over:
        coats.append(" ".join(filter(None, [inside or 'fill="none"', over])))
    return tuple(coats)


def fill_of(rgba: Colour) -> Iterator[str]:
    """Yield the attributes of a fill that can be seen."""
    if rgba[3] > 0:
        yield f'fill="{colour(rgba)}"'
        yield from opacity("fill", rgba)


def stroke_of(stroke: Stroke) -> Iterator[str]:
    """Yield the attributes of a stroke that can be seen."""
    if stroke.width > 0 and stroke.rgba[3] > 0:
        yield f'stroke="{colour(stroke.rgba)}" stroke-width="{round(stroke.width, 2):g}"'
        yield from opacity("stroke", stroke.rgba)
        if stroke.join in JOINS:
            yield f'stroke-linejoin="{JOINS[stroke.join]}"'
        if stroke.cap in CAPS:
            yield f'stroke-linecap="{CAPS[stroke.cap]}"'


def colour(rgb: Sequence[float]) -> str:
    """Return ``#rrggbb``.

    >>> colour((1, 0.5, 0))
    '#ff8000'
    """
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in rgb[:3])


def opacity(of: str, rgba: Colour) -> Iterator[str]:
    """Yield the attribute of an opacity below 1."""
    if rgba[3] < 1:
        yield f'{of}-opacity="{round(rgba[3], 3):g}"'
