"""The least and the greatest value of a matrix, and the scale between them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.errors import ArgumentError
from convscenes.ops import range_step


def test_a_rectangle_by_hand() -> None:
    step = range_step([[3, -2, 4], [4, 0, -2]])
    assert (step.least, step.least_index) == (-2, (0, 1))
    assert (step.greatest, step.greatest_index) == (4, (0, 2))
    assert not step.constant


@pytest.mark.parametrize(
    ("values", "marks", "scale"),
    [
        ([1, 8], 8, [1, 2, 3, 4, 5, 6, 7, 8]),
        ([100, 255], 6, [100, 131, 162, 193, 224, 255]),
        ([-2, 2], 6, [-2, -1, 0, 1, 2]),
        ([0, 13], 6, [0, 3, 5, 8, 10, 13]),  # 13 is prime: 2.6, 5.2, 7.8, 10.4 to the nearest
        ([4, 5], 6, [4, 5]),
        ([7, 7], 6, [7]),
        ([-0.5, 0.5], 5, [-0.5, -0.25, 0.0, 0.25, 0.5]),
    ],
)
def test_scales(values: list[float], marks: int, scale: list[float]) -> None:
    step = range_step(values, marks=marks)
    assert step.scale.tolist() == scale
    assert step.constant is (len(scale) == 1)


@given(
    st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=12),
    st.integers(2, 9),
)
def test_a_scale_climbs_from_end_to_end(values: list[int], marks: int) -> None:
    step = range_step(values, marks=marks)
    assert (step.scale[0], step.scale[-1]) == (min(values), max(values))
    assert values[step.least_index[0]] == min(values)
    assert values.index(max(values)) == step.greatest_index[0]
    assert len(step.scale) <= marks
    assert (np.diff(step.scale) > 0).all()
    if len(step.scale) > 1:
        assert np.ptp(np.diff(step.scale)) <= 1  # even, up to rounding


def test_what_has_no_range_is_refused() -> None:
    with pytest.raises(ArgumentError, match=r"values: must hold at least one number\."):
        range_step([])
    with pytest.raises(ArgumentError, match=r"marks: must be at least 2, got 1\."):
        range_step([1, 2], marks=1)


def test_whole_numbers_of_any_size_are_exact() -> None:
    least, greatest = -(2**63), 2**63 - 1
    third = (2**64 - 1) // 3
    scale = range_step([least, greatest], marks=4).scale
    assert scale.tolist() == [least, least + third, greatest - third, greatest]
    large = [2**60 + more for more in (1, 2, 3, 4)]
    assert range_step(large[::3], marks=4).scale.tolist() == large
