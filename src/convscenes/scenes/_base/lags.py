"""Lags (H, W), 0 … 1: when each cell of a map starts in an animation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


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
