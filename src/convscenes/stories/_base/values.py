"""Comparing and collecting what maps show."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def same_values(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Return whether two maps show the same values in the same cells.

    >>> same_values(np.ma.array([1, 2], mask=[0, 1]), np.ma.array([1, 3], mask=[0, 1]))
    True
    """
    if one.shape != other.shape:
        return False
    masks = np.ma.getmaskarray(one), np.ma.getmaskarray(other)
    return np.array_equal(*masks) and bool(np.all((np.ma.getdata(one) == np.ma.getdata(other)) | masks[0]))


def frozen(values: NDArray[Any]) -> NDArray[Any]:
    """Return an array that cannot be written to: itself if it is one, else a copy."""
    values = np.asanyarray(values)
    if not values.flags.writeable:
        return values
    copied: NDArray[Any] = np.ma.copy(values) if np.ma.isMaskedArray(values) else np.array(values)
    copied.flags.writeable = False
    return copied
