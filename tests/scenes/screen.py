"""What is on screen at the end of each beat, as plain data: taken from a scene's mobjects, nothing drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import chain, repeat
from pathlib import Path
from typing import Any, Literal

import numpy as np
from manim import Camera, Mobject, VMobject
from numpy.typing import NDArray

from convscenes.colours.theme import THEMES, contrast
from convscenes.look.cells import TOO_WIDE
from convscenes.look.heading import Caption, Heading
from convscenes.look.layers import Numerals
from convscenes.look.layout import Rect
from convscenes.look.lettering import Lettering
from convscenes.look.map_label import MapLabel
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.outline import Arrow
from convscenes.look.tilt import Tilt
from convscenes.rendering.manim_backend.performance import visit
from convscenes.rendering.options import Options
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes.learned_kernel.curve import Curve
from convscenes.stories import Beat, Story
from tests.conftest import shipped_story

ThemeName = Literal["dark", "light"]
PIXELS = 135.0
"""Pixels a unit at 1080p."""
OPAQUE = 0.99
TIP = 11
"""Which point of an arrow is its tip; the first is a corner of its tail."""


@dataclass(frozen=True)
class Text:
    """Words or a numeral that can be seen; ``contrast`` is the smallest with what lies under it.

    ``em`` is in pixels at 1080p, measured; ``dimmed`` is what stays as context; ``group`` is what it is part
    of: a grid, a caption, a label, …; a numeral has the number of its ``cell`` in reading order, on a
    tilted plane also its rectangle ``flat`` there.
    """

    words: str
    rect: Rect
    em: float
    colour: NDArray[np.float64]
    contrast: float
    dimmed: bool
    group: str
    cell: int | None = None
    flat: Rect | None = None

    @property
    def numeral(self) -> bool:
        """Whether it stands in a cell."""
        return self.cell is not None


@dataclass(frozen=True)
class Stroke:
    """An arrow, a curve, or lines between the maps that it ``joins``: points (N, 2) on it, close together.

    An arrow joins none by name; it has ``ends`` (2, 2), its tail and its tip.
    """

    points: NDArray[np.float64]
    joins: frozenset[str] = frozenset()
    ends: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Screen:
    """One beat's last frame."""

    story: Story
    beat: Beat
    frame: Rect
    framed: bool
    theme: ThemeName
    texts: tuple[Text, ...]
    grids: tuple[tuple[str, Rect], ...]
    everything: tuple[tuple[str, Rect], ...]
    values: dict[str, Any]
    strokes: tuple[Stroke, ...]

    @property
    def words(self) -> tuple[Text, ...]:
        """The texts that are no numerals in cells."""
        return tuple(text for text in self.texts if not text.numeral)


@cache
def screens(spec: Path, theme: ThemeName) -> tuple[Screen, ...]:
    """Return every beat's last frame; each spec is played once per theme."""
    return screens_of(shipped_story(spec), theme)


def screens_of(
    story: Story, theme: ThemeName, aspect: str = "16:9", text_scale: float = 1
) -> tuple[Screen, ...]:
    seen: list[Screen] = []
    visit(
        story,
        Options.of("low", theme=theme, aspect=aspect, text_scale=text_scale),
        [beat.name for beat in story.beats],
        lambda scene, beat: seen.append(screen_of(scene, beat, theme)),
    )
    return tuple(seen)


def screen_of(scene: SpecScene, beat: Beat, theme: ThemeName) -> Screen:
    values = {name: np.ma.array(shown).tolist() for name, shown in scene.screen().items()}
    grids = [m for m in scene.mobjects if isinstance(m, MatrixGrid) and m.submobjects]
    drawn = [m for m in scene.mobjects if m.family_members_with_points()]
    return Screen(
        scene.story,
        beat,
        scene.frame.rect,
        scene.framed,
        theme,
        tuple(texts_of(scene, theme)),
        tuple((grid.name, rect_of(grid)) for grid in grids),
        tuple((mobject.name, rect_of(mobject)) for mobject in drawn),
        values,
        tuple(strokes_of(scene)),
    )


