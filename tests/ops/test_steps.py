"""The step records: worked by hand, and adding up to the results in every geometry."""

from dataclasses import FrozenInstanceError, fields
from itertools import islice
from typing import Any

import numpy as np
import pytest

from convscenes.ops import (
    convolution_matrix,
    convolve,
    gather_steps,
    scatter_steps,
    transposed_convolve,
    unroll_steps,
)

IMAGE = np.array([[1, 2, 0, 4, 3], [5, 1, 2, 2, 1], [3, 0, 6, 1, 2]])
KERNEL = np.array([[1, 2, 4], [3, 5, 7]])
ARGUMENTS: dict[str, Any] = {"stride": [2, 1], "padding": [[1, 0], [0, 1]]}


def test_a_gather_step_at_the_border_worked_by_hand() -> None:
    steps = list(gather_steps(IMAGE, KERNEL, **ARGUMENTS))
    assert [step.index for step in steps] == [(row, col) for row in range(2) for col in range(4)]
    corner = steps[3]
    assert (corner.channel, corner.index) == (0, (0, 3))
    assert (corner.rows.tolist(), corner.cols.tolist()) == ([-1, 0], [3, 4, 5])
    assert corner.inside.tolist() == [[False, False, False], [True, True, False]]
    assert corner.window.tolist() == [[0, 0, 0], [4, 3, 0]]
    assert corner.products.tolist() == [[0, 0, 0], [12, 15, 0]]
    assert corner.total == 27
    assert np.array_equal(corner.kernel, KERNEL)


def test_scatter_steps_with_a_crop_worked_by_hand() -> None:
    first, second = scatter_steps([[2, 3]], [[1, 2], [4, 1]], padding=[[0, 1], [1, 0]])
    assert (first.value, first.index, first.channel) == (2, (0, 0), 0)
    assert first.stamp.tolist() == [[2, 4], [8, 2]]
    assert (first.rows.tolist(), first.cols.tolist()) == ([0, 1], [-1, 0])
    assert first.inside.tolist() == [[False, True], [False, False]]
    assert first.before.tolist() == [[0, 0], [0, 0]]
    assert first.after.tolist() == [[0, 4], [0, 0]]
    assert second.stamp.tolist() == [[3, 6], [12, 3]]
    assert second.before.tolist() == [[4, 0], [0, 0]]
    assert second.after.tolist() == [[7, 6], [0, 0]]
    assert second.touched.tolist() == [[1, 0], [0, 0]]


def test_unroll_steps_worked_by_hand() -> None:
    steps = list(unroll_steps((2, 3), [[1, 2], [3, 4]], padding=[[0, 0], [1, 0]]))
    assert [step.number for step in steps] == [0, 1, 2]
    assert steps[0].placed.tolist() == [[2, 0, 0], [4, 0, 0]]
    assert steps[0].inside.tolist() == [[False, True], [False, True]]
    assert steps[2].index == (0, 2)
    assert steps[2].row.tolist() == [0, 1, 2, 0, 3, 4]


def test_one_dimension_is_one_row() -> None:
    step = list(gather_steps([3, 1, 2], [1, 2]))[1]
    assert (step.rows.tolist(), step.cols.tolist()) == ([0], [1, 2])
    assert (step.index, step.products.tolist()) == ((1,), [1, 4])


CASES: list[tuple[tuple[int, ...], tuple[int, ...], dict[str, Any]]] = [
    ((9,), (3,), {"stride": 2, "padding": [(2, 0)]}),
    ((3, 5), (2, 3), ARGUMENTS),
    ((4, 7), (2, 3), {"stride": (3, 2), "dilation": (1, 2), "padding": (0, 1)}),
    ((3, 4, 5), (2, 1, 3), {"padding": (1, 0, 2), "stride": (1, 2, 2)}),
]


@pytest.mark.parametrize(("image_shape", "kernel_shape", "arguments"), CASES)
def test_steps_add_up_to_the_results(
    image_shape: tuple[int, ...], kernel_shape: tuple[int, ...], arguments: dict[str, Any]
) -> None:
    image, kernel = numbers(image_shape), numbers(kernel_shape)
    totals = [step.total for step in gather_steps(image, kernel, **arguments)]
    assert totals == convolve(image, kernel, **arguments).ravel().tolist()
    rows = [step.row for step in unroll_steps(image_shape, kernel, **arguments)]
    assert np.array_equal(rows, convolution_matrix(image_shape, kernel, **arguments))
    output = transposed_convolve(image, kernel, **arguments)
    shown, counts = np.zeros_like(output), np.zeros_like(output)
    for step in scatter_steps(image, kernel, **arguments):
        cells = tuple(at[step.inside] for at in np.broadcast_arrays(*np.ix_(*step.positions)))
        assert np.array_equal(step.before[step.inside], shown[cells])
        assert np.array_equal(step.touched[step.inside], counts[cells])
        shown[cells] = step.after[step.inside]
        counts[cells] += 1
        assert not step.after[~step.inside].any()
    assert np.array_equal(shown, output)


