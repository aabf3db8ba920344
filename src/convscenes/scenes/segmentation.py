"""segmentation: maps shrink layer by layer, scores are enlarged, and every pixel gets its class."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
from manim import VMobject

from convscenes.look.cells import Cells
from convscenes.look.class_grid import ClassGrid
from convscenes.look.formula import Formula
from convscenes.look.frame import STAGE
from convscenes.look.glyphs import typeset
from convscenes.look.layout import LABEL, Place, Rect, Standing
from convscenes.look.lettering import LABEL as LABEL_EM
from convscenes.look.lettering import Lettering
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.look.outline import THIN, Outline
from convscenes.look.tiles import Tiles
from convscenes.ops.layers import Layer
from convscenes.scenes._base.feature_maps import named, picture, stack_slot, stacked, unfold
from convscenes.scenes._base.masks import diagonal
from convscenes.scenes._base.operators import worded_arrow
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat
from convscenes.stories._base.wording import stride_words, times

LEGEND, RESULT = -2.7, -2.2
"""The heights at which the classes' names and, above them, the result stand."""
AREA = Rect.between(STAGE.left, STAGE.right, LEGEND + 0.35, STAGE.top)
ARROW = 0.95
"""The least space for an arrow and its words."""
BADGE = 0.34
"""The side of a cell that stands for a class."""
PIXEL = 0.25
"""The side of a pixel whose class' number can be read."""
SMALL, WIDE, LOW = 0.2, 0.112, 0.42
"""The sides of cells while scores become classes: of scores, of enlarged scores, of coarse classes."""
GAP = 0.5
"""Between maps of scores: room for the number of a class."""


