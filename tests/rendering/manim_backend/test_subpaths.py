"""Where subpaths begin: Manim's own result is the oracle."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from manim import VMobject

from convscenes.rendering.manim_backend.subpaths import beginnings

PLACES = st.sampled_from([-7.0, -1e-6, 0.0, 5e-7, 1e-6, 2e-6, 3.0, 3 + 3e-5, 3 + 4e-5])
POINTS = st.tuples(PLACES, PLACES, st.sampled_from([0.0, 1.0]))


@given(st.lists(st.tuples(POINTS, POINTS), max_size=6), st.sampled_from([1e-6, 1e-3]))
def test_manim_splits_there_too(curves: list[tuple[tuple[float, ...], ...]], tolerance: float) -> None:
    points = np.array([[start, start, end, end] for start, end in curves]).reshape(-1, 3)
    mobject = VMobject(tolerance_for_point_equality=tolerance)
    splits = mobject.get_subpath_split_indices_from_points(points, n_dims=2)
    assert (4 * beginnings(points[:, :2], tolerance)).tolist() == splits[:, 0].tolist()
    each = np.full((max(len(curves) - 1, 0), 1), tolerance)
    assert (4 * beginnings(points[:, :2], each)).tolist() == splits[:, 0].tolist()
