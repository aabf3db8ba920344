"""A formula on two lines, letters above numbers, whose parts appear at their final places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from convscenes.colours.theme import Theme
from convscenes.look.glyphs import typeset
from convscenes.look.layout import Rect
from convscenes.look.letter_sizes import MIN_EM
from convscenes.look.lettering import Lettering
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.stories import Term

EM, LEADING = 0.48, 0.68
SPACE, TIGHT = 0.28, 0.04
"""Between parts, and next to a bracket that holds them, in em."""
EQUALS = 0.78
"""Width of the sign of equality, in em."""
WHOLE = 4
"""Sides of a whole formula: a head, letters, numbers and a result."""


class Part(NamedTuple):
    """A text in the colour of its role: its anchor, its baseline, and its size."""

    text: str
    role: str
    x: float
    y: float
    em: float

    def lettering(self, theme: Theme) -> Lettering:
        """Return it as a mobject."""
        text, role, x, y, em = self
        return at_depth(Lettering(text, em, theme.role(role), x=x, y=y, anchor=side(text)), Depth.FORMULA)


def placed(terms: Sequence[Term], whole: Sequence[Term], room: Rect, base: float) -> Iterator[Part]:
    """Yield the parts of a formula where they stand in the ``whole`` one, in the middle of ``room``.

    The numbers' baseline is at ``base``.
    """
    found, ((head,), letters, numbers, (result,)) = sides(terms), sides(whole)
    above = [head.text, "=", *(term.text for term in letters)]
    below = ["", "=", *(term.text for term in numbers)]
    widths = [max(text.width for text in typeset(both)) for both in zip(above, below, strict=True)]
    tight = [one.endswith("(") or other.startswith(")") for one, other in pairwise(above)]
    gaps = [*(TIGHT if close else SPACE for close in tight), 2 * SPACE + EQUALS]
    width = sum(widths) + sum(gaps) + typeset([result.text])[0].width
    em = max(min(EM, room.width / width), MIN_EM)
    roles = {term.text: term.role for term in found[-3 if len(found) == WHOLE else 0]}
    if len(found) == WHOLE:
        roles |= {head.text: head.role, "=": "quiet"}
    left = max(room.x - width * em / 2, room.left)
    start, end = room.right, left
    for letter, number, wide, gap in zip(above, below, widths, gaps, strict=True):
        if letter in roles:
            start, end = min(start, left), left + wide * em
            yield Part(letter, roles[letter], left + wide * em * side(letter), base + LEADING, em)
            if number:
                yield Part(number, roles[letter], left + wide * em * side(number), base, em)
        left += (wide + gap) * em
    if len(found) < WHOLE:
        yield Part("=", "quiet", start - (SPACE + EQUALS / 2) * em, base, em)
    if len(found) > 2:
        yield Part("=", "quiet", end + (SPACE + EQUALS / 2) * em, base, em)
        ((value,),) = found[-1:]
        middle = 2 * SPACE + EQUALS + typeset([value.text])[0].width / 2
        yield Part(value.text, value.role, end + middle * em, base, em)


def sides(terms: Sequence[Term]) -> list[list[Term]]:
    """Return the terms between the signs of equality.

    >>> [[term.text for term in side] for side in sides([Term("i"), Term("="), Term("4")])]
    [['i'], ['4']]
    """
    return [list(side) for equal, side in groupby(terms, lambda term: term.text == "=") if not equal]


def side(text: str) -> float:
    """Return how a text is aligned with the one below it: 0 left, 1 right, 0.5 centred.

    >>> side("+ 2p"), side("s("), side("i"), side("=")
    (0.0, 1.0, 0.5, 0.5)
    """
    return 1.0 if text.endswith("(") else 0.0 if text.startswith((")", "+", "−")) else 0.5
