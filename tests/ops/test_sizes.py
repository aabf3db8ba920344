"""Sizes by rules, inputs that share one, receptive fields: by hand, and by trying every size and cell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
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


@given(st.integers(1, 12), small, small, st.integers(0, 3), st.integers(1, 3))
def test_inputs_with_this_output_by_trying_all(size: int, k: int, s: int, p: int, d: int) -> None:
    def output(size: int) -> int:
        return (size + 2 * p - d * (k - 1) - 1) // s + 1

    assume(output(size) >= 1)
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
    assume(found)
    allowed = Geometry.transposed_convolution(
        (size,), (k,), stride=s, padding=p, dilation=d, output_padding=max(found)
    )
    assert output_paddings(allowed) == (found,)


def test_rules_of_a_convolution_by_hand() -> None:
    """TensorFlow: same gives ⌈i/s⌉, valid ⌈(i − k + 1)/s⌉; so does ONNX."""
    rules = by_rules(Geometry.convolution((7, 8), (3, 2), stride=(2, 3)))
    assert {name: (ruled.output, ruled.padding) for name, ruled in rules.items()} == {
        "TensorFlow SAME": ((4, 3), ((1, 1), (0, 0))),
        "ONNX SAME_UPPER": ((4, 3), ((1, 1), (0, 0))),
        "ONNX SAME_LOWER": ((4, 3), ((1, 1), (0, 0))),
        "TensorFlow VALID": ((3, 3), ((0, 0), (0, 0))),
        "ONNX VALID": ((3, 3), ((0, 0), (0, 0))),
    }
    odd = by_rules(Geometry.convolution((5,), (4,)))
    assert (odd["ONNX SAME_UPPER"].padding, odd["ONNX SAME_LOWER"].padding) == (((1, 2),), ((2, 1),))
    assert not {"TensorFlow VALID", "ONNX VALID"} & {*by_rules(Geometry.convolution((2,), (3,), padding=1))}


@pytest.mark.parametrize(
    ("k", "s", "a", "rules"),
    [
        # TensorFlow: 3s, 3s + max(k − s, 0); ONNX: 3s, 2s + a + k, of which 3s crops the difference
        (3, 2, 0, [(6, 0, 1), (7, 0, 0), (6, 0, 1), (6, 1, 0), (7, 0, 0)]),
        (3, 2, 1, [(6, 0, 1), (7, 0, 0), (6, 1, 1), (6, 1, 1), (8, 0, 0)]),
        (2, 4, 0, [(12, 0, 0), (12, 0, 0), (12, 0, 0), (12, 0, 0), (10, 0, 0)]),
        (5, 2, 0, [(6, 1, 2), (9, 0, 0), (6, 1, 2), (6, 2, 1), (9, 0, 0)]),
    ],
)
def test_rules_of_a_transposed_convolution_by_hand(
    k: int, s: int, a: int, rules: list[tuple[int, int, int]]
) -> None:
    found = by_rules(Geometry.transposed_convolution((3,), (k,), stride=s, output_padding=a))
    names = ("TensorFlow SAME", "TensorFlow VALID", "ONNX SAME_UPPER", "ONNX SAME_LOWER", "ONNX VALID")
    assert [(*found[name].output, *found[name].padding[0]) for name in names] == rules


@given(small, small, st.sampled_from([2, 3]), st.integers(1, 2), st.booleans(), st.booleans())
def test_rules_have_the_size_that_their_pads_make(
    size: int, k: int, s: int, d: int, extra: bool, transposed: bool
) -> None:
    make = Geometry.transposed_convolution if transposed else Geometry.convolution
    how = {"stride": s, "dilation": d, **({"output_padding": int(extra)} if transposed else {})}
    wide = 4 * size + d * k  # so that every kernel fits
    for name, ruled in by_rules(make((wide,), (k,), **how)).items():
        kept = how if name.startswith("ONNX") else {**how, **({"output_padding": 0} if transposed else {})}
        made = make((wide,), (k,), padding=ruled.padding, **kept).output_shape
        zeros_behind = max(s - d * (k - 1) - 1 - kept.get("output_padding", 0), 0)
        behind = zeros_behind if transposed and name != "ONNX VALID" else 0
        assert ruled.output == (made[0] + behind,), name


def test_onnx_output_shape() -> None:
    """By hand: 3 inputs of k 3, s 2 write 7 cells; an odd one is cropped before, and 8 have a zero behind."""
    geometry = Geometry.transposed_convolution((3,), (3,), stride=2)
    pads = {size: onnx_pads(geometry, (size,)).padding[0] for size in (8, 7, 6, 5, 4)}
    assert pads == {8: (0, 0), 7: (0, 0), 6: (1, 0), 5: (1, 1), 4: (2, 1)}


@pytest.mark.parametrize("extra", [0, 1])
def test_onnx_output_shape_as_in_its_own_tests(extra: int) -> None:
    """test_convtranspose_output_shape and …_kernel_shape: 3×3 by 3×3, strides 3 and 2, to 10×8, uncropped."""
    geometry = Geometry.transposed_convolution((3, 3), (3, 3), stride=(3, 2), output_padding=extra)
    assert onnx_pads(geometry, (10, 8)).padding == ((0, 0), (0, 0))


@pytest.mark.parametrize("shape", [(6, 6), (0,)])
def test_no_onnx_output_shape(shape: tuple[int, ...]) -> None:
    geometry = Geometry.transposed_convolution((3,), (3,), stride=2)
    with pytest.raises(ArgumentError, match="output: must have a size of at least 1 for each of 1 axes, got"):
        onnx_pads(geometry, shape)


@given(st.integers(1, 6), small, small, st.integers(1, 3), st.data())
def test_onnx_pads_make_the_output_shape(size: int, k: int, s: int, d: int, data: st.DataObject) -> None:
    extra = data.draw(st.integers(0, max(s, d) - 1))
    how = {"stride": s, "dilation": d, "output_padding": extra}
    whole = Geometry.transposed_convolution((size,), (k,), **how)
    asked = data.draw(st.integers(1, whole.output_shape[0]))
    ((before, after),) = onnx_pads(whole, (asked,)).padding
    assert before - after in (0, 1)
    made = Geometry.transposed_convolution((size,), (k,), padding=((before, after),), **how)
    assert made.output_shape == (asked,)


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
    seen = np.eye(64, dtype=int)
    for layer in stack:
        kernel = np.ones(layer.kernel, dtype=int)
        make = ops.transposed_convolve if layer.transposed else ops.convolve
        seen = np.array([make(row, kernel, stride=layer.stride, padding=layer.padding) for row in seen])
    reads = [np.flatnonzero(column) for column in seen.T]
    *_, (cells, _) = receptive_fields(stack)
    assert max(int(read[-1] - read[0]) + 1 for read in reads if len(read)) == cells


def test_a_stack_that_up_samples_too_far() -> None:
    assert [*receptive_fields([Stacked(65, 64, transposed=True)] * 2)][-1][0] == 2
    with pytest.raises(ArgumentError, match="layers: must up-sample by at most 4096 in all, got 262144"):
        next(receptive_fields([Stacked(65, 64, transposed=True)] * 3))
