"""zero-insertion: the input is pulled apart and padded, the kernel turns, slides, and mostly meets zeros."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import Animation, VMobject

from convscenes.look.cells import Cells
from convscenes.look.frame import STAGE
from convscenes.look.layout import Place, Rect, Row, Split, best
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.look.outline import Outline
from convscenes.ops import Insertion, InsertionStep
from convscenes.scenes._base.carrying import Standing
from convscenes.scenes._base.counter import Counter, counters
from convscenes.scenes._base.masks import Mask, cell_mask, diagonal, ripple
from convscenes.scenes._base.operators import arrow_between, sign_between
from convscenes.scenes._base.piece import NO_PADDING, Piece, piece, slot
from convscenes.scenes._base.sliding import SlidingScene
from convscenes.scenes._base.spec_scene import FORMULA_BASE
from convscenes.scenes._base.stretching import Stretching
from convscenes.stories import Beat

MAPS = Rect.between(STAGE.left, STAGE.right, -2.3, STAGE.top)
"""The space for maps: seven rows, the headline's, just keep the weights that lie on their cells."""
COUNTED = FORMULA_BASE + 0.06
"""The height of the counters' centres."""
HALF_TURN = 0.6
"""The bend of a path along which cells go half-way round their centre, a little outwards."""
SLOW_WINDOWS = 2
"""How many windows show their products before it goes without saying."""
FLOWING = 8
"""Windows of one beat that are still shown one after the other."""


