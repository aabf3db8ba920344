"""How something is read, ``9 → 1``, as formulas that stand at fixed places and change only when they must."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation

from convscenes.look.formula import Formula
from convscenes.look.motion import Fade
from convscenes.look.theme import Theme
from convscenes.stories import Term


class Readings:
    """Formulas by the name of their place."""

    def __init__(self, theme: Theme) -> None:
        """Begin with none."""
        self.theme = theme
        self.written: dict[str, Formula] = {}

    def write(self, name: str, terms: Sequence[Term], x: float, y: float) -> list[Animation]:
        """Return the animations that write ``terms`` at (x, y), centred; none where they stand there."""
        old = self.written.get(name)
        if old is not None and old.texts == [term.text for term in terms]:
            return []
        self.written[name] = Formula([(term.text, term.role) for term in terms], self.theme, x=x, y=y)
        return [Fade(self.written[name]), *([Fade(old, out=True)] if old is not None else [])]

    def wipe(self) -> list[Animation]:
        """Return the animations that take all of them away."""
        gone, self.written = self.written, {}
        return [Fade(formula, out=True) for formula in gone.values()]
