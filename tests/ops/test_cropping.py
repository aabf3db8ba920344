"""Cropping: worked by hand, and what is kept of the whole is what the core computes."""

from typing import Any

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from convscenes.ops import Geometry, crop_step, transposed_convolve

KERNEL = np.array([[1, 2, -4], [0, 1, 3]])


def test_padding_cuts_and_output_padding_saves_worked_by_hand() -> None:
    # stride 3, 2: stamps cover 3·1 + 2 = 5 rows and 2·2 + 3 = 7 columns
    step = crop_step(
        Geometry.transposed_convolution(
            (2, 3), (2, 3), stride=[3, 2], padding=[[1, 0], [2, 1]], output_padding=[2, 1]
        )
    )
    assert step.whole.output_shape == (7, 7)
    assert step.whole.padding == ((0, 0), (0, 0))
    assert step.whole.output_padding == (2, 0)
    assert step.cut == ((1, 0), (2, 0))
    assert step.saved == (0, 1)
    assert [axis.tolist() for axis in step.positions] == [[1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6]]
    assert step.cuts


def test_without_padding_nothing_is_cut() -> None:
    geometry = Geometry.transposed_convolution((2, 3), (2, 3), stride=2, output_padding=1)
    step = crop_step(geometry)
    assert not step.cuts
    assert step.whole == geometry


@given(
    rows=st.integers(1, 4),
    cols=st.integers(1, 4),
    stride=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    padding=st.tuples(*[st.tuples(st.integers(0, 2), st.integers(0, 2))] * 2),
    extra=st.tuples(st.integers(0, 2), st.integers(0, 2)),
)
def test_what_is_kept_of_the_whole_is_the_output(
    rows: int, cols: int, stride: Any, padding: Any, extra: Any
) -> None:
    arguments = {
        "stride": stride,
        "padding": padding,
        "output_padding": tuple(min(a, s - 1) for a, s in zip(extra, stride, strict=True)),
    }
    covered = (stride[0] * (rows - 1) + 2, stride[1] * (cols - 1) + 3)
    assume(all(size > sum(sides) for size, sides in zip(covered, padding, strict=True)))
    image = np.arange(rows * cols).reshape(rows, cols) - 3
    whole = crop_step(Geometry.transposed_convolution(image.shape, KERNEL.shape, **arguments))
    uncropped = transposed_convolve(
        image, KERNEL, stride=whole.whole.stride, output_padding=whole.whole.output_padding
    )
    kept = uncropped[np.ix_(*whole.positions)]
    assert np.array_equal(kept, transposed_convolve(image, KERNEL, **arguments))
    (top, bottom), (left, right) = whole.cut
    height, width = kept.shape
    assert uncropped.shape == (height + top + bottom, width + left + right)
