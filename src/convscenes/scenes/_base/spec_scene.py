"""A scene with a stage, which plays every act that has no method of its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from manim import Animation, VMobject, smooth, squish_rate_func

from convscenes.look.arranging import Row, Split, arrange
from convscenes.look.cells import Cells, readable
from convscenes.look.heading import Caption
from convscenes.look.layout import ANYWHERE, Place, Rect, Room, Standing
from convscenes.look.map_label import MapLabel
from convscenes.look.matrix_grid import MatrixGrid, Style
from convscenes.look.motion import Fade
from convscenes.look.slots import Slot
from convscenes.scenes._base.handover import Handover, take_over
from convscenes.scenes._base.map_view import MapView, Padding, outer
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import arrow_between, arrow_down
from convscenes.scenes._base.sizes import rounding_mark, slot
from convscenes.scenes._base.stage import Places, Stage
from convscenes.scenes._base.timed_scene import TimedScene
from convscenes.scenes._base.writing import Spot
from convscenes.stories import Beat, Map

DROP = 1.2
"""How far below the lowest map a formula is at most in an upright frame."""
APART = 0.3
"""Space between formulas below maps that stand side by side, in units."""
ONE_LINE, PER_COLUMN = 4.0, 0.3
"""The width up to which a label stands on one line, in units; what each column of its map adds to that."""


class SpecScene(TimedScene):
    """What a beat shows at its end depends on the story and these methods alone, not on beats before it.

    A scene overrides where its maps stand, how they look and what stands between them; and it has a method
    named like an act for each act that needs a motion of its own.
    """

    writes_formulas = True
    """Whether the stage writes formulas; else they are marks."""

    def prepare(self) -> None:
        """Set up the stage."""
        self.stage = Stage(self)

    def begin(self, handover: Handover | None = None) -> None:
        """Set the stage up, with what is seen first.

        That is the end of the first beat; with a ``handover``, the mobjects of the part before.
        """
        super().begin()
        if not handover:
            self.open(self.story.beats[0])
            self.frames = 0
        else:
            heading = [mobject for mobject in self.mobjects if isinstance(mobject, VMobject)]
            self.remove(*heading)
            late = squish_rate_func(smooth, 0.5, 1.0)
            self.next_motions = [
                *take_over(self, handover), *(Fade(mobject, rate=late) for mobject in heading)
            ]  # fmt: skip

    def act(self, beat: Beat) -> None:
        """Arrange the maps, play the act's gesture, if there is one, and then what is still missing.

        Methods that every scene has are no gestures, though an act may have the same name.
        """
        self.stage.arrange(beat)
        name = beat.act.replace("-", "_")
        gesture: Callable[[SpecScene, Beat], None] | None = getattr(type(self), name, None)
        if gesture and not hasattr(SpecScene, name):
            gesture(self, beat)
        self.stage.arrive(beat)

    def stand_at(self, number: int) -> None:
        """Set the state at the end of a beat, from any other; to be called while nothing is drawn."""
        beat = self.story.beats[number]
        if self.captioned:
            self.next_caption = Caption(beat.caption, self.frame, self.theme)
        self.stage.arrive(beat)
        self.hold(0.0)

    # What a scene may override.

    def open(self, beat: Beat) -> None:
        """Set what is seen before the first beat: all that it shows at its end, but for its caption."""
        self.stage.arrive(beat)

    def arranged(self, names: Sequence[str]) -> Places:
        """Return where the maps stand that are on screen together: on one line, or on two."""
        if not names:
            return {}
        slots = [self.slot(name, names) for name in names]
        first, rest = slots[:1], slots[1:]
        one_line = Row(tuple(slots), gap=1.8)
        two_lines = [Split((Row(tuple(first)), Row(tuple(rest))))] if rest else []
        return arrange([one_line, *two_lines], self.frame.maps)

    def entrances(self, beat: Beat) -> Sequence[Sequence[str]]:
        """Return the maps of a beat in the order in which they come in, in groups that come together."""
        return [[one.name] for one in self.story.maps if one.name in beat.shows]

    def entering(self, view: MapView) -> list[Animation]:
        """Return the animations that bring a map in."""
        return view.fade()

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return all that a beat shows besides maps, numbers on them and formulas."""
        return ()

    def padding(self, name: str, beat: Beat) -> Padding:
        """Return the padding around a map at the end of a beat."""
        return self.stage.padding(name, tuple(beat.shows))

    def style(self, one: Map) -> Style:
        """Return the style of a map's cells."""
        return "solid"

    def label(self, one: Map, place: Standing, above: float, room: Room) -> VMobject | None:
        """Return a map's label for the place where it stands, ``above`` units higher than usual.

        It keeps to ``room``: what is left and right of it on its line.
        """
        return MapLabel(
            one.label,
            self.label_size(one),
            one.role,
            self.theme,
            place,
            above=above,
            mark=self.rounding_mark(one, place),
            max_width=self.label_room(one),
            room=room,
        )

    def label_size(self, one: Map) -> str:
        """Return what a map's label says of its shape."""
        return one.size

    def label_room(self, one: Map) -> float:
        """Return how wide a map's label may be on one line."""
        return max(ONE_LINE, PER_COLUMN * one.shape[1])

    def grid(self, one: Map, cells: Cells) -> MatrixGrid:
        """Return a map's cells."""
        known, notation = self.story.values[one.name], self.story.notations[one.name]
        style = self.style(one)
        return MatrixGrid(
            cells,
            self.theme,
            one.role,
            name=one.name,
            known=known,
            notation=notation,
            style=style,
            numerals=one.numerals,
        )

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where a formula stands: under the map ``below``, else under the middle of several.

        These are the maps that the beat changes, else those that it points at, else all.
        """
        names, places = [below] if below else self._subjects(beat), self.stage.places(beat)
        x = float(np.mean([places[name].x for name in names]))
        beside = [abs(places[name].x - x) for name in beat.below if name != below] if below else []
        return Spot(x, self._formula_base(beat), max(min(beside, default=math.inf) - APART, 0.0))

    def _formula_base(self, beat: Beat) -> float:
        """Return the usual baseline of formulas; in an upright frame a higher one, not far below all maps."""
        base, places = self.frame.formula_base, self.stage.places(beat)
        if not self.frame.upright:
            return base
        around = (outer(place, self.padding(name, beat).size) for name, place in places.items())
        return max(base, min(rect.bottom for rect in around) - DROP)

    def operator_spot(self, over: str) -> tuple[float, float]:
        """Return where a value of the map ``over`` stands at the operator between the maps."""
        return 0.0, 0.0

    # Helpers for these.

    def view(self, name: str, beat: Beat, at: Standing | None = None) -> MapView:
        """Return a new view of a map as a beat shows it; ``at`` a given place it has no padding."""
        one = self.story.map(name)
        return MapView(
            name,
            beat.shows[name],
            at or self.stage.places(beat)[name],
            lambda cells: self.grid(one, cells),
            lambda place, above, room: self.label(one, place, above, room),
            self.padding(name, beat) if at is None else Padding(),
            beat.dashed.get(name),
            self.stage.labels.rooms(beat)[name] if at is None else ANYWHERE,
        )

    def place(self, name: str, beat: Beat) -> Place:
        """Return where a single map stands at the end of a beat."""
        place = self.stage.places(beat)[name]
        assert isinstance(place, Place), f"{name} is a stack of maps"
        return place

    def arrow(self, left: str, right: str, beat: Beat) -> Mark:
        """Return an arrow from one map to the next, outside their padding; it enters with the latter."""
        one, other = (self.stage.places(beat)[name] for name in (left, right))
        _, before, _, _ = self.stage.padding(left, [*beat.shows]).size
        *_, after = self.stage.padding(right, [*beat.shows]).size
        key = ("→", one, other, before, after)
        if other.rect.left > one.rect.right:
            return Mark(key, lambda: arrow_between(one, other, self.theme, after, before), right)
        upper, lower = (self._outer(name, beat) for name in (left, right))
        slot = self.slot(right, [*beat.shows])
        label = slot.label_width, self.theme, slot.label_height
        return Mark(key, lambda: arrow_down(upper, lower, *label), right)

    def _outer(self, name: str, beat: Beat) -> Rect:
        """Return the rectangle of a map and of the padding around it."""
        return outer(self.place(name, beat), self.stage.padding(name, [*beat.shows]).size)

    def slot(self, name: str, names: Sequence[str]) -> Slot:
        """Return the slot of a map that is on screen with the maps ``names``."""
        padding = self.stage.padding(name, names).size
        one = self.story.map(name)
        numerals, room = one.numerals and self.style(one) != "picture", self.label_room(one)
        return slot(self.story, name, padding, numerals=numerals, room=room)

    def rounding_mark(self, one: Map, place: Standing) -> str:
        """Return the mark of a map whose numerals are rounded, or times a power of ten; empty for others."""
        if self.style(one) == "picture" or not one.numerals:
            return ""
        notation = self.story.notations[one.name]
        return rounding_mark(readable(self.story.values[one.name], notation, place.size))

    def nth(self, beat: Beat) -> int:
        """Return how many beats of the same act, with as many steps or fewer, come before this one."""
        before = self.story.beats[: self.story.beats.index(beat)]
        return sum(one.act == beat.act and len(one.steps) <= len(beat.steps) for one in before)

    def _subjects(self, beat: Beat) -> list[str]:
        number = self.story.beats.index(beat)
        before = self.story.beats[number - 1].shows if number else {}
        shown = [one.name for one in self.story.maps if one.name in beat.shows]
        changed = [name for name in shown if name in before and before[name] is not beat.shows[name]]
        return changed or [name for name in shown if name in beat.points] or shown
