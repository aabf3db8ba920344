"""not-an-inverse: there and back by hand, and least squares against the equations that it must fulfil."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes import ops
from convscenes.errors import SpecError
from convscenes.stories import Story, load_story

SCENES = Path(__file__).parents[2] / "scenes"


def test_the_shipped_example() -> None:
    last = load_story(SCENES / "21-not-an-inverse.yaml").beats[-1].shows
    assert last["output"].tolist() == last["again"].tolist() == [[84, 84], [87, 60]]
    assert last["back"][0].tolist() == [84, 252, 504, 336]  # 84, 84·2 + 84, 84·4 + 84·2, 84·4
    assert not np.allclose(last["solved"], last["input"])


def test_a_row_by_hand(build: Callable[..., Story]) -> None:
    """C = (1 1 0, 0 1 1): of the inputs (a, 3 − a, 2 + a) with this output, the shortest has a = 1/3."""
    shows = build("not-an-inverse", input=[1, 2, 3], kernel=[1, 1]).beats[-1].shows
    assert shows["output"].tolist() == shows["again"].tolist() == [[3, 5]]
    assert shows["back"].tolist() == [[3, 8, 5]]
    assert shows["solved"] == pytest.approx(np.array([[1 / 3, 8 / 3, 7 / 3]]), abs=1e-7)


def test_the_same_values_are_pointed_at(build: Callable[..., Story]) -> None:
    story = build("not-an-inverse", input=[[5, 0], [0, 7]], kernel=[[1]])
    assert story.beat("compare").points["back"][0].inside.all()
    assert story.beat("again").shows["solved"].tolist() == [[5, 0], [0, 7]]


def test_the_back_has_the_input_s_shape_where_stride_leaves_a_rest(build: Callable[..., Story]) -> None:
    story = build(
        "not-an-inverse", input={"range": [6, 5]}, kernel=[[1, 2], [3, 4]], stride=[3, 2], padding=[0, 1]
    )
    assert story.beats[-1].shows["back"].shape == (6, 5)


@given(st.integers(0, 10**6), st.integers(1, 2), st.integers(0, 1))
def test_least_squares_is_nearest_and_shortest(seed: int, stride: int, padding: int) -> None:
    """The residual is orthogonal to all outputs, the solution to all inputs that C makes 0."""
    draw = np.random.RandomState(seed)
    kernel, output = draw.randint(-3, 4, (2, 3)), None
    shape, how = (4, 5), {"stride": stride, "padding": padding}
    output = ops.convolve(draw.randint(-5, 6, shape), kernel, **how) + draw.randint(0, 2)
    solved = ops.least_squares(output, kernel, shape, **how)
    matrix = ops.convolution_matrix(shape, kernel, **how).astype(float)
    residual = output.ravel() - matrix.dot(solved.ravel())
    assert np.abs(matrix.T.dot(residual)).max() < 1e-6
    rows = np.linalg.matrix_rank(matrix)
    assert np.linalg.matrix_rank(np.vstack([matrix, solved.ravel()]), tol=1e-8) == rows


def test_there_are_no_steps(build: Callable[..., Story]) -> None:
    with pytest.raises(SpecError, match="it shows whole maps, not steps"):
        build("not-an-inverse", input=[1, 2], kernel=[1], steps="rows")
