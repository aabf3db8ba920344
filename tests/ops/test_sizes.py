"""Sizes by rules, inputs that share one, receptive fields: by hand, and by trying every size and cell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes import ops
from convscenes.errors import ArgumentError
from convscenes.ops import Geometry
from convscenes.ops.sizes import (
    Stacked,
    by_rules,
    inputs_with_output,
    onnx_pads,
    output_paddings,
    receptive_fields,
)

small = st.integers(1, 4)
layers = st.builds(Stacked, small, small, st.integers(0, 2), st.integers(1, 2), st.booleans())


@given(st.integers(1, 12), small, small, st.integers(0, 3), st.integers(1, 3))
def test_inputs_with_this_output_by_trying_all(size: int, k: int, s: int, p: int, d: int) -> None:
    def output(size: int) -> int:
        return (size + 2 * p - d * (k - 1) - 1) // s + 1

    if output(size) < 1:
        return
    geometry = Geometry.convolution((size,), (k,), stride=s, padding=p, dilation=d)
    wanted = [other for other in range(1, 60) if output(other) == output(size)]
    assert [*inputs_with_output(geometry)[0]] == wanted


@given(st.integers(1, 6), small, small, st.integers(0, 2), st.integers(1, 3))
def test_output_paddings_are_those_that_geometry_allows(size: int, k: int, s: int, p: int, d: int) -> None:
    found = {}
    for extra in range(8):
        try:
            geometry = Geometry.transposed_convolution(
                (size,), (k,), stride=s, padding=p, dilation=d, output_padding=extra
            )
        except ArgumentError:
            continue
        found[extra] = geometry.output_shape[0]
    if found:
        allowed = Geometry.transposed_convolution(
            (size,), (k,), stride=s, padding=p, dilation=d, output_padding=max(found)
        )
        assert output_paddings(allowed) == (found,)


def test_rules_by_hand() -> None:
    """Keras: same gives ⌈i/s⌉, valid ⌈(i − k + 1)/s⌉; transposed same i·s, valid i·s + max(k − s, 0)."""
    down = by_rules(Geometry.convolution((7, 8), (3, 2), stride=(2, 3)))
    assert {name: ruled.output for name, ruled in down.items()} == {
        "SAME_UPPER": (4, 3),
        "SAME_LOWER": (4, 3),
        "VALID": (3, 3),
    }
    assert down["SAME_UPPER"].padding == ((1, 1), (0, 0))
    up = by_rules(Geometry.transposed_convolution((3,), (2,), stride=4))
    assert (up["SAME_UPPER"].output, up["VALID"].output) == ((12,), (12,))
    assert by_rules(Geometry.transposed_convolution((3,), (5,), stride=2))["VALID"].output == (9,)
    assert "VALID" not in by_rules(Geometry.convolution((2,), (3,), padding=1))


def test_onnx_output_shape() -> None:
    geometry = Geometry.transposed_convolution((3,), (3,), stride=2)
    assert [onnx_pads(geometry, (size,)) for size in (7, 6, 5)] == [((0, 0),), ((0, 1),), ((1, 1),)]
    with pytest.raises(ArgumentError, match="output shape 8 is longer than all stamps, 7"):
        onnx_pads(geometry, (8,))


@given(st.lists(st.builds(Stacked, small, small, st.just(0), st.integers(1, 2)), min_size=1, max_size=4))
def test_the_recursion_without_up_sampling(stack: list[Stacked]) -> None:
    field, apart, wanted = 1, 1, []
    for layer in stack:
        field += layer.dilation * (layer.kernel - 1) * apart
        apart *= layer.stride
        wanted.append((field, apart))
    assert [*receptive_fields(stack)] == wanted


@given(
    st.lists(
        st.builds(
            Stacked, st.integers(2, 4), st.integers(1, 2), st.integers(0, 1), st.just(1), st.booleans()
        ),
        min_size=1,
        max_size=3,
    )
)
def test_receptive_fields_by_changing_every_cell(stack: list[Stacked]) -> None:
    """An output sees the cells that change it: from the first to the last of these, at most so many."""
    size = 24
    seen = np.eye(size, dtype=int)
    for layer in stack:
        kernel = np.ones(layer.kernel, dtype=int)
        make = ops.transposed_convolve if layer.transposed else ops.convolve
        if layer.transposed or seen.shape[1] + 2 * layer.padding >= layer.kernel:
            seen = np.array([make(row, kernel, stride=layer.stride, padding=layer.padding) for row in seen])
    reads = [np.flatnonzero(column) for column in seen.T]
    most = max(int(cells[-1] - cells[0]) + 1 for cells in reads if len(cells))
    *_, (cells, _) = receptive_fields(stack)
    assert most <= cells
    if size > 3 * cells:  # else the border cuts off all of them
        assert most == cells
