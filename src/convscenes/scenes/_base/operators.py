"""Operators and arrows between maps."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from manim import DL, UR, VGroup, VMobject

from convscenes.colours.theme import Theme
from convscenes.look.glyphs import typeset
from convscenes.look.layout import LABEL, Place, Rect, Standing
from convscenes.look.letter_sizes import MIN_EM
from convscenes.look.lettering import Lettering
from convscenes.look.outline import Arrow

SIGN, SMALL = 0.55, {"∗": 0.8, "·": 1.3}
"""Sizes of signs, in units per em: of all, and of those that are small."""
MARGIN = 0.12
"""Space on both sides of an arrow that has words."""
RISE = 0.08
"""From the top of an arrow to the baseline of its name, in units."""
CLEAR, TOUCH = 0.14, 0.06
"""The smallest distance of signs from maps and labels, in units; that of an arrow from map to label."""
LINE = 0.3
"""From line to line of words at an arrow, in units."""
SPACE = 0.12
"""Space beside a sign where there is little of it, in units."""
SHORT = 0.25
"""The length that an arrow has at least, in units."""


def sign_between(sign: str, left: Place, right: Place, theme: Theme, padding: int = 0) -> Lettering:
    """Return a sign halfway between two maps, beside the middle of the latter.

    ``padding`` cells of padding stand right of the former.
    """
    x = (left.rect.right + padding * left.size.width + right.rect.left) / 2
    return sign_at(sign, theme, x, right.y)


def arrow_between(left: Standing, right: Standing, theme: Theme, padding: int = 0, before: int = 0) -> Arrow:
    """Return an arrow from one map to the next.

    ``padding`` cells of padding stand left of the latter, ``before`` right of the former.
    """
    start, end = left.rect.right + before * left.size.width, right.rect.left - padding * right.size.width
    y = left.rect.y
    margin = 0.18 * (end - start)
    return Arrow((start + margin, y), (end - margin, y), theme.quiet)


def worded_arrow(
    left: Rect, right: Rect, y: float, words: Sequence[str], theme: Theme, *, below: bool = False
) -> list[VMobject]:
    """Return an arrow from one thing to the next, at the height ``y``, and lines of words above or below it.

    The words, at most two, describe a kernel and have its colour. What comes next may stand at the left.
    """
    start, end = left.right + MARGIN, right.left - MARGIN
    if left.x > right.x:
        start, end = left.left - MARGIN, right.right + MARGIN
    lines = [
        Lettering(text, MIN_EM, theme.kernel, x=(start + end) / 2, y=y + rise, anchor=0.5)
        for text, rise in zip(words, (-0.36, -0.66) if below else (0.5, 0.2)[-len(words) :], strict=False)
    ]
    return [Arrow((start, y), (end, y), theme.quiet), *lines]


def worded_arrow_down(upper: Rect, lower: Rect, above: float, words: Sequence[str], theme: Theme) -> VGroup:
    """Return an arrow to a thing right below, with lines of words at its left that describe a kernel.

    It ends over a label, which stands ``above`` units high on the lower thing.
    """
    start, end = upper.bottom - TOUCH, lower.top + above - TOUCH
    x = min(max(upper.x, lower.left), lower.right)
    first = (start + end) / 2 + LINE * (len(words) / 2 - 1) + RISE
    lines = [
        Lettering(text, MIN_EM, theme.kernel, x=x - MARGIN, y=first - number * LINE, anchor=1.0)
        for number, text in enumerate(words)
    ]
    return VGroup(Arrow((x, start), (x, end), theme.quiet), *lines)


def named_arrow(arrow: Arrow, name: str, theme: Theme) -> VGroup:
    """Return an arrow with the name of an operation: above it, or at the right of one that points down.

    Where an arrow is too short for it, the name is left out.
    """
    (left, bottom, _), (right, top, _) = arrow.get_corner(DL), arrow.get_corner(UR)
    words = Lettering(name, MIN_EM, theme.quiet)
    flat = arrow.width > arrow.height
    if flat and words.advance > arrow.width + 2 * MARGIN:
        return VGroup(arrow)
    x = (left + right - words.advance) / 2 if flat else right + MARGIN
    words.shift((float(x), float(top + RISE if flat else (top + bottom) / 2), 0.0))
    return VGroup(arrow, words)


def sign_below(sign: str, upper: Rect, theme: Theme) -> Lettering:
    """Return a sign right below a map, above the label of the next."""
    return sign_at(sign, theme, upper.x, upper.bottom - CLEAR - 0.25 * SIGN)


def sign_at(sign: str, theme: Theme, x: float, y: float, room: float = math.inf) -> Lettering:
    """Return a sign with its middle at (x, y), smaller where it is wider than ``room`` units."""
    (outline,) = typeset([sign])
    seen = float(np.ptp(outline.points[:, 0]))
    em = min(SMALL.get(sign, SIGN), max(MIN_EM, (room - 2 * SPACE) / seen))
    return Lettering(outline, em, theme.quiet, x=x, y=y - 0.25 * em, anchor=0.5)


def arrow_down(upper: Rect, lower: Rect, label: float, theme: Theme, above: float = LABEL) -> Arrow:
    """Return an arrow to a map that begins a new line: to its top, to its label, or to its side.

    The label, ``label`` units wide and ``above`` units high, stands above the middle of the map. An arrow
    points to it where it stands right below the upper map, with room between; one to the side passes it.
    """
    start, x = (upper.x, upper.bottom - CLEAR), min(upper.x, lower.right - 2 * CLEAR)
    beside = lower.x + label / 2 + CLEAR
    if x > beside:
        return Arrow(start, (x, lower.top + CLEAR), theme.quiet)
    if abs(upper.x - lower.x) < label / 2 and upper.bottom - lower.top - above > SHORT:
        return Arrow((upper.x, upper.bottom - TOUCH), (upper.x, lower.top + above - TOUCH), theme.quiet)
    end = lower.right + CLEAR
    if upper.x > beside >= end:
        level = start[1] - (start[1] - lower.top) * (upper.x - end) / (upper.x - beside)
        return Arrow(start, (end, max(min(level, lower.y), lower.bottom)), theme.quiet)
    return Arrow(start, (max(end, beside), lower.y), theme.quiet)
