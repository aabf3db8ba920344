"""A scene as it stands, as an SVG: straight from its mobjects' points, in the order a camera draws them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from manim import Camera, ManimColor, Mobject, Scene, VMobject

from convscenes.errors import RenderError
from convscenes.rendering.manim_backend.renderer import camera_of
from convscenes.rendering.vector.elements import drawing
from convscenes.rendering.vector.paint import Paint, coats_of, colour, paint_of
from convscenes.rendering.vector.shapes import HEIGHT, WIDTH, Shapes, pixels_per_unit, shapes_of
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
    mobjects, paints, groups = visible(scene, camera)
    shapes = shapes_of(mobjects, [paint.above.width * paint.above.seen for paint in paints])
    units = (pixels_per_unit() / shapes.units).tolist()
    coats = [coats_of(paint, unit) for paint, unit in zip(paints, units, strict=True)]
    runs = runs_of(groups, shapes)
    outlines, elements = drawing(shapes, coats, runs)
    defined = "".join(f'<path id="{name}" d="{data}"/>\n' for name, data in outlines.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{XLINK if outlines else ""} width="{WIDTH}"'
        f' height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" stroke-miterlimit="10">\n'
        f"<title>{escape(title)}</title>\n<desc>{escape(beat.description)}</desc>\n"
        + (f"<defs>\n{defined}</defs>\n" if outlines else "")
        + behind
        + "".join(grouped(zip((groups[run[0]] for run in runs), elements, strict=True)))
        + "</svg>\n"
    )


def visible(scene: Scene, camera: Camera) -> tuple[list[VMobject], list[Paint], list[Named]]:
    """Return what is visible, in the order in which the camera draws it, with its paints and groups."""
    roots = [*scene.mobjects, *scene.foreground_mobjects]
    groups = dict(groups_of(roots, ()))
    shown = [outlined(mobject) for mobject in camera.get_mobjects_to_display(roots)]
    painted = [(mobject, paint) for mobject in shown if (paint := paint_of(mobject)).seen]
    return [m for m, _ in painted], [paint for _, paint in painted], [groups[m] for m, _ in painted]


def runs_of(groups: Sequence[Named], shapes: Shapes) -> list[range]:
    """Return the longest runs of shapes that are written together: in the same groups, of the same scale."""
    alike = [
        (tuple(map(id, named)), scale, grid)
        for named, scale, grid in zip(groups, shapes.scale.tolist(), shapes.grid.tolist(), strict=True)
    ]
    begins = [number for number, own in enumerate(alike) if not number or own != alike[number - 1]]
    return [range(begin, end) for begin, end in pairwise([*begins, len(alike)])]


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
