"""Drawn is a mobject like any other; cells are grouped as plain comparison would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from manim import Square, VMobject

from convscenes.look.drawn import Drawn
from convscenes.look.layers import alike


def test_it_has_all_that_a_bare_mobject_has() -> None:
    bare, drawn = VMobject(stroke_width=1.5), Drawn(1.5)
    assert vars(drawn).keys() == vars(bare).keys()
    assert drawn.get_stroke_width() == bare.get_stroke_width() == 1.5
    assert drawn.name == "Drawn"
    for part in ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas", "points"):
        assert getattr(drawn, part).shape == getattr(bare, part).shape


def test_two_share_nothing_that_changes() -> None:
    one, other = Drawn(), Drawn()
    one.add(Square())
    one.add_updater(print)
    one.fill_rgbas[...] = one.stroke_rgbas[...] = 0.5
    assert other.submobjects == other.updaters == []
    assert not other.fill_rgbas.any()
    assert not other.stroke_rgbas.any()
    with pytest.raises(ValueError, match="read-only"):
        one.sheen_direction[0] = 1.0


rows = st.tuples(st.integers(1, 12), st.integers(1, 5)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.sampled_from([-1.0, 0.0, 0.5, 2.0]))
)


@given(rows)
def test_alike_is_what_numpy_finds(given_rows: np.ndarray) -> None:
    first, which = alike(given_rows.T)
    _, expected_first, expected = np.unique(given_rows, axis=0, return_index=True, return_inverse=True)
    assert first.tolist() == expected_first.tolist()
    assert which.tolist() == expected.ravel().tolist()
