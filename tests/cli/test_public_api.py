"""The names that ``import convscenes`` offers."""

import numpy as np
import pytest

import convscenes as cs


def test_the_notebooks_numbers() -> None:
    kernel = np.array([[1, 2, 4], [1, 1, 3], [1, 2, 4]])
    made = cs.transposed_convolve(np.array([[2, 3], [4, 3]]), kernel)
    assert made.tolist() == [[2, 7, 14, 12], [6, 16, 31, 21], [6, 14, 29, 21], [4, 11, 22, 12]]


@pytest.mark.parametrize("name", cs.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert name in dir(cs)
    assert getattr(cs, name).__name__ == name


def test_only_public_names_are_listed_and_none_is_a_rooms_name() -> None:
    assert dir(cs) == sorted(cs.__all__), "and nothing else is listed"
    rooms = {"ops", "spec", "stories", "look", "scenes", "rendering", "cli", "errors"}
    assert rooms.isdisjoint(cs.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'convscenes' has no attribute 'deconvolve'"):
        cs.deconvolve  # noqa: B018
