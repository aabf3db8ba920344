"""The drawing order: it follows from what mobjects are, not from when they were added."""

from __future__ import annotations

from enum import IntEnum
from typing import TypeVar

from manim import VMobject

Drawn = TypeVar("Drawn", bound=VMobject)


class Depth(IntEnum):
    """Layers from back to front; lines (9) and outlines (10) lie above the formula."""

    BEHIND = -1
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
    """Set the depth of a mobject and all its parts, and return it."""
    mobject.set_z_index(float(depth))
    return mobject


def as_mark(mobject: Drawn) -> Drawn:
    """Set the depth of marks for all parts of a mobject that have none, and return it."""
    for part in mobject.get_family():
        part.z_index = part.z_index or float(Depth.MARK)
    return mobject
