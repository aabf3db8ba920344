"""The message for every wrong argument names the argument, the value and the shapes."""

import pickle
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from convscenes.errors import ArgumentError
from convscenes.ops import (
    Geometry,
    averaged,
    bilinear_kernel,
    constant_pattern,
    convolution_matrix,
    convolve,
    crop_step,
    gather_steps,
    scatter_steps,
    transposed_convolve,
    unroll_steps,
)

IMAGE, KERNEL = np.ones((4, 5), int), np.ones((2, 3), int)
SHAPES = "(image 4×5, kernel 2×3)"

WRONG: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any], str, str]] = [
    (convolve, (IMAGE, KERNEL), {"stride": 0}, "stride", f"must be at least 1, got 0 {SHAPES}."),
    (convolve, (IMAGE, KERNEL), {"stride": (1, 0)}, "stride", f"must be at least 1, got (1, 0) {SHAPES}."),
    (convolve, (IMAGE, KERNEL), {"stride": 1.5}, "stride", f"must be an integer, got 1.5 {SHAPES}."),
    (convolve, (IMAGE, KERNEL), {"stride": True}, "stride", f"must be an integer, got True {SHAPES}."),
    (
        convolve,
        (IMAGE, KERNEL),
        {"stride": "2"},
        "stride",
        f"must be one for all axes or 2, one per axis, got '2' {SHAPES}.",
    ),
    (
        convolve,
        (IMAGE, KERNEL),
        {"dilation": (1, 2, 3)},
        "dilation",
        f"must be one for all axes or 2, one per axis, got (1, 2, 3) {SHAPES}.",
    ),
    (convolve, (IMAGE, KERNEL), {"padding": -1}, "padding", f"must be at least 0, got -1 {SHAPES}."),
    (convolve, (IMAGE, KERNEL), {"padding": None}, "padding", f"must be an integer, got None {SHAPES}."),
    (
        convolve,
        (IMAGE, KERNEL),
        {"padding": [[1, 2, 3], [0, 0]]},
        "padding",
        f"must be (before, after) on every axis, got [[1, 2, 3], [0, 0]] {SHAPES}.",
    ),
    (
        convolve,
        (np.ones((4, 4)), np.ones((5, 5))),
        {},
        "kernel",
        "5×5 does not fit the padded input 4×4 (stride 1, dilation 1). Add padding of at least 1.",
    ),
    (
        convolve,
        (np.ones((3, 9)), np.ones((2, 4))),
        {"padding": ((1, 0), (0, 0)), "dilation": (5, 3), "stride": 2},
        "kernel",
        "2×4 does not fit the padded input 4×9 (stride 2, dilation [5, 3]). Add padding of at least 2.",
    ),
    (
        transposed_convolve,
        (IMAGE, KERNEL),
        {"stride": 2, "output_padding": 2},
        "output_padding",
        f"must be smaller than stride or dilation (stride 2, dilation 1), got 2 {SHAPES}.",
    ),
    (
        transposed_convolve,
        (IMAGE, KERNEL),
        {"padding": 3},
        "padding",
        f"[[3, 3], [3, 3]] crops the whole output 5×7 {SHAPES}. Take padding of at most 2.",
    ),
    (convolve, (IMAGE, KERNEL), {"groups": 2}, "groups", f"must be 1 without channels, got 2 {SHAPES}."),
    (convolve, (IMAGE, KERNEL), {"groups": 0}, "groups", f"must be an integer, at least 1, got 0 {SHAPES}."),
    (
        convolve,
        (IMAGE, KERNEL),
        {"groups": 1.0},
        "groups",
        f"must be an integer, at least 1, got 1.0 {SHAPES}.",
    ),
    (
        convolve,
        (np.ones((3, 4, 4)), np.ones((2, 3, 2, 2))),
        {"groups": 2},
        "groups",
        "must divide the channels, got 2 (image 3×4×4, kernel 2×3×2×2).",
    ),
    (
        convolve,
        (np.ones((4, 4, 4)), np.ones((2, 3, 2, 2))),
        {"groups": 2},
        "kernel",
        "is for 6 input channels (groups 2), but the image has 4 (image 4×4×4, kernel 2×3×2×2).",
    ),
    (
        transposed_convolve,
        (np.ones((4, 4, 4)), np.ones((2, 4, 2, 2))),
        {},
        "kernel",
        "is for 2 input channels (groups 1), but the image has 4 (image 4×4×4, kernel 2×4×2×2).",
    ),
    (
        convolve,
        (np.ones((4, 4)), np.ones(2)),
        {},
        "kernel",
        "must have as many axes as the image, or one more with channels (image 4×4, kernel 2).",
    ),
    (
        convolve,
        (3, 2),
        {},
        "image",
        "must have one to three spatial axes (image single number, kernel single number).",
    ),
    (
        convolve,
        (np.ones(3), np.ones((2, 2))),
        {},
        "image",
        "must have one to three spatial axes (image 3, kernel 2×2).",
    ),
    (
        convolve,
        (np.ones((1, 1, 1, 1)), np.ones((1, 1, 1, 1))),
        {},
        "image",
        "must have one to three spatial axes (image 1×1×1×1, kernel 1×1×1×1).",
    ),
    (convolve, (np.ones((0, 4)), KERNEL), {}, "image", "has no cells (image 0×4, kernel 2×3)."),
    (convolve, (IMAGE, np.ones((2, 0))), {}, "kernel", "has no cells (image 4×5, kernel 2×0)."),
    (
        convolve,
        (np.ones((0, 4)), np.ones((1, 0, 2))),
        {},
        "image",
        "has no cells (image 0×4, kernel 1×0×2).",
    ),
    (convolve, ([[1, 2], [3]], KERNEL), {}, "image", "must be a grid of numbers, its rows of equal length."),
    (convolve, (IMAGE, [["a"]]), {}, "kernel", "must hold real numbers within int64 or floats, got <U1."),
    (
        convolve,
        (IMAGE, [[1j]]),
        {},
        "kernel",
        "must hold real numbers within int64 or floats, got complex128.",
    ),
    (
        convolve,
        (np.array([2**63], np.uint64), [1]),
        {},
        "image",
        "must hold integers within int64, got 9223372036854775808.",
    ),
    (convolution_matrix, (5, [1, 2]), {}, "image", "shape must be a tuple of integers, got 5."),
    (
        convolution_matrix,
        ((5, 4), [1, 2]),
        {},
        "image",
        "must have as many spatial axes as the kernel (image 5×4, kernel 2).",
    ),
    (
        convolution_matrix,
        ((1,), [1, 2]),
        {},
        "kernel",
        "2 does not fit the padded input 1 (stride 1, dilation 1). Add padding of at least 1.",
    ),
    (
        unroll_steps,
        ((4,), 3),
        {},
        "kernel",
        "must have one to three spatial axes (image 4, kernel single number).",
    ),
    (gather_steps, (IMAGE, KERNEL), {"stride": 0}, "stride", f"must be at least 1, got 0 {SHAPES}."),
    (
        scatter_steps,
        (IMAGE, KERNEL),
        {"output_padding": -1},
        "output_padding",
        f"must be at least 0, got -1 {SHAPES}.",
    ),
    (Geometry.convolution, ((4, -1), (2, 3)), {}, "image", "has no cells (image 4×-1, kernel 2×3)."),
    (constant_pattern, ((-1,), [1, 2]), {}, "image", "has no cells (image -1, kernel 2)."),
    (
        constant_pattern,
        ((2.0,), [1, 2]),
        {},
        "image",
        "shape must be a tuple of integers, got (2.0,).",
    ),
    (bilinear_kernel, ((),), {}, "scale", "must be for one axis or more, got none."),
    (averaged, (IMAGE, 2), {}, "scale", "must divide the image, got 2 (image 4×5)."),
    (averaged, (IMAGE, (2, 0)), {}, "scale", "must be at least 1, got (2, 0) (image 4×5)."),
    (
        crop_step,
        (Geometry.convolution((5,), (3,), padding=1),),
        {},
        "geometry",
        "only a transposed convolution crops its output.",
    ),
]


