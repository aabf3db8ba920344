"""A text on one line or several: where it may be broken, and how large it can be set then."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations, pairwise

from convscenes.look.glyphs import TextOutline, typeset
from convscenes.spec.markup import halves

LEADING = 1.05
"""From baseline to baseline, in em; more where a deep line stands on a high one."""
BETWEEN = 0.05
"""The least space between what is drawn of two lines, in em."""
SPACE = 0.33
"""How wide the space is at which a text is broken, in em."""


@dataclass(frozen=True)
class Lines:
    """The outlines of one line or several, in em."""

    outlines: tuple[TextOutline, ...]

    @property
    def width(self) -> float:
        """How wide the widest is."""
        return max(outline.width for outline in self.outlines)

    @property
    def leading(self) -> float:
        """From each baseline to the next, 0 of a single line."""
        if len(self.outlines) == 1:
            return 0.0
        return max(LEADING, *(one.depth + other.rise + BETWEEN for one, other in pairwise(self.outlines)))

    @property
    def height(self) -> float:
        """From below the last line to above the first."""
        return self.outlines[0].rise + self.leading * (len(self.outlines) - 1) + self.outlines[-1].depth

    def em(self, *rooms: float) -> float:
        """Return the largest em with which each line fits its room, in units; 0 where a room is too narrow.

        >>> one_line("42").em(3.0), one_line("42").em(-1.0)
        (3.0, 0.0)
        """
        pairs = zip(rooms, self.outlines, strict=True)
        return max(0.0, min((room / line.width if line.width else math.inf) for room, line in pairs))


def cuts_of(text: str) -> list[tuple[str, str]]:
    """Return the ways to cut a markup in two: between strong words only where all words are strong.

    >>> cuts_of("*All strong*"), cuts_of("*Not all* words")
    ([('*All*', '*strong*')], [('*Not all*', 'words')])
    """
    inside = text[1:-1]
    if text != f"*{inside}*" or "*" in inside:
        return halves(text)
    return [(f"*{left}*", f"*{right}*") for left, right in halves(inside)]


def one_line(text: str) -> Lines:
    """Return a markup on one line."""
    return Lines(tuple(typeset([text])))


def two_lines(text: str) -> list[Lines]:
    """Return the ways to set a markup on two lines, the most even first; none where it has no space.

    >>> [[line.text for line in lines.outlines] for lines in two_lines("One *strong word* more")]
    [['One *strong word*', 'more'], ['One', '*strong word* more']]
    """
    cuts = cuts_of(text)
    typeset(part for cut in cuts for part in cut)  # in one run
    return sorted((Lines(tuple(typeset(cut))) for cut in cuts), key=lambda lines: lines.width)


def evenly(text: str, count: int) -> Lines | None:
    """Return a markup on ``count`` lines as even as possible; None where it has too few spaces.

    >>> [line.text for line in evenly("One *strong word* and some more", 3).outlines]
    ['One', '*strong word*', 'and some more']
    >>> evenly("One *strong word*", 3)
    """
    cuts = cuts_of(text)
    if len(cuts) < count - 1:
        return None
    ends = [outline.width for outline in typeset([*(left for left, _ in cuts), text])]

    def widest(chosen: tuple[int, ...]) -> float:
        starts = [0.0, *(ends[cut] + SPACE for cut in chosen)]
        return max(ends[cut] - start for start, cut in zip(starts, (*chosen, -1), strict=True))

    lines, rest, done = [], text, -1
    for cut in min(combinations(range(len(cuts)), count - 1), key=widest):
        line, rest = cuts_of(rest)[cut - done - 1]
        lines.append(line)
        done = cut
    return Lines(tuple(typeset([*lines, rest])))


def wrapped(text: str, max_width: float, max_lines: int = 2) -> Lines:
    """Return a markup on one line if at most ``max_width`` em wide, else on more, as even as possible.

    It takes as few lines as it needs, ``max_lines`` even where these are wider.

    >>> [line.text for line in wrapped("One *strong word* and more", 99.0).outlines]
    ['One *strong word* and more']
    >>> [line.text for line in wrapped("One *strong word* and more", 9.0).outlines]
    ['One *strong word*', 'and more']
    """
    found = one_line(text)
    for count in range(2, max_lines + 1):
        if found.width <= max_width:
            break
        found = (next(iter(two_lines(text)), None) if count == 2 else evenly(text, count)) or found
    return found
