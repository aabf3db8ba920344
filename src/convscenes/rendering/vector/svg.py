"""A scene's current picture as an SVG, from its mobjects' points, in the drawing order of a camera."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, pairwise
from xml.sax.saxutils import escape, quoteattr

from manim import Camera, ManimColor, Mobject, Scene, VMobject

from convscenes.errors import RenderError
from convscenes.rendering.manim_backend.renderer import camera_of
from convscenes.rendering.options import QUALITIES
from convscenes.rendering.vector.elements import drawing
from convscenes.rendering.vector.paint import Paint, colour, layers_of, paint_of
from convscenes.rendering.vector.shapes import SHORT, Shapes, View, shapes_of

SCALE = QUALITIES["medium"].height / SHORT
"""The default size of a figure in CSS pixels, as a share of its pixels."""
XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
MITER = ' stroke-miterlimit="10"'
"""Cairo's limit, which is not SVG's."""
Named = tuple[Mobject, ...]
"""The named mobjects that contain a mobject, outermost first."""


@dataclass(frozen=True)
class Picture:
    """A scene's picture: path data of shared outlines by their ids, its elements, title and alt text.

    Title and alt text are in ``language``.
    """

    view: View
    outlines: Mapping[str, str]
    elements: str
    title: str
    alt: str
    language: str

    def svg(self, metadata: str = "") -> str:
        """Return it as an SVG of its own, 1280 pixels wide if it is a whole frame of 16:9."""
        width, height = (f"{side * SCALE:g}" for side in (self.view.width, self.view.height))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg"{XLINK if self.outlines else ""} width="{width}"'
            f' height="{height}" viewBox="{self.view}" role="img"{spoken(self.language)}{MITER}>\n'
            f"<title>{escape(self.title)}</title>\n<desc>{escape(self.alt)}</desc>\n"
            f"{metadata_element(metadata)}{definitions(self.outlines)}{self.elements}</svg>\n"
        )


def spoken(language: str) -> str:
    """Return a language as an attribute that holds in an SVG alone and in a page, and is valid in both."""
    return f' xml:lang="{language}"'


def metadata_element(text: str) -> str:
    """Return a text that is not shown as an element, "" if there is none."""
    return f"<metadata>{escape(text)}</metadata>\n" if text else ""


def definitions(outlines: Mapping[str, str]) -> str:
    """Return shared outlines as an element, "" if there are none."""
    paths = "".join(f'<path id="{name}" d="{data}"/>\n' for name, data in outlines.items())
    return f"<defs>\n{paths}</defs>\n" if paths else ""


def picture_of(
    scene: Scene,
    view: View,
    story: str,
    beat: str,
    title: str,
    alt: str,
    language: str,
    *,
    transparent: bool,
) -> Picture:
    """Return what a ``view`` shows of a scene at the end of the beat called ``beat``, with its alt text.

    A mobject that was given a name becomes a group. Its class begins with the name of the ``story``, its id
    with that and the beat's, so that figures on one page do not clash; ``data-name`` is the name alone.

    Raises:
        RenderError: a mobject has no outline (a raster image, points, a gradient).
    """
    camera = camera_of(scene)
    background = colour(ManimColor(camera.background_color).to_rgb().tolist())
    behind = (
        ""
        if transparent
        else f'<rect width="{view.width:g}" height="{view.height:g}" fill="{background}"/>\n'
    )
    roots = [*scene.mobjects, *scene.foreground_mobjects]
    mobjects, paints, groups = visible(roots, camera)
    shapes = shapes_of(mobjects, [paint.above.width * paint.above.seen for paint in paints], view)
    units = (view.unit / shapes.units).tolist()
    layers = [layers_of(paint, unit) for paint, unit in zip(paints, units, strict=True)]
    runs = runs_of(groups, shapes)
    outlines, drawn = drawing(shapes, layers, runs)
    in_groups = zip((groups[run[0]] for run in runs), drawn, strict=True)
    elements = behind + "".join(grouped(in_groups, Tags(story, beat)))
    return Picture(view, outlines, elements, title, alt, language)


def visible(roots: Iterable[Mobject], camera: Camera) -> tuple[list[VMobject], list[Paint], list[Named]]:
    """Return the visible mobjects in the camera's drawing order, with their paints and groups."""
    roots = list(roots)
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
