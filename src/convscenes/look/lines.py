"""A text on one line or two: where it may be broken, and how large it can be set then."""

from __future__ import annotations

import math
from dataclasses import dataclass

from convscenes.look.glyphs import TextOutline, typeset
from convscenes.spec.markup import halves

LEADING = 1.05
"""From baseline to baseline, in em; more where a deep line stands on a high one."""
BETWEEN = 0.05
"""The least space between what is drawn of two lines, in em."""


@dataclass(frozen=True)
class Lines:
    """The outlines of one line or two, in em."""

    outlines: tuple[TextOutline, ...]

    @property
    def width(self) -> float:
        """How wide the widest is."""
        return max(outline.width for outline in self.outlines)

    @property
    def leading(self) -> float:
        """From the first baseline to the last."""
        if len(self.outlines) == 1:
            return 0.0
        upper, lower = self.outlines
        return max(LEADING, upper.depth + lower.rise + BETWEEN)

    @property
    def height(self) -> float:
        """From below the last line to above the first."""
        return self.outlines[0].rise + self.leading + self.outlines[-1].depth

    def em(self, *rooms: float) -> float:
        """Return the largest em with which each line fits its room, in units; 0 where a room is too narrow.

        >>> one_line("42").em(3.0), one_line("42").em(-1.0)
        (3.0, 0.0)
        """
        pairs = zip(rooms, self.outlines, strict=True)
        return max(0.0, min((room / line.width if line.width else math.inf) for room, line in pairs))


def one_line(text: str) -> Lines:
    """Return a markup on one line."""
    return Lines(tuple(typeset([text])))


def two_lines(text: str) -> list[Lines]:
    """Return the ways to set a markup on two lines, the most even first; none where it has no space.

    >>> [[line.text for line in lines.outlines] for lines in two_lines("One *strong word* more")]
    [['One *strong word*', 'more'], ['One', '*strong word* more']]
    """
    cuts = halves(text)
    typeset(part for cut in cuts for part in cut)  # in one run
    return sorted((Lines(tuple(typeset(cut))) for cut in cuts), key=lambda lines: lines.width)


def wrapped(text: str, max_width: float) -> Lines:
    """Return a markup on one line if at most ``max_width`` em wide, else on two as even as possible.

    >>> [line.text for line in wrapped("One *strong word* and more", 99.0).outlines]
    ['One *strong word* and more']
    >>> [line.text for line in wrapped("One *strong word* and more", 9.0).outlines]
    ['One *strong word*', 'and more']
    """
    one = one_line(text)
    two = two_lines(text) if one.width > max_width else []
    return two[0] if two else one
