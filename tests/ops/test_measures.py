"""Spans against the size formulas, worked by hand and in every geometry."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convscenes.errors import ArgumentError
from convscenes.ops import Geometry
from convscenes.ops.measures import Span, measures, sharing


def lengths(*spans: Span) -> list[tuple[str, int, int]]:
    return [(span.letter, span.start, span.length) for span in spans]


def test_a_convolution_by_hand() -> None:
    # six columns, one of padding on the left and two on the right: nine; three weights two apart span five
    geometry = Geometry.convolution((2, 6), (1, 3), stride=(1, 3), padding=((0, 0), (1, 2)), dilation=(1, 2))
    found = measures(geometry, 1)
    assert lengths(found.image, found.output) == [("i", 0, 6), ("o", 0, 2)]
    assert lengths(*found.borders) == [("p", -1, 1), ("p", 6, 2)]
    assert lengths(found.kernel, *found.steps, found.rest) == [
        ("d(k − 1) + 1", -1, 5), ("s", 4, 3), ("rest", 7, 1),
    ]  # fmt: skip
    assert {span.axis for span in (found.image, found.kernel, *found.steps)} == {1}
    assert lengths(measures(geometry, 0).kernel, *measures(geometry, 0).steps) == [("k", 0, 1), ("s", 1, 1)]


def test_a_transposed_convolution_by_hand() -> None:
    # stamps start at −1, 1 and 3 and are three long, one more for output padding; 0 … 5 stay
    geometry = Geometry.transposed_convolution((3,), (3,), stride=2, padding=1, output_padding=1)
    found = measures(geometry, 0)
    assert lengths(found.image, found.output) == [("i′", 0, 3), ("o′", 0, 6)]
    assert lengths(*found.steps, found.kernel, found.rest) == [
        ("s", -1, 2), ("s", 1, 2), ("k", 3, 3), ("a", 6, 1),
    ]  # fmt: skip
    assert lengths(*found.borders) == [("p", -1, 1), ("p", 6, 1)]


ARGUMENTS = st.fixed_dictionaries({
    "stride": st.integers(1, 4),
    "padding": st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda pair: [pair]),
    "dilation": st.integers(1, 3),
})  # fmt: skip


@given(st.integers(1, 9), st.integers(1, 4), ARGUMENTS, st.booleans(), st.integers(0, 3))
def test_both_ways_of_measuring_are_of_one_length(
    size: int, kernel: int, arguments: dict[str, Any], transposed: bool, extra: int
) -> None:
    make = Geometry.transposed_convolution if transposed else Geometry.convolution
    more = {"output_padding": extra} if transposed else {}
    try:
        geometry = make((size,), (kernel,), **arguments, **more)
    except ArgumentError:
        assume(False)
    found = measures(geometry, 0)
    placed_on = found.output if transposed else found.image
    outer = [found.borders[0], placed_on, found.borders[1]]
    laid = [*found.steps, found.kernel] if transposed else [found.kernel, *found.steps]
    for line in (outer, [*laid, found.rest]):
        assert line[0].start == -found.borders[0].length
        for one, other in pairwise(line):
            assert one.start + one.length == other.start
        assert line[-1].start + line[-1].length == placed_on.length + found.borders[1].length
    assert len(found.steps) + 1 == (found.image if transposed else found.output).length
    assert found.rest.length == extra if transposed else 0 <= found.rest.length < arguments["stride"]


@given(st.integers(1, 12), st.integers(1, 4), ARGUMENTS)
def test_sharing_sizes_are_all_that_convolve_to_the_same(
    size: int, kernel: int, arguments: dict[str, Any]
) -> None:
    def convolved(image: int) -> int:
        try:
            return Geometry.convolution((image,), (kernel,), **arguments).output_shape[0]
        except ArgumentError:
            return 0

    assume(convolved(size))
    same = [other for other in range(1, 30) if convolved(other) == convolved(size)]
    geometry = Geometry.convolution((size,), (kernel,), **arguments)
    assert list(sharing(geometry, 0)) == same
    back = geometry.restoring()
    assert list(sharing(back, 0)) == same
    assert same.index(size) + (arguments["stride"] - len(same)) == back.output_padding[0]


@pytest.mark.parametrize(("size", "shared"), [(5, [5, 6]), (6, [5, 6]), (7, [7, 8])])
def test_two_sizes_share_one_by_hand(size: int, shared: list[int]) -> None:
    assert list(sharing(Geometry.convolution((size,), (3,), stride=2, padding=1), 0)) == shared
