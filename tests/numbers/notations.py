"""Notations of maps of every size; as a module, a line for each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import inf
from typing import Any

import numpy as np

from convscenes.ops.notation import Notation, equation


def maps() -> Iterator[Any]:
    """Yield the same maps on every processor: whole numbers divided, multiplied and made narrower."""
    random = np.random.default_rng(11)
    for power, divisor in product((-300, -40, -9, -3, -1, 0, 1, 3, 6, 9, 40, 300), (1, 3, 7, 16, 255, 1000)):
        digits = random.integers(-999, 1000, size=(3, 4))
        yield digits / divisor * float(f"1e{power}")
        yield (digits / divisor).astype(np.float32)
        yield digits.astype(object) * 10 ** max(power, 0)


def written(values: Any) -> Iterator[str]:
    """Yield the notation of a map in wide and narrow cells, and the sum of its first row."""
    for max_width in (inf, 2.8, 1.8):
        notation = Notation.of(values, max_width)
        yield repr(notation)
        yield " ".join(notation.text(value) for value in np.ravel(values))
    row = np.ravel(values)[:4]
    yield repr(equation((row[0] + row[1] + row[2] + row[3], notation), [[(one, notation)] for one in row]))


def lines() -> list[str]:
    """Return the notations of all maps."""
    return [line for values in maps() for line in written(values)]


if __name__ == "__main__":
    print("\n".join(lines()))