def test_output_padding_moves_no_stamp() -> None:
    plain = scatter_steps(IMAGE, KERNEL, stride=2, padding=1)
    longer = scatter_steps(IMAGE, KERNEL, stride=2, padding=1, output_padding=1)
    for one, other in zip(plain, longer, strict=True):
        assert np.array_equal(one.rows, other.rows)
        assert other.inside.sum() >= one.inside.sum()


def test_channels_of_a_group_are_read_together() -> None:
    image, kernel = numbers((4, 3, 5)), numbers((6, 2, 2, 3))
    steps = list(gather_steps(image, kernel, groups=2, padding=1))
    output = convolve(image, kernel, groups=2, padding=1)
    assert [step.channel for step in steps] == list(np.repeat(range(6), output[0].size))
    assert all(step.window.shape == step.kernel.shape == step.products.shape == (2, 2, 3) for step in steps)
    assert all(step.total == output[(step.channel, *step.index)] for step in steps)


def test_channels_of_a_group_are_stamped_together() -> None:
    image, kernel = numbers((4, 2, 3)), numbers((4, 3, 2, 2))
    output = transposed_convolve(image, kernel, groups=2, stride=(1, 2))
    shown = np.zeros_like(output)
    channels = []
    for step in scatter_steps(image, kernel, groups=2, stride=(1, 2)):
        assert step.stamp.shape == step.before.shape == step.after.shape == (3, 2, 2)
        assert step.touched.shape == step.inside.shape == (2, 2)
        assert step.value == image[(step.channel, *step.index)]
        group = slice(3, 6) if step.channel >= 2 else slice(0, 3)
        shown[group, step.rows[:, None], step.cols] += step.stamp
        assert np.array_equal(shown[group, step.rows[:, None], step.cols], step.after)
        channels.append(step.channel)
    assert np.array_equal(shown, output)
    assert channels == list(np.repeat(range(4), 6))


def test_records_are_frozen_and_their_arrays_read_only() -> None:
    image, kernel = IMAGE.copy(), KERNEL.copy()
    for step in (
        next(gather_steps(image, kernel)),
        next(scatter_steps(image, kernel)),
        next(unroll_steps(image.shape, kernel)),
    ):
        with pytest.raises(FrozenInstanceError, match="index"):
            step.index = (9, 9)  # type: ignore[misc]
        values = [getattr(step, field.name) for field in fields(step)]
        arrays = [value for value in [*values, step.rows, step.cols] if isinstance(value, np.ndarray)]
        assert len(arrays) >= 4
        assert not any(array.flags.writeable for array in arrays)
    image += 1
    kernel += 1
    assert image.flags.writeable


def test_steps_do_not_follow_later_changes_of_the_arrays() -> None:
    image, kernel = IMAGE.copy(), KERNEL.copy()
    gathering, scattering = gather_steps(image, kernel), scatter_steps(image, kernel)
    gathered, scattered = [next(gathering).total], [next(scattering).value]
    image[:], kernel[:] = 0, 0
    gathered += [step.total for step in gathering]
    scattered += [step.value for step in scattering]
    assert gathered == convolve(IMAGE, KERNEL).ravel().tolist()
    assert scattered == IMAGE.ravel().tolist()


def test_a_large_image_costs_a_window_a_step() -> None:
    """No record of the first steps holds an array that grows with the image."""
    image = np.broadcast_to(np.int64(1), (300, 400))
    for steps in (
        gather_steps(image, KERNEL),
        scatter_steps(image, KERNEL),
        unroll_steps(image.shape, KERNEL),
    ):
        for step in islice(steps, 3):
            arrays = (getattr(step, field.name) for field in fields(step))
            assert all(array.size <= 6 for array in arrays if isinstance(array, np.ndarray))


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.uint8])
def test_steps_have_the_dtype_of_the_results(dtype: type) -> None:
    image, kernel = IMAGE.astype(dtype), KERNEL.astype(dtype)
    expected = convolve(image, kernel).dtype
    gathered, scattered = next(gather_steps(image, kernel)), next(scatter_steps(image, kernel))
    assert gathered.window.dtype == gathered.products.dtype == gathered.total.dtype == expected
    assert scattered.stamp.dtype == scattered.before.dtype == scattered.after.dtype == expected


def numbers(shape: tuple[int, ...]) -> Any:
    return np.random.default_rng(sum(shape)).integers(-9, 10, shape)


def test_partial_sums_are_those_of_each_channel() -> None:
    # by hand: [1 2] · [1 3] = 7 and [4 5] · [2 0] = 8; without channels there is one sum
    step = next(gather_steps([[[1, 2, 3]], [[4, 5, 6]]], [[[[1, 3]], [[2, 0]]]]))
    assert step.partial_sums.tolist() == [7, 8]
    assert step.total == 15
    assert next(gather_steps([[1, 2, 3]], [[1, 3]])).partial_sums.tolist() == [7]
