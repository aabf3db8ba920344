"""Data written as YAML is read as the same data, and looks as one would write it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.spec import read
from convscenes.spec.python import document_of
from convscenes.spec.scalars import odd_character
from convscenes.spec.settings import changed
from convscenes.spec.writing import written

WORDS = st.text(max_size=8).filter(lambda text: not odd_character(text))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False),
    WORDS,
    st.sampled_from(
        ["true", "~", "1", "-", "- a", "a: b", "a #b", "[", "\u00fc", "1e3", ".inf", "a ", "x^2"]
    ),
)
VALUES = st.recursive(
    SCALARS, lambda part: st.lists(part, max_size=3) | st.dictionaries(WORDS, part, max_size=3), max_leaves=8
)


def back(text: str) -> dict[str, object]:
    return read(Path("a.yaml"), text.encode()).data


@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=4))
def test_it_is_read_as_it_was(data: dict[str, object]) -> None:
    assert back(written(data)) == data


def test_shipped_specs_are_read_as_they_were(shipped: Path) -> None:
    data = read(shipped).data
    assert back(written(data)) == data


def test_a_file_is_written_as_it_is_until_a_field_changes() -> None:
    text = "# Why?\r\nkind: scatter\r\ninput: [[2, 3]]  # two\r\nkernel: [[1]]\r\nexpect: [[2, 3]]\r\n"
    document = read(Path("a.yaml"), text.encode())
    assert document.text == text.replace("\r\n", "\n")
    assert changed(document, []).text == document.text
    lines = ["kind: scatter", "input:", "  - [2, 3]", "kernel:", "  - [1]", "stride: 2"]
    assert changed(document, ["stride=2"]).text.splitlines() == lines
    assert changed(document, ["language=de"]).text.endswith("expect:\n  - [2, 3]\nlanguage: de\n")


def test_arrays_of_python_are_lists() -> None:
    document = document_of({"kind": "scatter", "input": np.array([[2, 0.5]]), "stride": (2, 1)})
    assert document.text == "kind: scatter\ninput:\n  - [2.0, 0.5]\nstride: [2, 1]\n"


@pytest.mark.parametrize("number", [1e-7, 1e22, -0.0, 123456789.125])
def test_numbers_keep_every_digit(number: float) -> None:
    (value,) = back(written({"a": number})).values()
    assert repr(value) == repr(number)
