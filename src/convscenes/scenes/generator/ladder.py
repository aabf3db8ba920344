"""A generator's rungs as blocks to scale, side by side, with arrows between them and words around them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np
from manim import VGroup

from convscenes.colours.theme import Theme, colour_of, mix
from convscenes.look.cells import Floats
from convscenes.look.frame import Frame
from convscenes.look.glyphs import typeset
from convscenes.look.layout import Rect
from convscenes.look.letter_sizes import LABEL, MIN_EM
from convscenes.look.lettering import Lettering
from convscenes.look.map_label import Words, label_words
from convscenes.look.outline import Trace
from convscenes.ops.generators import Rung
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import MARGIN, worded_arrow
from convscenes.stories import Map
from convscenes.stories._base.wording import per_axis, times

UNDER, OVER = 1.2, 0.76
"""How far the blocks are above the foot of the stage, with labels and formula, and below its top."""
MAX_LENGTH, MIN_SIDE = 1.9, 0.04
"""The length of the most channels, and the smallest side of a block, in units."""
CROWDED = 6
"""From this many rungs on, the labels are set smaller."""
BELOW, ABOVE = 0.36, 0.14
"""From a block to the baselines of its size below it and of its name above it."""
NAME = 2.4
"""How wide a name may be, in units."""
BETWEEN = 0.95
"""Space between the two lines on which blocks stand in narrow frames."""
WORDS = 0.75
"""The top of the words at arrows, above the middle of the blocks."""
RECEDE = np.array([0.36, 0.25])
"""Where a unit of depth is drawn."""
SHADES = (0.30, 0.45, 0.18)
"""How far front, top and side go from the background to the role's colour."""


@dataclass(frozen=True)
class Box:
    """The centre (x, y) of what is drawn, and the box's size in units."""

    x: float
    y: float
    length: float
    height: float
    depth: float

    @property
    def rect(self) -> Rect:
        """The rectangle around what is drawn."""
        right, up = RECEDE * self.depth
        return Rect(self.x, self.y, self.length + float(right), self.height + float(up))

    @property
    def faces(self) -> list[Floats]:
        """Front, top and side, each as the corners of a closed outline (5, 2)."""
        corner, back = np.array([self.rect.left, self.rect.bottom]), RECEDE * self.depth
        along, up = np.diag([self.length, self.height])
        sides = [(corner, along, up), (corner + up, along, back), (corner + along, back, up)]
        return [start + [0 * one, one, one + other, other, 0 * one] for start, one, other in sides]


class Block(VGroup):
    """A box in a role's colour."""

    def __init__(self, box: Box, theme: Theme, role: str) -> None:
        """Draw ``box``."""
        super().__init__()
        hue = theme.role(role)
        for corners, share in zip(box.faces, SHADES, strict=True):
            face = Trace([*map(tuple, corners)], colour=hue)
            self.add(face.set_fill(colour_of(mix(theme.background, hue, share)), opacity=1.0))


