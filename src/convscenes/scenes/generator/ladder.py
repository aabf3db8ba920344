"""A generator's rungs as blocks to scale, side by side, with arrows between them and words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from manim import VGroup

from convscenes.look.frame import STAGE
from convscenes.look.glyphs import typeset
from convscenes.look.layout import Rect
from convscenes.look.lettering import LABEL, MIN_EM, Lettering
from convscenes.look.theme import Theme
from convscenes.ops.generators import Rung
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import MARGIN, worded_arrow
from convscenes.scenes.generator.block import RECEDE, Block, Box
from convscenes.stories import Map
from convscenes.stories._base.wording import axis_words, times

AREA = Rect.between(STAGE.left, STAGE.right, -1.75, 2.1)
"""Where the blocks stand: above their labels and the formula."""
MAX_LENGTH, MIN_SIDE = 1.9, 0.04
"""The length of the most channels, and the smallest side of a block, in units."""
CROWDED = 6
"""From this many rungs on, the labels are set smaller."""
BELOW, ABOVE = 0.36, 0.14
"""From a block to the baselines of its size below it and of its name above it."""


class Ladder:
    """The blocks of ``rungs``, and before them that of what the first rung reads."""

    def __init__(self, rungs: Sequence[Rung], first: Map, last: Map, theme: Theme) -> None:
        """Place all of them."""
        self.theme = theme
        self.kernels = [
            (times(r.geometry.kernel_shape), axis_words("stride", r.geometry.stride)) for r in rungs
        ]
        shapes = [rungs[0].read_shape, *(rung.shape for rung in rungs)]
        self.sizes = list(map(times, shapes))
        self.roles = [first.role, *["contribution"] * (len(rungs) - 1), last.role]
        self.names = [first.label, *[""] * (len(rungs) - 1), last.label]
        self.em = LABEL if len(rungs) < CROWDED else MIN_EM
        room = max(outline.width for outline in typeset(sum(self.kernels, ()))) * MIN_EM + MARGIN
        self.boxes = _boxes(shapes, room, self.em)

    def marks(self, count: int) -> Iterator[Mark]:
        """Yield the marks after ``count`` rungs."""
        for number in range(count + 1):
            if number:
                yield Mark(("arrow", number), partial(self.arrow, number))
            yield Mark(("block", number), partial(self.block, number))
            yield Mark(("words", number), partial(self.words, number))

    def block(self, number: int, at: int | None = None) -> Block:
        """Return a block, 0 is what the first rung reads; it may stand where the one numbered ``at`` does."""
        return Block(self.boxes[number if at is None else at], self.theme, self.roles[number])

    def arrow(self, number: int) -> VGroup:
        """Return the arrow of a rung, with its kernel and stride."""
        before, after = (box.rect for box in self.boxes[number - 1 : number + 1])
        return VGroup(*worded_arrow(before, after, AREA.y, self.kernels[number - 1], self.theme))

    def words(self, number: int) -> VGroup:
        """Return the size below a block, and its name above it if it has one."""
        rect, colour = self.boxes[number].rect, self.theme.role(self.roles[number])
        texts = [(self.sizes[number], rect.bottom - BELOW), (self.names[number], rect.top + ABOVE)]
        return VGroup(*(
            Lettering(f"*{text}*", self.em, colour, x=rect.x, y=y, anchor=0.5) for text, y in texts if text
        ))  # fmt: skip


def _boxes(shapes: Sequence[tuple[int, ...]], room: float, em: float) -> list[Box]:
    """Return the boxes of maps (rows, cols, channels) side by side; cells have one scale, channels one.

    They are as large as possible with ``room`` units between them, their labels set in ``em``.
    """
    labels = [outline.width * em for outline in typeset(f"*{times(shape)}*" for shape in shapes)]
    for share in np.arange(1.0, 0.2, -0.05):
        sizes = _sizes(shapes, float(share))
        pairs = zip(sizes, labels, strict=True)
        widths = [max(length + RECEDE[0] * depth, label) for (length, _, depth), label in pairs]
        gap = (AREA.width - sum(widths)) / (len(shapes) - 1)
        lefts = AREA.left + np.cumsum([0.0, *(width + gap for width in widths[:-1])])
        middles = (lefts + np.array(widths) / 2).tolist()
        boxes = [Box(x, AREA.y, *size) for x, size in zip(middles, sizes, strict=True)]
        if all(after.rect.left - before.rect.right >= room for before, after in pairwise(boxes)):
            break
    return boxes


def _sizes(shapes: Sequence[tuple[int, ...]], share: float) -> list[tuple[float, float, float]]:
    """Return length, height and depth of boxes that fill this ``share`` of the room there is."""
    channel = share * MAX_LENGTH / max(channels for *_, channels in shapes)
    cell = share * AREA.height / max(rows + RECEDE[1] * cols for rows, cols, _ in shapes)
    return [
        (max(channels * channel, MIN_SIDE), max(rows * cell, MIN_SIDE), max(cols * cell, MIN_SIDE))
        for rows, cols, channels in shapes
    ]
