"""The scene: a ladder of blocks; then stacks of real maps; then pictures, kernel beside kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from manim import VGroup

from convscenes.look.arranging import Row, arrange
from convscenes.look.layout import Place, Rect
from convscenes.look.letter_sizes import MIN_EM
from convscenes.look.lettering import Lettering
from convscenes.look.matrix_grid import Style
from convscenes.look.motion import MoveTo
from convscenes.look.tiles import Tiles
from convscenes.scenes._base.feature_maps import PicturesScene, stacked
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.sizes import narrowed
from convscenes.scenes._base.stage import Places
from convscenes.scenes._base.writing import Spot
from convscenes.scenes.generator.ladder import Ladder
from convscenes.stories import Beat, Map
from convscenes.stories._base.wording import times

APART = 0.55
"""Space between the maps of a small generator."""
BETWEEN, GAP, SPREAD = 0.6, 10, 4.0
"""Space between the columns of two kernels; how many times wider a picture is than the gap to the next.

Where pictures are small, a gap is as wide, and columns are so many times as far apart, for the
words below them.
"""
BELOW, SHARE = 0.36, 0.7
"""From pictures to the baseline of the words below them; how much of their width these may take."""
LIFT = 0.72
"""How much higher strengths stand in narrow frames, above words about them."""
LOW_STAGE = 5.2
"""On a stage up to this height, in units, pictures are small."""
HALF = 0.68
"""The largest share of the stage that is below pictures."""
STRENGTH, LOW, FOOT = 0.62, 0.88, 2.65
"""The side of a cell of the strengths; how high above the stage's foot are their middle, and pictures."""
LEFT, RIGHT, MAX_WIDTH = 1.5, 1.3, 3.2
"""How far left of a column's middle strengths stand; how far right of it words, and how wide they may be."""


class Generator(PicturesScene):
    """A ladder of blocks; then stacks of real maps; then pictures, kernel beside kernel."""

    def prepare(self) -> None:
        """Set up the stage, and place the blocks."""
        super().prepare()
        rungs = self.story.beat("ladder").steps
        self.ladder = Ladder(
            rungs,
            self.story.map("z"),
            self.story.map("picture"),
            self.story.terms["stride"],
            self.frame,
            self.theme,
        )
        self._pictures = [m for m in self.story.maps if m.role == "output" and m.channels]
        self._strengths = [m for m in self.story.maps if m.role == "contribution" and not m.channels]

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of a small generator's maps; or of pictures, and of strengths below them."""
        stage = self.frame.stage
        if "z" in names:
            z = replace(self.slot("z", names), rows=self.story.map("z").channels)
            slots = [z, *map(self.stack_slot, names[1:])]
            row = arrange([Row(narrowed(slots, stage.width - APART * len(slots)), gap=APART)], stage)
            return {name: stacked(self.story, name, row[name], gap=int(name != "z")) for name in names}
        parts, stretch = 1 if self._low else GAP, SPREAD if self._low and self.frame.narrow else 1.6
        many, gap = self._pictures[0].channels, max(1, self._pictures[0].shape[1] // parts)
        slots = [self.stack_slot(one.name, many, gap) for one in self._pictures]
        area = Rect.between(
            stage.left, stage.right, stage.bottom + min(FOOT + self._lift, HALF * stage.height), stage.top
        )
        row = arrange(
            [Row(narrowed(slots, area.width - BETWEEN * len(slots)), gap=BETWEEN, max_stretch=stretch)], area
        )
        places = {name: stacked(self.story, name, place, many, gap) for name, place in row.items()}
        for strengths, place in zip(self._strengths, row.values(), strict=True):
            places[strengths.name] = Place(
                place.x if self._lift else place.x - LEFT,
                stage.bottom + LOW + self._lift,
                STRENGTH,
                *strengths.shape,
            )
        return {name: places[name] for name in names}

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the ladder up to the beat's rung; else arrows between maps, or headings of strengths."""
        places = self.stage.places(beat)
        if not places:
            rungs = min(self.story.beats.index(beat), len(self.ladder.kernels))
            return list(self.ladder.marks(rungs))
        if "z" in places:
            return [self.arrow(last, name, beat) for last, name in pairwise(places)]
        low = [one.name for one in self._strengths if one.name in places]
        return [Mark(name, partial(self._headings, self.place(name, beat)), name) for name in low]

    def style(self, one: Map) -> Style:
        """Return "picture" for all maps but those of a few numbers."""
        return "solid" if one.role == "input" or one in self._strengths else super().style(one)

    def label_room(self, one: Map) -> float:
        """Return how wide a map's label may be on one line: in a narrow frame, as its column."""
        column = self.frame.line / len(self._pictures) - BETWEEN
        return column if self.frame.narrow and one in self._pictures else super().label_room(one)

    def label_size(self, one: Map) -> str:
        """Return what a map's label says of its shape; several pictures are no channels of one."""
        return times(one.shape) if one.role == "output" else one.size

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where words stand: below pictures, right of strengths, or below the ladder."""
        where = self.stage.places(beat).get(below)
        if isinstance(where, Tiles):
            return Spot(where.x, where.rect.bottom - BELOW, SHARE * where.rect.width)
        if where and self._lift:
            return Spot(
                where.x, where.rect.bottom - self._lift, self.frame.line / len(self._strengths) - BETWEEN
            )
        if where:
            return Spot(where.x + LEFT + RIGHT, where.rect.y - 0.1, MAX_WIDTH)
        return Spot(0.0, self.frame.formula_base)

    @property
    def _low(self) -> bool:
        """Whether the stage is so low that pictures are small."""
        return self.frame.stage.height < LOW_STAGE

    @property
    def _lift(self) -> float:
        """How much higher than usual strengths stand in narrow frames: above words."""
        return LIFT if self.frame.narrow else 0.0

    def rung(self, beat: Beat) -> None:
        """Let the next block grow out of the last one."""
        number = self.nth(beat) + 1
        block = self.stage.marks.own(("block", number), self.ladder.block(number, number - 1))
        self.stage.clear(beat)
        self.play(MoveTo(block, self.ladder.block(number)), seconds=0.9)

    def run(self, beat: Beat) -> None:
        """Remove the formula before the small generator enters."""
        self.stage.clear(beat)

    def _headings(self, place: Place) -> VGroup:
        """Return what the columns and rows of the strengths stand for."""
        rect, centers = place.rect, place.centers()
        below = [(x, rect.bottom - 0.24, 0.5) for x in centers[0, :, 0]]
        beside = [(rect.left - 0.12, y - 0.08, 1.0) for y in centers[:, 0, 1]]
        parities = [self.story.terms[name] for name in ("odd", "even")]
        words = zip(parities * 2, [*below, *beside], strict=True)
        quiet = self.theme.quiet
        return VGroup(*(Lettering(word, MIN_EM, quiet, x=x, y=y, anchor=a) for word, (x, y, a) in words))
