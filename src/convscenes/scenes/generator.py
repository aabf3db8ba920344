"""generator: blocks grow out of each other; a small generator's maps; what untrained ones make."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
from manim import VMobject

from convscenes.look.block import RECEDE, Block, Box
from convscenes.look.cells import Cells
from convscenes.look.frame import STAGE
from convscenes.look.glyphs import typeset
from convscenes.look.layout import LABEL, Place, Rect, Row
from convscenes.look.lettering import LABEL as LABEL_EM
from convscenes.look.lettering import LEAST_EM, Lettering
from convscenes.look.map_label import MapLabel, label_width
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.look.outline import Outline
from convscenes.look.tiles import Tiles
from convscenes.ops.generators import Rung
from convscenes.scenes._base.feature_maps import named, picture, stack_slot, stacked, unfold
from convscenes.scenes._base.operators import MARGIN, arrow_between, worded_arrow
from convscenes.scenes._base.piece import slot
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat
from convscenes.stories._base.wording import ODD_EVEN, stride_words, times

LADDER = Rect.between(STAGE.left, STAGE.right, -1.75, 2.1)
"""Where the blocks stand: below a line of words, above their labels and the formula."""
LONGEST, THINNEST = 1.9, 0.04
"""The length of the most channels, and what no block is thinner than, in units."""
CROWDED = 6
"""From how many rungs on the labels are set smaller."""
BELOW = 0.36
"""From a map or block to the baseline of the words below it."""
ABOVE = 0.14
"""From a block to the baseline of its name."""
BETWEEN = 0.6
"""Space between the columns of two kernels."""
STRENGTH, FOOT, HEADING, BESIDE = 0.62, 0.26, 0.65, 0.45
"""The side of a cell of the strengths; room for the words below and left of them; space at their right."""


class Generator(SpecScene):
    """A ladder of blocks; then stacks of real maps; then pictures, kernel beside kernel."""

    def tempo_of(self, number: int) -> float:
        """Return 1: no act is a repetition."""
        return 1.0

    def prepare(self) -> None:
        """Find the blocks' places."""
        rungs = [beat.steps[0] for beat in self.story.beats if beat.act == "rung"]
        self.label_em = LABEL_EM if len(rungs) < CROWDED else LEAST_EM
        words = typeset(text for rung in rungs for text in _words(rung))
        room = max(outline.width for outline in words) * LEAST_EM + MARGIN
        self.boxes = _boxes([rungs[0].read_shape, *(rung.shape for rung in rungs)], room, self.label_em)
        self.shown: list[VMobject] = []
        self.blocks: list[Block] = []
        self.columns = self._columns()

    def start(self, beat: Beat) -> None:
        """Bring in the first block, and say to which scale all are drawn."""
        (rung,) = beat.steps
        scale = Lettering(beat.formula_text, LEAST_EM, self.theme.quiet, x=STAGE.left, y=LADDER.top + 0.5)
        self._bring_block(rung.read_shape, "z")
        self.play(*map(Fade, (scale, *self.shown)), seconds=0.8)
        self.shown.append(scale)

    def rung(self, beat: Beat) -> None:
        """Let the next block grow out of the last one, over an arrow that names the kernel."""
        (rung,) = beat.steps
        last, number = self.blocks[-1], len(self.blocks)
        final = number == len(self.boxes) - 1
        block, words = self._bring_block(rung.shape, "picture" if final else "")
        arrow, *lines = worded_arrow(last.box.rect, block.box.rect, LADDER.y, _words(rung), self.theme)
        self.shown += [arrow, *lines]
        self.play(*self.unsay(), Fade(arrow), seconds=0.4)
        self.play(block.grow(last.box), seconds=0.9)
        self.play(*map(Fade, (*lines, *words)), seconds=0.3)
        self.say(beat, 0.0)

    def whole(self, beat: Beat) -> None:
        """Go up the ladder once more."""
        rects = [box.rect.grown(0.05) for box in self.boxes]
        window = Outline(rects[0], colour=self.theme.ink)
        self.play(*self.unsay(), Fade(window), seconds=0.4)
        self.play(window.follow(*rects[1:]), seconds=1.8)
        self.dismiss(window)

    def run(self, beat: Beat) -> None:
        """Show a small generator's maps, rung after rung, all cells but the numbers' of one size."""
        self._clear()
        first, *others = beat.shows
        one = self.story.map(first)
        head = replace(
            slot(self.story, first), rows=one.channels, label_width=label_width(one.label, one.size)
        )
        places = Row((head, *(stack_slot(self.story, n) for n in others)), gap=0.55).fit(STAGE).places
        x, y, side = places[first].x, places[first].y, places[first].cell
        channels = Tiles(x, y, side, one.channels, *one.shape, gap=0.0)
        numbers = MatrixGrid(Cells.at(beat.shows[first], channels), self.theme, one.role, name=first)
        self.shown = [numbers, named(self.story, self.theme, first, channels)]
        self.play(*map(Fade, self.shown), seconds=0.6)
        before = places[first]
        for name in others:
            place = places[name]
            where = stacked(self.story, name, place)
            grid = picture(self.story, self.theme, name, where, beat)
            label = named(self.story, self.theme, name, where)
            arrow = arrow_between(before, place, self.theme)
            self.play(Fade(arrow), Fade(label), unfold(grid), seconds=0.9)
            self.shown += [grid, label, arrow]
            before = place

    def pictures(self, beat: Beat) -> None:
        """Show what the generator with one kernel makes of a few inputs, and how much of it repeats."""
        if self.blocks:
            self.blocks = []
            self._clear()
        (run,) = beat.steps
        name = f"pictures-{run.kernel}"
        tiles, one = self.columns[name], self.story.map(name)
        grid = picture(self.story, self.theme, name, tiles, beat)
        label = MapLabel(one.label, times(one.shape), one.role, self.theme, tiles)
        self.play(Fade(label), unfold(grid), seconds=1.0)
        shares = []
        for number, term in enumerate(beat.formula):
            place = tiles.place(number)
            y = place.rect.bottom - BELOW
            colour = self.theme.role(term.role)
            shares.append(Lettering(term.text, LABEL_EM, colour, x=place.x, y=y, anchor=0.5))
        self.bring(*shares)

    def strengths(self, beat: Beat) -> None:
        """Below the pictures, show how strong their cells are over many generators, and what repeats."""
        names = [f"strengths-{run.kernel}" for run in beat.steps]
        scale = np.concatenate([beat.shows[name].ravel() for name in names])
        for run, name, term in zip(beat.steps, names, beat.formula, strict=True):
            x, y = self.columns[f"pictures-{run.kernel}"].x, STAGE.bottom + STRENGTH + FOOT
            one = self.story.map(name)
            words = Lettering(term.text, LABEL_EM, self.theme.role(term.role), y=y - 0.1)
            width = one.shape[1] * STRENGTH
            left = x - (HEADING + width + BESIDE + words.advance) / 2
            place = Place(left + HEADING + width / 2, y, STRENGTH, *one.shape)
            words.points[:, 0] += place.rect.right + BESIDE
            cells = Cells.at(beat.shows[name], place)
            grid = MatrixGrid(cells, self.theme, one.role, name=name, extremes=scale)
            label = named(self.story, self.theme, name, place)
            self.play(*map(Fade, (grid, label, *self._headings(place), words)), seconds=0.8)

    def _clear(self) -> None:
        self.dismiss(*self.shown)
        self.shown = []

    def _bring_block(self, shape: tuple[int, ...], name: str) -> tuple[Block, list[VMobject]]:
        """Return the next block and its words: its size, and the label of the map ``name`` if it is one.

        They are not yet seen.
        """
        box = self.boxes[len(self.blocks)]
        one = self.story.map(name) if name else None
        role = one.role if one else "contribution"
        block, colour = Block(box, self.theme, role), self.theme.role(role)
        texts = [(times(shape), box.rect.bottom - BELOW)]
        if one:
            texts.append((one.label, box.rect.top + ABOVE))
        words = [Lettering(f"*{text}*", self.label_em, colour, x=box.x, y=y, anchor=0.5) for text, y in texts]
        self.blocks.append(block)
        self.shown += [block, *words]
        return block, list(words)

    def _headings(self, place: Place) -> list[Lettering]:
        """Return what the columns and rows of the strengths stand for."""
        centers, colour = place.centers(), self.theme.quiet
        across, down = (
            [
                Lettering(word, LEAST_EM, colour, x=x, y=place.rect.bottom - FOOT + 0.02, anchor=0.5)
                for word, x in zip(ODD_EVEN, centers[0, :, 0], strict=True)
            ],
            [
                Lettering(word, LEAST_EM, colour, x=place.rect.left - 0.12, y=y - 0.08, anchor=1)
                for word, y in zip(ODD_EVEN, centers[:, 0, 1], strict=True)
            ],
        )
        return [*across, *down]

    def _columns(self) -> dict[str, Tiles]:
        """Return where the pictures of every kernel stand."""
        names = [m.name for m in self.story.maps if m.name.startswith("pictures-")]
        width = (STAGE.width - BETWEEN * (len(names) - 1)) / len(names)
        lowest = STAGE.bottom + FOOT + 2 * STRENGTH + LABEL + 2 * BELOW - 0.1
        columns = {}
        for number, name in enumerate(names):
            one = self.story.map(name)
            (rows, cols), count, gap = one.shape, one.channels, 0.25
            cell = min((width - gap * (count - 1)) / (count * cols), (STAGE.top - LABEL - lowest) / rows)
            x = STAGE.left + width / 2 + number * (width + BETWEEN)
            y = STAGE.top - LABEL - rows * cell / 2
            columns[name] = Tiles(x, y, cell, count, rows, cols, across=count, gap=gap)
        return columns


