"""Input, kernel → output: three maps, side by side or on two lines, with the operators between them."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VMobject

from convscenes.look.arranging import Row, Split, arrange
from convscenes.look.layout import Place, Rect
from convscenes.look.slots import Slot
from convscenes.scenes._base.map_view import PaddingSize, outer
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operators import (
    CLEAR,
    arrow_between,
    arrow_down,
    named_arrow,
    sign_below,
    sign_between,
)
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat


class OperationScene(SpecScene):
    """A scene of one operation: its ``sign`` stands between input and kernel, or its name at the arrow."""

    sign = "∗"
    gap, max_gap = 0.8, 2.1
    """How far maps stand apart, in units: room for a sign, or as there is space."""

    @property
    def area(self) -> Rect:
        """The space for maps."""
        return self.frame.maps

    def arranged(self, names: Sequence[str]) -> dict[str, Place]:
        """Return the places of maps: on one line, on two or three, or the rest beside the first two.

        In an upright frame nothing stands beside two maps that are below each other.
        """
        slots = [self.slot(name, names) for name in names]

        def row(*some: Slot) -> Row:
            return Row(some, gap=self.gap, max_stretch=self.max_gap / self.gap)

        first, pair, rest = row(slots[0]), row(*slots[:2]), row(*slots[2:])
        arrangements: list[Row | Split] = [row(*slots), Split((pair, rest))]
        if self.frame.upright:
            arrangements.append(Split((first, row(slots[1]), rest)))
        else:
            arrangements += [
                Split((Split((first, row(slots[1]))), rest), beside=True, gap=self.gap),
                Split((first, Split((row(slots[1]), rest))), beside=True, gap=self.gap),
            ]
        if len(slots) == 4:
            arrangements.append(Split((pair, row(slots[2]), row(slots[3]))))
        return arrange(arrangements, self.area)

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the operation's sign, and arrows where nothing is in their way; lines take their place."""
        if beat.connects:
            return ()
        names = [one.name for one in self.story.maps if one.name in beat.shows]
        return [*self._sign(beat, names), *self._arrows(beat, names)]

    def operator_spot(self, over: str) -> tuple[float, float]:
        """Return where a value stands at the sign: above it or below it, beside it where maps are there."""
        image, kernel = (self.stage.views[name].place for name in ("input", "kernel"))
        padding = self.stage.views["input"].padding.size
        if kernel.rect.top < image.rect.bottom:
            half, label = image.size.width / 2, self.slot("kernel", [*self.stage.views]).label_width
            x = max(image.x + max(2 * half, 0.3 + half), kernel.x + label / 2 + CLEAR + half)
            return x, outer(image, padding).bottom - 0.3
        x = (outer(image, padding).right + kernel.rect.left) / 2
        y, off = kernel.y, max(image.cell, 0.3 + image.cell / 2)
        return x, y + off if y + off + image.cell / 2 < self.area.top else y - off

    def _sign(self, beat: Beat, names: Sequence[str]) -> list[Mark]:
        if not self.sign:
            return []
        image, kernel = (self.place(name, beat) for name in names[:2])
        padding = self.stage.padding(names[0], names).size
        key = (self.sign, image, kernel, padding)
        if kernel.rect.top < image.rect.bottom:
            return [Mark(key, lambda: sign_below(self.sign, outer(image, padding), self.theme), names[1])]
        return [Mark(key, lambda: sign_between(self.sign, image, kernel, self.theme, padding[1]), names[1])]

    def _arrows(self, beat: Beat, names: Sequence[str]) -> list[Mark]:
        """Return an arrow to the third map, and on to a fourth if that is an output as well."""
        kernel, result = (self.place(name, beat) for name in names[1:3])
        padding = self.stage.padding(names[2], names).size
        marks = []
        if result.rect.left > kernel.rect.right or len(names) == 3:
            key = ("→", kernel, result, padding)
            marks.append(Mark(key, lambda: self._arrow(kernel, result, padding, names), names[2]))
        for name in names[3:]:
            last = self.place(name, beat)
            if last.rect.left > result.rect.right and self.story.map(name).role == "output":
                marks.append(self.arrow(names[2], name, beat))
        return marks

    def _arrow(self, kernel: Place, result: Place, padding: PaddingSize, names: Sequence[str]) -> VMobject:
        """Return the arrow to the result, to its right or on the next line, with the operation's name."""
        if result.rect.left > kernel.rect.right:
            arrow = arrow_between(kernel, result, self.theme, padding[3])
        else:
            slot, lower = self.slot(names[2], names), outer(result, padding)
            arrow = arrow_down(kernel.rect, lower, slot.label_width, self.theme, slot.label_height)
        name = self.story.terms.get("operation", "")
        return named_arrow(arrow, name, self.theme) if name else arrow
