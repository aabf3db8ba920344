"""What stands around the maps: the title with its rule, and the caption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from manim import VGroup, VMobject

from convscenes.colours.theme import Theme, colour_of
from convscenes.look.cells import line
from convscenes.look.frame import LEADING, TITLE_LEADING, Frame
from convscenes.look.glyphs import typeset
from convscenes.look.letter_sizes import CAPTION, LABEL, MIN_EM, TITLE
from convscenes.look.lettering import Lettering
from convscenes.look.lines import Lines, evenly, one_line, two_lines, wrapped
from convscenes.spec.markup import quoted

TITLE_BASE, RULE = 0.72, 0.98
"""From the top of the frame to the baseline of a title of one line, and to the rule below it."""
BETWEEN, ABOVE_TITLE = 0.5, 0.3
"""Space between title and parameters; from the top to the baseline of parameters above the title."""
LOW_RULE, CLEAR = 1.07, 0.05
"""From the top to the rule below a title of two lines; the least space between a title and its rule."""
TOP, BELOW_PARAMETERS = 0.14, 0.38
"""From the top to how high a title may reach, and one below the parameters."""
BEHIND, IN_FRONT = -1, 12
"""The depths of the title and of the caption: nothing else is drawn before the one or after the other."""


class Rule(VMobject):
    """A line from margin to margin."""

    def __init__(self, y: float, frame: Frame, theme: Theme) -> None:
        """Draw it at ``y``."""
        super().__init__(stroke_width=1.5)
        shape = line((frame.left, y), (frame.right, y))
        self.points = np.column_stack([shape, np.zeros(len(shape))])
        self.set_stroke(colour_of(theme.rule))


@dataclass(frozen=True)
class Setting:
    """A way to set a title: its lines, their em, and whether the parameters stand above them.

    The rule below it is ``rule`` units below the top of the frame.
    """

    lines: Lines
    rule: float
    em: float
    above: bool = False

    @classmethod
    def of(cls, lines: Lines, *rooms: float, above: bool = False) -> Setting:
        """Return the largest way to set ``lines`` of which each has its room."""
        extra = len(lines.outlines) - 2 + above
        rule = RULE if len(lines.outlines) == 1 else LOW_RULE + TITLE_LEADING * extra
        high = (rule - CLEAR - (BELOW_PARAMETERS if above else TOP)) / lines.height
        return cls(lines, rule, min(TITLE, lines.em(*rooms), high), above)

    @property
    def base(self) -> float:
        """How far below the top the last baseline is.

        A single line has the usual one, unless that is too high or too deep for it.
        """
        first, last = self.lines.outlines[0], self.lines.outlines[-1]
        lowest = self.rule - CLEAR - last.depth * self.em
        highest = (BELOW_PARAMETERS if self.above else TOP) + first.rise * self.em
        return lowest if self.lines.leading else min(lowest, max(TITLE_BASE, highest))


def settings(title: str, details: float, frame: Frame) -> Iterator[Setting]:
    """Yield the ways to set the markup ``title``, with parameters ``details`` units wide.

    It stands on one line or several, the last beside the parameters; or, on one line less, below them.
    """
    width = frame.line
    beside = width - (details + BETWEEN if details else 0.0)
    one = one_line(title)
    yield Setting.of(one, beside)
    for two in two_lines(title):
        yield Setting.of(two, width, beside)
    if details:
        yield Setting.of(one, width, above=True)
    for count in range(3, frame.title_lines + 1):
        for lines, above in ((evenly(title, count), False), (evenly(title, count - 1), True)):
            if lines and (details or not above):
                rooms = [width] * len(lines.outlines)
                yield Setting.of(lines, *rooms[1:], width if above else beside, above=above)


def largest(title: str, details: float, frame: Frame) -> Setting:
    """Return the way to set a title at full size, else the one in which it is largest."""
    found = []
    for setting in settings(title, details, frame):
        found.append(setting)
        if setting.em == TITLE:
            break
    return max(found, key=lambda setting: setting.em)


class Heading(VGroup):
    """The title, top left, with a rule below it, and an operation's parameters, quiet, top right.

    A title too long for one line takes more; only where these are too long as well is it set smaller.
    """

    def __init__(self, title: str, frame: Frame, theme: Theme, parameters: str = "") -> None:
        """Set ``title`` and ``parameters``."""
        super().__init__()
        (details,) = typeset([parameters])
        set_as = largest(quoted(title), details.width * LABEL, frame)
        top = frame.height / 2
        lines, em, base = set_as.lines, set_as.em, top - set_as.base
        for number, row in enumerate(lines.outlines, 1):
            y = base + lines.leading * em * (len(lines.outlines) - number)
            self.add(Lettering(row, em, theme.ink, x=frame.left, y=y))
        self.add(Rule(top - set_as.rule, frame, theme))
        if parameters:
            y, size = (top - ABOVE_TITLE, MIN_EM) if set_as.above else (base, LABEL)
            self.add(Lettering(details, size, theme.quiet, x=frame.right, y=y, anchor=1.0))
        self.name = "title"
        self.set_z_index(BEHIND)


class Caption(VGroup):
    """One sentence at the bottom, on one line or several."""

    def __init__(self, text: str, frame: Frame, theme: Theme) -> None:
        """Set ``text``, in which ``*strong*`` words are bold."""
        super().__init__()
        width = frame.line
        lines = wrapped(text, width / CAPTION, frame.caption_lines)
        em = max(min(CAPTION, width / max(lines.width, 1.0)), MIN_EM)
        base = frame.caption_base + LEADING * (len(lines.outlines) - 1) / 2
        for number, row in enumerate(lines.outlines):
            self.add(Lettering(row, em, theme.ink, x=0.0, y=base - number * LEADING, anchor=0.5))
        self.name = "caption"
        self.set_z_index(IN_FRONT)
