"""Scenes on planes seen at an angle: what is read lies below, what it becomes above, a beam between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import VMobject

from convscenes.look.layout import Place, Rect, Room, Standing
from convscenes.look.map_label import RISE, MapLabel, label_size
from convscenes.look.planes import ASIDE, Planes
from convscenes.look.slab import THICK, Slab
from convscenes.scenes._base.map_view import MapView, outer
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.writing import Spot
from convscenes.stories import Beat, Map

BEHIND = -10.0
"""How much further back the lower plane is drawn: the beam lies on it, and below the upper plane."""
LABEL = 2.6
"""The width up to which the label of a plane stands on one line, in units."""
HIGH = 0.3
"""How far below the top of a plane its label stands, as a share of the plane."""


class PlanesScene(SpecScene):
    """The first map of the story lies below, the last above it; one between them is the kernel.

    Every window is joined by a beam with its cell.
    """

    def arranged(self, names: Sequence[str]) -> dict[str, Place]:
        """Return the places of both planes, and of the kernel beside the upper one."""
        return self.planes(names).fit(self.area)

    def planes(self, names: Sequence[str]) -> Planes:
        """Return the planes of some maps: their labels stand where cells are larger."""
        lower, *kernel, upper = (self.slot(name, names) for name in names)
        return Planes.best(self.area, lower, upper, *kernel)

    @property
    def area(self) -> Rect:
        """The space for maps."""
        written = any(beat.formula for beat in self.story.beats)
        return self.frame.maps if written else self.frame.stage

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the edges of the planes."""
        return [
            Mark(("slab", name, self.place(name, beat)), partial(self._slab, name, beat), name)
            for name in beat.shows
        ]

    def view(self, name: str, beat: Beat, at: Standing | None = None) -> MapView:
        """Return a new view of a map; the lower plane is drawn behind all else."""
        view = super().view(name, beat, at)
        if self._is_lower(name):
            for part in view.mobjects:
                part.set_z_index(part.z_index + BEHIND)
        return view

    def label(self, one: Map, place: Standing, above: float, room: Room) -> VMobject | None:
        """Return the label of a plane at its left; in a narrow frame above it, or below the lower one."""
        stacked = self.planes(self._together(one.name)).stacked
        if one.role == "kernel" or (stacked and not self._is_lower(one.name)):
            return super().label(one, place, above, room)
        around = outer(place, self._padding(one.name))
        mark = self.rounding_mark(one, place)
        width, height = label_size(one.label, self.label_size(one), self.label_room(one), mark)
        x = around.x if stacked else around.left - ASIDE - width / 2
        y = around.bottom - THICK - height if stacked else around.top - HIGH * around.height - RISE
        return MapLabel(
            one.label,
            self.label_size(one),
            one.role,
            self.theme,
            Place(x, y, 0.0, 0, 0),  # nothing, to stand above
            mark=mark,
            max_width=self.label_room(one),
            room=room,
        )

    def label_room(self, one: Map) -> float:
        """Return how wide a map's label may be on one line."""
        return super().label_room(one) if one.role == "kernel" else LABEL

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where a formula stands: in the middle of the frame."""
        return super().formula_spot(beat, below)._replace(x=self.frame.rect.x)

    def step(self, beat: Beat) -> None:
        """Move window, beam and the outline of the cell together; then the cell gets its value."""
        upper = self.stage.views[self.story.maps[-1].name]
        several = len(beat.steps) > 1  # then all goes from step to step
        self.stage.read(beat, *([] if several else self.stage.outlines.towards(upper, beat)))
        self.stage.connect(beat)
        self.stage.show_formula(beat)

    def _padding(self, name: str) -> tuple[int, int, int, int]:
        return self.stage.padding(name, self._together(name)).size

    def _together(self, name: str) -> tuple[str, ...]:
        """Return the maps that are on screen with this one: they are the same throughout."""
        return next(tuple(beat.shows) for beat in self.story.beats if name in beat.shows)

    def _slab(self, name: str, beat: Beat) -> Slab:
        slab = Slab(self.place(name, beat), self.story.map(name).role, self.theme)
        if self._is_lower(name):
            slab.set_z_index(2 * BEHIND)
        return slab

    def _is_lower(self, name: str) -> bool:
        return name == self.story.maps[0].name
