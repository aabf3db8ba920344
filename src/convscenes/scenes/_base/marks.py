"""What a beat shows besides maps and formulas: operators, arrows, brackets, charts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from manim import Animation, VMobject

from convscenes.look.motion import Fade
from convscenes.scenes._base.depth import Depth, Drawn, as_mark
from convscenes.stories import Beat


@dataclass(frozen=True)
class Mark:
    """An operator, arrow, bracket or chart, which ``make`` makes.

    Where there is a mark of the same ``key`` already, that stays; ``follow`` returns the animations from what
    it shows to what the beat shows, if any. A mark enters with the map ``enters_with``, else after all maps.
    """

    key: Hashable
    make: Callable[[], VMobject]
    enters_with: str = ""
    follow: Callable[[Any], Sequence[Animation]] = lambda _: ()


class Marks(dict[Hashable, VMobject]):
    """The marks on screen, by their keys; ``wanted`` returns those of a beat."""

    def __init__(self, wanted: Callable[[Beat], Sequence[Mark]]) -> None:
        """Begin with none."""
        super().__init__()
        self.wanted = wanted

    def own(self, key: Hashable, mobject: Drawn) -> Drawn:
        """Register a mobject as the mark of this key, and return it."""
        self[key] = as_mark(mobject)
        return mobject

    def coming(self, beat: Beat, names: Collection[str] | None = None) -> list[Animation]:
        """Return the animations that bring in missing marks: those that enter with these maps, or all."""
        missing = [mark for mark in self.wanted(beat) if mark.key not in self]
        fresh = [mark for mark in missing if names is None or mark.enters_with in names]
        return [Fade(self.own(mark.key, mark.make())) for mark in fresh]

    def towards(self, beat: Beat) -> list[Animation]:
        """Return the animations of the marks that are there already to what the beat shows."""
        there = [mark for mark in self.wanted(beat) if mark.key in self]
        return [motion for mark in there for motion in mark.follow(self[mark.key])]

    def leaving(self, beat: Beat, *, formulas: bool = False) -> list[VMobject]:
        """Remove the marks that the beat does not have, and return them.

        Parts of ``formulas`` are left until others take their place.
        """
        stay = {mark.key for mark in self.wanted(beat)}
        gone = [key for key in self if key not in stay and (self[key].z_index == Depth.FORMULA) == formulas]
        return [self.pop(key) for key in gone]
