"""Facts that several stories tell: where a cell is, how windows move, how far stamps are apart."""

from __future__ import annotations

from collections.abc import Sequence

Facts = dict[str, str | int]


def at(index: Sequence[int]) -> Facts:
    """Return where a cell is, counted from 1: its row and column; in 1-D data its number.

    >>> at((1, 0)), at((3,))
    ({'at': 'row', 'row': 2, 'column': 1}, {'at': 'cell', 'cell': 4})
    """
    if len(index) == 1:
        return {"at": "cell", "cell": int(index[0]) + 1}
    row, column = (int(number) + 1 for number in index)
    return {"at": "row", "row": row, "column": column}


def moved(index: Sequence[int], stride: Sequence[int], shape: Sequence[int]) -> Facts:
    """Return how the window or stamp moves to that of a cell, row by row in a map of ``shape``.

    >>> moved((0, 2), (1, 2), (3, 3)), moved((1, 0), (1, 2), (3, 3)), moved((1, 0), (1, 2), (3, 1))
    ({'way': 'right', 'by': 2}, {'way': 'back', 'by': 1}, {'way': 'down', 'by': 1})
    >>> moved((2,), (3,), (4,))
    {'way': 'along', 'by': 3}
    """
    if len(index) == 1:
        return {"way": "along", "by": stride[0]}
    if index[1]:
        return {"way": "right", "by": stride[1]}
    return {"way": "back" if shape[1] > 1 else "down", "by": stride[0]}


def apart(stride: Sequence[int]) -> Facts:
    """Return the distance of stamps or windows: the same on all axes, or one on each.

    >>> apart((2, 2)), apart((1, 2))
    ({'apart': 'alike', 'distance': 2}, {'apart': 'each', 'down': 1, 'across': 2})
    """
    if len(set(stride)) == 1:
        return {"apart": "alike", "distance": stride[0]}
    down, across = stride
    return {"apart": "each", "down": down, "across": across}
