"""Input × kernel → output: three maps, side by side or on two lines."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VMobject

from convscenes.look.layout import Place, Row, Split, best
from convscenes.look.motion import Fade
from convscenes.ops.placements import Placement
from convscenes.scenes.stage.piece import NO_RING, beyond, piece, slot
from convscenes.scenes.stage.signs import arrow_between, sign_between
from convscenes.scenes.stage.spec_scene import MAPS, SpecScene
from convscenes.stories import Beat


class OperationScene(SpecScene):
    """A scene of one operation.

    ``result`` is the map that the steps make, ``ringed`` the one that the kernel reaches beyond. What lies
    there is dashed: zeros that are read where ``ring_written``, else cells that are cut away.
    """

    result = "output"
    ringed: str
    ring_written: bool
    laid: tuple[str, str]
    """A map that numbers are laid on in passing, and the steps' field that holds them."""
    steps: Sequence[Placement]

    def prepare(self) -> None:
        """Place the three maps and the signs between them."""
        self.steps = [s for beat in self.story.beats for s in beat.steps if isinstance(s, Placement)]
        names = ("input", "kernel", self.result)
        self.rings = dict.fromkeys(names, NO_RING)
        self.rings[self.ringed] = beyond(self.steps, self.story.map(self.ringed).shape)
        places = self.arranged(*names)
        shown = self.story.beats[0].shows
        self.input, self.kernel, self.output = (
            piece(
                self.story, self.theme, name, places[name], shown[name],
                ring=self.rings[name], ring_written=self.ring_written,
            )
            for name in names
        )  # fmt: skip
        self.signs = self.signs_between(places)

    def arranged(self, *names: str, gap: float = 1.3) -> dict[str, Place]:
        """Return the places of maps on one line, or on two where that reads better."""
        under, field = self.laid
        passing = {under: [getattr(step, field) for step in self.steps]}
        slots = [slot(self.story, n, self.rings.get(n, NO_RING), passing.get(n, ())) for n in names]
        one_line = Row(tuple(slots), gap=gap)
        two_lines = Split(Row(tuple(slots[:2]), gap=gap), Row(tuple(slots[2:]), gap=gap))
        return best((one_line, two_lines), MAPS)

    def signs_between(self, places: dict[str, Place]) -> list[VMobject]:
        """Return × between input and kernel, and an arrow to the output where it stands beside the kernel."""
        signs: list[VMobject] = [
            sign_between("×", places["input"], places["kernel"], self.theme, self.rings["input"][1])
        ]
        if places[self.result].rect.left > places["kernel"].rect.right:
            signs.append(
                arrow_between(places["kernel"], places[self.result], self.theme, self.rings[self.result][3])
            )
        return signs

    def maps(self, beat: Beat) -> None:
        """Bring in the input, the kernel and the output, one after the other."""
        self.play(*self.input.appear(), seconds=0.7)
        self.play(*self.kernel.appear(), Fade(self.signs[0]), seconds=0.7)
        self.play(*self.output.appear(), *map(Fade, self.signs[1:]), seconds=0.8)
