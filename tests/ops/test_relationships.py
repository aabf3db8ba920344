"""Every published relationship, as a row: its formula, against the geometry and against convolved arrays.

Source: Dumoulin & Visin, arXiv 1603.07285, numbered as there. Primes are the transposed operation's.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
import pytest

from convscenes import ops
from convscenes.ops import Geometry


class Row(NamedTuple):
    """A relationship: when it holds, and its right-hand side."""

    name: str
    holds: str
    output: str


DIRECT = (
    Row("R1", "s == d == 1 and p == 0", "i - k + 1"),
    Row("R2", "s == d == 1", "i - k + 2 * p + 1"),
    Row("R3", "s == d == 1 and k % 2 == 1 and p == k // 2", "i"),
    Row("R4", "s == d == 1 and p == k - 1", "i + k - 1"),
    Row("R5", "d == 1 and p == 0", "(i - k) // s + 1"),
    Row("R6", "d == 1", "(i + 2 * p - k) // s + 1"),
    Row("R15", "True", "(i + 2 * p - k - (k - 1) * (d - 1)) // s + 1"),
)
BACK = (
    Row("R8", "s == 1 and p == 0", "o + k - 1"),
    Row("R9", "s == 1", "o + (k - 1) - 2 * p"),
    Row("R10", "s == 1 and k % 2 == 1 and p == k // 2", "o"),
    Row("R11", "s == 1 and p == k - 1", "o - (k - 1)"),
    Row("R12", "p == 0 and (i - k) % s == 0", "s * (o - 1) + k"),
    Row("R13", "(i + 2 * p - k) % s == 0", "s * (o - 1) + k - 2 * p"),
    Row("R14", "True", "s * (o - 1) + a + k - 2 * p"),
)


def value(formula: str, **letters: int) -> int:
    """Return the value of a formula of these letters."""
    return int(eval(formula, {}, letters))


def cases_of(row: Row, most_dilated: int) -> list[tuple[int, int, int, int, int]]:
    """Return the i, k, s, p, d for which a relationship holds."""
    cases = [
        (i, k, s, p, d)
        for i, k, s, p in product((3, 4, 7, 8), (1, 2, 3, 4), (1, 2, 3), (0, 1, 2, 3))
        for d in range(1, most_dilated + 1)
        if i + 2 * p >= d * (k - 1) + 1 and p < k and value(row.holds, i=i, k=k, s=s, p=p, d=d)
    ]
    assert len(cases) > 3
    return cases


@pytest.mark.parametrize("row", DIRECT, ids=lambda row: row.name)
def test_a_convolution(row: Row) -> None:
    for i, k, s, p, d in cases_of(row, most_dilated=3):
        geometry = Geometry.convolution((i,), (k,), stride=s, padding=p, dilation=d)
        made = ops.convolve(np.arange(i), np.arange(1, k + 1), stride=s, padding=p, dilation=d)
        wanted = value(row.output, i=i, k=k, s=s, p=p, d=d)
        assert geometry.output_shape == made.shape == (wanted,), (i, k, s, p, d)


def test_pooling() -> None:
    """R7: o = ⌊(i − k)/s⌋ + 1."""
    for i, k, s in product((3, 4, 7, 8), (1, 2, 3), (1, 2, 3)):
        assert ops.pool(np.arange(i)[None], (1, k), "max", stride=(1, s)).shape == (1, (i - k) // s + 1)


@pytest.mark.parametrize("row", BACK, ids=lambda row: row.name)
def test_the_way_back(row: Row) -> None:
    """From the output of a convolution, by its own arguments, to the size of its input."""
    for i, k, s, p, _ in cases_of(row, most_dilated=1):
        o, a = (i + 2 * p - k) // s + 1, (i + 2 * p - k) % s
        restoring = Geometry.convolution((i,), (k,), stride=s, padding=p).restoring()
        made = ops.transposed_convolve(
            np.arange(o), np.arange(1, k + 1), stride=s, padding=p, output_padding=a
        )
        assert value(row.output, o=o, k=k, s=s, p=p, a=a) == i
        assert restoring.output_shape == made.shape == (i,)
