"""What stands on every frame: the title with its rule, the caption, and the space for maps between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from manim import VGroup, VMobject

from convscenes.colours.theme import Theme, colour_of
from convscenes.look.cells import line
from convscenes.look.glyphs import typeset
from convscenes.look.layout import Rect
from convscenes.look.lettering import CAPTION, LABEL, MIN_EM, TITLE, Lettering
from convscenes.look.lines import Lines, one_line, two_lines, wrapped
from convscenes.spec.markup import quoted

LEFT, RIGHT = -6.66, 6.66
WIDTH = RIGHT - LEFT
TITLE_BASE, RULE, CAPTION_BASE, LEADING = 3.28, 3.02, -3.6, 0.4
BETWEEN, ABOVE_TITLE = 0.5, 3.7
"""Space between title and parameters; the baseline of parameters that stand above the title."""
LOW_RULE, CLEAR = 2.93, 0.05
"""The rule below a title of two lines; the least space between a title and its rule."""
TOP, BELOW_PARAMETERS = 3.86, 3.62
"""How high a title may reach, and one below the parameters."""
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


@dataclass(frozen=True)
class Setting:
    """A way to set a title: its lines, their em, and whether the parameters stand above them."""

    lines: Lines
    em: float
    above: bool = False

    @property
    def rule(self) -> float:
        """The y of the rule below."""
        return LOW_RULE if self.lines.leading else RULE

    @property
    def base(self) -> float:
        """The last baseline: the usual one of a single line, unless that is too high or too deep for it."""
        first, last = self.lines.outlines[0], self.lines.outlines[-1]
        lowest = self.rule + CLEAR + last.depth * self.em
        highest = (BELOW_PARAMETERS if self.above else TOP) - first.rise * self.em
        return lowest if self.lines.leading else max(lowest, min(TITLE_BASE, highest))


def settings(title: str, details: float) -> Iterator[Setting]:
    """Yield the ways to set the markup ``title``, with parameters ``details`` units wide.

    It stands on one line or two, the last beside the parameters; or on one line below them.
    """
    beside = WIDTH - (details + BETWEEN if details else 0.0)
    one = one_line(title)
    yield Setting(one, min(TITLE, one.em(beside), (TOP - RULE - CLEAR) / one.height))
    for lines in two_lines(title):
        yield Setting(lines, min(TITLE, lines.em(WIDTH, beside), (TOP - LOW_RULE - CLEAR) / lines.height))
    if details:
        high = (BELOW_PARAMETERS - RULE - CLEAR) / one.height
        yield Setting(one, min(TITLE, one.em(WIDTH), high), above=True)


def largest(title: str, details: float) -> Setting:
    """Return the way to set a title at full size, else the one in which it is largest."""
    found = []
    for setting in settings(title, details):
        found.append(setting)
        if setting.em == TITLE:
            break
    return max(found, key=lambda setting: setting.em)


class Heading(VGroup):
    """The title, top left, with a rule below it, and an operation's parameters, quiet, top right.

    A title too long for one line takes two; only where these are too long as well is it set smaller.
    """

    def __init__(self, title: str, theme: Theme, parameters: str = "") -> None:
        """Set ``title`` and ``parameters``."""
        super().__init__()
        (details,) = typeset([parameters])
        set_as = largest(quoted(title), details.width * LABEL)
        lines, em, base = set_as.lines, set_as.em, set_as.base
        for number, row in enumerate(lines.outlines, 1):
            y = base + lines.leading * em * (len(lines.outlines) - number)
            self.add(Lettering(row, em, theme.ink, x=LEFT, y=y))
        self.add(Rule(set_as.rule, theme))
        if parameters:
            y, size = (ABOVE_TITLE, MIN_EM) if set_as.above else (base, LABEL)
            self.add(Lettering(details, size, theme.quiet, x=RIGHT, y=y, anchor=1.0))
        self.name = "title"
        self.set_z_index(BEHIND)


class Caption(VGroup):
    """One sentence at the bottom, on one line or two."""

    def __init__(self, text: str, theme: Theme) -> None:
        """Set ``text``, in which ``*strong*`` words are bold."""
        super().__init__()
        lines = wrapped(text, WIDTH / CAPTION)
        em = max(min(CAPTION, WIDTH / max(lines.width, 1.0)), MIN_EM)
        base = CAPTION_BASE + LEADING * (len(lines.outlines) - 1) / 2
        for number, row in enumerate(lines.outlines):
            self.add(Lettering(row, em, theme.ink, x=0.0, y=base - number * LEADING, anchor=0.5))
        self.name = "caption"
        self.set_z_index(IN_FRONT)
