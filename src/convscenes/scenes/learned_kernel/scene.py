"""Training pictures over their averages; then the weights beside pictures over the error's curve."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from numpy.typing import NDArray

from convscenes.look.frame import FORMULA_BASE, MAPS, STAGE
from convscenes.look.layout import Rect, alone
from convscenes.look.lettering import Lettering
from convscenes.look.matrix_grid import Style
from convscenes.ops.learning import LearningStep, Score
from convscenes.ops.numerals import numeral
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import arrow_between
from convscenes.scenes._base.sizes import known_values
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.spots import Spots
from convscenes.scenes._base.stage import Places
from convscenes.scenes._base.writing import Spot
from convscenes.scenes.learned_kernel.curve import Chart, Curve, Level
from convscenes.stories import Beat, Map

LEFT = 4.5
"""Width of the part of the stage for the weights."""
GAP = 0.5
"""Space between the parts of the stage."""
RIGHT = Rect.between(STAGE.left + LEFT + GAP, STAGE.right, STAGE.bottom, STAGE.top)
CHART = 0.0
"""Top of the chart; three pictures stand above."""


class LearnedKernel(SpecScene):
    """Pictures are of the role ``ink``, their averages of the role ``input``."""

    def prepare(self) -> None:
        """Draw the axes, from the numbers of all steps; all pictures have one scale."""
        super().prepare()
        records = [record for beat in self.story.beats for record in beat.steps]
        values = {r.number: r.held_out for r in records if isinstance(r, LearningStep)}
        self.errors = [values[number] for number in sorted(values)]
        self.fixed = next(r for r in records if isinstance(r, Score))
        self.chart = Chart(
            Rect.between(RIGHT.left, RIGHT.right, RIGHT.bottom, CHART),
            self.theme,
            last=len(self.errors) - 1,
            values=[*self.errors, self.fixed.error],
            across="steps",
            upwards="Mean squared error on pictures not learned from",
        )
        pictures = (one.name for one in self.story.maps if one.role != "kernel")
        self.pictured = known_values(self.story, *pictures)

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places: pictures above their averages; or the weights, and three pictures beside."""
        if "kernel" in names:
            areas = {"kernel": Rect.between(STAGE.left, STAGE.left + LEFT, MAPS.bottom, MAPS.top)}
            above = Rect.between(RIGHT.left, RIGHT.right, CHART + 0.1, RIGHT.top)
            areas |= columns(above, [name for name in names if name != "kernel"])
        else:
            middle = (STAGE.top + STAGE.bottom) / 2
            upper = Rect.between(STAGE.left, STAGE.right, middle + GAP / 2, STAGE.top)
            lower = Rect.between(STAGE.left, STAGE.right, STAGE.bottom, middle)
            large, small = self._pairs(names)
            areas = columns(upper, large) | columns(lower, small)
        return {name: alone(self.slot(name, names), areas[name]) for name in names}

    def style(self, one: Map) -> Style:
        """Return "picture" for all maps but the weights."""
        return "solid" if one.role == "kernel" else "picture"

    def known(self, one: Map) -> NDArray[Any]:
        """Return all weights, or all that any picture shows."""
        return super().known(one) if one.role == "kernel" else self.pictured

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where the change of a weight stands: below the weights."""
        return Spot(self.place("kernel", beat).x, FORMULA_BASE, LEFT)

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return an arrow, the chart, the curve as far as the weights have come, and scores of others."""
        if "kernel" not in beat.shows:
            return ()
        so_far = self.story.beats[: self.story.beats.index(beat) + 1]
        reached = max(s.number for b in so_far for s in b.steps if isinstance(s, LearningStep))
        marks = [
            Mark("chart", lambda: self.chart),
            Mark("curve", lambda: Curve(self.chart, self.errors, reached), follow=lambda c: c.grow(reached)),
            Mark("level", lambda: Level(self.chart, self.fixed.error, worded(self.fixed))),
        ]
        if "input" in beat.shows:
            image, output = (self.place(name, beat) for name in ("input", "output"))
            marks.append(Mark("→", lambda: arrow_between(image, output, self.theme), "output"))
        others = [step for step in beat.steps if isinstance(step, Score) and step != self.fixed]
        return [*marks, *(Mark("score", partial(self._score, one), "bilinear") for one in others)]

    def pairs(self, beat: Beat) -> None:
        """Bring in pictures; a copy of each shrinks to its average below it."""
        large, small = ([self.stage.view(name, beat) for name in names] for names in self._pairs(beat.shows))
        self.play(*(motion for one in large for motion in one.fade()), seconds=0.9)
        self.hold(0.5)
        motions = [motion for one in small for motion in one.fade()]
        for one, average in zip(large, small, strict=True):
            copy = self.stage.copy(one.grid.values, Spots.of(one.place, one.place.shape), like=one.grid)
            cell = average.place.cell * average.place.rows / one.place.rows
            smaller = replace(one.place, x=average.place.x, y=average.place.y, cell=cell)
            motions.append(copy.animate_to(place=smaller, opacity=False, remove=True))
        self.play(*motions, seconds=1.4)

    def slope(self, beat: Beat) -> None:
        """Show how the weight of the steepest slope changes; then change all of them."""
        self.stage.show_formula(beat)
        self.hold(0.8)
        self._learn(beat, 1.2)

    def learn(self, beat: Beat) -> None:
        """Animate weights, result and curve together."""
        self.stage.clear(beat)
        self._learn(beat, 1.8)

    def _learn(self, beat: Beat, seconds: float) -> None:
        views = (self.stage.views[name] for name in ("kernel", "output"))
        changing = [motion for view in views for motion in view.change(values=beat.shows[view.name])]
        self.play(*changing, *self.stage.marks.towards(beat), seconds=seconds)

    def _pairs(self, names: Collection[str]) -> tuple[list[str], ...]:
        """Return the pictures among maps, and their averages."""
        maps = [one for one in self.story.maps if one.name in names]
        return tuple([one.name for one in maps if one.role == role] for role in ("ink", "input"))

    def _score(self, score: Score) -> Lettering:
        """Return a score where the curve ends, on the side that is free."""
        below = score.error <= self.fixed.error
        return self.chart.annotation(
            score.error, worded(score), self.theme.contribution, first=False, below=below
        )


def worded(score: Score) -> str:
    """Return a score as the chart writes it."""
    return f"{score.name} {numeral(score.error)}"


def columns(area: Rect, names: Sequence[str]) -> dict[str, Rect]:
    """Return ``area`` in columns of one width, one for each name."""
    width = (area.width - GAP * (len(names) - 1)) / len(names)
    lefts = (area.left + number * (width + GAP) for number in range(len(names)))
    areas = (Rect.between(left, left + width, area.bottom, area.top) for left in lefts)
    return dict(zip(names, areas, strict=True))
