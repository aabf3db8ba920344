"""Arrays over the cells of a map: directions out of a block, and lags (when each cell starts)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Positions = NDArray[np.int64]


def outward(shape: Sequence[int], rows: Positions, cols: Positions) -> NDArray[np.float64]:
    """Return the direction (H, W, 2) away from the block at ``rows`` × ``cols``: −1, 0 or 1 in x and y.

    >>> outward((1, 3), np.array([0]), np.array([1])).tolist()
    [[[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]]
    """
    down, right = (
        np.sign(np.arange(size) - np.clip(np.arange(size), kept[0], kept[-1]))
        for size, kept in zip(shape, (rows, cols), strict=True)
    )
    return np.stack(np.broadcast_arrays(right[None, :], -down[:, None]), axis=-1).astype(float)


def diagonal(shape: Sequence[int]) -> NDArray[np.float64]:
    """Return lags (H, W), 0 … 1, that grow from the upper left to the lower right.

    >>> diagonal((2, 2)).tolist()
    [[0.0, 0.5], [0.5, 1.0]]
    """
    lags = np.add.outer(np.arange(shape[0]), np.arange(shape[1])).astype(float)
    return lags / max(float(lags.max()), 1.0)


def row_after_row(shape: Sequence[int]) -> NDArray[np.float64]:
    """Return lags (H, W), 0 … 1, that grow from row to row.

    >>> row_after_row((3, 2)).tolist()
    [[0.0, 0.0], [0.5, 0.5], [1.0, 1.0]]
    """
    return np.repeat(np.linspace(0, 1, shape[0])[:, None], shape[1], axis=1)


def ripple(mask: Mask) -> NDArray[np.float64]:
    """Return lags (H, W), 0 … 1, that grow with the distance from the block of cells of ``mask``.

    >>> ripple(np.array([[False, True, False, False]])).tolist()
    [[0.5, 0.0, 0.5, 1.0]]
    """
    inside = np.argwhere(mask)
    if not len(inside):
        return np.zeros(mask.shape)
    ends = zip(inside.min(axis=0), inside.max(axis=0), mask.shape, strict=True)
    rows, cols = (np.abs(np.arange(size) - np.clip(np.arange(size), low, high)) for low, high, size in ends)
    away = np.maximum.outer(rows, cols)
    lags: NDArray[np.float64] = away / max(int(away.max()), 1)
    return lags
