"""Stacks of channels on stage: the room that each takes, and its maps one below the other."""

from __future__ import annotations

from convscenes.look.layout import Place, Slot
from convscenes.look.map_label import label_width
from convscenes.look.tiles import Tiles
from convscenes.stories import Story


def stack_slot(story: Story, name: str) -> Slot:
    """Return what the layout must know of the stack ``name``: its maps stand a cell apart."""
    one = story.map(name)
    (rows, cols), count = one.shape, max(one.channels, 1)
    return Slot(name, count * (rows + 1) - 1, cols, label_width=label_width(one.label, one.size))


def stacked(story: Story, name: str, place: Place) -> Tiles:
    """Return where the maps of the stack ``name`` stand, given the place of its slot."""
    one = story.map(name)
    return Tiles(place.x, place.y, place.cell, max(one.channels, 1), *one.shape, gap=place.cell)
