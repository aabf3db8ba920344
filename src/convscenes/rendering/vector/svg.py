"""A scene's current picture as an SVG, from its mobjects' points, in the drawing order of a camera."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, pairwise
from xml.sax.saxutils import escape, quoteattr

from manim import Camera, ManimColor, Mobject, Scene, VMobject

from convscenes.errors import RenderError
from convscenes.rendering.manim_backend.renderer import camera_of
from convscenes.rendering.options import QUALITIES
from convscenes.rendering.vector.elements import drawing
from convscenes.rendering.vector.paint import Paint, colour, layers_of, paint_of
from convscenes.rendering.vector.shapes import HEIGHT, WIDTH, Shapes, pixels_per_unit, shapes_of

SIZE = QUALITIES["medium"]
"""The default size of a figure in CSS pixels."""
XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
Named = tuple[Mobject, ...]
"""The named mobjects that contain a mobject, outermost first."""


def svg_of(scene: Scene, story: str, beat: str, title: str, alt: str, *, transparent: bool) -> str:
    """Return the SVG of a scene at the end of the beat called ``beat``, 1280 × 720, with its alt text.

    A mobject that was given a name becomes a group. Its class begins with the name of the ``story``, its id
    with that and the beat's, so that figures on one page do not clash; ``data-name`` is the name alone.

    Raises:
        RenderError: a mobject has no outline (a raster image, points, a gradient).
    """
    camera = camera_of(scene)
    background = colour(ManimColor(camera.background_color).to_rgb().tolist())
    behind = "" if transparent else f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{background}"/>\n'
    mobjects, paints, groups = visible(scene, camera)
    shapes = shapes_of(mobjects, [paint.above.width * paint.above.seen for paint in paints])
    units = (pixels_per_unit() / shapes.units).tolist()
    layers = [layers_of(paint, unit) for paint, unit in zip(paints, units, strict=True)]
    runs = runs_of(groups, shapes)
    outlines, elements = drawing(shapes, layers, runs)
    defined = "".join(f'<path id="{name}" d="{data}"/>\n' for name, data in outlines.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{XLINK if outlines else ""} width="{SIZE.width}"'
        f' height="{SIZE.height}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" stroke-miterlimit="10">\n'
        f"<title>{escape(title)}</title>\n<desc>{escape(alt)}</desc>\n"
        + (f"<defs>\n{defined}</defs>\n" if outlines else "")
        + behind
        + "".join(grouped(zip((groups[run[0]] for run in runs), elements, strict=True), Tags(story, beat)))
        + "</svg>\n"
    )


def visible(scene: Scene, camera: Camera) -> tuple[list[VMobject], list[Paint], list[Named]]:
    """Return the visible mobjects in the camera's drawing order, with their paints and groups."""
    roots = [*scene.mobjects, *scene.foreground_mobjects]
    groups = dict(groups_of(roots, ()))
    shown = [outlined(mobject) for mobject in camera.get_mobjects_to_display(roots)]
    painted = [(mobject, paint) for mobject in shown if (paint := paint_of(mobject)).seen]
    return [m for m, _ in painted], [paint for _, paint in painted], [groups[m] for m, _ in painted]


def runs_of(groups: Sequence[Named], shapes: Shapes) -> list[range]:
    """Return the longest runs of shapes in the same groups and of the same scale."""
    alike = [
        (tuple(map(id, named)), scale, grid)
        for named, scale, grid in zip(groups, shapes.scale.tolist(), shapes.grid.tolist(), strict=True)
    ]
    begins = [number for number, own in enumerate(alike) if not number or own != alike[number - 1]]
    return [range(begin, end) for begin, end in pairwise([*begins, len(alike)])]


def groups_of(mobjects: Iterable[Mobject], around: Named) -> Iterator[tuple[Mobject, Named]]:
    """Yield all ``mobjects`` and submobjects with their named groups; Manim's default name is the class's."""
    for mobject in mobjects:
        inside = (*around, mobject) if mobject.name != type(mobject).__name__ else around
        yield mobject, inside
        yield from groups_of(mobject.submobjects, inside)


def outlined(mobject: Mobject) -> VMobject:
    """Return a mobject that has an outline; raises RenderError for any other."""
    if not isinstance(mobject, VMobject):
        raise RenderError(f"{mobject.name} ({type(mobject).__name__}) has no outline: draw it as PNG.")
    return mobject


def grouped(elements: Iterable[tuple[Named, str]], tags: Tags) -> Iterator[str]:
    """Yield elements, each given with its groups, and the tags of these groups."""
    opened: Named = ()
    for wanted, element in elements:
        shared = sum(1 for _ in common(opened, wanted))
        yield "</g>\n" * (len(opened) - shared)
        yield from (tags.opening(group.name) for group in wanted[shared:])
        yield element
        opened = wanted
    yield "</g>\n" * len(opened)


def common(one: Named, other: Named) -> Iterator[Mobject]:
    """Yield the common beginning of two sequences."""
    for first, second in zip(one, other, strict=False):
        if first is not second:
            return
        yield first


class Tags:
    """The opening tags of the groups of a figure."""

    def __init__(self, story: str, beat: str) -> None:
        self.story, self.beat = word(story), word(beat)
        self.ids: set[str] = set()

    def opening(self, name: str) -> str:
        """Return the tag of a group of this name, with a unique id."""
        story = (
            self.story if self.story[0].isalpha() else f"_{self.story}"
        )  # an id begins with a letter or "_" in XML and in CSS
        first = f"{story}-{self.beat}-{word(name)}"
        numbered = (f"{first}-{number}" for number in count(2))
        unique = next(id for id in chain([first], numbered) if id not in self.ids)
        self.ids.add(unique)
        return f'<g id="{unique}" class="{story}-{word(name)}" data-name={quoteattr(name)}>\n'


def word(text: str) -> str:
    """Return a text as part of an id.

    >>> word("output map (cropped)")
    'output-map-cropped'
    """
    return re.sub(r"\W+", "-", text).strip("-") or "group"
