"""What stands on every frame: the title with its rule, the caption, and the space for maps between them."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from convscenes.look.cells import line
from convscenes.look.glyphs import typeset
from convscenes.look.layout import Rect
from convscenes.look.lettering import CAPTION, LABEL, MIN_EM, TITLE, Lettering
from convscenes.look.theme import Theme, colour_of
from convscenes.spec.markup import halves, quoted

LEFT, RIGHT = -6.66, 6.66
TITLE_BASE, RULE, CAPTION_BASE, LEADING = 3.28, 3.02, -3.6, 0.4
BETWEEN, SMALL_TITLE, ABOVE_TITLE = 0.5, 0.36, 3.7
"""Between title and parameters; the smallest em of a title beside them; their baseline above it."""
BEHIND, IN_FRONT = -1, 12
"""The depths of the title and of the caption: nothing else is drawn before the one or after the other."""
STAGE = Rect.between(LEFT, RIGHT, -2.95, 2.86)
"""The space between title and caption that maps may use."""
MAPS = Rect.between(STAGE.left, STAGE.right, STAGE.bottom + 0.75, STAGE.top)
"""The space for maps where a formula stands below them, on the line ``FORMULA_BASE``."""
FORMULA_BASE = -2.72


class Rule(VMobject):
    """A line from margin to margin."""

    def __init__(self, y: float, theme: Theme) -> None:
        """Draw it at ``y``."""
        super().__init__(stroke_width=1.5)
        shape = line((LEFT, y), (RIGHT, y))
        self.points = np.column_stack([shape, np.zeros(len(shape))])
        self.set_stroke(colour_of(theme.rule))


class Heading(VGroup):
    """The title, top left, with a rule below it, and an operation's parameters, quiet, top right.

    A long title is set smaller; where it would get too small beside them, the parameters stand above it.
    """

    def __init__(self, title: str, theme: Theme, parameters: str = "") -> None:
        """Set ``title`` and ``parameters``."""
        super().__init__()
        title = quoted(title)
        width, details = (outline.width for outline in typeset([title, parameters]))
        beside = RIGHT - LEFT - (details * LABEL + BETWEEN if parameters else 0.0)
        above = beside < SMALL_TITLE * width
        em = min(TITLE, (RIGHT - LEFT if above else beside) / max(width, 1.0))
        self.add(Lettering(title, em, theme.ink, x=LEFT, y=TITLE_BASE), Rule(RULE, theme))
        if parameters:
            y = ABOVE_TITLE if above else TITLE_BASE
            size = MIN_EM if above else LABEL
            self.add(Lettering(parameters, size, theme.quiet, x=RIGHT, y=y, anchor=1.0))
        self.name = "title"
        self.set_z_index(BEHIND)


class Caption(VGroup):
    """One sentence at the bottom, on one line or two."""

    def __init__(self, text: str, theme: Theme) -> None:
        """Set ``text``, in which ``*strong*`` words are bold."""
        super().__init__()
        lines = wrapped(text, (RIGHT - LEFT) / CAPTION)
        width = max(outline.width for outline in typeset(lines))
        em = max(min(CAPTION, (RIGHT - LEFT) / max(width, 1.0)), MIN_EM)
        base = CAPTION_BASE + LEADING * (len(lines) - 1) / 2
        for number, part in enumerate(lines):
            self.add(Lettering(part, em, theme.ink, x=0.0, y=base - number * LEADING, anchor=0.5))
        self.name = "caption"
        self.set_z_index(IN_FRONT)


def wrapped(text: str, max_width: float) -> list[str]:
    """Return ``text`` on one line if at most ``max_width`` em wide, else on two as even as possible.

    >>> wrapped("One *strong word* and more", 99.0)
    ['One *strong word* and more']
    >>> wrapped("One *strong word* and more", 9.0)
    ['One *strong word*', 'and more']
    """
    if typeset([text])[0].width <= max_width:
        return [text]
    cuts = halves(text)
    if not cuts:
        return [text]
    outlines = typeset(part for cut in cuts for part in cut)
    widths = [max(one.width, other.width) for one, other in zip(outlines[::2], outlines[1::2], strict=True)]
    return list(cuts[int(np.argmin(widths))])
