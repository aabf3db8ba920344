"""A formula in coloured terms on one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from manim import VGroup

from convscenes.colours.theme import Theme
from convscenes.look.glyphs import typeset
from convscenes.look.letter_sizes import FORMULA, MIN_EM
from convscenes.look.lettering import Lettering

SPACE = 0.28
"""Space between terms, in em; there is none inside of a bracket."""
EQUALS, PLUS = ("=", "≈"), ("+", "−")
"""Signs before which a formula may be broken."""
LEADING = 1.2
"""How far apart two lines are, in em."""
STRIP = 0.62
"""How high several lines are at most, if they can be read so, in units."""
SIGNS = {"≈": "$≈$"}
"""Signs that are set as maths: as letters they are too small."""


class Formula(VGroup):
    """Terms ``(text, role)`` side by side, centred on (x, y); set smaller where wider than ``max_width``.

    What could not be read so is on two lines, of which the second begins with the sign of equality; in a
    narrow frame, long sums are on more.
    """

    def __init__(
        self,
        terms: Sequence[tuple[str, str]],
        theme: Theme,
        *,
        x: float,
        y: float,
        max_width: float = 13.0,
        em: float = FORMULA,
        space: float = SPACE,
    ) -> None:
        """Set ``terms``; ``self.terms`` are their mobjects, in order."""
        super().__init__()
        self.texts = [text for text, _ in terms]
        outlines = [
            replace(outline, text=text)
            for outline, text in zip(typeset(SIGNS.get(t, t) for t in self.texts), self.texts, strict=True)
        ]
        gaps = [
            0.0 if left.endswith("(") or right.startswith(")") else space
            for left, right in pairwise(self.texts)
        ]
        widths = [o.width + gap for o, gap in zip(outlines, [*gaps, 0.0], strict=True)]
        lines = [*broken(self.texts, widths, max_width / MIN_EM)]
        longest = max(sum(widths[number] for number in line) for line in lines)
        highest = STRIP / (LEADING * (len(lines) - 1) + 1) if len(lines) > 1 else em
        self.em = max(min(em, max_width / longest, highest), MIN_EM)
        for row, line in enumerate(lines):
            left = x - sum(widths[number] for number in line) * self.em / 2
            base = y + LEADING * self.em * ((len(lines) - 1) / 2 - row)
            for number in line:
                colour = theme.role(terms[number][1])
                self.add(Lettering(outlines[number], self.em, colour, x=left, y=base))
                left += widths[number] * self.em
        self.name = "formula"


def broken(texts: Sequence[str], widths: Sequence[float], room: float) -> Iterator[range]:
    """Yield the numbers of the terms on each line, none wider than ``room`` if there are signs to break at.

    These are the first sign of equality, where two lines are enough; else also plus signs, on few lines.

    >>> sums = ["7", "=", "4", "+", "3", "+", "9"]
    >>> [list(broken(sums, [1.0] * 7, room)) for room in (9.0, 6.0, 4.0)]
    [[range(0, 7)], [range(0, 1), range(1, 7)], [range(0, 3), range(3, 7)]]
    """
    count = len(texts)
    equals = next((number for number, text in enumerate(texts) if text in EQUALS), 0)
    if not equals or sum(widths) <= room:
        yield range(count)
        return
    if max(sum(widths[:equals]), sum(widths[equals:])) <= room:
        yield from (range(equals), range(equals, count))
        return
    start = end = 0
    for number in [*(n for n, text in enumerate(texts) if n and (text in PLUS or n == equals)), count]:
        if start < end and sum(widths[start:number]) > room:
            yield range(start, end)
            start = end
        end = number
    yield range(start, count)
