"""Whether a story has so much room that all of it can be read: known before anything is placed."""

from __future__ import annotations

from convscenes.look.frame import Frame
from convscenes.look.letter_sizes import MIN_EM
from convscenes.look.slots import HEIGHT, legible
from convscenes.spec.widths import at_most
from convscenes.stories import Map, Story
from convscenes.stories._base.points import reach
from convscenes.stories._base.story import PLANES

WIDE, HIGH = 0.5, 0.8
"""The shares of the space for maps that these may take side by side, in the smallest cells that can be read.

However a scene arranges them, and whatever stands between them, there is space; a test draws many.
"""
OTHER, SHAPE = 8.0, 4.0
"""What a label is wide that the kind words, and what a label says of the shape, in em at most."""


def is_roomy(story: Story) -> bool:
    """Return whether every beat has room for all numerals and labels; where it is false, the layout knows.

    Labels without text are the kind's own. Of other frames than the usual one, and of planes, only the layout
    knows.
    """
    frame, how = Frame(), story.presentation
    if story.staging == PLANES or (how.aspect, how.text_scale) != (frame.aspect, frame.text_scale):
        return False
    sizes = {one.name: _size(story, one) for one in story.maps}
    labels = {one.name: at_most(one.label) for one in story.maps}
    for names in {tuple(beat.shows) for beat in story.beats if beat.shows}:
        widths, heights = zip(*(sizes[name] for name in names), strict=True)
        if sum(widths) > WIDE * frame.maps.width or max(heights) > HIGH * frame.maps.height:
            return False
        written = [labels[name] for name in names]
        if any(written) and sum((em or OTHER) + SHAPE for em in written) * MIN_EM > WIDE * frame.maps.width:
            return False
    return True


def _size(story: Story, one: Map) -> tuple[float, float]:
    """Return width and height of a map and its padding in the smallest cells that can be read, in units."""
    paths = [points for beat in story.beats for points in beat.points.get(one.name, ())] if one.beyond else []
    top, right, bottom, left = reach(paths, one.shape)
    rows, cols = one.shape
    cell = legible(story.notations[one.name].width)
    return (left + cols + right) * cell, (top + rows + bottom) * HEIGHT
