"""learned-kernel: weights, result and error change together, step after step of the descent."""

from __future__ import annotations

from dataclasses import replace

from convscenes.look.curve import Chart, Curve, Level
from convscenes.look.frame import STAGE
from convscenes.look.layout import Rect, alone
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.ops.learning import LearningStep, Score
from convscenes.ops.numerals import numeral
from convscenes.scenes._base.operators import arrow_between
from convscenes.scenes._base.piece import Piece, piece, slot
from convscenes.scenes._base.spec_scene import MAPS, SpecScene
from convscenes.stories import Beat

LEFT = 4.5
"""Width of the part of the stage that the weights have to themselves."""
GAP = 0.5
"""Space between the parts of the stage."""
CHART = 0.0
"""Top of the chart; the pictures stand above."""
PICTURES = ("input", "output", "original")
"""What stands above the chart; at the end, bilinear's picture takes the place of the first."""


class LearnedKernel(SpecScene):
    """Training pictures over their averages; then the weights beside pictures over the error's curve."""

    def prepare(self) -> None:
        """Divide the stage and draw the axes, from the numbers of all steps."""
        right = Rect.between(STAGE.left + LEFT + GAP, STAGE.right, STAGE.bottom, STAGE.top)
        records = [record for beat in self.story.beats for record in beat.steps]
        values = {r.number: r.held_out for r in records if isinstance(r, LearningStep)}
        self.fixed, *_, self.learned = (r for r in records if isinstance(r, Score))
        errors = [values[number] for number in sorted(values)]
        self.chart = Chart(
            Rect.between(right.left, right.right, right.bottom, CHART),
            self.theme,
            most=len(errors) - 1,
            values=[*errors, self.fixed.error],
            across="steps",
            upwards="Mean squared error on pictures not learned from",
        )
        self.level = Level(self.chart, self.fixed.error, worded(self.fixed))
        self.curve = Curve(self.chart, errors)
        above = columns(Rect.between(right.left, right.right, CHART + 0.1, right.top), len(PICTURES))
        self.areas = dict(zip(PICTURES, above, strict=True))
        self.areas["kernel"] = Rect.between(STAGE.left, STAGE.left + LEFT, MAPS.bottom, MAPS.top)
        self.areas["bilinear"] = self.areas["input"]

    def pairs(self, beat: Beat) -> None:
        """Bring in pictures; a copy of each shrinks to its average below it."""
        names = list(beat.shows)
        middle = (STAGE.top + STAGE.bottom) / 2
        upper, lower = (
            columns(Rect.between(STAGE.left, STAGE.right, bottom, top), len(names) // 2)
            for bottom, top in ((middle + GAP / 2, STAGE.top), (STAGE.bottom, middle))
        )
        areas = [area for both in zip(upper, lower, strict=True) for area in both]
        self.examples = [self._picture(beat, name, area) for name, area in zip(names, areas, strict=True)]
        large, small = self.examples[::2], self.examples[1::2]
        self.play(*(motion for one in large for motion in one.appear()), seconds=0.9)
        self.hold(0.5)
        shrinking = []
        for one, average in zip(large, small, strict=True):
            copy = MatrixGrid(one.grid.cells, self.theme, one.grid.role, style="picture", name="copy")
            cell = average.place.cell * average.place.rows / one.place.rows
            smaller = replace(one.place, x=average.place.x, y=average.place.y, cell=cell)
            shrinking.append(copy.animate_to(place=smaller, opacity=False, remove=True))
        self.play(*shrinking, *(motion for one in small for motion in one.appear()), seconds=1.4)

    def start(self, beat: Beat) -> None:
        """Bring in the weights, what they make, and the error of both kinds of weights."""
        self.play(*(Fade(m, out=True) for one in self.examples for m in one.mobjects), seconds=0.5)
        self.pieces = {name: self._picture(beat, name, self.areas[name]) for name in beat.shows}
        made = self.pieces
        self.arrow = arrow_between(made["input"].place, made["output"].place, self.theme)
        self.play(*made["kernel"].appear(), seconds=0.7)
        self.play(*made["input"].appear(), *made["output"].appear(), Fade(self.arrow), seconds=0.8)
        self.play(*made["original"].appear(), seconds=0.6)
        self.play(Fade(self.chart), Fade(self.curve), seconds=0.7)
        self.play(Fade(self.level), seconds=0.5)

    def slope(self, beat: Beat) -> None:
        """Show how the weight of the steepest slope changes; then change all of them."""
        row, col = beat.formula[0].cell or (0, 0)
        place = self.pieces["kernel"].place
        self.say(beat, place.x, place.block([row], [col]), most=LEFT)
        self.hold(0.8)
        self._learn(beat, 1.2)

    def learn(self, beat: Beat) -> None:
        """Let weights, result and curve go on together."""
        self.play(*self.unsay(), seconds=0.3)
        self._learn(beat, 1.8)

    def compare(self, beat: Beat) -> None:
        """Put bilinear's picture beside the learned one."""
        gone = self.pieces.pop("input")
        self.play(*(Fade(m, out=True) for m in (*gone.mobjects, self.arrow)), seconds=0.4)
        self.pieces["bilinear"] = self._picture(beat, "bilinear", self.areas["bilinear"])
        note = self.chart.note(
            self.learned.error,
            worded(self.learned),
            self.theme.contribution,
            first=False,
            below=self.learned.error <= self.fixed.error,
        )
        self.play(*self.pieces["bilinear"].appear(), Fade(note), seconds=0.8)

    def _learn(self, beat: Beat, seconds: float) -> None:
        changing = (
            self.pieces[name].grid.animate_to(values=beat.shows[name]) for name in ("kernel", "output")
        )
        self.play(*changing, self.curve.grow(beat.steps[-1].number), seconds=seconds)

    def _picture(self, beat: Beat, name: str, area: Rect) -> Piece:
        """Return a map in its area: the weights with numerals, all else as a picture."""
        place = alone(slot(self.story, name), area)
        if name == "kernel":
            return piece(self.story, self.theme, name, place, beat.shows[name])
        others = [m.name for m in self.story.maps if m.name != "kernel"]
        return piece(self.story, self.theme, name, place, beat.shows[name], style="picture", alongside=others)


def worded(score: Score) -> str:
    """Return a score as it stands in the chart."""
    return f"{score.name} {numeral(score.error)}"


def columns(area: Rect, count: int) -> list[Rect]:
    """Return ``area`` in so many columns of one width."""
    width = (area.width - GAP * (count - 1)) / count
    lefts = (area.left + number * (width + GAP) for number in range(count))
    return [Rect.between(left, left + width, area.bottom, area.top) for left in lefts]
