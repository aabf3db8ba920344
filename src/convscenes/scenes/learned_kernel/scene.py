"""Training pictures over their averages; then the weights beside pictures over the error's curve."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from convscenes.look.arranging import Row, alone, arrange
from convscenes.look.frame import FORMULA_BASE
from convscenes.look.layout import Place
from convscenes.look.lettering import Lettering
from convscenes.look.matrix_grid import Style
from convscenes.look.slots import ROUNDED
from convscenes.ops.learning import LearningStep, Score
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.sizes import narrowed
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.stage import Places
from convscenes.scenes._base.writing import Spot as FormulaSpot
from convscenes.scenes.learned_kernel.curve import Chart, Curve, Spot
from convscenes.scenes.learned_kernel.parts import Parts
from convscenes.stories import Beat, Map

BETWEEN = 0.6
"""Space between two pictures."""


class LearnedKernel(SpecScene):
    """Pictures are of the role ``ink``, their averages of the role ``input``."""

    def prepare(self) -> None:
        """Draw the axes, from the numbers of all steps."""
        super().prepare()
        records = [record for beat in self.story.beats for record in beat.steps]
        errors = [record.held_out for record in records if isinstance(record, LearningStep)]
        self.fixed = next(record for record in records if isinstance(record, Score))
        names = {**self.story.terms, "level": self._worded(self.fixed)}
        weights = self.slot("kernel", ["kernel"])
        widths = (level.width * weights.cols for level in weights.levels if level.worth >= ROUNDED)
        self.parts = Parts.of(self.frame.stage, min(widths, default=0.0))
        self.chart = Chart(
            self.parts.chart, self.theme, errors, self.fixed.error, names, comma=self.story.comma
        )

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places: pictures above their averages; or the weights, and three pictures beside."""
        slots = [self.slot(name, names) for name in names]
        if "kernel" in names:
            weights, *pictures = slots
            room = self.parts.pictures.width - BETWEEN * len(pictures)
            row = Row(narrowed(pictures, room), gap=BETWEEN)
            return {"kernel": alone(weights, self.parts.grid)} | arrange([row], self.parts.pictures)
        places: dict[str, Place] = {}
        count, stage = self.abreast, self.frame.stage
        bands = stage.bands(2 * math.ceil(len(slots) / 2 / count))
        for number, (upper, lower) in enumerate(zip(bands[::2], bands[1::2], strict=True)):
            pairs = slots[2 * count * number : 2 * count * (number + 1)]
            above = arrange([Row(tuple(pairs[::2]))], upper)
            places |= above
            for place, slot in zip(above.values(), pairs[1::2], strict=True):
                places[slot.name] = alone(slot, replace(lower, x=place.x, width=place.rect.width))
        return places

    @property
    def abreast(self) -> int:
        """How many pictures stand side by side, each above its averages."""
        return 2 if self.frame.upright else 4

    def style(self, one: Map) -> Style:
        """Return "picture" for all maps but the weights."""
        return "solid" if one.role == "kernel" else "picture"

    def formula_spot(self, beat: Beat, below: str) -> FormulaSpot:
        """Return where the change of a weight stands: below the weights."""
        weights = self.parts.weights
        return FormulaSpot(weights.x, weights.bottom + FORMULA_BASE, weights.width, weights.left)

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return an arrow, the chart, the curve as far as the weights have come, and scores of others."""
        if "kernel" not in beat.shows:
            return ()
        so_far = self.story.beats[: self.story.beats.index(beat) + 1]
        reached = max(s.number for b in so_far for s in b.steps if isinstance(s, LearningStep))
        marks = [
            Mark("chart", lambda: self.chart),
            Mark("curve", lambda: Curve(self.chart, reached), follow=lambda c: c.grow(reached)),
        ]
        if "input" in beat.shows:
            return [*marks, self.arrow("input", "output", beat)]
        return [*marks, Mark("score", partial(self._score, beat.steps[-1]))]

    def label_room(self, one: Map) -> float:
        """Return how wide a map's label may be on one line: pairs have all of the width, or three a part."""
        if one.name.startswith(("picture", "averaged")):
            return self.frame.line / self.abreast
        if one.name == "kernel":
            return super().label_room(one)
        return (self.parts.pictures.width - 2 * BETWEEN) / 3

    def slope(self, beat: Beat) -> None:
        """Show how the weight of the steepest slope changes; then change all of them."""
        self.stage.show_formula(beat)
        self.hold(0.8)
        self.learn(beat)

    def learn(self, beat: Beat) -> None:
        """Animate weights, result and curve together."""
        self.stage.go(beat, *self.stage.views, others=self.stage.marks.towards(beat), seconds=1.8)

    def _score(self, score: Score) -> Lettering:
        """Return a score where the curve ends, on the side of it that is free."""
        below = score.error <= self.fixed.error
        spots = [Spot(False, below), Spot(False, not below)]
        return self.chart.annotation(score.error, self._worded(score), self.theme.contribution, spots)

    def _worded(self, score: Score) -> str:
        """Return a score as the chart writes it."""
        return f"{self.story.terms[score.name]} {self.story.notations['error'].plain().term(score.error)}"
