"""The words of a title card, flush left: a large title, a rule, lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from convscenes.colours.theme import Colour, Theme
from convscenes.look.frame import Frame
from convscenes.look.heading import Rule
from convscenes.look.letter_sizes import MIN_EM
from convscenes.look.lettering import Lettering
from convscenes.look.lines import wrapped

TITLE, TEXT = 0.8, 0.44
"""Sizes in units per em."""
MAX_LINES = 4
"""On how many lines a text stands at most."""
LEADING = 1.3
"""From baseline to baseline in a paragraph, in em."""
ABOVE_RULE, BELOW_RULE, APART = 0.45, 0.8, 0.8
"""From the title's last baseline to the rule, from there to the first line's, and from line to line."""
MARGIN = 0.35
"""Space above and below it all at least, in units."""
MIDDLE = 0.3
"""Where the middle of it all is, in units above that of the frame: the optical middle."""


class CardText(VGroup):
    """``heading`` is the title with its rule; ``lines`` has a paragraph for each line of text."""

    def __init__(self, title: str, lines: Sequence[str], frame: Frame, theme: Theme) -> None:
        """Typeset all of it; smaller where it were higher than the frame."""
        super().__init__()
        room = frame.height - 2 * MARGIN
        self._set(title, lines, frame, theme)
        if self.height > room:
            self._set(title, lines, frame, theme, share=room / self.height)
        highest = max(0.0, (room - self.height) / 2)
        self.shift((0.0, min(MIDDLE, highest) - float(self.get_center()[1]), 0.0))

    def _set(self, title: str, lines: Sequence[str], frame: Frame, theme: Theme, share: float = 1.0) -> None:
        """Set all of it at a ``share`` of the usual sizes."""
        large = Paragraph(title, share * TITLE, frame, theme.ink, y=0.0)
        rule = large.last - share * ABOVE_RULE
        self.heading = VGroup(large, Rule(rule, frame, theme))
        self.lines: list[Paragraph] = []
        base = rule - share * BELOW_RULE
        for line in lines:
            self.lines.append(Paragraph(line, share * TEXT, frame, theme.quiet, y=base))
            base = self.lines[-1].last - share * APART
        self.heading.name = "title"
        self.submobjects = [self.heading, *self.lines]


class Paragraph(VGroup):
    """A text on one line or several, its first baseline at ``y`` and its last at ``last``."""

    def __init__(self, text: str, em: float, frame: Frame, colour: Colour, *, y: float) -> None:
        """Set ``text``, in which ``*strong*`` words are bold; on more lines before it is set smaller."""
        super().__init__()
        lines = wrapped(text, frame.line / em, MAX_LINES)
        em = max(min(em, frame.line / max(lines.width, 1.0)), MIN_EM)
        leading = max(LEADING, lines.leading) * em
        for number, row in enumerate(lines.outlines):
            self.add(Lettering(row, em, colour, x=frame.left, y=y - number * leading))
        self.last = y - (len(lines.outlines) - 1) * leading
        self.name = "line"
