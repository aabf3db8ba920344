"""All values of arrays, each once."""

import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from convscenes.ops.notation import Notation, distinct
from convscenes.ops.notation.distinct import CELLS
from convscenes.ops.notation.quanta import counted

FEW = hnp.arrays(
    st.sampled_from([np.int64, np.float64]),
    hnp.array_shapes(max_dims=3, max_side=5),
    elements=st.integers(-9, 9),
)


@given(arrays=st.lists(FEW, min_size=1, max_size=6))
def test_every_value_comes_once_in_order(arrays: list[Any]) -> None:
    assert distinct(arrays).tolist() == sorted(
        {value for array in arrays for value in array.ravel().tolist()}
    )


def test_many_arrays_and_large_ones_are_taken_in_parts() -> None:
    source = np.random.RandomState(7)
    large = source.randint(-500_000, 500_000, size=3 * CELLS + 17)
    small = [source.randint(0, 50, size=(3, 5)) for _ in range(CELLS // 10)]
    assert (
        distinct([large, *small]).tolist()
        == np.unique(np.concatenate([large, *map(np.ravel, small)])).tolist()
    )


def test_empty_and_masked_arrays_have_no_values() -> None:
    assert distinct([np.array([], np.int64), np.ma.masked_all((2, 3), np.int64)]).tolist() == []
    assert distinct([np.ma.masked_equal([[3, 0], [0, 1]], 0), np.array([2])]).tolist() == [1, 2, 3]
    assert Notation.of(np.ma.masked_all((2, 3))) == Notation.of([])


@given(array=FEW)
def test_counting_values_once_finds_the_same_counts(array: Any) -> None:
    quantum, counts = counted(array / 4)
    once = counted(array / 4, once=True)
    assert (once[0], once[1].tolist()) == (quantum, np.unique(counts).tolist())


@pytest.mark.parametrize("values", [[10**30, -7, 10**30], [True, False, True], [np.float32(0.1), 0.25]])
def test_integers_of_any_size_booleans_and_small_floats_are_counted_once(values: list[Any]) -> None:
    once = counted(values, once=True)
    assert (once[0], once[1].tolist()) == (counted(values)[0], sorted(set(counted(values)[1].tolist())))


def test_the_notation_of_many_alike_values_takes_little_memory() -> None:
    values = np.tile(np.arange(-999, 1000), 4000)  # 64 MB
    tracemalloc.start()
    try:
        notation = Notation.of(values)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < values.nbytes / 4
    assert notation == Notation.of(np.arange(-999, 1000))
