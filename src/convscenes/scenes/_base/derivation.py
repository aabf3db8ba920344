"""A formula on two lines, letters above numbers, whose parts appear where they stand in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from manim import Animation

from convscenes.look.glyphs import typeset
from convscenes.look.lettering import LEAST_EM, Lettering
from convscenes.look.motion import Fade
from convscenes.look.theme import Theme
from convscenes.stories import Term

EM, LEADING = 0.48, 0.68
SPACE, TIGHT = 0.28, 0.04
"""Between parts, and next to a bracket that holds them, in em."""
EQUALS = 0.78
"""Width of the sign of equality, in em."""
Spot = tuple[str, int]
"""A line (letters, numbers, result) and the place in it."""


class Derivation:
    """What is written of a formula by now. ``lay`` fixes the places, ``write`` fills them."""

    def __init__(self, theme: Theme, *, x: float, y: float, most: float) -> None:
        """Centre the formula on ``x``, its numbers on the baseline ``y``, at most ``most`` wide."""
        self.theme, self.x, self.y, self.most = theme, x, y, most
        self.written: dict[Spot, tuple[Term, float, Lettering]] = {}
        self.columns: list[tuple[float, float]] = []

    def lay(self, whole: Sequence[Term]) -> None:
        """Find the places of ``whole``: a head, letters, numbers and a result, with "=" between them."""
        head, letters, numbers, result = sides(whole)
        self.letters = [term.text for term in letters]
        above = [*head, Term("="), *letters]
        below = [Term(""), Term("="), *numbers]
        widths = [
            max(outline.width for outline in typeset([one.text, other.text]))
            for one, other in zip(above, below, strict=True)
        ]
        gaps = [space(one.text, other.text) for one, other in pairwise(above)]
        tail = EQUALS + 2 * SPACE + typeset([result[0].text])[0].width
        width = sum(widths) + sum(gaps) + tail
        self.em = max(min(EM, self.most / width), LEAST_EM)
        left = self.x - width * self.em / 2
        self.columns = []
        for wide, gap in zip(widths, [*gaps, 0.0], strict=True):
            self.columns.append((left, left + wide * self.em))
            left += (wide + gap) * self.em

    def least(self, formulas: Iterable[Sequence[Term]]) -> float:
        """Return the em of the smallest of ``formulas``, each laid out in turn."""
        sizes = [EM]
        for whole in formulas:
            self.lay(whole)
            sizes.append(self.em)
        return min(sizes)

    def write(self, terms: Sequence[Term]) -> list[Animation]:
        """Return the animations to what ``terms`` hold of the formula; what stays as it is stays."""
        wanted = dict(self._placed(terms))
        changes: list[Animation] = []
        for spot, (term, x, lettering) in list(self.written.items()):
            if (term, x) != wanted.get(spot):
                changes.append(Fade(lettering, out=True))
                del self.written[spot]
        for spot, (term, x) in wanted.items():
            if spot not in self.written:
                y = self.y + LEADING * (spot[0] == "letters")
                colour, anchor = self.theme.role(term.role), side(term.text)
                fresh = Lettering(term.text, self.em, colour, x=x, y=y, anchor=anchor)
                self.written[spot] = (term, x, fresh)
                changes.append(Fade(fresh))
        return changes

    def wipe(self) -> list[Animation]:
        """Return the animations that take all of it away."""
        return self.write(())

    def _placed(self, terms: Sequence[Term]) -> Iterator[tuple[Spot, tuple[Term, float]]]:
        """Yield every term with its spot and the x of its anchor."""
        if not terms:
            return
        found = sides(terms)
        whole = len(found) > 3
        if whole:
            yield from self._at("letters", 0, found[0][0])
            yield from self._at("letters", 1, Term("="))
            yield from self._at("numbers", 1, Term("="))
            found = found[1:]
        letters, numbers, *result = found
        columns = [2 + self.letters.index(term.text) for term in letters]
        for column, letter, number in zip(columns, letters, numbers, strict=True):
            yield from self._at("letters", column, letter)
            yield from self._at("numbers", column, number)
        if not whole:
            left = self.columns[min(columns)][0]
            yield ("numbers", 1), (Term("="), left - (SPACE + EQUALS / 2) * self.em)
        if result:
            x = self.columns[max(columns)][1] + SPACE * self.em
            yield ("result", 0), (Term("="), x + EQUALS * self.em / 2)
            value = typeset([result[0][0].text])[0].width
            yield ("result", 1), (result[0][0], x + (EQUALS + SPACE + value / 2) * self.em)

    def _at(self, line: str, column: int, term: Term) -> Iterator[tuple[Spot, tuple[Term, float]]]:
        left, right = self.columns[column]
        yield (line, column), (term, left + (right - left) * side(term.text))


def sides(terms: Sequence[Term]) -> list[list[Term]]:
    """Return the terms between the signs of equality.

    >>> [[term.text for term in side] for side in sides([Term("i"), Term("="), Term("4")])]
    [['i'], ['4']]
    """
    return [list(side) for equal, side in groupby(terms, lambda term: term.text == "=") if not equal]


def space(one: str, other: str) -> float:
    """Return the space between two texts, in em: little next to a bracket.

    >>> space("s(", "i") == space("k", ")/s") < space("i", "− 1)")
    True
    """
    return TIGHT if one.endswith("(") or other.startswith(")") else SPACE


def side(text: str) -> float:
    """Return by which side a text lines up with the one below it: 0 left, 1 right, 0.5 neither.

    >>> side("+ 2p"), side("s("), side("i"), side("=")
    (0.0, 1.0, 0.5, 0.5)
    """
    return 1.0 if text.endswith("(") else 0.0 if text.startswith((")", "+", "−")) else 0.5
