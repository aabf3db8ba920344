"""How a value is written: the same in captions, tables and cells."""

from __future__ import annotations

from typing import Any

import numpy as np


def numeral(value: Any) -> str:
    """Return ``value`` as it is written in a cell: a true minus sign, at most two decimals.

    >>> numeral(np.int64(-3)), numeral(0.25), numeral(2.0), numeral(-0.004), numeral(12345.678)
    ('−3', '0.25', '2', '−4e−3', '12346')
    """
    if isinstance(value, (int, np.integer)):
        text = str(int(value))
    elif value and abs(value) < 0.01:
        mantissa, exponent = f"{value:.0e}".split("e")
        text = f"{mantissa}e{int(exponent)}"
    else:
        text = f"{value:.0f}" if abs(value) >= 1000 else f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")