def strokes_of(scene: SpecScene) -> Iterator[Stroke]:
    for pair, lines in scene.stage.lines.items():
        yield Stroke(along(lines.points), frozenset(pair))
    for mobject in scene.get_mobject_family_members():
        if isinstance(mobject, Arrow):
            tail, tip = mobject.points[[0, TIP], :2].tolist()
            yield Stroke(along(mobject.points), ends=(tuple(tail), tuple(tip)))
        elif isinstance(mobject, Curve):
            yield Stroke(along(mobject.trail.points))


def along(points: NDArray[Any], steps: int = 24) -> NDArray[np.float64]:
    """Return points (N · steps, 2) on N cubic Bézier curves (4N, 3)."""
    t = np.linspace(0, 1, steps)[:, None, None]
    first, second, third, last = (points[None, n::4, :2] for n in range(4))
    curves = (
        first * (1 - t) ** 3
        + 3 * second * t * (1 - t) ** 2
        + 3 * third * t**2 * (1 - t)
        + last * t**3
    )  # fmt: skip
    return np.asarray(curves.reshape(-1, 2))


def rect_of(mobject: Mobject) -> Rect:
    return around(np.concatenate([m.points for m in mobject.family_members_with_points()]))


def around(points: NDArray[Any]) -> Rect:
    return next(all_around(points, [0]))


def all_around(points: NDArray[Any], starts: Sequence[int]) -> Iterator[Rect]:
    """Yield the rectangle around each run of points: many at once, because numerals are many."""
    lows = np.minimum.reduceat(points[:, :2], starts).tolist()
    highs = np.maximum.reduceat(points[:, :2], starts).tolist()
    for (left, bottom), (right, top) in zip(lows, highs, strict=True):
        yield Rect.between(left, right, bottom, top)


@dataclass
class Found:
    """A text before it is known what lies under it; ``order`` is when it is drawn."""

    order: int
    words: str
    rect: Rect
    em: float
    fill: NDArray[Any]
    dimmed: bool
    group: str
    cell: int | None = None
    flat: Rect | None = None


def texts_of(scene: SpecScene, theme: ThemeName) -> Iterator[Text]:
    """Yield what can be read, with the contrast that its own colour has with the colours under it."""
    roots = [*scene.mobjects, *scene.foreground_mobjects]
    groups = dict(chain.from_iterable(grouped(root, root) for root in roots))
    assert isinstance(scene.camera, Camera)
    order = [m for m in scene.camera.get_mobjects_to_display(roots) if len(m.points)]
    found = [text for number, m in enumerate(order) for text in found_in(m, number, groups[m])]
    found = [text for text in found if text.fill[3] > 0]
    if not found:
        return
    spots = np.array([spots_of(text.rect) for text in found])
    under = np.broadcast_to(THEMES[theme].background, spots.shape[:2] + (3,)).copy()
    hidden = np.zeros(len(found), dtype=bool)
    turns = np.array([text.order for text in found])
    for number, mobject in enumerate(order):
        alpha = 0.0 if isinstance(mobject, Lettering | Numerals) else float(mobject.get_fill_rgbas()[0][3])
        if alpha > 0:
            over = covered(mobject, spots)
            below = over & (turns > number)[:, None]
            under[below] += (mobject.get_fill_rgbas()[0][:3] - under[below]) * alpha
            hidden |= (over[:, 1]) & (turns < number) & (alpha > OPAQUE)
    for text, beneath, gone in zip(found, under, hidden, strict=True):
        if not gone:
            yield Text(
                text.words,
                text.rect,
                text.em * PIXELS,
                text.fill[:3],
                min(contrast_of(tuple(text.fill), tuple(colour)) for colour in beneath),
                text.dimmed,
                text.group,
                text.cell,
                text.flat,
            )


@cache
def contrast_of(fill: tuple[float, ...], under: tuple[float, ...]) -> float:
    """Return the contrast of a fill, opaque or not, with what is under it: few pairs, for many numerals."""
    colour, background = np.array(fill[:3]), np.array(under)
    return contrast(background + (colour - background) * fill[3], background)


