"""Sizes, paddings and relationships against the published table, and every wrong argument's message."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convscenes.errors import ArgumentError
from convscenes.ops import Geometry, Relationship, convolve, overlap_counts, transposed_convolve

CATALOGUE = [
    ("no_padding_no_strides", 4, 2, 3, 1, 0, 1, "R1", "R8", 0),
    ("arbitrary_padding_no_strides", 5, 6, 4, 1, 2, 1, "R2", "R9", 0),
    ("same_padding_no_strides", 5, 5, 3, 1, 1, 1, "R3", "R10", 0),
    ("full_padding_no_strides", 5, 7, 3, 1, 2, 1, "R4", "R11", 0),
    ("no_padding_strides", 5, 2, 3, 2, 0, 1, "R5", "R12", 0),
    ("padding_strides", 5, 3, 3, 2, 1, 1, "R6", "R13", 0),
    ("padding_strides_odd", 6, 3, 3, 2, 1, 1, "R6", "R14", 1),
    ("dilation", 7, 3, 3, 1, 0, 2, "R15", "ONNX", 0),
]


@pytest.mark.parametrize(("name", "i", "o", "k", "s", "p", "d", "rule", "back", "extra"), CATALOGUE)
def test_the_published_catalogue(
    name: str, i: int, o: int, k: int, s: int, p: int, d: int, rule: str, back: str, extra: int
) -> None:
    down = Geometry.convolution((i, i), (k, k), stride=s, padding=p, dilation=d)
    up = down.restoring()
    assert down.output_shape == (o, o), name
    assert up.transposed
    assert up.image_shape == (o, o)
    assert up.output_shape == (i, i)
    assert up.output_padding == (extra, extra)
    assert down.relationship(0).name == rule
    assert up.relationship(1).name == back


def test_a_rectangle_has_its_own_numbers_on_every_axis() -> None:
    down = Geometry.convolution((3, 5), (2, 3), stride=[2, 1], padding=[[1, 0], [0, 1]])
    assert down == Geometry(False, (3, 5), (2, 3), (2, 1), ((1, 0), (0, 1)), (1, 1), (0, 0))
    assert (down.output_shape, down.padded_shape, down.extent) == ((2, 4), (4, 6), (2, 3))
    assert [list(down.positions(0, cell)) for cell in range(2)] == [[-1, 0], [1, 2]]
    assert list(down.positions(1, 3)) == [3, 4, 5]
    assert (down.direct_input_shape, down.step_shape) == ((3, 5), (2, 4))


def test_the_zero_insertion_view_of_a_rectangle() -> None:
    up = Geometry.transposed_convolution(
        (2, 4), (2, 3), stride=(3, 1), padding=((0, 1), (3, 0)), dilation=(1, 2), output_padding=(2, 0)
    )
    assert up.stretched_shape == (4, 4)
    assert up.stretched_padding == ((1, 2), (1, 4))
    assert up.uncropped_shape == (7, 8)
    assert up.output_shape == (6, 5)
    assert (up.direct_input_shape, up.step_shape) == ((6, 5), (2, 4))
    assert list(up.positions(1, 0)) == [-3, -1, 1]


def test_padding_beyond_the_kernel_crops_the_stretched_image() -> None:
    assert Geometry.transposed_convolution((7,), (2,), padding=3).stretched_padding == ((-2, -2),)


@pytest.mark.parametrize(
    ("geometry", "relationship"),
    [
        (Geometry.convolution((5,), (2,), padding=[(0, 2)]), Relationship("R2", "o = i − k + p_b + p_a + 1")),
        (
            Geometry.convolution((5,), (2,), padding=[(0, 2)], stride=2),
            Relationship("R6", "o = ⌊(i + p_b + p_a − k)/s⌋ + 1"),
        ),
        (
            Geometry.convolution((7,), (2,), padding=1, dilation=2),
            Relationship("R15", "o = ⌊(i + 2p − k − (k − 1)(d − 1))/s⌋ + 1"),
        ),
        (
            Geometry.transposed_convolution((7,), (2,), stride=2, padding=[(0, 1)], output_padding=1),
            Relationship("R14", "o′ = s(i′ − 1) + a + k − p_b − p_a"),
        ),
        (
            Geometry.transposed_convolution((7,), (3,), padding=1, dilation=2),
            Relationship("ONNX", "o′ = s(i′ − 1) + d(k − 1) + 1 − 2p"),
        ),
        (Geometry.transposed_convolution((4,), (3,), stride=2), Relationship("R12", "o′ = s(i′ − 1) + k")),
    ],
)
def test_the_relationship_of_an_axis(geometry: Geometry, relationship: Relationship) -> None:
    assert geometry.relationship(0) == relationship


AXIS = st.tuples(
    st.integers(1, 9),
    st.integers(1, 4),
    st.integers(1, 4),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(1, 3),
)


@given(st.lists(AXIS, min_size=1, max_size=3))
def test_every_relationship_gives_the_size(axes: list[tuple[int, ...]]) -> None:
    down = drawn(axes)
    for geometry in (down, down.restoring()):
        for axis, size in enumerate(geometry.output_shape):
            assert evaluated(geometry, axis) == size


@given(st.lists(AXIS, min_size=1, max_size=3))
def test_restoring_restores_the_shape_and_the_overlaps(axes: list[tuple[int, ...]]) -> None:
    down = drawn(axes)
    up = down.restoring()
    assert up.output_shape == down.image_shape
    assert [up.positions(0, cell) for cell in range(up.image_shape[0])] == [
        down.positions(0, cell) for cell in range(down.output_shape[0])
    ]
    assert overlap_counts(up).tolist() == overlap_counts(down).tolist()


@given(st.lists(AXIS, min_size=1, max_size=2))
def test_the_sizes_are_those_of_the_arrays(axes: list[tuple[int, ...]]) -> None:
    down = drawn(axes)
    up = down.restoring()
    arguments: dict[str, Any] = {"stride": down.stride, "padding": down.padding, "dilation": down.dilation}
    kernel = np.ones(down.kernel_shape, int)
    assert convolve(np.ones(down.image_shape), kernel, **arguments).shape == down.output_shape
    stamped = transposed_convolve(
        np.ones(up.image_shape, int), kernel, output_padding=up.output_padding, **arguments
    )
    assert stamped.tolist() == overlap_counts(up).tolist()


def test_uneven_overlap_is_the_checkerboard() -> None:
    uneven = Geometry.transposed_convolution((3, 2), (3, 2), stride=2)
    assert overlap_counts(uneven).tolist() == [[1] * 4, [1] * 4, [2] * 4, [1] * 4, [2] * 4, [1] * 4, [1] * 4]
    even = Geometry.transposed_convolution((4,), (4,), stride=2, padding=1)
    assert overlap_counts(even).tolist() == [1, 2, 2, 2, 2, 2, 2, 1]


def test_a_geometry_is_a_value() -> None:
    one = Geometry.convolution((4, 6), (2, 3), stride=(2, 1))
    assert one == Geometry.convolution((4, 6), (2, 3), stride=[2, 1], padding=[0, 0], dilation=(1, 1))
    assert len({one, Geometry.convolution((4, 6), (2, 3), stride=(2, 1)), one.restoring()}) == 2


def test_only_a_convolution_can_be_restored() -> None:
    with pytest.raises(ArgumentError, match=r"^only a convolution has a restoring transposed convolution\.$"):
        Geometry.convolution((4,), (2,)).restoring().restoring()


def drawn(axes: list[tuple[int, ...]]) -> Geometry:
    images, kernels, strides, befores, afters, dilations = zip(*axes, strict=True)
    fits = (i + b + a > d * (k - 1) for i, k, _, b, a, d in axes)
    assume(all(fits))
    return Geometry.convolution(
        images, kernels, stride=strides, padding=list(zip(befores, afters, strict=True)), dilation=dilations
    )


def evaluated(geometry: Geometry, axis: int) -> int:
    """Insert an axis's numbers into the text of its formula."""
    text = geometry.relationship(axis).formula.split(" = ")[1].replace("′", "")
    for written, python in (
        ("⌊", "("),
        (")/s⌋", ")//s)"),
        ("2p", "(p_b + p_a)"),
        ("−", "-"),
        ("s(", "s*("),
        ("d(", "d*("),
    ):
        text = text.replace(written, python)
    text = text.replace(")(", ")*(")
    before, after = geometry.padding[axis]
    names = {
        "i": geometry.image_shape,
        "k": geometry.kernel_shape,
        "s": geometry.stride,
        "d": geometry.dilation,
    }
    values = {name: sizes[axis] for name, sizes in (names | {"a": geometry.output_padding}).items()}
    return int(eval(text, {"__builtins__": {}}, {**values, "p_b": before, "p_a": after}))


