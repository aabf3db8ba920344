"""The frame: how large a picture is, and where title, maps and caption stand in it. Pure geometry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from convscenes.look.layout import Rect, Room

SHORT = 8.0
"""The length of the shorter side, in units, at a text scale of 1."""
MARGIN = 64 / 9 - 6.66
"""Space left and right of everything."""
LEADING = 0.4
"""From line to line of a caption."""
TITLE, CAPTION = 1.14, 1.05
"""The height of the title's strip, with its rule, and of the caption's, at two lines each."""
FORMULA, FORMULA_BASE = 0.75, 0.23
"""The height of a formula's strip at the foot of the stage; its baseline above that foot."""
CAPTION_LINES = {"16:9": 2, "4:3": 2, "1:1": 3, "9:16": 4}
"""On how many lines captions stand at most."""
TITLE_LINES = {"16:9": 2, "4:3": 2, "1:1": 3, "9:16": 3}
"""The same of titles."""
TITLE_LEADING = 0.44
"""From line to line of a title."""
NARROW = 9.0
"""Up to this width of its texts a frame is narrow, in units."""


@dataclass(frozen=True)
class Frame:
    """The frame of an ``aspect``, its origin in the middle.

    Everything that has a size of its own, as texts have, is ``text_scale`` times as large as usual: the frame
    has that many fewer units. Maps fill what is left.

    >>> frame = Frame("4:3")
    >>> round(frame.width, 2), frame.height, Frame("9:16", 1.25).width
    (10.67, 8.0, 6.4)
    >>> Frame("1:1").stage.height < Frame("16:9").stage.height
    True
    """

    aspect: str = "16:9"
    text_scale: float = 1.0

    @cached_property
    def _ratio(self) -> tuple[int, int]:
        across, up = map(int, self.aspect.split(":"))
        return across, up

    @cached_property
    def short(self) -> float:
        """The length of the shorter side."""
        return SHORT / self.text_scale

    @cached_property
    def width(self) -> float:
        """How wide it is."""
        return self.short * self._ratio[0] / min(self._ratio)

    @cached_property
    def height(self) -> float:
        """How high it is."""
        return self.short * self._ratio[1] / min(self._ratio)

    @cached_property
    def rect(self) -> Rect:
        """All of it."""
        return Rect(0.0, 0.0, self.width, self.height)

    @cached_property
    def left(self) -> float:
        """Where texts begin."""
        return -self.right

    @cached_property
    def right(self) -> float:
        """Where texts end."""
        return self.width / 2 - MARGIN

    @cached_property
    def line(self) -> float:
        """How wide texts may be."""
        return self.right - self.left

    @property
    def upright(self) -> bool:
        """Whether it is higher than wide."""
        return self.height > self.width

    @property
    def narrow(self) -> bool:
        """Whether maps that stand side by side as a rule need other arrangements."""
        return self.line < NARROW

    @cached_property
    def edges(self) -> Room:
        """How far labels may reach: a little into the margins."""
        return Room(self.left - 0.1, self.right + 0.1)

    @property
    def title_lines(self) -> int:
        """On how many lines titles stand at most."""
        return TITLE_LINES[self.aspect]

    @property
    def caption_lines(self) -> int:
        """On how many lines captions stand at most."""
        return CAPTION_LINES[self.aspect]

    @cached_property
    def title_drop(self) -> float:
        """How much lower than usual the rule below a title is, for lines after the second."""
        return TITLE_LEADING * (self.title_lines - 2)

    @cached_property
    def caption_base(self) -> float:
        """The baseline of a caption on one line: in the middle of its strip."""
        return -self.height / 2 + 0.4 + LEADING * (self.caption_lines - 2) / 2

    @cached_property
    def stage(self) -> Rect:
        """The space between title and caption that maps may use."""
        bottom = -self.height / 2 + CAPTION + LEADING * (self.caption_lines - 2)
        return Rect.between(self.left, self.right, bottom, self.height / 2 - TITLE - self.title_drop)

    @cached_property
    def maps(self) -> Rect:
        """The space for maps where a formula stands below them."""
        stage = self.stage
        return Rect.between(stage.left, stage.right, stage.bottom + FORMULA, stage.top)

    @cached_property
    def formula_base(self) -> float:
        """The baseline of that formula."""
        return self.stage.bottom + FORMULA_BASE
