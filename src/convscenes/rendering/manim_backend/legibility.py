"""What will not be readable of a story: numerals in cells that are too small, labels without room."""

from __future__ import annotations

from contextlib import closing
from typing import NamedTuple

from convscenes.rendering.manim_backend.performance import Performance
from convscenes.rendering.options import Options
from convscenes.scenes._base.legibility import crowded, unreadable
from convscenes.stories import Map, Story


class Illegible(NamedTuple):
    """Maps that beats are about whose cells are too small for numerals; maps whose labels have no room."""

    numerals: list[Map]
    labels: list[Map]


def illegible_maps(story: Story) -> Illegible:
    """Return the maps of which something will not be readable; nothing is drawn."""
    with closing(Performance(story, Options.of("low"), draws=False)) as performance:
        return Illegible(unreadable(performance.scene), crowded(performance.scene))