@pytest.mark.parametrize(("function", "arrays", "arguments", "argument", "fact"), WRONG)
def test_a_wrong_argument_is_named(
    function: Callable[..., Any], arrays: tuple[Any, ...], arguments: dict[str, Any], argument: str, fact: str
) -> None:
    with pytest.raises(ArgumentError, match=f"^{re.escape(f'{argument}: {fact}')}$") as caught:
        function(*arrays, **arguments)
    assert (caught.value.argument, caught.value.fact) == (argument, fact)
    assert isinstance(caught.value, ValueError)


def test_the_padding_that_an_error_asks_for_is_enough_and_less_is_not() -> None:
    kernel = np.ones((2, 4))
    arguments: dict[str, Any] = {"dilation": (5, 3), "stride": 2}
    assert convolve(np.ones((3, 9)), kernel, padding=2, **arguments).shape == (1, 2)
    with pytest.raises(ArgumentError, match=r"Add padding of at least 2\.$"):
        convolve(np.ones((3, 9)), kernel, padding=1, **arguments)
    assert transposed_convolve(IMAGE, KERNEL, padding=2).shape == (1, 3)


def test_an_error_survives_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(ArgumentError("must be odd.", argument="kernel")))
    assert (str(error), error.argument, error.fact) == ("kernel: must be odd.", "kernel", "must be odd.")


def test_every_way_to_give_an_argument_means_the_same() -> None:
    expected = Geometry.convolution((6, 7), (2, 3), stride=2, padding=1)
    for stride in ((2, 2), [2, 2], np.array([2, 2]), np.int8(2), np.array(2)):
        for padding in (
            (1, 1), [[1, 1], [1, 1]], np.ones((2, 2), int), np.int64(1), [1, (1, 1)], np.array(1),
            [np.array(1), 1],
        ):  # fmt: skip
            assert Geometry.convolution((6, 7), (2, 3), stride=stride, padding=padding) == expected
