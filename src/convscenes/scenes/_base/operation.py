"""Input × kernel → output: three maps, side by side or on two lines."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VMobject

from convscenes.look.layout import Place, Row, Split, best
from convscenes.look.motion import Fade
from convscenes.ops.placements import Placement
from convscenes.scenes._base.operators import arrow_between, arrow_down, sign_below, sign_between
from convscenes.scenes._base.piece import NO_PADDING, beyond, outer, piece, slot
from convscenes.scenes._base.spec_scene import MAPS, SpecScene
from convscenes.stories import Beat


class OperationScene(SpecScene):
    """A scene of one operation.

    ``result`` is the map that the steps make, ``padded_map`` the one that the kernel reaches beyond.
    What lies there is dashed: zeros that are read where ``padding_written``, else cells that are cut away.
    """

    result = "output"
    padded_map: str
    padding_written: bool
    laid: tuple[str, str]
    """A map that numbers are laid on in passing, and the steps' field that holds them."""
    steps: Sequence[Placement]

    def prepare(self) -> None:
        """Place the three maps and the signs between them."""
        self.steps = [s for beat in self.story.beats for s in beat.steps if isinstance(s, Placement)]
        names = ("input", "kernel", self.result)
        self.paddings = dict.fromkeys(names, NO_PADDING)
        self.paddings[self.padded_map] = beyond(self.steps, self.story.map(self.padded_map).shape)
        places = self.arranged(*names)
        shown = self.story.beats[0].shows
        self.input, self.kernel, self.output = (
            piece(
                self.story, self.theme, name, places[name], shown[name],
                padding=self.paddings[name], padding_written=self.padding_written,
            )
            for name in names
        )  # fmt: skip
        self.signs = self.signs_between(places)

    def arranged(self, *names: str, gap: float = 1.3) -> dict[str, Place]:
        """Return the places of maps: on one line, on two or three, or the rest beside the first two."""
        under, field = self.laid
        passing = {under: [getattr(step, field) for step in self.steps]}
        slots = [slot(self.story, n, self.paddings.get(n, NO_PADDING), passing.get(n, ())) for n in names]
        lines = [Row((one,)) for one in slots]
        pair, rest = Row(tuple(slots[:2]), gap=gap), Row(tuple(slots[2:]), gap=gap)
        arrangements: list[Row | Split] = [
            Row(tuple(slots), gap=gap),
            Split(pair, rest),
            Split(Split(lines[0], lines[1]), rest, beside=True, gap=gap),
        ]
        if len(slots) == 4:
            arrangements.append(Split(pair, Split(lines[2], lines[3])))
        return best(arrangements, MAPS)

    def signs_between(self, places: dict[str, Place]) -> list[VMobject]:
        """Return × between input and kernel, and an arrow to the output, if nothing else is in its way."""
        image, kernel, result = places["input"], places["kernel"], places[self.result]
        paddings = self.paddings["input"], self.paddings[self.result]
        if kernel.rect.top < image.rect.bottom:
            times_sign = sign_below("×", outer(image, paddings[0]), self.theme)
        else:
            times_sign = sign_between("×", image, kernel, self.theme, paddings[0][1])
        if result.rect.left > kernel.rect.right:
            return [times_sign, arrow_between(kernel, result, self.theme, paddings[1][3])]
        if len(places) > 3:
            return [times_sign]
        label = slot(self.story, self.result).label_width
        return [times_sign, arrow_down(kernel.rect, outer(result, paddings[1]), label, self.theme)]

    def maps(self, beat: Beat) -> None:
        """Bring in the input, the kernel and the output, one after the other."""
        self.play(*self.input.appear(), seconds=0.7)
        self.play(*self.kernel.appear(), Fade(self.signs[0]), seconds=0.7)
        self.play(*self.output.appear(), *map(Fade, self.signs[1:]), seconds=0.8)