class ZeroInsertion(SlidingScene):
    """Input, stretched and padded, × turned kernel → output; below them the counters."""

    counts: list[Counter]
    windows = 1

    @property
    def ground(self) -> Standing:
        """The padded input, once the scene has come to it."""
        return Standing(self.image.grid, self.whole)

    def prepare(self) -> None:
        """Place the maps: what is cropped of the stretched input has its room around the padded one."""
        self.made: Insertion = self.story.beat("stretch").steps[0]
        self.stretching = Stretching(self.made)
        self.steps = [s for beat in self.story.beats for s in beat.steps if isinstance(s, InsertionStep)]
        places = self._arranged("padded", "turned", "output")
        self.whole = places["padded"]
        shown = self.story.beats[0].shows
        stretched, (rows, cols) = self.stretching.place(self.whole), self.story.map("input").shape
        amid = replace(stretched, rows=rows, cols=cols)
        self.input = piece(self.story, self.theme, "input", amid, shown["input"])
        self.kernel = piece(self.story, self.theme, "kernel", places["turned"], shown["kernel"])
        self.output = piece(self.story, self.theme, "output", places["output"], shown["output"])
        self.signs = self._signs(places)

    def maps(self, beat: Beat) -> None:
        """Bring in the input, the kernel and the output, one after the other."""
        self.play(*self.input.appear(), seconds=0.7)
        self.play(*self.kernel.appear(), Fade(self.signs[0]), seconds=0.7)
        self.play(*self.output.appear(), *map(Fade, self.signs[1:]), seconds=0.8)

    def stretch(self, beat: Beat) -> None:
        """Pull the input's cells apart; then zeros appear between them."""
        holds, place = self.made.stretched_holds, self.stretching.place(self.whole)
        stretched = self._sparse("stretched", beat, place, holds)
        centers = place.centers()
        centers[holds] = self.input.place.centers().reshape(-1, 2)
        stretched.grid.set_state(stretched.grid.cells.changed(centers=centers, opacity=holds))
        self.remove(self.input.grid)
        self.play(
            stretched.grid.animate_to(place=place),
            Fade(self.input.label, out=True),
            Fade(stretched.label),
            seconds=1.4,
        )
        self.play(stretched.grid.animate_to(opacity=True, lag=diagonal(place.shape)), seconds=0.9)
        self.image = stretched

    def pad(self, beat: Beat) -> None:
        """Crop what is too much, then let the border of zeros grow around the stretched input."""
        shown = ~np.ma.getmaskarray(beat.shows["padded"])
        self._crop(shown)
        padded = self._sparse("padded", beat, self.whole, self.made.padded_holds)
        before = self.stretching.already() & shown
        padded.grid.set_state(padded.grid.cells.changed(opacity=before))
        self.remove(self.image.grid)
        self.add(padded.grid)
        self.play(
            padded.grid.animate_to(opacity=shown, lag=ripple(before)),
            Fade(self.image.label, out=True),
            Fade(padded.label),
            seconds=1.2,
        )
        self.image = padded
        if beat.formula:
            self.say(beat, 0.0)

    def extra(self, beat: Beat) -> None:
        """Add the rows and columns of output padding, at the bottom and right."""
        fresh = np.ma.getmaskarray(self.image.grid.values)
        self.play(
            self.image.grid.animate_to(values=beat.shows["padded"], opacity=True, highlighted=fresh),
            *self.unsay(),
            seconds=1.0,
        )

    def turn(self, beat: Beat) -> None:
        """Let every weight go half-way round the kernel's centre."""
        turned = piece(self.story, self.theme, "turned", self.kernel.place, beat.shows["turned"])
        self.play(
            Fade(self.kernel.label, out=True),
            self.image.grid.animate_to(highlighted=True),
            *self.unsay(),
            seconds=0.5,
        )
        self.play(
            self.kernel.grid.animate_to(centers=self.kernel.place.centers()[::-1, ::-1], arc=HALF_TURN),
            seconds=1.6,
        )
        self.bring(turned.label, seconds=0.4)
        self.remove(self.kernel.grid)
        self.add(turned.grid)
        self.kernel = turned

    def window(self, beat: Beat) -> None:
        """Lay a copy of the turned kernel over the first window."""
        (step,) = beat.steps
        start = Cells.at(step.kernel, self.kernel.place)
        self.weights = MatrixGrid(start, self.theme, "kernel", style="overlay", name="weights")
        self.reader = Outline(self._block(step), colour=self.theme.ink)
        self.play(
            self.weights.animate_to(centers=self._centers(step), side=self.whole.cell, arc=0.08),
            self.output.grid.animate_to(highlighted=False),
            seconds=1.2,
        )
        self.play(Fade(self.reader), self.image.grid.animate_to(highlighted=self._under(step)), seconds=0.5)

    def products(self, beat: Beat) -> None:
        """Turn the values under the kernel into products; zeros stay what they are. Begin to count."""
        (step,) = beat.steps
        self.product_grid = self._products(step)
        self.play(self.product_grid.animate_to(opacity=step.holds), seconds=0.8)
        names = ("useful", "wasted")
        self.counts = counters(self.story, self.theme, beat, names, right=STAGE.right, y=COUNTED)
        for counter in self.counts:
            self.play(*counter.appear(), seconds=0.5)

    def total(self, beat: Beat) -> None:
        """Write the sum, and its value into the output."""
        (step,) = beat.steps
        self._say_sum(beat, 0.5)
        self.writer = Outline(self._cell(step), colour=self.theme.ink)
        self.play(
            self.product_grid.animate_to(opacity=False, remove=True),
            self._fill(beat, step),
            Fade(self.writer),
            seconds=0.7,
        )

    def step(self, beat: Beat) -> None:
        """Move on by one window; a beat of many windows flows."""
        if len(beat.steps) > FLOWING:
            self._sweep(beat, *self._count(beat.steps[-1]))
        elif len(beat.steps) > 1:
            for step in beat.steps:
                self._flow(beat, step)
        else:
            self._single(beat)

    def same(self, beat: Beat) -> None:
        """Make room for a fourth map: the output that the stamps made."""
        self.play(
            *(Fade(m, out=True) for m in (self.reader, self.writer, *self.signs)),
            self.weights.animate_to(opacity=False, remove=True),
            self.output.grid.animate_to(highlighted=True),
            self.image.grid.animate_to(highlighted=True),
            *self.unsay(),
            seconds=0.6,
        )
        places = self._arranged("padded", "turned", "output", "stamped", gap=0.8)
        moves: list[Animation] = []
        for part, name in (("image", "padded"), ("kernel", "turned"), ("output", "output")):
            moved, motions = getattr(self, part).move(places[name])
            setattr(self, part, moved)
            moves += motions
        self.play(*moves, seconds=0.9)
        stamped = piece(self.story, self.theme, "stamped", places["stamped"], beat.shows["stamped"])
        stamped.grid.set_state(stamped.grid.cells.changed(opacity=False))
        equal = sign_between("=", places["output"], places["stamped"], self.theme)
        self.play(
            *map(Fade, [*self._signs(places), equal]),
            Fade(stamped.label),
            stamped.grid.animate_to(opacity=True, lag=diagonal(stamped.place.shape)),
            seconds=1.2,
        )

    def explain(self, beat: Beat) -> None:
        """Point at how many products were times zero."""
        self.play(Fade(Outline(self.counts[-1].place.rect, colour=self.theme.ink)), seconds=0.6)

    def _single(self, beat: Beat) -> None:
        (step,) = beat.steps
        self.windows += 1
        slow = self.windows <= SLOW_WINDOWS
        self.play(*self._onward(step), *self.unsay(), seconds=0.8 if slow else 0.4)
        if slow:
            self.product_grid = self._products(step)
            self.play(self.product_grid.animate_to(opacity=step.holds), seconds=0.5)
        self._say_sum(beat, 0.4 if slow else 0.25)
        hide = [self.product_grid.animate_to(opacity=False, remove=True)] if slow else []
        self.play(
            *hide,
            self.writer.follow(self._cell(step)),
            self._fill(beat, step),
            *self._count(step),
            seconds=0.6 if slow else 0.35,
        )

    def _flow(self, beat: Beat, step: InsertionStep) -> None:
        """Move on by one window and write its sum at once."""
        self.play(
            *self._onward(step),
            self.writer.follow(self._cell(step)),
            self._fill(beat, step),
            *self._count(step),
            *self.unsay(),
            seconds=0.35,
        )

    def _onward(self, step: InsertionStep) -> list[Animation]:
        """Return the animations that lead outline, weights and light to the window of ``step``."""
        return [
            self.reader.follow(self._block(step)),
            self.weights.animate_to(centers=self._centers(step), opacity=True),
            self.image.grid.animate_to(highlighted=self._under(step)),
        ]

    def _fill(self, beat: Beat, step: InsertionStep) -> Animation:
        """Return the animation that writes the value of ``step``, of those that ``beat`` ends with."""
        values = self.output.grid.values.copy()
        values[step.index] = beat.shows["output"][step.index]
        return self.output.grid.animate_to(
            values=values, highlighted=cell_mask(self.output.place.shape, step.index)
        )

    def _count(self, step: InsertionStep) -> list[Animation]:
        """Return the animations that bring the counters up to ``step``."""
        counts = (step.useful_so_far, step.wasted_so_far)
        return [counter.count(count) for counter, count in zip(self.counts, counts, strict=True)]

    def _say_sum(self, beat: Beat, seconds: float) -> None:
        """Write the beat's sum left of the counters."""
        if beat.formula:
            right = self.counts[0].label.get_left()[0] - 0.4
            self.say(beat, (STAGE.left + right) / 2, most=right - STAGE.left, seconds=seconds)

    def _crop(self, shown: Mask) -> None:
        """Frame what is left of the stretched input, and let the rest go; nothing where all of it stays."""
        stays = self.stretching.staying(shown)
        if stays.all():
            return
        rows, cols = (np.flatnonzero(shown.any(axis=axis)) for axis in (1, 0))
        if shown.any():
            frame = Outline(self.whole.block(rows, cols), colour=self.theme.ink)
            self.bring(frame, seconds=0.5)
        self.play(self.image.grid.animate_to(opacity=stays), seconds=0.9)
        if shown.any():
            self.dismiss(frame)

    def _sparse(self, name: str, beat: Beat, place: Place, holds: Mask) -> Piece:
        """Return the map ``name``, dashed but for the cells that hold an image value."""
        return piece(self.story, self.theme, name, place, beat.shows[name], put=~holds)

    def _arranged(self, *names: str, gap: float = 1.25) -> dict[str, Place]:
        """Return the places of maps on one line, or on two where that reads better."""
        paddings = {"padded": self.stretching.cropped} if gap > 1 else {}
        passing = {"padded": [step.products for step in self.steps]}
        slots = [slot(self.story, n, paddings.get(n, NO_PADDING), passing.get(n, ())) for n in names]
        one_line = Row(tuple(slots), gap=gap)
        two_lines = Split(Row(tuple(slots[:2]), gap=gap), Row(tuple(slots[2:]), gap=gap))
        right = Split(Row(tuple(slots[1:2])), Row(tuple(slots[2:]), gap=gap))
        beside = Split(Row(tuple(slots[:1])), right, beside=True, gap=gap)
        return best((one_line, two_lines, beside), MAPS)

    def _signs(self, places: dict[str, Place]) -> list[VMobject]:
        padded, turned = places["padded"], places["turned"]
        signs: list[VMobject] = [sign_between("×", replace(padded, y=turned.y), turned, self.theme)]
        if places["output"].rect.left > turned.rect.right:
            signs.append(arrow_between(turned, places["output"], self.theme))
        return signs
