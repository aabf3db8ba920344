"""Drawn shapes as training data: grey pictures with noise, and the class of every pixel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from convscenes.ops.arguments import Array
from convscenes.ops.placements import frozen

CLASSES = ("background", "disc", "square", "triangle")
SIZE = 16
TRIES = 24
"""Attempts to place a shape in a drawing; one that would touch another shape is left out."""
HELD_OUT = 1_000_000
"""Drawings from this number on are never trained on."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """A grey picture (H, W), 0 black to 1 white, and the number of each pixel's class (H, W)."""

    picture: Array
    classes: Array


def drawing(number: int, *, noise: float = 0.1) -> Drawing:
    """Return the drawing of this ``number``: one to three shapes on a dark background, a pixel or more apart.

    >>> classes = drawing(7).classes
    >>> classes.shape, [CLASSES[number] for number in np.unique(classes)]
    ((16, 16), ['background', 'disc', 'square'])
    """
    # Not a Generator: only RandomState's numbers stay the same in every version of NumPy (NEP 19).
    source = np.random.RandomState(number)
    picture = np.full((SIZE, SIZE), source.uniform(0.0, 0.3))
    classes = np.zeros((SIZE, SIZE), np.int64)
    for _ in range(TRIES):
        shape = source.randint(1, len(CLASSES))
        radius = source.uniform(2.8, 4.8)
        row, col = source.uniform(radius - 0.5, SIZE - radius - 0.5, 2)
        if not classes[_covered("square", row, col, radius + 1.5)].any():
            covered = _covered(CLASSES[shape], row, col, radius)
            picture[covered] = source.uniform(0.6, 1.0)
            classes[covered] = shape
    picture += noise * source.standard_normal(picture.shape)
    return Drawing(frozen(picture.clip(0, 1)), frozen(classes))


def drawings(numbers: Iterable[int]) -> tuple[Array, Array]:
    """Return the drawings of these numbers as a batch: pictures (1, N, H, W) and classes (N, H, W)."""
    drawn = [drawing(number) for number in numbers]
    return np.stack([one.picture for one in drawn])[None], np.stack([one.classes for one in drawn])


def _covered(shape: str, row: float, col: float, radius: float) -> Array:
    """Return the mask (H, W) of the pixels that a shape around ``row``, ``col`` covers."""
    down, right = np.arange(SIZE)[:, None] - row, np.arange(SIZE)[None, :] - col
    match shape:
        case "disc":
            covered = down**2 + right**2 <= radius**2
        case "square":
            covered = np.maximum(abs(down), abs(right)) <= 0.9 * radius
        case _:
            covered = (abs(down) <= radius) & (abs(right) <= 0.55 * (down + radius))
    return np.asarray(covered)
