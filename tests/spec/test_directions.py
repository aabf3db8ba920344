"""The fields of a kind that shows either direction: what ``transposed`` decides, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest

from convscenes.errors import SpecError
from convscenes.spec import Document, EitherDirectionFields, Position, check

NOTEBOOK: dict[str, Any] = {"kind": "either", "input": [[2, 3], [4, 3]], "kernel": [[1, 2]]}


class Either(EitherDirectionFields):
    kind: Literal["either"]


def checked(**fields: Any) -> Either:
    return check(
        Document(Path("spec.yaml"), NOTEBOOK | fields, {(): Position((1, 1), (1, 1))}),
        Either,
    )


def test_a_convolution_unless_transposed() -> None:
    assert checked().geometry.output_shape == (2, 1)
    assert checked(transposed=True).geometry.output_shape == (2, 3)
    assert checked(transposed=True, output_padding=[0, 1], stride=2).geometry.output_shape == (3, 5)


def test_what_is_expected_is_that_directions_result() -> None:
    checked(expect=[[8], [10]])
    checked(transposed=True, expect=[[2, 7, 6], [4, 11, 6]])
    with pytest.raises(SpecError, match=r"expect: the core gives 2×3, not 2×1\."):
        checked(transposed=True, expect=[[8], [10]])


def test_output_padding_belongs_to_one_direction() -> None:
    with pytest.raises(SpecError, match=r'output_padding: only a transposed convolution has it\. Add "tran'):
        checked(output_padding=1)


def test_nothing_is_guessed_while_the_direction_is_wrong() -> None:
    with pytest.raises(SpecError, match='transposed: must be true or false, got "yes"') as caught:
        checked(transposed="yes", output_padding=7, expect=[[0]])
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(("transposed", "name"), [(False, "C"), (True, "Cᵀ")])
def test_a_matrix_beyond_the_limit_is_named(transposed: bool, name: str) -> None:
    with pytest.raises(SpecError, match=rf"input: {name} would be \d+×1681: "):
        checked(input={"ones": [41, 41]}, transposed=transposed)