@given(
    i=st.integers(1, 9),
    k=st.integers(1, 5),
    s=st.integers(1, 4),
    pads=st.tuples(st.integers(0, 4), st.integers(0, 4)),
    d=st.integers(1, 3),
    a=st.integers(0, 3),
    transposed=st.booleans(),
)
def test_a_relationship_filled_in_gives_the_size(
    i: int, k: int, s: int, pads: tuple[int, int], d: int, a: int, transposed: bool
) -> None:
    try:
        geometry = (
            Geometry.transposed_convolution(
                (i,), (k,), stride=s, padding=[pads], dilation=d, output_padding=a
            )
            if transposed
            else Geometry.convolution((i,), (k,), stride=s, padding=[pads], dilation=d)
        )
    except ArgumentError:
        assume(False)
    relationship, numbers = geometry.relationship(0), geometry.numbers(0)
    terms = relationship.filled_in(numbers)
    written = " ".join(text for text, _ in terms)
    plain = written.translate(str.maketrans({"−": "-", "×": "*", "⌊": "(", "⌋": ")"})).replace("/", "//")
    assert eval(plain, {"__builtins__": {}}) == geometry.output_shape[0], written
    assert all(text.strip("()⌊⌋") == str(numbers[letter]) for text, letter in terms if letter)


def test_relationships_filled_in_by_hand() -> None:
    rung = Geometry.transposed_convolution((4, 8), (4, 3), stride=(2, 1), padding=1)
    assert [text for text, _ in rung.relationship(0).filled_in(rung.numbers(0))] == [
        "2", "×", "(4", "−", "1)", "+", "4", "−", "2", "×", "1",
    ]  # fmt: skip
    assert rung.relationship(1).formula == "o′ = i′"
    assert rung.relationship(1).filled_in(rung.numbers(1)) == (("8", "i′"),)
    down = Geometry.convolution((9,), (4,), stride=2, padding=[(1, 0)])
    assert down.relationship(0).filled_in(down.numbers(0)) == (
        ("⌊(9", "i"), ("+", ""), ("1", "p_b"), ("+", ""), ("0", "p_a"), ("−", ""), ("4)", "k"),
        ("/", ""), ("2⌋", "s"), ("+", ""), ("1", ""),
    )  # fmt: skip
