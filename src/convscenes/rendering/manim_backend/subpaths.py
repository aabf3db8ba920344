"""Where the subpaths of a mobject's points begin, as Manim's camera splits them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Tolerance = float | NDArray[np.float64]
"""Manim's ``tolerance_for_point_equality``: one, or one for each pair of points, (N, 1)."""


def beginnings(points: Points, tolerance: Tolerance) -> NDArray[np.intp]:
    """Return which curves of ``points`` (4n, 2), each a start, two handles and an end, begin a subpath (m,).

    >>> beginnings(np.array([[0, 0], [1, 0], [2, 0], [3, 0]] * 2), tolerance=1e-6)
    array([0, 1])
    """
    breaks = np.flatnonzero(apart(points[3:-1:4], points[4::4], tolerance)) + 1
    return np.concatenate([[0], breaks]) if len(points) else breaks


def apart(one: Points, other: Points, tolerance: Tolerance) -> NDArray[np.bool_]:
    """Return which points (N, 2) differ, by Manim's tolerance: there a subpath ends."""
    far = np.abs(one - other) > tolerance + 1e-5 * np.abs(other)
    return far[:, 0] | far[:, 1]
