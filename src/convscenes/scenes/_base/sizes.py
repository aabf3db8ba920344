"""What the layout needs of a map: its shape and padding, its label, the cell in which it can be read."""

from __future__ import annotations

from collections.abc import Collection

from convscenes.look.cells import legible_side
from convscenes.look.layout import Slot
from convscenes.look.map_label import label_size
from convscenes.scenes._base.map_view import NO_PADDING, Padding, PaddingSize
from convscenes.stories import Story


def slot(story: Story, name: str, padding: PaddingSize = NO_PADDING) -> Slot:
    """Return the slot of the map ``name``, in which also the numbers can be read that lie on it at times."""
    one = story.map(name)
    laid = [other for other, (on, _) in story.passing.items() if on in (name, one.group)]
    legible = legible_side(max(story.notations[each].width for each in (name, *laid)))
    width, _ = label_size(one.label, one.size, mark=story.notations[name].mark)
    return Slot(name, *one.shape, padding=padding, label_width=width, legible=legible)


def padding_of(story: Story, name: str, together: Collection[str]) -> Padding:
    """Return the padding of a map in the beats that show the maps ``together`` and no others.

    It reaches as far as these beats point beyond the map, if the story has ``beyond`` for it.
    """
    one = story.map(name)
    beats = [beat for beat in story.beats if beat.shows.keys() == set(together)] if one.beyond else []
    paths = [points for beat in beats for points in beat.points.get(name, ())]
    if not paths:
        return Padding()
    (top, bottom), (left, right) = (
        (max(0, -min(int(a.min()) for a in axes)), max(0, max(int(a.max()) for a in axes) + 1 - size))
        for axes, size in zip(([p.rows for p in paths], [p.cols for p in paths]), one.shape, strict=True)
    )
    return Padding((top, right, bottom, left), zeros=one.beyond == "zeros")
