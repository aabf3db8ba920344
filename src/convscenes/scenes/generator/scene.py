"""The scene: a ladder of blocks; then stacks of real maps; then pictures, kernel beside kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from manim import VGroup, VMobject
from numpy.typing import NDArray

from convscenes.look.formula import Formula
from convscenes.look.frame import FORMULA_BASE, STAGE
from convscenes.look.layout import LABEL, Place, Rect, Row, Standing, alone
from convscenes.look.lettering import MIN_EM, Lettering
from convscenes.look.map_label import MapLabel
from convscenes.look.matrix_grid import Style
from convscenes.look.motion import Fade, MoveTo
from convscenes.look.outline import Outline
from convscenes.look.tiles import Tiles
from convscenes.ops.generators import Rung
from convscenes.scenes._base.feature_maps import PicturesScene, stack_slot, stacked
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import arrow_between
from convscenes.scenes._base.sizes import known_values
from convscenes.scenes._base.stage import Places
from convscenes.scenes._base.writing import Spot, Writing
from convscenes.scenes.generator.ladder import Ladder
from convscenes.stories import Beat, Map
from convscenes.stories._base.story import one
from convscenes.stories._base.wording import ODD_EVEN, times

BETWEEN, GAP = 0.6, 10
"""Space between the columns of two kernels; how many times wider a picture is than the gap to the next."""
BELOW, SHARE = 0.36, 0.7
"""From pictures to the baseline of the words below them; how much of their width these may take."""
STRENGTH, FOOT = 0.62, 0.26
"""The side of a cell of the strengths; room for the words below them."""
LOWEST = STAGE.bottom + FOOT + 2 * STRENGTH + LABEL + 2 * BELOW - 0.1
"""The lower edge of pictures."""
LEFT, RIGHT, MAX_WIDTH = 1.5, 1.3, 3.2
"""How far left of a column's middle strengths stand; how far right of it words, and how wide they may be."""
TEXT_WIDTH = 7.5
"""How wide words below the ladder may be that are no formula."""


class Shares(Writing):
    """Formulas, of which one below a stack has a term below each of its maps."""

    def formula(self, name: str, beat: Beat) -> Formula:
        """Return a formula where it stands."""
        formula = super().formula(name, beat)
        where = self.views[name].standing if name else None
        if isinstance(where, Tiles):
            for number, term in enumerate(formula):
                term.set_x(where.place(number).x)
        return formula


