"""No number of a story depends on the order in which sums are added, and none has more than 12 digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from convscenes.ops import convolve, sums
from convscenes.ops.layers import Layer
from convscenes.ops.rounding import rounded
from convscenes.stories import Story, load_story
from tests.conftest import shaped_story
from tests.numbers.decimals import DECIMALS
from tests.numbers.digests import parts
from tests.numbers.reversal import reversed_sums


def same_in_reverse(story: Story, again: Callable[[], Story]) -> None:
    """Assert that a story comes out the same, to the last bit, where all sums are added in reverse."""
    with reversed_sums():
        reverse = again()
    for (where, what), (_, other) in zip(parts(story), parts(reverse), strict=True):
        assert what == other, where


def test_the_reversed_place_does_add_in_reverse() -> None:
    values = np.array([1e16, 1.0, -1e16])
    assert sums.total(values) == 0
    image, kernel = np.array([0.1, 0.2, 0.3]), np.array([1.0, 1.0, 1.0])
    with reversed_sums():
        assert sums.total(np.array([-1e16, 1e16, 1.0])) == 0
        assert sums.total(np.array([1.0, 2.0, 4.0])[:, None], axis=0).tolist() == [7]
        in_reverse = convolve(image, kernel)
    assert in_reverse == pytest.approx(0.6)
    assert sums.total(np.array([-1e16, 1e16, 1.0])) == 1


def test_shipped_specs_are_the_same_in_reverse(shipped: Path) -> None:
    same_in_reverse(load_story(shipped), lambda: load_story(shipped))


def test_all_shapes_are_the_same_in_reverse(shaped: Story, request: pytest.FixtureRequest) -> None:
    same_in_reverse(shaped, lambda: shaped_story.__wrapped__(*request.node.callspec.params["shaped"]))


@pytest.mark.parametrize(
    ("kind", "spec"), DECIMALS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_decimals_are_the_same_in_reverse(
    kind: str, spec: dict[str, Any], build: Callable[..., Story]
) -> None:
    same_in_reverse(build(kind, **spec), lambda: build(kind, **spec))


def decimals(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the path of every computed float or array of floats, and its value."""
    match value:
        case Layer():
            pass  # its weights are as the file has them
        case np.ndarray() | np.floating() | float():
            if np.asarray(value).dtype.kind == "f":
                yield name, np.ma.filled(value, 0)
        case Mapping():
            for key, item in value.items():
                yield from decimals(item, f"{name}.{key}")
        case tuple():
            for number, item in enumerate(value):
                yield from decimals(item, f"{name}.{number}")
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from decimals(getattr(value, field.name), f"{name}.{field.name}")


def keeps_twelve_digits(story: Story) -> None:
    for beat in story.beats:
        for where, value in decimals((dict(beat.shows), beat.steps), beat.name):
            assert np.array_equal(value, rounded(value)), where
            assert not np.signbit(value[value == 0] if np.ndim(value) else value == 0 and value).any(), where


def test_shipped_specs_keep_twelve_digits(shipped: Path) -> None:
    keeps_twelve_digits(load_story(shipped))


def test_all_shapes_keep_twelve_digits(shaped: Story) -> None:
    keeps_twelve_digits(shaped)


def test_what_cancels_on_paper_is_zero(build: Callable[..., Story]) -> None:
    image, kernel = [[0.1, 0.3, 0.1], [0.1, 0.3, 0.1]], [[0.1, 0.2, -0.3], [-0.1, -0.2, 0.3]]
    assert convolve(image, [[0.7, -0.1, -0.4]]).ravel().tolist() != [0, 0], "not without rounding"
    for kind in ("kernel-slide", "matrix-multiply", "zero-insertion", "scatter"):
        story = build(kind, input=image, kernel=kernel)
        shown = story.beats[-1].shows["output"]
        exact = np.round(shown, 9)
        assert np.array_equal(shown, exact), kind
        assert (shown == 0).any(), kind
