"""The text of a value, the same in captions, tables and cells."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np

CENT = Decimal("0.01")


def numeral(value: Any) -> str:
    """Return the text of ``value``: a true minus sign, at most two decimals.

    >>> numeral(np.int64(-3)), numeral(0.25), numeral(2.0), numeral(-0.004), numeral(12345.678)
    ('−3', '0.25', '2', '−4e−3', '12346')
    >>> numeral(2.125), numeral(10.0), numeral(-0.0)
    ('2.13', '10', '0')
    """
    if isinstance(value, (int, np.integer)) or not value:
        text = str(int(value))
    elif value and abs(value) < 0.01:
        mantissa, exponent = f"{value:.0e}".split("e")
        text = f"{mantissa}e{int(exponent)}"
    else:
        rounded = Decimal(repr(float(value))).quantize(
            Decimal(1) if abs(value) >= 1000 else CENT, ROUND_HALF_UP
        )
        text = f"{rounded:f}".rstrip("0").rstrip(".") if abs(value) < 1000 else f"{rounded:f}"
    return text.replace("-", "−")


def equals(*values: Any) -> str:
    """Return the sign of a formula with these values: ≈ where one of them is written rounded.

    >>> equals(3, 0.25), equals(1 / 3, 1)
    ('=', '≈')
    """
    written = (float(numeral(value).replace("−", "-")) == float(value) for value in values)
    return "=" if all(written) else "≈"