def grouped(mobject: Mobject, group: Mobject) -> Iterator[tuple[Mobject, Mobject]]:
    """Yield every mobject of a family with what it is part of: a grid, a caption, a heading or a label."""
    group = mobject if isinstance(mobject, MatrixGrid | Caption | Heading | MapLabel) else group
    yield mobject, group
    for part in mobject.submobjects:
        yield from grouped(part, group)


def found_in(mobject: VMobject, order: int, group: Mobject) -> Iterator[Found]:
    """Yield the text that a mobject is, or the numerals that it has."""
    fill = np.asarray(mobject.get_fill_rgbas()[0])
    if isinstance(mobject, Lettering):
        rect = around(mobject.points)
        em = measured(rect, around(mobject.outline.points))
        words, name = mobject.outline.text, type(group).__name__
        yield Found(order, words, rect, em, fill, bool(fill[3] < OPAQUE), name)
    elif isinstance(mobject, Numerals):
        assert isinstance(group, MatrixGrid)
        texts, highlighted = group.texts(group.cells), group.cells.highlighted.ravel() > 0.5
        by_owner = np.argsort(mobject.owner, kind="stable")
        owners, starts = np.unique(mobject.owner[by_owner], return_index=True)
        rects = all_around(mobject.points[by_owner], starts)
        outlines = all_around(mobject.curves[by_owner], starts)
        tilt = group.cells.size.tilt
        lying = all_around(flattened(mobject.points[by_owner], tilt), starts) if tilt else repeat(None)
        for owner, rect, outline, flat in zip(owners, rects, outlines, lying, strict=False):
            dimmed = bool(fill[3] < OPAQUE or not highlighted[owner])
            em = measured(flat, outline) * tilt.rise if tilt and flat else measured(rect, outline)
            yield Found(order, texts[owner], rect, em, fill, dimmed, group.name, int(owner), flat)


def flattened(points: NDArray[Any], tilt: Tilt) -> NDArray[Any]:
    """Return points (N, 3) on screen as points (N, 2) of the plane that they lie on."""
    return np.asarray(points[:, :2] @ np.linalg.inv([tilt.across, tilt.up]))


def measured(rect: Rect, outline: Rect) -> float:
    """How many units an em has: how much larger a text is than its outline, which is in em."""
    return max(rect.width, rect.height) / max(outline.width, outline.height)


def spots_of(rect: Rect) -> list[tuple[float, float]]:
    """Where to look under a text: near its left end, in its middle, near its right end."""
    return [(rect.x + share * rect.width, rect.y) for share in (-0.48, 0.0, 0.48)]


def covered(mobject: VMobject, spots: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which of ``spots`` (N, 3, 2) the fill of a mobject covers, by the even-odd rule."""
    rect = around(mobject.points)
    x, y = spots[..., 0], spots[..., 1]
    near = (abs(x - rect.x) <= rect.width / 2) & (abs(y - rect.y) <= rect.height / 2)
    inside = np.zeros(x.shape, dtype=bool)
    if not near.any():
        return inside
    starts, ends = mobject.points[0::4, :2], mobject.points[3::4, :2]
    px, py = x[near][:, None], y[near][:, None]
    crosses = (starts[:, 1] > py) != (ends[:, 1] > py)
    rise = np.where(ends[:, 1] == starts[:, 1], 1, ends[:, 1] - starts[:, 1])
    at = starts[:, 0] + (py - starts[:, 1]) / rise * (ends[:, 0] - starts[:, 0])
    inside[near] = (crosses & (px < at)).sum(axis=1) % 2 == 1
    return inside


def written(story: Story, name: str, values: Any) -> list[str]:
    """Return how the known values of a map are written where there is room, in reading order."""
    return [story.notations[name].text(value) for value in np.ma.compressed(np.ma.array(values))]


def shortened(drawn: str, full: str) -> bool:
    """Return whether a numeral has fewer decimals than it could, correctly rounded, or none: "…"."""
    if drawn in (full, TOO_WIDE):
        return True
    number, whole = (Decimal(text.replace("−", "-").replace(",", ".")) for text in (drawn, full))
    unit = Decimal(1).scaleb(number.as_tuple().exponent)
    return abs(number - whole) <= unit / 2 and len(drawn) < len(full)
