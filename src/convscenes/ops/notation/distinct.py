"""All values of some arrays, each once, in little memory: a story has millions of products."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import numpy as np

from convscenes.ops.arguments import Array

CELLS = 2**18
"""How many values are worked on together."""


def distinct(arrays: Iterable[Any]) -> Array:
    """Return all values of one or more arrays, each once, in ascending order; masked ones do not count.

    >>> distinct([np.array([[2, 1]]), np.ma.array([1, 3], mask=[0, 1])]).tolist()
    [1, 2]
    """
    found: list[Array] = []
    size, enough = 0, CELLS
    for piece in chain.from_iterable(map(pieces, arrays)):
        found.append(piece)
        size += piece.size
        if size >= enough:
            found = [_once(found)]
            size = found[0].size
            enough = max(CELLS, 2 * size)
    return _once(found)


def pieces(array: Any) -> Iterator[Array]:
    """Yield the values of an array that are not masked, at most ``CELLS`` at a time, at least once."""
    known = np.ma.compressed(array) if np.ma.isMaskedArray(array) else np.ravel(array)
    for start in range(0, max(known.size, 1), CELLS):
        yield known[start : start + CELLS]


def _once(arrays: list[Array]) -> Array:
    """Return the values of arrays (N,), each once.

    Where many integers are different, ``np.unique``, which hashes them, takes a hundred times as long.
    """
    values = np.concatenate(arrays)
    values.sort()
    first = np.ones(values.size, bool)
    first[1:] = values[1:] != values[:-1]
    return values[first]
