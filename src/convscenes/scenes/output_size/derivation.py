"""A formula on two lines, letters above numbers, whose parts appear at their final places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from manim import Animation, VMobject

from convscenes.look.glyphs import typeset
from convscenes.look.layout import Rect
from convscenes.look.lettering import MIN_EM, Lettering
from convscenes.look.motion import Fade
from convscenes.look.theme import Theme
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.writing import Spot, Writing, Written
from convscenes.stories import Beat, Story, Term

EM, LEADING = 0.48, 0.68
SPACE, TIGHT = 0.28, 0.04
"""Between parts, and next to a bracket that holds them, in em."""
EQUALS = 0.78
"""Width of the sign of equality, in em."""
WHOLE = 4
"""Sides of a whole formula: a head, letters, numbers and a result."""
Terms = tuple[Term, ...]


class Columns(NamedTuple):
    """The columns of a whole formula: letters from the third one on, size of all, left and right edges."""

    letters: list[str]
    em: float
    edges: list[tuple[float, float]]


class Part(NamedTuple):
    """A term on one of the lines (letters, numbers, result), its anchor at ``x``, in a size of ``em``."""

    line: str
    term: Term
    x: float
    em: float


class Derivation(Writing):
    """A formula that grows; ``room`` is the space for it, ``y`` the baseline of its numbers."""

    def __init__(self, story: Story, theme: Theme, room: Rect, y: float) -> None:
        """Begin empty."""
        super().__init__(theme, {}, lambda *_: Spot(room.x, y, room.width))
        self.story, self.room, self.y = story, room, y
        self.parts: dict[Part, Lettering] = {}
        self.whole: Terms = ()

    def missing(self, beat: Beat) -> list[str]:
        """Return the name of the formula, where it is not on screen as the beat has it."""
        return [""] if {*self.parts} != {*self._wanted(beat)} else []

    def leaving(self, beat: Beat) -> list[VMobject]:
        """Remove a formula that the beat's is not a part of, and return its mobjects."""
        if self.whole == self._whole(beat):
            return []
        gone: list[VMobject] = [*self.parts.values()]
        self.parts.clear()
        self.written.clear()
        return gone

    def write(self, name: str, beat: Beat) -> list[Animation]:
        """Return the animations to the beat's formula; parts that are there already stay."""
        wanted, self.whole = self._wanted(beat), self._whole(beat)
        gone = [self.parts.pop(part) for part in [*self.parts] if part not in wanted]
        fresh = {part: self._lettering(part) for part in wanted if part not in self.parts}
        self.parts |= fresh
        self.written[name] = Written(beat.formula, [self.parts[part] for part in wanted], [])
        return [*(Fade(one, out=True) for one in gone), *map(Fade, fresh.values())]

    def _whole(self, beat: Beat) -> Terms:
        """Return the complete formula, of this beat or a later one."""
        ahead = self.story.beats[self.story.beats.index(beat) :] if beat.formula else ()
        return next((one.formula for one in ahead if len(sides(one.formula)) == WHOLE), ())

    def _wanted(self, beat: Beat) -> list[Part]:
        return [*placed(beat.formula, columns(self._whole(beat), self.room))] if beat.formula else []

    def _lettering(self, part: Part) -> Lettering:
        y, (text, role) = self.y + LEADING * (part.line == "letters"), (part.term.text, part.term.role)
        lettering = Lettering(text, part.em, self.theme.role(role), x=part.x, y=y, anchor=side(text))
        return at_depth(lettering, Depth.FORMULA)


def columns(whole: Sequence[Term], room: Rect) -> Columns:
    """Return the columns of a whole formula in the middle of ``room``, no wider than that."""
    head, letters, numbers, result = sides(whole)
    above, below = [*head, Term("="), *letters], [Term(""), Term("="), *numbers]
    pairs = zip(above, below, strict=True)
    widths = [max(outline.width for outline in typeset([one.text, other.text])) for one, other in pairs]
    gaps = [space(one.text, other.text) for one, other in pairwise(above)]
    width = sum(widths) + sum(gaps) + EQUALS + 2 * SPACE + typeset([result[0].text])[0].width
    em = max(min(EM, room.width / width), MIN_EM)
    left, edges = room.x - width * em / 2, []
    for wide, gap in zip(widths, [*gaps, 0.0], strict=True):
        edges.append((left, left + wide * em))
        left += (wide + gap) * em
    return Columns([term.text for term in letters], em, edges)


def placed(terms: Sequence[Term], grid: Columns) -> Iterator[Part]:
    """Yield the parts of a formula, whole or not yet, where they stand in the columns of the whole."""
    equals, em, found = Term("="), grid.em, sides(terms)

    def part(line: str, column: int, term: Term) -> Part:
        left, right = grid.edges[column]
        return Part(line, term, left + (right - left) * side(term.text), em)

    whole = len(found) == WHOLE
    if whole:
        (head,), *found = found
        yield from (part("letters", 0, head), part("letters", 1, equals), part("numbers", 1, equals))
    letters, numbers, *result = found
    at = [2 + grid.letters.index(term.text) for term in letters]
    for column, letter, number in zip(at, letters, numbers, strict=True):
        yield from (part("letters", column, letter), part("numbers", column, number))
    if not whole:
        yield Part("numbers", equals, grid.edges[min(at)][0] - (SPACE + EQUALS / 2) * em, em)
    if result:
        ((value,),) = result
        x = grid.edges[max(at)][1] + SPACE * em
        yield Part("result", equals, x + EQUALS * em / 2, em)
        wide = typeset([value.text])[0].width
        yield Part("result", value, x + (EQUALS + SPACE + wide / 2) * em, em)


def sides(terms: Sequence[Term]) -> list[list[Term]]:
    """Return the terms between the signs of equality.

    >>> [[term.text for term in side] for side in sides([Term("i"), Term("="), Term("4")])]
    [['i'], ['4']]
    """
    return [list(side) for equal, side in groupby(terms, lambda term: term.text == "=") if not equal]


def space(one: str, other: str) -> float:
    """Return the space between two texts, in em: less next to a bracket.

    >>> space("s(", "i") == space("k", ")/s") < space("i", "− 1)")
    True
    """
    return TIGHT if one.endswith("(") or other.startswith(")") else SPACE


def side(text: str) -> float:
    """Return how a text is aligned with the one below it: 0 left, 1 right, 0.5 centred.

    >>> side("+ 2p"), side("s("), side("i"), side("=")
    (0.0, 1.0, 0.5, 0.5)
    """
    return 1.0 if text.endswith("(") else 0.0 if text.startswith((")", "+", "−")) else 0.5
