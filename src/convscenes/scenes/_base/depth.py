"""What lies on what: the drawing order follows from what things are, not from when they came."""

from __future__ import annotations

from enum import IntEnum
from typing import TypeVar

from manim import VMobject

Drawn = TypeVar("Drawn", bound=VMobject)


class Depth(IntEnum):
    """Layers from back to front; lines and outlines lie above all of them."""

    MARK = 1
    PADDING = 2
    GRID = 3
    DASHED = 4
    LABEL = 5
    WEIGHTS = 6
    LAID = 7
    MOVING = 8
    FORMULA = 9


def at_depth(mobject: Drawn, depth: Depth) -> Drawn:
    """Return the mobject, drawn at a depth from now on, but for parts that have one of their own."""
    for part in mobject.get_family():
        part.z_index = part.z_index or float(depth)
    return mobject
