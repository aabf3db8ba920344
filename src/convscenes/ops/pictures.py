"""Pictures generated from a seed: training data that needs no files."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from convscenes.ops import sums
from convscenes.ops.arguments import Arguments, Array, PerAxis, Shape, as_numbers
from convscenes.ops.geometry import Geometry

BRIGHTEST = 10.0
"""The value of white; black is 0."""
BLOBS = 3
"""How many ellipses a picture has."""
SOFTNESS = 0.025
"""The width of an ellipse's soft edge, as a share of the picture's side."""


def drawn_pictures(count: int, shape: Shape, seed: int) -> Array:
    """Return ``count`` pictures (N, H, W) of bright soft ellipses on black, values 0 … 10.

    The same seed always gives the same pictures.

    >>> drawn_pictures(2, (8, 12), seed=1).shape
    (2, 8, 12)
    """
    # Not a Generator: only RandomState's numbers stay the same in every version of NumPy (NEP 19).
    source = np.random.RandomState(seed)
    height, width = shape
    y, x = np.meshgrid((np.arange(height) + 0.5) / height, (np.arange(width) + 0.5) / width, indexing="ij")
    pictures = np.zeros((count, height, width))
    for picture in pictures:
        for _ in range(BLOBS):
            picture[:] = np.maximum(picture, _ellipse(x, y, source))
    return pictures


def averaged(images: ArrayLike, scale: PerAxis) -> Array:
    r"""Return images (\*S) reduced to the means of blocks of ``scale`` cells: (\*S/s).

    S has one to three axes; ``scale`` is an int or one per axis, from 1. Raises ArgumentError for anything
    else, and for a scale that does not divide the image.

    >>> averaged([[1, 3, 5, 7], [1, 3, 9, 3]], 2).tolist()
    [[2.0, 6.0]]
    """
    pixels = as_numbers("image", images)
    call = Arguments(pixels.shape)
    block = call.counts("scale", scale, 1)
    if any(size % side for size, side in zip(pixels.shape, block, strict=True)):
        raise call.error("scale", f"must divide the image, got {scale!r}")
    geometry = Geometry.convolution(pixels.shape, block, stride=block)
    sides = [side for pair in zip(geometry.output_shape, block, strict=True) for side in pair]
    return np.asarray(sums.mean(pixels.reshape(sides), tuple(range(1, len(sides), 2))))


def _ellipse(x: Array, y: Array, source: np.random.RandomState) -> Array:
    """Return one ellipse of random place, size, tilt and brightness, drawn at the points (x, y) in 0 … 1."""
    center_x, center_y = source.uniform(0.3, 0.7, 2)
    radii = source.uniform(0.08, 0.25, 2)
    tilt, value = source.uniform(0, np.pi), source.uniform(0.4, 1.0) * BRIGHTEST
    along = (x - center_x) * np.cos(tilt) + (y - center_y) * np.sin(tilt)
    across = (y - center_y) * np.cos(tilt) - (x - center_x) * np.sin(tilt)
    beyond = np.hypot(along / radii[0], across / radii[1]) - 1
    return np.asarray(value / (1 + np.exp(beyond * radii.min() / SOFTNESS)))
