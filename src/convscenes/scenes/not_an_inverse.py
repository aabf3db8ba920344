"""not-an-inverse: input → output → back; below them, what least squares finds, and its output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial

from manim import VMobject

from convscenes.look.arranging import Row, Split, arrange
from convscenes.look.layout import Place
from convscenes.look.outline import Arrow
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import named_arrow
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.stage import Places
from convscenes.stories import Beat

WAYS = {("input", "output"): "C", ("output", "back"): "Cᵀ", ("solved", "again"): "C"}
"""Which map becomes which, by which matrix."""
GAP = 1.4
"""Space for an arrow, in units."""


class NotAnInverse(SpecScene):
    """Every map has its place from the beginning on."""

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of maps."""
        return {name: self.found[name] for name in names}

    @cached_property
    def found(self) -> dict[str, Place]:
        """The places of all maps: there and back on one line, least squares on the next."""
        names = [one.name for one in self.story.maps]
        slots = {name: self.slot(name, names) for name in names}
        gap = min(GAP, 0.12 * self.frame.line)
        first = Row(tuple(slots[name] for name in ("input", "output", "back")), gap=gap)
        second = Row(tuple(slots[name] for name in ("solved", "again")), gap=gap)
        return arrange([Split((first, second)), Split((first, second), beside=True)], self.frame.stage)

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return an arrow from each map to what it becomes."""
        arrows = {way: self.arrow(*way, beat) for way in WAYS if {*way} <= beat.shows.keys()}
        return [replace(arrow, make=partial(self._named, arrow, WAYS[way])) for way, arrow in arrows.items()]

    def _named(self, arrow: Mark, name: str) -> VMobject:
        drawn = arrow.make()
        return named_arrow(drawn, name, self.theme) if isinstance(drawn, Arrow) else drawn
