"""A scene as it stands, as an SVG: straight from its mobjects' points, in the order a camera draws them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from manim import Camera, ManimColor, Mobject, Scene, VMobject

from convscenes.errors import RenderError
from convscenes.rendering.manim_backend.recording import camera_of
from convscenes.rendering.vector.elements import Mark, drawing
from convscenes.rendering.vector.paint import colour, paints_of
from convscenes.rendering.vector.shapes import HEIGHT, WIDTH, pixels_per_unit, shapes_of
from convscenes.stories import Beat

XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
Named = tuple[Mobject, ...]
"""The mobjects with a name of their own that a mobject is part of, outermost first."""


def svg_of(scene: Scene, beat: Beat, title: str, *, transparent: bool) -> str:
    """Return the SVG of a scene at the end of ``beat``, 1920 × 1080, with the beat's alt text.

    A mobject that was given a name becomes a group, with its name as title and, made unique, as id.

    Raises:
        RenderError: a mobject has no outline (a raster image, points, a gradient).
    """
    camera = camera_of(scene)
    background = colour(ManimColor(camera.background_color).to_rgb().tolist())
    behind = "" if transparent else f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{background}"/>\n'
    runs = [list(run) for _, run in groupby(visible(scene, camera), key=_neighbours)]
    outlines, elements = drawing([[mark for _, mark in run] for run in runs])
    groups = [run[0][0] for run in runs]
    defined = "".join(f'<path id="{name}" d="{data}"/>\n' for name, data in outlines.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{XLINK if outlines else ""} width="{WIDTH}"'
        f' height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" stroke-miterlimit="10">\n'
        f"<title>{escape(title)}</title>\n<desc>{escape(beat.description)}</desc>\n"
        + (f"<defs>\n{defined}</defs>\n" if outlines else "")
        + behind
        + "".join(grouped(zip(groups, elements, strict=True)))
        + "</svg>\n"
    )


def visible(scene: Scene, camera: Camera) -> list[tuple[Named, Mark]]:
    """Return everything visible, in the order in which the camera draws it, with the groups it is in."""
    roots = [*scene.mobjects, *scene.foreground_mobjects]
    groups = dict(groups_of(roots, ()))
    shown = [outlined(mobject) for mobject in camera.get_mobjects_to_display(roots)]
    mobjects = [mobject for mobject in shown if paints_of(mobject, 1.0)]
    return [
        (groups[mobject], Mark(shape, paints_of(mobject, pixels_per_unit() / shape.unit)))
        for mobject, shape in zip(mobjects, shapes_of(mobjects), strict=True)
    ]


def _neighbours(item: tuple[Named, Mark]) -> tuple[tuple[int, ...], float, int]:
    """Return what elements share that are written together: their groups and their unit."""
    groups, mark = item
    return tuple(map(id, groups)), mark.shape.scale, mark.shape.grid


def groups_of(mobjects: Iterable[Mobject], around: Named) -> Iterator[tuple[Mobject, Named]]:
    """Yield every mobject below ``mobjects`` with its named groups; Manim's default name is the class's."""
    for mobject in mobjects:
        inside = (*around, mobject) if mobject.name != type(mobject).__name__ else around
        yield mobject, inside
        yield from groups_of(mobject.submobjects, inside)


def outlined(mobject: Mobject) -> VMobject:
    """Return a mobject that has an outline; raises RenderError for any other."""
    if not isinstance(mobject, VMobject):
        raise RenderError(f"{mobject.name} ({type(mobject).__name__}) has no outline: draw it as PNG.")
    return mobject


def grouped(elements: Iterable[tuple[Named, str]]) -> Iterator[str]:
    """Yield elements, each given with the groups it is in, and the tags of the groups around them."""
    ids: Counter[str] = Counter()
    opened: Named = ()
    for wanted, element in elements:
        shared = sum(1 for _ in common(opened, wanted))
        yield "</g>\n" * (len(opened) - shared)
        yield from (group_tag(group.name, ids) for group in wanted[shared:])
        yield element
        opened = wanted
    yield "</g>\n" * len(opened)


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
