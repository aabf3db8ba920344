"""Errors say the same after a journey to another process."""

import pickle

import pytest

from convscenes.errors import ArgumentError, ConvscenesError, Problem, RenderError, SpecError, UsageError

PROBLEMS = (Problem("a.yaml", 1, 1, "kind", "is missing."), Problem("a.yaml", 3, 9, "stride", "is 0."))


@pytest.mark.parametrize(
    "error",
    [
        ArgumentError("must be at least 1, got 0.", argument="stride"),
        SpecError(reversed(PROBLEMS)),
        SpecError([]),
        RenderError("it broke"),
        UsageError("no such beat"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_travels(error: ConvscenesError) -> None:
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
    assert vars(arrived) == vars(error)


def test_problems_are_in_file_order() -> None:
    assert pickle.loads(pickle.dumps(SpecError(reversed(PROBLEMS)))).problems == PROBLEMS
