"""A formula in coloured terms on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from manim import VGroup

from convscenes.look.glyphs import typeset
from convscenes.look.lettering import FORMULA, MIN_EM, Lettering
from convscenes.look.theme import Theme

SPACE = 0.28
"""Space between terms, in em; there is none inside of a bracket."""
SIGNS = {"≈": "$≈$"}
"""Signs that are set as maths: as letters they are too small."""


class Formula(VGroup):
    """Terms ``(text, role)`` side by side, centred on (x, y); set smaller where wider than ``max_width``."""

    def __init__(
        self,
        terms: Sequence[tuple[str, str]],
        theme: Theme,
        *,
        x: float,
        y: float,
        max_width: float = 13.0,
        em: float = FORMULA,
        space: float = SPACE,
    ) -> None:
        """Set ``terms``; ``self.terms`` are their mobjects, in order."""
        super().__init__()
        self.texts = [text for text, _ in terms]
        outlines = [
            replace(outline, text=text)
            for outline, text in zip(typeset(SIGNS.get(t, t) for t in self.texts), self.texts, strict=True)
        ]
        gaps = [
            0.0 if left.endswith("(") or right.startswith(")") else space
            for left, right in pairwise(self.texts)
        ]
        width = sum(outline.width for outline in outlines) + sum(gaps)
        self.em = max(min(em, max_width / width), MIN_EM)
        left = x - width * self.em / 2
        for (_, role), outline, gap in zip(terms, outlines, [*gaps, 0.0], strict=True):
            self.add(Lettering(outline, self.em, theme.role(role), x=left, y=y))
            left += (outline.width + gap) * self.em
        self.name = "formula"
