"""The crop of a bare picture: around all that is on screen at the end of any beat."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from convscenes.look.layout import Rect
from convscenes.scenes._base.spec_scene import SpecScene

MARGIN = 0.2
"""Space around a crop, in units."""
GRID = 16
"""The edges of a crop are at multiples of the unit's part: so it has no more digits than it needs."""


def crop_of(scene: SpecScene) -> Rect:
    """Return the crop for all beats of a scene that has just begun, which is at its end then."""
    low, high = np.full(2, np.inf), np.full(2, -np.inf)
    for number in range(len(scene.story.beats)):
        scene.stand_at(number)
        for points in shown(scene):
            low, high = np.minimum(low, points.min(axis=0)), np.maximum(high, points.max(axis=0))
    left, bottom = (math.floor((edge - MARGIN) * GRID) / GRID for edge in low.tolist())
    right, top = (math.ceil((edge + MARGIN) * GRID) / GRID for edge in high.tolist())
    return Rect.between(left, right, bottom, top)


def shown(scene: SpecScene) -> Iterator[np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    """Yield the points (N, 2) of everything that is on screen."""
    for mobject in scene.get_mobject_family_members():
        if len(mobject.points):
            yield mobject.points[:, :2]
