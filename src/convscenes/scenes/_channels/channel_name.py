"""The name of a channel beside its map: on one line, or on two small ones where it is long."""

from __future__ import annotations

from manim import VGroup, VMobject

from convscenes.look.lettering import LABEL, MIN_EM, Lettering
from convscenes.look.lines import Lines, wrapped
from convscenes.look.theme import Theme
from convscenes.spec.markup import quoted

ROOM = 2.6
"""How wide a name may be, in units."""


def channel_name(name: str, theme: Theme, x: float, y: float, *, left: bool) -> VMobject:
    """Return a name in quiet text, ``left`` of x or right of it, the middle of its lines at y."""
    lines, em = set_beside(name)
    first, below = y - 0.1 + lines.leading * em / 2, lines.leading * em
    drawn = [
        Lettering(outline, em, theme.quiet, x=x, y=first - number * below, anchor=float(left))
        for number, outline in enumerate(lines.outlines)
    ]
    return VGroup(*drawn) if below else drawn[0]


def set_beside(name: str) -> tuple[Lines, float]:
    """Return the lines of a name, and their em: smaller where it is too wide for the room beside maps."""
    lines = wrapped(quoted(name), ROOM / LABEL)
    return lines, max(MIN_EM, min(LABEL, ROOM / max(lines.width, 1.0)))


def width_beside(name: str) -> float:
    """Return how wide the name of a channel is beside its map, in units.

    >>> 1 < width_beside("channel 1") < width_beside("Ausgabe der transponierten Faltung 1") < 2.7
    True
    """
    lines, em = set_beside(name)
    return lines.width * em
