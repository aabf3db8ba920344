"""A map's name in its role's colour, with its shape in quiet text, standing above the map."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from manim import VGroup

from convscenes.colours.theme import Theme
from convscenes.look import layout
from convscenes.look.glyphs import TextOutline, typeset
from convscenes.look.layout import ANYWHERE, Rect, Room, Standing
from convscenes.look.letter_sizes import LABEL, MIN_EM
from convscenes.look.lettering import Lettering
from convscenes.look.lines import Lines
from convscenes.spec.markup import halves, quoted, strong

SPACE = 0.55
"""Space between name, shape and mark, in em."""
RISE, CLEAR = 0.17, 0.05
"""Height of the last baseline above the map, and of what is below this, in units."""


@dataclass(frozen=True)
class Words:
    """What a label says: its name on one line or two, and what is quiet after it, all as outlines in em.

    They are set at ``em`` units.
    """

    name: Lines
    quiet: tuple[TextOutline, ...]
    em: float = LABEL

    @property
    def widths(self) -> tuple[float, ...]:
        """How wide each line is, in units; what is quiet stands on the last."""
        *above, last = (line.width for line in self.name.outlines)
        tail = sum(SPACE + outline.width for outline in self.quiet)
        return tuple(width * self.em for width in (*above, last + tail))

    @property
    def size(self) -> tuple[float, float]:
        """How wide they are, and how much height they need above a map, in units."""
        return max(self.widths), layout.LABEL + self.name.leading * self.em + self.lift

    @property
    def lift(self) -> float:
        """How much higher than usual the last baseline is, in units: maths may be deep."""
        return max(0.0, self.name.outlines[-1].depth * self.em + CLEAR - RISE)

    def within(self, room: float) -> Words:
        """Return them smaller where they are wider than ``room`` units, as long as they can be read."""
        share = min(1.0, room / max(self.widths))
        return replace(self, em=max(MIN_EM, share * self.em))

    def lettering(self, theme: Theme, role: str, x: float, base: float) -> list[Lettering]:
        """Return them as mobjects, every line centred on ``x``, the last with its baseline at ``base``."""
        drawn, count = [], len(self.widths)
        for number, (name, width) in enumerate(zip(self.name.outlines, self.widths, strict=True), 1):
            left, y = x - width / 2, base + self.name.leading * self.em * (count - number)
            drawn.append(Lettering(name, self.em, theme.role(role), x=left, y=y))
        left += name.width * self.em
        for outline in self.quiet:
            left += SPACE * self.em
            drawn.append(Lettering(outline, self.em, theme.quiet, x=left, y=base))
            left += outline.width * self.em
        return drawn


class MapLabel(VGroup):
    """``Input 4×4`` above a map, ``Output 4×4 ≈`` with the mark ``$≈$``, a markup."""

    def __init__(
        self,
        label: str,
        shape: str,
        role: str,
        theme: Theme,
        place: Standing,
        *,
        above: float = 0.0,
        mark: str = "",
        max_width: float = math.inf,
        room: Room = ANYWHERE,
    ) -> None:
        """Stand above ``place``, ``above`` units higher than usual (padding lies between).

        A name takes two lines where the label were wider than ``max_width`` units on one. To keep to ``room``
        it is set smaller, takes two lines where that is not enough, and stands off the middle of the map.
        """
        super().__init__()
        words = label_words(label, shape, max_width, mark).within(room.width)
        if max(words.widths) > room.width:
            words = label_words(label, shape, room.width, mark).within(room.width)
        width, base = max(words.widths), place.rect.top + RISE + words.lift + above
        x = room.middle(place.x, width)
        self.add(*words.lettering(theme, role, x, base))
        self.rect = Rect(x, float(self.get_center()[1]), width, self.height)
        self.texts = tuple(outline.text for outline in (*words.name.outlines, *words.quiet))
        self.name = "label"


def label_words(label: str, shape: str, max_width: float = math.inf, mark: str = "") -> Words:
    """Return the words of a label: on two lines as even as possible where one were wider than ``max_width``.

    >>> [line.text for line in label_words("Output of the network", "2×2", 3.0).name.outlines]
    ['*Output of the*', '*network*']
    """
    cuts = [(strong(label),), *((f"*{one}*", f"*{two}*") for one, two in halves(quoted(label)))]
    quiet = tuple(typeset(text for text in (shape, mark) if text))
    one = Words(Lines(tuple(typeset(cuts[0]))), quiet)
    if max(one.widths) <= max_width or len(cuts) == 1:
        return one
    typeset(part for cut in cuts for part in cut)  # in one run
    return min((Words(Lines(tuple(typeset(cut))), quiet) for cut in cuts[1:]), key=lambda words: words.size)


def label_size(label: str, shape: str, max_width: float = math.inf, mark: str = "") -> tuple[float, float]:
    """Return how wide the label stands, and how much height above its map it needs, in units.

    >>> one, two = (label_size("Output of the network", "2×2", room) for room in (9.0, 3.0))
    >>> one[0] > two[0], one[1] < two[1]
    (True, True)
    """
    return label_words(label, shape, max_width, mark).size


def label_width(label: str, shape: str) -> float:
    """Return how wide the label stands on one line, in units.

    >>> 1 < label_width("Input", "4×4") < 2
    True
    """
    return label_size(label, shape)[0]