class Ladder:
    """The blocks of ``rungs``, and before them that of what the first rung reads."""

    def __init__(
        self, rungs: Sequence[Rung], first: Map, last: Map, stride: str, frame: Frame, theme: Theme
    ) -> None:
        """Place all of them; ``stride`` is what a stride is called."""
        self.theme, stage = theme, frame.stage
        lines = _lines(
            Rect.between(stage.left, stage.right, stage.bottom + UNDER, stage.top - OVER), 1 + frame.narrow
        )
        geometries = [rung.geometry for rung in rungs]
        self.kernels = [(times(g.kernel_shape), f"{stride} {per_axis(g.stride)}") for g in geometries]
        shapes = [rungs[0].read_shape, *(rung.shape for rung in rungs)]
        self.sizes = list(map(times, shapes))
        self.roles = [first.role, *["contribution"] * (len(rungs) - 1), last.role]
        self.em = LABEL if len(rungs) < CROWDED else MIN_EM
        room = NAME if len(rungs) < CROWDED else 0.0
        named = [label_words(one.label, "", NAME).within(room) for one in (first, last)]
        self.names = [named[0], *[None] * (len(rungs) - 1), named[1]]
        self.room = max(outline.width for outline in typeset(sum(self.kernels, ()))) * MIN_EM + MARGIN
        sizes = [outline.width * self.em for outline in typeset(f"*{size}*" for size in self.sizes)]
        names = [name.size[0] if name else 0.0 for name in self.names]
        self.boxes = _boxes(shapes, lines, self.room, list(map(max, sizes, names)))

    def marks(self, count: int) -> Iterator[Mark]:
        """Yield the marks after ``count`` rungs."""
        for number in range(count + 1):
            yield Mark(("block", number), partial(self.block, number))
            yield Mark(("words", number), partial(self.words, number))

    def block(self, number: int, at: int | None = None) -> Block:
        """Return a block, 0 is what the first rung reads; it may stand where the one numbered ``at`` does."""
        return Block(self.boxes[number if at is None else at], self.theme, self.roles[number])

    def words(self, number: int) -> VGroup:
        """Return a block's size below it, its name above it, and the arrow to it with kernel and stride."""
        rect, colour = self.boxes[number].rect, self.theme.role(self.roles[number])
        size = f"*{self.sizes[number]}*"
        words = [Lettering(size, self.em, colour, x=rect.x, y=rect.bottom - BELOW, anchor=0.5)]
        if name := self.names[number]:
            words += name.lettering(self.theme, self.roles[number], rect.x, self._above(number, name))
        if number == 0:
            return VGroup(*words)
        before, kernel = self.boxes[number - 1].rect, self.kernels[number - 1]
        if before.left > rect.left:  # the first on its line
            before = replace(rect, x=rect.left - self.room, width=0.0)
        return VGroup(*worded_arrow(before, rect, rect.y, kernel, self.theme), *words)

    def _above(self, number: int, name: Words) -> float:
        """Return the baseline of a name: above its block, and above the words of an arrow that it reaches."""
        rect, before, after = (self.boxes[n].rect for n in (number, max(number - 1, 0), max(number, 1)))
        away = abs((before.right + after.left) / 2 - rect.x)
        high = rect.y + WORDS if away < (max(name.widths) + self.room) / 2 else rect.top
        return max(rect.top, high) + ABOVE


def _lines(area: Rect, count: int) -> list[Rect]:
    """Return the lines on which blocks stand, with room for words between them."""
    high = (area.height + BETWEEN) / count
    return [
        replace(area, y=area.top + BETWEEN / 2 - high * (n + 0.5), height=high - BETWEEN)
        for n in range(count)
    ]


def _boxes(
    shapes: Sequence[tuple[int, ...]], lines: Sequence[Rect], room: float, labels: Sequence[float]
) -> list[Box]:
    """Return the boxes of maps (rows, cols, channels) side by side; cells have one scale, channels one.

    They are as large as possible with ``room`` units before each, and as wide as their ``labels`` at least.
    """
    full = np.array([(channels, rows, cols) for rows, cols, channels in shapes], dtype=float)
    full[:, 0] *= MAX_LENGTH / full[:, 0].max()
    full[:, 1:] *= lines[0].height / (full[:, 1] + RECEDE[1] * full[:, 2]).max()
    count = math.ceil(len(shapes) / len(lines))
    for share in np.arange(1.0, 0.2, -0.05):
        sizes = np.maximum(share * full, MIN_SIDE)
        widths = np.maximum(sizes[:, 0] + RECEDE[0] * sizes[:, 2], labels)
        boxes: list[Box] = []
        for number, line in enumerate(lines):
            own, left = slice(number * count, (number + 1) * count), line.left + room * (number > 0)
            gap = (line.right - left - widths[own].sum()) / max(len(widths[own]) - 1, 1)
            middles = left + np.cumsum(widths[own] + gap) - gap - widths[own] / 2
            boxes += [
                Box(x, line.y, *size) for x, size in zip(middles.tolist(), sizes[own].tolist(), strict=True)
            ]
        pairs = [(one, other) for one, other in pairwise(boxes) if one.y == other.y]
        if all(other.rect.left - one.rect.right >= room for one, other in pairs):
            break
    return boxes
