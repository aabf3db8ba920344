"""Specs given in Python: what becomes plain data, and what is refused by its field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from convscenes.errors import SpecError
from convscenes.spec.python import document_of, plain

KEYS = st.text("abc ä", min_size=1, max_size=3)
SCALARS = st.none() | st.booleans() | st.integers(-(10**29), 10**29) | st.floats(allow_nan=False) | KEYS
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


class Tensor:
    """A tensor as those that need gradients or lie on a GPU: it gives its numbers only in three steps."""

    def __init__(self, values: Any, steps: str = "") -> None:
        self.values, self.steps = values, steps

    def detach(self) -> Tensor:
        return type(self)(self.values, "detach")

    def cpu(self) -> Tensor:
        assert self.steps == "detach"
        return type(self)(self.values, "detach cpu")

    def numpy(self) -> np.ndarray:
        assert self.steps == "detach cpu"
        return np.asarray(self.values)

    def __array__(self, *_: Any, **__: Any) -> np.ndarray:
        raise RuntimeError("Can't call numpy() on Tensor that requires grad.\nUse tensor.detach().")


class Sparse(Tensor):
    """A tensor that is no array."""

    def numpy(self) -> np.ndarray:
        raise TypeError("can't convert Sparse layout tensor to numpy.\nUse Tensor.to_dense() first.")


class Array:
    """An array of another library."""

    def __array__(self, *_: Any, **__: Any) -> np.ndarray:
        return np.array([[1, 2, 3]])


@given(TREES)
def test_plain_data_stays_as_it_is(tree: Any) -> None:
    assert plain(tree) == tree


@given(arrays(np.int32, array_shapes(max_dims=4, max_side=3)))
def test_an_array_is_the_list_of_its_numbers(array: np.ndarray) -> None:
    assert plain(array) == array.tolist()
    assert plain(Tensor(array)) == array.tolist()
    assert plain(list(array)) == array.tolist()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.float32([[0.1, -2.5]]), [[0.1, -2.5]]),
        (np.float16(0.1), 0.1),
        (np.longdouble([0.25]), [0.25]),
        (np.uint8([200]), [200]),
        (np.int64(2), 2),
        (np.bool_(True), True),
        (np.str_("same"), "same"),
        (np.arange(6).reshape(2, 3).T, [[0, 3], [1, 4], [2, 5]]),
        (Array(), [[1, 2, 3]]),
        (Tensor(3), 3),
        ([Tensor(3), (1, range(2))], [3, [1, [0, 1]]]),
        ({"image": Path("a/seven.png"), "size": (8, 8)}, {"image": "a/seven.png", "size": [8, 8]}),
    ],
)
def test_what_becomes_plain_data(value: Any, expected: Any) -> None:
    made = plain(value)
    assert made == expected
    assert type(made) is type(expected)


CIRCLE: list[Any] = []
CIRCLE.append(CIRCLE)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (np.zeros((600, 500)), "300,000 cells are too many: the limit for a map is 262,144."),
        (np.array([[1j]]), "must hold numbers, got complex128."),
        (np.array([[1, 2], [3]], dtype=object), "must hold numbers, got object."),
        (np.ndarray, "must hold numbers, got object."),
        (Sparse([1]), "a Sparse that is no array of numbers: can't convert Sparse layout tensor to numpy."),
        ({1, 2}, "must be numbers, text, a list or a mapping, got set."),
        (b"12", "must be numbers, text, a list or a mapping, got bytes."),
        (iter([1]), "must be numbers, text, a list or a mapping, got list_iterator."),
        ({1: 2}, "a key must be a word, got 1."),
        (10**30, "too many digits: the limit for a number is 30."),
        ([[-(10**400)]], "too many digits: the limit for a number is 30."),
        ("a\0b", "has the character U+0000, which cannot be shown. Remove it."),
        (["\ud800"], "has the character U+D800, which cannot be shown. Remove it."),
        (CIRCLE, "9 levels are too many: the limit for nesting is 8."),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isprintable() else type(value).__name__,
)
def test_what_no_spec_has_is_refused_by_its_field(value: Any, message: str) -> None:
    with pytest.raises(SpecError, match=f"^input: {re.escape(message)}$") as raised:
        document_of({"kernel": [[1]], "input": value})
    (problem,) = raised.value.problems
    assert (problem.file, problem.line, problem.column, problem.field) == ("", 0, 0, "input")


def test_a_part_is_named_by_its_path_and_all_are_reported() -> None:
    with pytest.raises(SpecError, match=r"^input\.random\.seed: must be") as raised:
        document_of({"labels": {"input": b"x"}, "input": {"random": {"seed": {7}}}})
    assert str(raised.value).splitlines() == [
        "input.random.seed: must be numbers, text, a list or a mapping, got set.",
        "labels.input: must be numbers, text, a list or a mapping, got bytes.",
    ]
