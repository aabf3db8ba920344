"""Numbers that grow while a story is told, each a map of one cell with its name at its left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from manim import Animation, VMobject

from convscenes.look.cells import Cells, legible_side, widest
from convscenes.look.glyphs import typeset
from convscenes.look.layout import Place
from convscenes.look.lettering import LABEL, Lettering
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.look.theme import Theme
from convscenes.scenes._base.piece import extremes
from convscenes.stories import Beat, Story

LEAST_SIDE, MOST_SIDE, ROOM = 0.56, 0.7, 0.43
"""Sides of a counter's cell; in between, ``ROOM`` units for every em of its longest number."""
SPACE, APART = 0.14, 0.5
"""Between a name and its cell, and between counters, in units."""


@dataclass(frozen=True)
class Counter:
    """A number on stage: its cell and its name."""

    grid: MatrixGrid
    label: Lettering
    place: Place

    @property
    def mobjects(self) -> list[VMobject]:
        """Both of them."""
        return [self.grid, self.label]

    def appear(self) -> list[Animation]:
        """Return the animations that bring it in."""
        return [Fade(mobject) for mobject in self.mobjects]

    def count(self, number: int) -> Animation:
        """Return the animation to another ``number``."""
        return self.grid.animate_to(values=[[number]])


def counters(
    story: Story, theme: Theme, beat: Beat, names: Sequence[str], *, right: float, y: float
) -> list[Counter]:
    """Return the counters ``names`` of ``beat`` side by side, centred on ``y``, the last one at ``right``.

    What is quiet is drawn as zeros are.
    """
    made = []
    for name in reversed(names):
        one, shown = story.map(name), extremes(story, name)
        wide = widest(shown)
        side = max(LEAST_SIDE, min(MOST_SIDE, ROOM * wide), legible_side(wide) + 0.01)
        place = Place(right - side / 2, y, side, 1, 1)
        grid = MatrixGrid(
            Cells.at(beat.shows[name], place),
            theme,
            one.role,
            name=name,
            extremes=shown,
            style="dashed" if one.role == "quiet" else "solid",
        )
        outline = typeset([f"*{one.label}*"])[0]
        left = place.rect.left - SPACE - outline.width * LABEL
        label = Lettering(outline, LABEL, theme.role(one.role), x=left, y=y - 0.1)
        made.append(Counter(grid, label, place))
        right = left - APART
    return made[::-1]
