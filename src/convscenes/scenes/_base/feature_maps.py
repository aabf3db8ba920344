"""Maps and stacks of maps as pictures: the space that each takes, its places, how it enters."""

from __future__ import annotations

import math

import numpy as np
from manim import Animation

from convscenes.look.layout import Place, Standing
from convscenes.look.map_label import label_size
from convscenes.look.matrix_grid import Style
from convscenes.look.slots import Slot
from convscenes.look.tiles import Tiles
from convscenes.scenes._base.map_view import MapView
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Map, Story


def stacked(story: Story, name: str, place: Place, across: int = 1, gap: int = 1) -> Standing:
    """Return where the cells of a map or stack stand, given the place of its slot."""
    one = story.map(name)
    if not one.channels:
        return place
    spacing = gap * place.cell
    return Tiles(place.x, place.y, place.cell, one.channels, *one.shape, across, spacing, place.wide)


class PicturesScene(SpecScene):
    """A scene of pictures and stacks of them; none of its beats repeats another."""

    speeds_up = False

    def stack_slot(self, name: str, across: int = 1, gap: int = 1) -> Slot:
        """Return the slot of a map or stack: ``across`` maps in a row, ``gap`` cells apart."""
        one = self.story.map(name)
        (rows, cols), count = one.shape, max(one.channels, 1)
        high, wide = math.ceil(count / across) * (rows + gap) - gap, across * (cols + gap) - gap
        width, height = label_size(one.label, self.label_size(one), self.label_room(one))
        return Slot(name, high, wide, label_width=width, label_height=height)

    def style(self, one: Map) -> Style:
        """Return the style of a map's cells."""
        return "picture"

    def entering(self, view: MapView) -> list[Animation]:
        """Return the animations that bring a map in; a stack enters map after map."""
        shape = view.grid.values.shape
        when = np.linspace(0, 1, shape[0])[:, None, None] if len(shape) == 3 else np.zeros(1)
        return view.unfold(np.broadcast_to(when, shape))
