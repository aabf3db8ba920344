"""Another place for products and sums: one that adds in reverse order, as some other BLAS might.

As a plugin of pytest, ``-p tests.numbers.reversal``, it stays for all tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from convscenes.ops import learning, sums

in_order = {"product": sums.product, "total": sums.total}


def product(weights: Any, columns: Any) -> Any:
    return in_order["product"](weights[..., ::-1].copy(), columns[..., ::-1, :].copy())


def total(values: Any, axis: int | tuple[int, ...] | None = None) -> Any:
    return in_order["total"](np.flip(values, axis).copy(), axis)


def put(patch: pytest.MonkeyPatch) -> None:
    """Replace the core's functions by these."""
    patch.setattr(sums, "product", product)
    patch.setattr(sums, "total", total)


@contextmanager
def reversed_sums() -> Iterator[None]:
    """Add in reverse order; caches of what was learned are cleared before and after."""
    with pytest.MonkeyPatch.context() as patch:
        put(patch)
        learning._descent.cache_clear()
        yield
    learning._descent.cache_clear()


def pytest_configure() -> None:
    """Add in reverse order from now on."""
    put(pytest.MonkeyPatch())