class Segmentation(SpecScene):
    """Picture → layers → scores; scores → classes, coarse and for every pixel; classes beside the truth."""

    def tempo_of(self, number: int) -> float:
        """Return 1: no act is a repetition."""
        return 1.0

    def prepare(self) -> None:
        """Find the places of the network's maps, a column for each layer; and of what comes of the scores."""
        self.shown: list[VMobject] = []
        names = [m.name for m in self.story.maps]
        self.places = self._first_half(names[: names.index("scores") + 1])
        self.grids: dict[str, MatrixGrid] = {}
        self.small, self.low, self.wide, self.full = self._second_half()

    def picture(self, beat: Beat) -> None:
        """Bring in the picture and the names of the classes."""
        self._bring(beat, "picture")
        self.bring(*self._legend([term.text for term in beat.formula]))

    def layer(self, beat: Beat) -> None:
        """Bring in the maps of the next layer; scores with the numbers of their classes."""
        (layer,) = beat.steps
        *_, before, name = beat.shows
        arrow = self._arrow(self.places[before].rect, self.places[name].rect, layer)
        self.shown += arrow
        self.play(*map(Fade, arrow), seconds=0.4)
        self._bring(beat, name)

    def coarse(self, beat: Beat) -> None:
        """Keep the scores alone; below them, the class with the highest one at every place."""
        scores = self.grids["scores"]
        self.dismiss(*(m for m in self.shown if m is not scores))
        where = self.small
        self.play(scores.animate_to(place=where), seconds=0.8)
        around = [named(self.story, self.theme, "scores", where), *self._badges(where)]
        self.shown = [scores, *around]
        self.bring(*around, seconds=0.4)
        self._classify(beat, "coarse", self.low)

    def enlarge(self, beat: Beat) -> None:
        """Let the scores grow to the new size; then give every place a value of its own."""
        (layer,) = beat.steps
        name, where, scores = "enlarged", self.wide, self.grids["scores"]
        arrow = self._arrow(self._with_badges(self.small), where.rect, layer)
        label = named(self.story, self.theme, name, where)
        self.play(*map(Fade, (*arrow, label)), seconds=0.4)
        copy = MatrixGrid(scores.cells, self.theme, scores.role, extremes=scores.extremes, style="picture")
        grid = picture(self.story, self.theme, name, where, beat)
        self.play(copy.animate_to(place=_blocks(where, scores.values.shape[-1])), seconds=1.2)
        self.play(grid.animate_to(opacity=True), copy.animate_to(opacity=False, remove=True), seconds=0.8)
        badges = self._badges(where)
        self.bring(*badges, seconds=0.3)
        self.shown += [*arrow, label, grid, *badges]

    def classes(self, beat: Beat) -> None:
        """Give every pixel the class of its highest score."""
        (arrow,) = worded_arrow(self._with_badges(self.wide), self.full.rect, self.full.y, (), self.theme)
        self.play(Fade(arrow), seconds=0.3)
        self.shown.append(arrow)
        self._classify(beat, "classes", self.full)

    def truth(self, beat: Beat) -> None:
        """Compare picture, classes and truth; outline the pixels whose class is wrong."""
        (made,) = beat.steps
        classes = self.grids["classes"]
        self.dismiss(*(m for m in self.shown if m is not classes))
        places = self._beside(list(beat.shows))
        highlighted = (beat.shows["classes"] > 0) | made.wrong
        self.play(classes.animate_to(place=places["classes"], highlighted=highlighted), seconds=0.8)
        shown = picture(self.story, self.theme, "picture", places["picture"], beat)
        right = Cells.at(made.truth, places["truth"], highlighted=made.truth > 0)
        truth = ClassGrid(right, self.theme, name="truth")
        labels = [named(self.story, self.theme, name, place) for name, place in places.items()]
        self.play(unfold(shown), Fade(truth), *map(Fade, labels), seconds=0.8)
        wrong = [
            Outline(places["classes"].block([row], [col]), colour=self.theme.ink, stroke=2 * THIN)
            for row, col in np.argwhere(made.wrong)
        ]
        terms = [(term.text, term.role) for term in beat.formula]
        result = Formula(terms, self.theme, x=0.0, y=RESULT, em=LABEL_EM)
        self.bring(*wrong, result)

    def _bring(self, beat: Beat, name: str) -> None:
        """Bring in a map of the network, with its label."""
        where = self.places[name]
        grid = picture(self.story, self.theme, name, where, beat)
        around: list[VMobject] = [named(self.story, self.theme, name, where)]
        if name == "scores":
            around += self._badges(where)
        self.play(*map(Fade, around), unfold(grid), seconds=1.0)
        self.grids[name] = grid
        self.shown += [grid, *around]

    def _classify(self, beat: Beat, name: str, where: Place) -> None:
        """Bring in a map of classes."""
        values = beat.shows[name]
        cells = Cells.at(values, where, highlighted=values > 0, opacity=False)
        grid = ClassGrid(cells, self.theme, name=name)
        label = named(self.story, self.theme, name, where)
        self.play(Fade(label), grid.animate_to(opacity=True, lag=diagonal(grid.values.shape)), seconds=1.0)
        self.grids[name] = grid
        self.shown += [grid, label]

    def _across(self, name: str) -> int:
        """Return how many maps of a layer stand side by side: half as many as below each other."""
        return max(1, round(sqrt(self.story.map(name).channels / 2)))

    def _first_half(self, names: list[str]) -> dict[str, Standing]:
        """Return the places of the network's maps: cells of one size, equal space between the columns.

        Labels may be wider than their maps: they stand at different heights.
        """
        slots = [stack_slot(self.story, name, self._across(name)) for name in names]
        cell = (AREA.height - LABEL) / max(slot.rows for slot in slots)
        while True:
            widths = [slot.cols * cell for slot in slots]
            beyond = [
                max((slot.label_width - width) / 2, 0.0) for slot, width in zip(slots, widths, strict=True)
            ]
            gap = (AREA.width - sum(widths) - beyond[0] - beyond[-1]) / (len(slots) - 1)
            if gap >= ARROW:
                break
            cell *= 0.97
        x, y, places = AREA.left + beyond[0], (AREA.bottom + AREA.top - LABEL) / 2, {}
        for name, slot, width in zip(names, slots, widths, strict=True):
            place = Place(x + width / 2, y, cell, slot.rows, slot.cols)
            places[name] = stacked(self.story, name, place, self._across(name))
            x += width + gap
        return places

    def _second_half(self) -> tuple[Tiles, Place, Tiles, Place]:
        """Return the places of scores, coarse classes below them, enlarged scores, and classes."""
        (low, _), (high, _) = self.story.map("scores").shape, self.story.map("enlarged").shape
        count, top = self.story.map("scores").channels, AREA.top - LABEL
        middle = (AREA.bottom + top) / 2
        small = Tiles(0, 0, SMALL, count, low, low, across=2, gap=GAP)
        width, height = small.rect.width, small.rect.height
        small = replace(small, x=AREA.left + width / 2, y=top - height / 2)
        below = Place(small.x, AREA.bottom + low * LOW / 2, LOW, low, low)
        full = Place(AREA.right - high * PIXEL / 2, middle, PIXEL, high, high)
        between = (self._with_badges(small).right + full.rect.left) / 2
        return (
            small,
            below,
            Tiles(between - GAP / 2, middle, WIDE, count, high, high, across=2, gap=GAP),
            full,
        )

    def _beside(self, names: list[str]) -> dict[str, Place]:
        """Return the places of maps side by side, their pixels as large as those of the classes."""
        rows, cols = self.full.shape
        gap = (AREA.width - len(names) * cols * PIXEL) / (len(names) - 1)
        y = AREA.top - LABEL - rows * PIXEL / 2
        xs = [AREA.left + cols * PIXEL / 2 + n * (cols * PIXEL + gap) for n in range(len(names))]
        return {name: Place(x, y, PIXEL, rows, cols) for name, x in zip(names, xs, strict=True)}

    def _arrow(self, left: Rect, right: Rect, layer: Layer) -> list[VMobject]:
        """Return an arrow with the kernel and the stride of a layer."""
        words = (times(layer.kernel.shape[-2:]), stride_words((layer.stride,)))
        return worded_arrow(left, right, right.y, words, self.theme)

    def _badges(self, where: Standing) -> list[VMobject]:
        """Return, beside every map of a stack, the class that it belongs to."""
        assert isinstance(where, Tiles)
        places = [where.place(number) for number in range(where.count)]
        return [
            self._badge(number, place.rect.right + (GAP - 0.02) / 2, place.y)
            for number, place in enumerate(places)
        ]

    def _badge(self, number: int, x: float, y: float) -> ClassGrid:
        return ClassGrid(Cells.at([[number]], Place(x, y, BADGE, 1, 1)), self.theme, name="class")

    def _with_badges(self, tiles: Tiles) -> Rect:
        """Return the rectangle around a stack and the badges at its right."""
        rect = tiles.rect
        return Rect.between(rect.left, rect.right + GAP, rect.bottom, rect.top)

    def _legend(self, names: list[str]) -> list[VMobject]:
        """Return the classes: number, colour and name, side by side below the maps."""
        widths = [BADGE + 0.12 + outline.width * LABEL_EM for outline in typeset(names)]
        gap, made = 0.6, list[VMobject]()
        left = -(sum(widths) + gap * (len(names) - 1)) / 2
        for number, (name, width) in enumerate(zip(names, widths, strict=True)):
            made.append(self._badge(number, left + BADGE / 2, LEGEND))
            x = left + BADGE + 0.12
            made.append(Lettering(name, LABEL_EM, self.theme.ink, x=x, y=LEGEND - 0.1))
            left += width + gap
        return made


def _blocks(tiles: Tiles, side: int) -> Tiles:
    """Return the same maps divided into ``side`` × ``side`` large cells."""
    return replace(tiles, cell=tiles.rows * tiles.cell / side, rows=side, cols=side)
