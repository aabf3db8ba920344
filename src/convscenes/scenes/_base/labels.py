"""How much room the labels of the maps have that are on screen together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING

from convscenes.look.labelling import Label, label_rooms, tight
from convscenes.look.layout import Rect, Room, Standing
from convscenes.look.map_label import MapLabel
from convscenes.scenes._base.map_view import Padding, outer
from convscenes.stories import Beat

if TYPE_CHECKING:
    from convscenes.scenes._base.spec_scene import SpecScene


class Labels:
    """The labels that stand above maps, by the names of these."""

    def __init__(self, scene: SpecScene, places: Callable[[Beat], Mapping[str, Standing]]) -> None:
        """Take the labels of ``scene``, whose maps stand at ``places``."""
        self.scene, self.places = scene, places
        self._rooms: dict[tuple[tuple[str, Padding], ...], Mapping[str, Room]] = {}

    def rooms(self, beat: Beat) -> Mapping[str, Room]:
        """Return the rooms that the labels of a beat keep to."""
        key = tuple((name, self.scene.padding(name, beat)) for name in beat.shows)
        if key not in self._rooms:
            self._rooms[key] = label_rooms(*self._around(beat), self.scene.frame.edges)
        return self._rooms[key]

    def rect(self, name: str, beat: Beat) -> Rect:
        """Return the rectangle of the label of a map that has one."""
        found = self._drawn(name, beat, self.rooms(beat)[name])
        assert found, f"{name} has no label"
        return found

    def crowded(self, beat: Beat) -> Collection[str]:
        """Return the maps of a beat whose labels have no room, though as small as can be read."""
        return tight(*self._around(beat), self.scene.frame.edges, self.rooms(beat))

    def _around(self, beat: Beat) -> tuple[dict[str, Label], dict[str, Rect]]:
        """Return the labels of the maps of a beat, and the rectangles of these maps with their padding."""
        labels: dict[str, Label] = {name: partial(self._drawn, name, beat) for name in beat.shows}
        places, padding = self.places(beat), self.scene.padding
        return labels, {name: outer(places[name], padding(name, beat).size) for name in beat.shows}

    def _drawn(self, name: str, beat: Beat, room: Room) -> Rect | None:
        """Return the rectangle of a map's label that keeps to ``room``, if it has one above it."""
        place, one = self.places(beat)[name], self.scene.story.map(name)
        above = self.scene.padding(name, beat).size[0] * place.cell
        label = self.scene.label(one, place, above, room)
        return label.rect if isinstance(label, MapLabel) else None