def _words(rung: Rung) -> tuple[str, str]:
    """Return what stands over the arrow of a rung."""
    return times(rung.geometry.kernel_shape), stride_words(rung.geometry.stride)


def _boxes(shapes: list[tuple[int, ...]], room: float, em: float) -> list[Box]:
    """Return the boxes of maps (rows, cols, channels) side by side; cells have one scale, channels one.

    They are as large as leaves ``room`` between them, their labels set in ``em``.
    """
    labels = [outline.width * em for outline in typeset(f"*{times(shape)}*" for shape in shapes)]
    for share in np.arange(1.0, 0.2, -0.05):
        sizes = _sizes(shapes, float(share))
        widths = [
            max(length + RECEDE[0] * depth, label)
            for (length, _, depth), label in zip(sizes, labels, strict=True)
        ]
        gap = (LADDER.width - sum(widths)) / (len(shapes) - 1)
        boxes, x = [], LADDER.left
        for size, width in zip(sizes, widths, strict=True):
            boxes.append(Box(x + width / 2, LADDER.y, *size))
            x += width + gap
        if all(other.rect.left - one.rect.right >= room for one, other in pairwise(boxes)):
            break
    return boxes


def _sizes(shapes: list[tuple[int, ...]], share: float) -> list[tuple[float, float, float]]:
    """Return length, height and depth of boxes that fill this ``share`` of the room there is."""
    channel = share * LONGEST / max(channels for *_, channels in shapes)
    cell = share * LADDER.height / max(rows + RECEDE[1] * cols for rows, cols, _ in shapes)
    return [
        (max(channels * channel, THINNEST), max(rows * cell, THINNEST), max(cols * cell, THINNEST))
        for rows, cols, channels in shapes
    ]
