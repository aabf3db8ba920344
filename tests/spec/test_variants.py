"""Variants of an operation: computed where a kind shows them, refused in words where it does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest

from convscenes.errors import SpecError
from convscenes.spec import (
    ChannelConvolutionFields,
    Document,
    OperationFields,
    Position,
    TransposedChannelFields,
    check,
)
from convscenes.stories import kinds
from convscenes.stories._base.kinds import kind_module


class Slide(ChannelConvolutionFields):
    kind: Literal["slide"]
    refused = frozenset()


class Scatter(TransposedChannelFields):
    kind: Literal["scatter"]
    refused = frozenset({"padding_mode"})


ROW: dict[str, Any] = {"input": [1, 2, 4], "kernel": [1, 10]}
OPERATIONS = [kind for kind in kinds() if issubclass(kind_module(kind).Fields, OperationFields)]


def checked(model: Any, **fields: Any) -> Any:
    named = {"kind": model.__name__.lower(), **fields}
    return check(Document(Path("a.yaml"), named, {(): Position((1, 1), (1, 1))}), model)


@pytest.mark.parametrize("kind", OPERATIONS)
@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("groups", 2, "shows no groups yet. Write a spec for each group."),
        ("bias", 0.5, "shows no bias yet. Remove it."),
        ("bias", [1, 2], "shows no bias yet. Remove it."),
        ("flip_kernel", True, "shows no turning kernel yet. Give the kernel turned by 180°."),
        ("padding_mode", "reflect", "shows no padding but zeros yet. Remove it."),
    ],
)
def test_a_kind_refuses_what_it_does_not_show(kind: str, name: str, value: Any, message: str) -> None:
    model = kind_module(kind).Fields
    fields = {"kind": kind, "input": [[1, 2, 4], [3, 0, 1]], "kernel": [[1, 10]], name: value}
    document = Document(Path("a.yaml"), fields, {(): Position((1, 1), (1, 1))})
    with pytest.raises(SpecError, match=re.escape(f"a.yaml:1:1: {name}: {kind} {message}") + "$"):
        check(document, model)


@pytest.mark.parametrize("kind", OPERATIONS)
def test_the_plain_operation_may_be_written_out(kind: str) -> None:
    plain = {"groups": 1, "bias": 0, "flip_kernel": False, "padding_mode": "zeros"}
    fields = {"kind": kind, "input": [[1, 2, 4], [3, 0, 1]], "kernel": [[1, 10]], **plain}
    check(Document(Path("a.yaml"), fields, {(): Position((1, 1), (1, 1))}), kind_module(kind).Fields)


def test_there_are_kinds_to_refuse() -> None:
    assert {"kernel-slide", "scatter", "zero-insertion", "matrix-multiply"} < {*OPERATIONS}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"flip_kernel": True}, [12, 24]),  # 10·1 + 2, 10·2 + 4
        ({"bias": -1}, [20, 41]),
        ({"bias": [0.5]}, [21.5, 42.5]),
        ({"padding": 1, "padding_mode": "reflect"}, [12, 21, 42, 24]),
        ({"padding": [0, 1], "padding_mode": "circular", "bias": 1, "flip_kernel": True}, [13, 25, 42]),
    ],
)
def test_the_core_computes_what_is_expected(fields: dict[str, Any], expected: list[float]) -> None:
    checked(Slide, **ROW, **fields, expect=expected)
    with pytest.raises(SpecError, match="expect: the core gives"):
        checked(Slide, **ROW, **fields, expect=[expected[0] + 1, *expected[1:]])


def test_transposed_too() -> None:
    checked(Scatter, **ROW, stride=2, bias=3, flip_kernel=True, expect=[13, 4, 23, 5, 43, 7])


def test_groups_have_channels_of_their_own() -> None:
    image = [[[1, 2]], [[3, 4]]]
    fields = checked(
        Slide,
        input=image,
        kernel=[[[[1]]], [[[10]]], [[[100]]], [[[1000]]]],
        groups=2,
        bias=[0, 1, 2, 3],
        expect=[[[1, 2]], [[11, 21]], [[302, 402]], [[3003, 4003]]],
    )
    assert (fields.groups, fields.bias.tolist()) == (2, [0, 1, 2, 3])
    both = [[[[1]], [[10]]], [[[100]], [[1000]]]]
    checked(
        Scatter,
        input=image,
        kernel=both,
        groups=2,
        expect=[[[1, 2]], [[10, 20]], [[300, 400]], [[3000, 4000]]],
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"bias": [1, 2]}, r"bias: must be one number, or 1: one for each output, got 2\.$"),
        ({"bias": "much"}, r'bias: must be a number, got "much"\.$'),
        (
            {"bias": [[1, 2], [3, 4]]},
            r"bias: must have one axis, got 2\. Give one number, or a list of them\.$",
        ),
        ({"bias": []}, r"bias: empty"),
        ({"bias": float("nan")}, r"bias: must be a finite number, got \.nan\.$"),
        ({"bias": [2_000_000]}, r"bias: must be at most 1,000,000 either side of 0, got 2000000\.$"),
        ({"groups": 2}, r"groups: must be 1 without channels, got 2\.$"),
        ({"groups": 0}, r"groups: must be at least 1, got 0\.$"),
        (
            {"padding_mode": "mirror"},
            r"padding_mode: must be one of zeros, reflect, replicate, circular, got",
        ),
        (
            {"padding": 3, "padding_mode": "reflect"},
            r"padding: must be at most 2 where padding_mode is reflect, got 3 \(image 3\)\.$",
        ),
    ],
)
def test_variants_that_do_not_fit(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(SpecError, match=message):
        checked(Slide, **ROW, **fields)


@pytest.mark.parametrize("model", [Slide, Scatter])
def test_groups_divide_the_channels(model: Any) -> None:
    kernel = np.ones((3, 3, 1, 1), int)
    message = r"groups: must divide the channels \(3 of the input, 3 of the kernel\), got 2\.$"
    with pytest.raises(SpecError, match=message):
        checked(model, input=np.ones((3, 2, 2), int), kernel=kernel, groups=2)
    with pytest.raises(SpecError, match=r"is for 4 input channels .*, but the input has 2\.$"):
        checked(model, input=np.ones((2, 2, 2), int), kernel=np.ones((4, 2, 1, 1), int), groups=2)


def test_a_refused_variant_hides_no_other_problem() -> None:
    wrong = {"kind": "scatter", "input": [[1]], "kernel": [[1]], "flip_kernel": True, "stride": 0}
    document = Document(Path("a.yaml"), wrong, {(): Position((1, 1), (1, 1))})
    with pytest.raises(SpecError, match="flip_kernel: scatter shows no") as caught:
        check(document, kind_module("scatter").Fields)
    assert [problem.field for problem in caught.value.problems] == ["flip_kernel", "stride"]


def test_editors_are_told_what_is_refused() -> None:
    plain = {"groups": 1, "bias": 0, "flip_kernel": False, "padding_mode": "zeros"}
    refused = kind_module("kernel-slide").Fields.model_json_schema()["properties"]
    assert {name: refused[name]["const"] for name in plain} == plain
    shown = Slide.model_json_schema()["properties"]
    assert {name: shown[name]["default"] for name in plain} == plain
    assert shown["padding_mode"]["enum"] == ["zeros", "reflect", "replicate", "circular"]
