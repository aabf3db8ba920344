"""A name beside a thing: on one line, or on two small ones where it is long."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from convscenes.colours.theme import Colour
from convscenes.look.letter_sizes import LABEL, MIN_EM
from convscenes.look.lettering import Lettering
from convscenes.look.lines import Lines, one_line, wrapped
from convscenes.spec.markup import quoted


def name_beside(
    name: str, colour: Colour, x: float, y: float, *, room: float, left: bool = False
) -> VMobject:
    """Return a name right of x, or ``left`` of it, the middle of its lines at y."""
    lines, em = set_beside(name, room)
    first, below = y - 0.1 + lines.leading * em / 2, lines.leading * em
    drawn = [
        Lettering(outline, em, colour, x=x, y=first - number * below, anchor=float(left))
        for number, outline in enumerate(lines.outlines)
    ]
    return VGroup(*drawn) if below else drawn[0]


def name_along(name: str, colour: Colour, x: float, y: float, *, room: float, left: bool = False) -> VMobject:
    """Return a name that reads upwards, right of x, or ``left`` of it, its middle at y, on one line."""
    em = em_along(name, room)
    words = Lettering(one_line(quoted(name)).outlines[0], em, colour)
    words.rotate(np.pi / 2)
    across = words.width / 2
    words.move_to((x - across if left else x + across, y, 0.0))
    return words


def em_along(name: str, room: float) -> float:
    """Return the em of a name that reads upwards, smaller where it is longer than ``room`` units.

    >>> em_along("channel 1", 9.0) > em_along("channel 1", 1.2) >= MIN_EM
    True
    """
    return max(MIN_EM, min(LABEL, one_line(quoted(name)).em(room)))


def length_along(name: str, room: float) -> float:
    """Return how long that name is, in units.

    >>> 1.0 < length_along("channel 1", 9.0) < 1.4
    True
    """
    return one_line(quoted(name)).width * em_along(name, room)


def width_beside(name: str, room: float) -> float:
    """Return how wide a name is beside a thing, in units.

    >>> width_beside("channel 1", 2.0) < width_beside("channel of the first image", 2.0) <= 2.0
    True
    """
    lines, em = set_beside(name, room)
    return lines.width * em


def set_beside(name: str, room: float) -> tuple[Lines, float]:
    """Return the lines of a name and their em: smaller where it is wider than ``room`` units on two lines."""
    lines = wrapped(quoted(name), room / LABEL)
    return lines, max(MIN_EM, min(LABEL, room / max(lines.width, 1.0)))
