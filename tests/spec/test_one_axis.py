"""Inputs that are one flat row, and kernels and images with axes of one channel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from convscenes.errors import SpecError
from convscenes.spec import Document, Position, check
from convscenes.stories import connectivity, pooling, zero_insertion
from tests.spec.kinds import Scatter, Slide

ROW: dict[str, Any] = {"kind": "slide", "input": [1, 2, 3], "kernel": [1, 10]}
ROWS = [[1, 2, 3], [4, 5, 6]]


def checked(model: Any, **fields: Any) -> Any:
    return check(Document(Path("spec.yaml"), fields, {(): Position((1, 1), (1, 1))}), model)


@pytest.mark.parametrize("padding", [[2, 0], [[2, 0]], [[0, 0], [2, 0]], [0, [2, 0]]])
def test_two_zeros_before_a_row(padding: Any) -> None:
    # 0 0 1 2 3: 0 + 0, 0 + 10, 1 + 20, 2 + 30
    assert checked(Slide, **ROW, padding=padding, expect=[0, 10, 21, 32]).geometry.padding == ((2, 0),)


@pytest.mark.parametrize("padding", [1, [1], [1, 1], [[0, 0], [1, 1]], [0, 1], [[0, 1]]])
def test_other_paddings_of_a_row(padding: Any) -> None:
    before = 0 if padding in ([0, 1], [[0, 1]]) else 1
    assert checked(Slide, **ROW, padding=padding).geometry.padding == ((before, 1),)


def test_of_rows_two_numbers_are_still_rows_and_columns() -> None:
    fields = checked(Slide, kind="slide", input=[[1, 2, 3]], kernel=[[1, 10]], padding=[0, 2])
    assert fields.geometry.padding == ((0, 0), (2, 2))


@pytest.mark.parametrize("padding", [[1, [2, 0]], [[1, 0], [2, 0]], [[0, 1], 2], [[2, 2], [0, 0]]])
def test_nothing_is_above_a_row(padding: Any) -> None:
    wrong = r"padding: the input has one axis: nothing is above or below it\. Write \[before, after\]\.$"
    with pytest.raises(SpecError, match=wrong):
        checked(Slide, **ROW, padding=padding)


def test_windows_over_a_row_are_padded_alike() -> None:
    fields = {"kind": "pooling", "input": [4, 1, 3], "size": 2, "stride": 1}
    assert checked(pooling.Fields, **fields, padding=[1, 0]).padding == ((1, 0),)
    with pytest.raises(SpecError, match=r"size: must be one number, as the input has one axis, got \[2, 2\]"):
        checked(pooling.Fields, **{**fields, "size": [2, 2]})


@pytest.mark.parametrize("name", ["stride", "dilation", "output_padding"])
def test_a_row_has_one_stride(name: str) -> None:
    with pytest.raises(SpecError, match=f"{name}: must be one number, as the input has one axis"):
        checked(Scatter, **{**ROW, "kind": "scatter"}, **{name: [1, 1]})


def test_kernels_have_as_many_axes_as_the_input() -> None:
    with pytest.raises(SpecError, match="kernel: is one flat row, but the input has rows"):
        checked(Slide, kind="slide", input=ROWS, kernel=[1, 2])
    with pytest.raises(SpecError, match="kernel: has rows, but the input is one flat row"):
        checked(Slide, **{**ROW, "kernel": [[1], [2]]})


@pytest.mark.parametrize("model", [Slide, Scatter])
@pytest.mark.parametrize("kernel_axes", [0, 1, 2])
@pytest.mark.parametrize("image_axes", [0, 1, 2])
def test_a_kernel_of_one_channel_may_have_four_axes(model: Any, kernel_axes: int, image_axes: int) -> None:
    image, kernel = np.array(ROWS), np.array([[1, 0, 2]])
    kind = model.__name__.lower()
    plain = checked(model, kind=kind, input=image, kernel=kernel, padding=[0, 1])
    fields = checked(
        model,
        kind=kind,
        input=image[(None,) * image_axes],
        kernel=kernel[(None,) * kernel_axes],
        padding=[0, 1],
        expect=model._result(dict(plain))[None],
    )
    assert fields.geometry == plain.geometry
    assert fields.kernel.ravel().tolist() == [1, 0, 2]


def test_kinds_of_one_channel_take_them_too() -> None:
    for module, kind in ((zero_insertion, "zero-insertion"), (connectivity, "connectivity")):
        fields = checked(module.Fields, kind=kind, input=[ROWS], kernel=[[[[1, 2]]]])
        assert (fields.input.shape, fields.kernel.shape) == ((2, 3), (1, 2))


def test_a_row_takes_a_kernel_of_three_axes() -> None:
    assert checked(Slide, **{**ROW, "kernel": [[[1, 10]]]}).kernel.tolist() == [1, 10]


def test_several_kernels_ask_for_a_list_of_one_matrix() -> None:
    with pytest.raises(SpecError, match=r"makes several channels\. Make the input a list of one matrix"):
        checked(Slide, kind="slide", input=ROWS, kernel=np.ones((2, 1, 1, 2)))
    assert checked(Slide, kind="slide", input=[ROWS], kernel=np.ones((2, 1, 1, 2))).input.shape == (1, 2, 3)


def test_padding_by_rule() -> None:
    same = {"kind": "slide", "input": ROWS, "kernel": [[1, 10]], "padding": "same"}
    checked(Slide, **same, expect=[[21, 32, 3], [54, 65, 6]])
    checked(Slide, **{**same, "padding": "same-lower"}, expect=[[10, 21, 32], [40, 54, 65]])
    up = checked(Scatter, **{**same, "kind": "scatter"}, stride=[1, 2])
    assert up.geometry.output_shape == (2, 6)
    with pytest.raises(SpecError, match="output_padding: must be 0 where padding is same, got"):
        checked(Scatter, **{**same, "kind": "scatter"}, stride=2, output_padding=1)
    with pytest.raises(SpecError, match=r'padding: must be numbers, .*, got "valid"\. Write 0 for none\.$'):
        checked(Slide, **{**same, "padding": "valid"})
