"""What lies on what: the drawing order follows from what things are, not from when they came."""

from __future__ import annotations

from enum import IntEnum
from typing import TypeVar

from manim import VMobject

Drawn = TypeVar("Drawn", bound=VMobject)


class Depth(IntEnum):
    """Layers from back to front; lines lie right below outlines."""

    PADDING = 1
    GRID = 2
    DASHED = 3
    LABEL = 4
    WEIGHTS = 5
    LAID = 6
    MOVING = 7
    FORMULA = 8
    OUTLINE = 10
    CAPTION = 11


def at_depth(mobject: Drawn, depth: float) -> Drawn:
    """Return the mobject, all of which is drawn at a depth, or between two, from now on."""
    mobject.set_z_index(float(depth))
    return mobject
