"""Input, kernel → partial sums in every channel, and the outputs that they add up to: maps in columns."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise

import numpy as np
from manim import VMobject

from convscenes.look.beside import length_along, name_along, name_beside, width_beside
from convscenes.look.columns import Columns
from convscenes.look.layout import Rect, Room, Standing
from convscenes.look.letter_sizes import MIN_EM
from convscenes.look.lettering import Lettering
from convscenes.look.outline import Arrow, Bracket
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import CLEAR, SIGN, sign_between
from convscenes.scenes._base.sizes import narrowed
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.stage import Places
from convscenes.scenes._base.writing import Spot
from convscenes.stories import Beat, Map

PLUS = 0.8
"""Height of a plus sign and the space around it, in em."""
BRACKET = 0.2
"""Distance of the bracket from the partial sums, in units."""
GAP = 0.5
"""Space between two columns, in units."""
COLUMN = 2.6
"""The width up to which the label of a column stands on one line, in units."""
NAME, MIN_NAME, MAPS = 2.6, 0.8, 4.7
"""How wide the name of a channel may be, and is allowed to be at least; what is left to maps first."""
WIDE = 10.0
"""Up to how wide the frame's texts are names of channels read upwards, in units."""
ALONG, MIN_ALONG = 0.3, 1.2
"""How much room such a name takes; how long it is allowed to be at least."""
BESIDE = 0.16
"""Distance of the name of a channel from its map, in units."""


class ChannelScene(SpecScene):
    """A scene of one operation on several channels: every group of maps is a column."""

    sign = ""
    """What stands between an input and its slice of the kernel, if anything."""

    @property
    def along(self) -> bool:
        """Whether names of channels read upwards: four columns need the width of the frame."""
        return self.frame.line < WIDE

    @property
    def name_room(self) -> float:
        """How wide the name of a channel may be beside its map: on two lines where there is little room."""
        return float(np.clip((self.frame.line - MAPS) / 3, MIN_NAME, NAME))

    def column(self, group: str, beat: Beat) -> list[str]:
        """Return the names of the maps of a column that a beat shows, from top to bottom."""
        return self.story.group(group, beat.shows)

    def goal(self, beat: Beat) -> str:
        """Return the output that the kernel on screen makes."""
        made, *_ = self.story.map(self.column("kernel", beat)[0]).index
        return self.column("output", beat)[made]

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of maps in columns, with room for the names of channels on both sides."""
        parts = [self.story.map(name).part for name in names]
        aside = BESIDE + (ALONG if self.along else max(width_beside(p, self.name_room) for p in parts))
        maps = self.frame.maps
        area = Rect(maps.x, maps.y, maps.width - 2 * aside, maps.height)
        columns = [[self.slot(name, names) for name in column] for column in self._columns(names)]
        heads = narrowed((column[0] for column in columns), area.width - GAP * len(columns))
        return Columns(
            tuple((head, *column[1:]) for head, column in zip(heads, columns, strict=True)), gap=GAP
        ).fit(area)

    def entrances(self, beat: Beat) -> Sequence[Sequence[str]]:
        """Return the maps of a beat column by column."""
        return self._columns(beat.shows)

    def label(self, one: Map, place: Standing, above: float, room: Room) -> VMobject | None:
        """Return the label of a column, above its first map."""
        return super().label(one, place, above, room) if one.index[-1] == 0 else None

    def label_room(self, one: Map) -> float:
        """Return how wide a map's label may be on one line: four columns have room, or it is smaller."""
        return COLUMN if self.frame.narrow else min(COLUMN, self.frame.line / 4 - GAP)

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where a formula stands: under the partial sums, if it names any."""
        named = [term.on for term in beat.formula if term.on in self.column("partial", beat)]
        return super().formula_spot(beat, below or (named[0] if named else ""))

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the names of channels, and the signs between the maps, unless lines take their place."""
        signs = [] if beat.connects else [*self._signs(beat), *self._pluses(beat), *self._target(beat)]
        return [*self._names(beat), *signs]

    def _columns(self, names: Container[str]) -> list[list[str]]:
        """Return the names of maps by their groups."""
        maps = groupby((one for one in self.story.maps if one.name in names), key=lambda one: one.group)
        return [[one.name for one in column] for _, column in maps]

    def _names(self, beat: Beat) -> Iterator[Mark]:
        """Yield the names of the channels beside their inputs or outputs; a single output has none."""
        for name in (*self.column("input", beat), *self.column("output", beat)):
            one, around = self.story.map(name), self._outer(name, beat).grown(BESIDE)
            left = one.group == "input"
            x = around.left if left else around.right
            words = partial(self._name, one, x, around, left=left)
            yield from [Mark((one.part, x, around.y), words, name)] if one.part else []

    def _name(self, one: Map, x: float, around: Rect, *, left: bool) -> VMobject:
        """Return the name of a channel at x, beside its map; if it reads upwards, it ends no higher."""
        if not self.along:
            return name_beside(one.part, self.theme.quiet, x, around.y, room=self.name_room, left=left)
        room = max(around.height, MIN_ALONG)
        y = min(around.y, around.top - BESIDE - length_along(one.part, room) / 2)
        return name_along(one.part, self.theme.quiet, x, y, room=room, left=left)

    def _signs(self, beat: Beat) -> Iterator[Mark]:
        """Yield the sign of the operation, if it has one, and an arrow in every channel."""
        for image, kernel, sums in zip(*self._columns(beat.shows)[:3], strict=True):
            if self.sign:
                left, right = self.place(image, beat), self.place(kernel, beat)
                after = self.stage.padding(image, [*beat.shows]).size[1]
                sign = partial(sign_between, self.sign, left, right, self.theme, after)
                yield Mark((self.sign, left, right), sign, kernel)
            yield self.arrow(kernel, sums, beat)

    def _pluses(self, beat: Beat) -> Iterator[Mark]:
        """Yield + between the partial sums."""
        for upper, lower in pairwise(self.column("partial", beat)):
            top, bottom = self._outer(upper, beat).bottom, self._outer(lower, beat).top
            em = float(np.clip((top - bottom) / PLUS, MIN_EM, SIGN))
            x, y = self.place(upper, beat).x, (top + bottom) / 2 - 0.25 * em
            plus = partial(Lettering, "+", em, self.theme.quiet, x=x, y=y, anchor=0.5)
            yield Mark(("+", x, y), plus, lower)

    def _target(self, beat: Beat) -> Iterator[Mark]:
        """Yield a bracket around the partial sums and an arrow to the output that they add up to.

        Both stand beside the label of the sums, unless a single one's arrow passes below that.
        """
        sums, name = self.column("partial", beat), self.goal(beat)
        first, last, output = (self._outer(one, beat) for one in (sums[0], sums[-1], name))
        label, right = self.stage.labels.rect(sums[0], beat), first.right + BRACKET
        slope = (output.y - first.y) / (output.left - right)
        if len(sums) > 1 or first.y + slope * (label.right - right) > label.bottom - CLEAR:
            right = max(right, label.right)
        around, room = Rect.between(first.left, right, last.bottom, first.top), output.left - right
        start, end = (right + 0.12 * room, around.y), (output.left - max(0.15 * room, CLEAR), output.y)
        if len(sums) > 1:
            yield Mark(("]", around), partial(Bracket, around, self.theme.quiet), name)
        yield Mark(("→", start, end), partial(Arrow, start, end, self.theme.quiet), name)