class Generator(PicturesScene):
    """A ladder of blocks; then stacks of real maps; then pictures, kernel beside kernel."""

    def prepare(self) -> None:
        """Set up the stage, and place the blocks."""
        super().prepare()
        self.stage.writing = Shares(self.theme, self.stage.views, self.formula_spot)
        rungs = [one(beat, Rung) for beat in self.story.beats if beat.act == "rung"]
        self.ladder = Ladder(rungs, self.story.map("z"), self.story.map("picture"), self.theme)
        self._pictures = [m for m in self.story.maps if m.role == "output" and m.channels]
        self._strengths = [m for m in self.story.maps if m.role == "contribution" and not m.channels]

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of a small generator's maps; or of pictures, and of strengths below them."""
        if "z" in names:
            return self._from_left_to_right(names)
        places: dict[str, Standing] = {}
        width = (STAGE.width + BETWEEN) / len(self._pictures) - BETWEEN
        for number, (pictures, strengths) in enumerate(zip(self._pictures, self._strengths, strict=True)):
            left, name, many = STAGE.left + number * (width + BETWEEN), pictures.name, pictures.channels
            area = Rect.between(left, left + width, LOWEST, STAGE.top)
            gap = max(1, pictures.shape[1] // GAP)
            place = alone(stack_slot(self.story, name, many, gap), area)
            places[name] = stacked(self.story, name, place, many, gap)
            y = STAGE.bottom + FOOT + STRENGTH
            places[strengths.name] = Place(area.x - LEFT, y, STRENGTH, *strengths.shape)
        return {name: places[name] for name in names}

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the ladder up to the beat's rung; else arrows between maps, or headings of strengths."""
        places = self.stage.places(beat)
        if not places:
            so_far = self.story.beats[: self.story.beats.index(beat) + 1]
            return list(self.ladder.marks(sum(one.act == "rung" for one in so_far)))
        if "z" in places:
            return [
                Mark(("→", name), partial(arrow_between, places[last], places[name], self.theme), name)
                for last, name in pairwise(places)
            ]
        low = [one.name for one in self._strengths if one.name in places]
        return [
            Mark(("headings", name), partial(self._headings, self.place(name, beat)), name) for name in low
        ]

    def style(self, one: Map) -> Style:
        """Return "picture" for all maps but those of a few numbers."""
        return "solid" if one.role == "input" or one in self._strengths else super().style(one)

    def known(self, one: Map) -> NDArray[Any]:
        """Return the values of all maps of the same label: they share a scale."""
        return known_values(self.story, *(m.name for m in self.story.maps if m.label == one.label))

    def label(self, one: Map, place: Standing, above: float) -> VMobject:
        """Return a map's label; several pictures are no channels of one."""
        size = times(one.shape) if one.role == "output" else one.size
        return MapLabel(one.label, size, one.role, self.theme, place)

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where words stand: below pictures, right of strengths, or below the ladder."""
        where = self.stage.places(beat).get(below)
        if isinstance(where, Tiles):
            return Spot(where.x, where.rect.bottom - BELOW, SHARE * where.rect.width)
        if where:
            return Spot(where.x + LEFT + RIGHT, where.rect.y - 0.1, MAX_WIDTH)
        return Spot(0.0, FORMULA_BASE, TEXT_WIDTH if len(beat.formula) == 1 else STAGE.width)

    def rung(self, beat: Beat) -> None:
        """Let the next block grow out of the last one, over an arrow that names the kernel."""
        number = self.nth(beat) + 1
        arrow, block = self.ladder.arrow(number), self.ladder.block(number, number - 1)
        self.stage.marks.own(("arrow", number), arrow)
        self.stage.marks.own(("block", number), block)
        self.stage.clear(beat, Fade(arrow), seconds=0.4)
        self.play(MoveTo(block, self.ladder.block(number)), seconds=0.9)
        self.stage.mark(beat, seconds=0.3)

    def whole(self, beat: Beat) -> None:
        """Move an outline from block to block."""
        rects = [box.rect.grown(0.05) for box in self.ladder.boxes]
        window = Outline(rects[0], colour=self.theme.ink)
        self.stage.clear(beat, Fade(window), seconds=0.4)
        self.play(window.follow(*rects[1:]), seconds=1.8)
        self.fade_out(window)

    def run(self, beat: Beat) -> None:
        """Remove the formula before the small generator enters."""
        self.stage.clear(beat)

    def _from_left_to_right(self, names: Sequence[str]) -> Places:
        """Return the places of stacks side by side, all cells but the numbers' of one size."""
        first, *others = names
        numbers = replace(self.slot(first, names), rows=self.story.map(first).channels)
        slots = (numbers, *(stack_slot(self.story, name) for name in others))
        places = Row(slots, gap=0.55).fit(STAGE).places
        return {
            name: stacked(self.story, name, place, gap=0 if name == first else 1)
            for name, place in places.items()
        }

    def _headings(self, place: Place) -> VGroup:
        """Return what the columns and rows of the strengths stand for."""
        centers, rect = place.centers(), place.rect
        spots = [(x, rect.bottom - FOOT + 0.02, 0.5) for x in centers[0, :, 0]]
        spots += [(rect.left - 0.12, y - 0.08, 1.0) for y in centers[:, 0, 1]]
        return VGroup(*(
            Lettering(word, MIN_EM, self.theme.quiet, x=x, y=y, anchor=anchor)
            for word, (x, y, anchor) in zip(ODD_EVEN * 2, spots, strict=True)
        ))  # fmt: skip
