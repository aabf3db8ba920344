"""A map's name in its role's colour, with its shape in quiet text, standing above the map."""

from __future__ import annotations

from manim import VGroup

from convscenes.look.glyphs import typeset
from convscenes.look.layout import Standing
from convscenes.look.lettering import LABEL, Lettering
from convscenes.look.theme import Theme
from convscenes.spec.markup import strong

SPACE, RISE = 0.55, 0.17
"""Space between name and shape in em; height of the baseline above the map in units."""


class MapLabel(VGroup):
    """``Input 4×4`` above a map."""

    def __init__(
        self, label: str, shape: str, role: str, theme: Theme, place: Standing, *, above: float = 0.0
    ) -> None:
        """Stand above ``place``, ``above`` units higher than usual (padding lies between)."""
        super().__init__()
        left = place.x - label_width(label, shape) / 2
        base = place.rect.top + RISE + above
        name = Lettering(strong(label), LABEL, theme.role(role), x=left, y=base)
        size = Lettering(shape, LABEL, theme.quiet, x=left + name.advance + SPACE * LABEL, y=base)
        self.add(name, size)
        self.texts = label, shape
        self.name = "label"


def label_width(label: str, shape: str) -> float:
    """Return how wide the label stands, in units.

    >>> 1 < label_width("Input", "4×4") < 2
    True
    """
    name, size = typeset([strong(label), shape])
    return (name.width + SPACE * bool(shape) + size.width) * LABEL
