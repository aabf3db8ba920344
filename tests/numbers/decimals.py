"""Specs of every kind that sums decimals, chosen so that most would depend on the order of adding."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np

CANCELLING: dict[str, Any] = {
    "input": [[0.1, 0.3, 0.1, 0.3], [0.7, 0.1, 0.2, 0.1], [0.1, 0.3, 0.3, 0.3]],
    "kernel": [[0.1, 0.2, -0.3], [1.1, -2.2, 1.1]],
}
"""Decimals some of whose exact sums are 0: in floats these depend on the order."""
LONG: dict[str, Any] = {
    "input": (np.arange(1, 31).reshape(5, 6) / 7).tolist(),
    "kernel": [[0.1, -1 / 3], [2 / 3, 0.7]],
}


def twice(name: str) -> list[Any]:
    """Return two channels; YAML would write the same list twice as an alias."""
    return [deepcopy(CANCELLING[name]) for _ in range(2)]


DECIMALS: list[tuple[str, dict[str, Any]]] = [
    ("kernel-slide", CANCELLING),
    ("kernel-slide", {"input": twice("input"), "kernel": [twice("kernel")]}),
    ("connectivity", CANCELLING),
    ("matrix-unroll", CANCELLING),
    ("matrix-transpose", CANCELLING),
    ("matrix-multiply", CANCELLING),
    ("matrix-multiply", LONG | {"transposed": True, "stride": 2}),
    ("matrix-show", CANCELLING),
    ("scatter", CANCELLING),
    ("scatter", LONG | {"stride": 2, "padding": 1, "show_cropping": True}),
    ("scatter", {"input": twice("input"), "kernel": [[one] for one in twice("kernel")]}),
    ("zero-insertion", LONG | {"stride": 2}),
    ("output-size", CANCELLING | {"padding": 1}),
    ("upsampling", CANCELLING | {"scale": 3}),
    ("checkerboard", {"weights": [0.1, 0.7, 0.2, -0.4]}),
    ("learned-kernel", {"size": [3, 4], "scale": [2, 3], "kernel_size": [4, 5], "pictures": 5, "steps": 300}),
]
