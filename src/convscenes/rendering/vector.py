"""A scene as it stands, as an SVG: straight from its mobjects' points, in the order a camera draws them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from manim import Camera, ManimColor, Mobject, Scene, VMobject, config
from manim.constants import CapStyleType, LineJointType
from numpy.typing import NDArray

from convscenes.errors import RenderError
from convscenes.rendering.paths import path_data
from convscenes.rendering.quality import QUALITIES
from convscenes.rendering.recording import camera_of
from convscenes.stories import Beat

WIDTH, HEIGHT = QUALITIES["high"].width, QUALITIES["high"].height
JOINS = {LineJointType.ROUND: "round", LineJointType.BEVEL: "bevel"}
CAPS = {CapStyleType.ROUND: "round", CapStyleType.SQUARE: "square"}
"""Manim's AUTO is Cairo's default, which is SVG's as well."""

Named = tuple[Mobject, ...]
"""The mobjects with a name of their own that a mobject is part of, outermost first."""


def svg_of(scene: Scene, beat: Beat, title: str, *, transparent: bool) -> str:
    """Return the SVG of a scene at the end of ``beat``, 1920 × 1080, with the beat's alt text.

    A mobject that was given a name becomes a group, with its name as title and, made unique, as id.

    Raises:
        RenderError: a mobject has no outline (a raster image, points, a gradient).
    """
    camera = camera_of(scene)
    ground = colour(ManimColor(camera.background_color).to_rgb())
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
    for mobject in camera.get_mobjects_to_display(roots):
        shapes = list(shapes_of(mobject))
        wanted = groups[mobject]
        if not shapes:
            continue
        shared = sum(1 for _ in common(opened, wanted))
        yield "</g>\n" * (len(opened) - shared)
        yield from (group_tag(group.name, ids) for group in wanted[shared:])
        yield from shapes
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


def shapes_of(mobject: Mobject) -> Iterator[str]:
    """Yield a mobject's path: with its background stroke, then with fill and stroke; nothing if invisible."""
    if not isinstance(mobject, VMobject):
        raise RenderError(f"{mobject.name} ({type(mobject).__name__}) has no outline: draw it as PNG.")
    for paint in paints_of(mobject):
        tolerance = mobject.tolerance_for_point_equality
        data = data_of(mobject.points.tobytes(), tolerance, config.frame_width)
        yield f'<path d="{data}" {paint}/>\n'


def paints_of(mobject: VMobject) -> Iterator[str]:
    """Yield how a path is painted, each time it is: its background stroke, then its fill and stroke."""
    if under := " ".join(stroke_of(mobject, background=True)):
        yield f'fill="none" {under}'
    fill, over = " ".join(fill_of(mobject)), " ".join(stroke_of(mobject))
    if fill or over:
        yield " ".join(filter(None, [fill or 'fill="none"', over]))


@lru_cache(maxsize=512)
def data_of(points: bytes, tolerance: float, frame_width: float) -> str:
    """Return the path data of a mobject's points, which most mobjects keep from one figure to the next."""
    mobject = VMobject(tolerance_for_point_equality=tolerance)
    mobject.points = np.frombuffer(points).reshape(-1, 3)
    return path_data(subpaths_of(mobject, WIDTH / frame_width))


def subpaths_of(mobject: VMobject, scale: float) -> Iterator[NDArray[Any]]:
    """Yield the subpaths of a mobject in pixels, ``scale`` a unit, split where the camera splits them."""
    pixels = mobject.points[:, :2] * (scale, -scale) + (WIDTH / 2, HEIGHT / 2)
    for start, end in mobject.get_subpath_split_indices_from_points(mobject.points, n_dims=2):
        if end - start >= 4:
            yield pixels[int(start) : int(end)]


def fill_of(mobject: VMobject) -> Iterator[str]:
    """Yield the attributes of a fill that can be seen."""
    rgba = only_colour(mobject, mobject.get_fill_rgbas())
    if rgba[3] > 0:
        yield f'fill="{colour(rgba)}"'
        yield from opacity("fill", rgba)


def stroke_of(mobject: VMobject, *, background: bool = False) -> Iterator[str]:
    """Yield the attributes of a stroke that can be seen. Manim's widths are hundredths of a unit."""
    width = mobject.get_stroke_width(background)
    rgba = only_colour(mobject, mobject.get_stroke_rgbas(background))
    if width > 0 and rgba[3] > 0:
        pixels = width * 0.01 * WIDTH / config.frame_width
        yield f'stroke="{colour(rgba)}" stroke-width="{round(pixels, 2):g}"'
        yield from opacity("stroke", rgba)
        if mobject.joint_type in JOINS:
            yield f'stroke-linejoin="{JOINS[mobject.joint_type]}"'
        if mobject.cap_style in CAPS:
            yield f'stroke-linecap="{CAPS[mobject.cap_style]}"'


def only_colour(mobject: VMobject, rgbas: NDArray[Any]) -> NDArray[Any]:
    """Return the one colour of a fill or stroke, shape (4,)."""
    if any((rgba != rgbas[0]).any() for rgba in rgbas[1:]):
        raise RenderError(f"{mobject.name} ({type(mobject).__name__}) has a gradient: draw it as PNG.")
    rgba: NDArray[Any] = rgbas[0]
    return rgba


def colour(rgba: NDArray[Any]) -> str:
    """Return ``#rrggbb``."""
    return "#" + "".join(f"{channel:02x}" for channel in np.rint(rgba[:3] * 255).astype(int))


def opacity(of: str, rgba: NDArray[Any]) -> Iterator[str]:
    """Yield the attribute of an opacity below 1."""
    if rgba[3] < 1:
        yield f'{of}-opacity="{round(float(rgba[3]), 3):g}"'
