"""Text as one VMobject: titles, labels, captions, terms."""

from __future__ import annotations

import numpy as np

from convscenes.colours.theme import Colour
from convscenes.look.drawn import Drawn
from convscenes.look.glyphs import GRID, TextOutline, typeset


class Lettering(Drawn):
    """A text as one mobject with a subpath for each curve; ``x`` is its anchor, ``y`` its baseline."""

    outline_grid = GRID

    def __init__(
        self,
        text: str | TextOutline,
        em: float,
        colour: Colour,
        *,
        x: float = 0.0,
        y: float = 0.0,
        anchor: float = 0.0,
    ) -> None:
        """Set ``text`` at ``em`` units; ``anchor`` 0 puts its left edge at x, 0.5 its middle, 1 its right."""
        super().__init__(stroke_width=0.0)
        outline = typeset([text])[0] if isinstance(text, str) else text
        self.outline = outline
        self.em = em
        self.advance = outline.width * em
        self.points = outline.points * em
        self.fill_rgbas = np.array([[*colour, 1.0]])
        self.points[:, 0] += x - anchor * self.advance
        self.points[:, 1] += y
        self.outline_scale = em
        self.baseline = -float(outline.points[0, 1]) if len(outline.points) else None
