"""A box seen from the front and a little from above: rows high, columns deep, channels long."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VGroup, VMobject
from numpy.typing import NDArray

from convscenes.look.cells import line
from convscenes.look.layout import Rect
from convscenes.look.theme import Theme, colour_of, mix

RECEDE = np.array([0.36, 0.25])
"""Where a unit of depth is drawn."""
SHADES = (0.30, 0.45, 0.18)
"""How far front, top and side go from the background to the role's colour."""
EDGE = 1.5


@dataclass(frozen=True)
class Box:
    """The centre (x, y) of what is drawn, and the box's size in units."""

    x: float
    y: float
    length: float
    height: float
    depth: float

    @property
    def rect(self) -> Rect:
        """The rectangle around what is drawn."""
        right, up = RECEDE * self.depth
        return Rect(self.x, self.y, self.length + float(right), self.height + float(up))

    @property
    def faces(self) -> tuple[NDArray[np.float64], ...]:
        """Front, top and side, each as the corners of a closed outline (5, 2)."""
        rect, back = self.rect, RECEDE * self.depth
        low, high = np.array([rect.left, rect.bottom]), np.array([rect.left, rect.bottom + self.height])
        along = np.array([self.length, 0.0])
        front = (low, low + along, high + along, high, low)
        top = (high, high + along, high + along + back, high + back, high)
        side = (low + along, low + along + back, high + along + back, high + along, low + along)
        return tuple(np.array(face) for face in (front, top, side))


class Block(VGroup):
    """A box in a role's colour."""

    def __init__(self, box: Box, theme: Theme, role: str) -> None:
        """Draw ``box``."""
        super().__init__()
        self.name, hue = "block", theme.role(role)
        for corners, share in zip(box.faces, SHADES, strict=True):
            face = VMobject(stroke_width=EDGE, fill_opacity=1.0)
            face.set_fill(colour_of(mix(theme.background, hue, share)), opacity=1.0)
            face.set_stroke(colour_of(hue))
            shape = line(*map(tuple, corners))
            face.points = np.column_stack([shape, np.zeros(len(shape))])
            self.add(face)
