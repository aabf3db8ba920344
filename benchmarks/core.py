"""The core against scipy.signal, and against torch where installed: ratios; above 1 the core is faster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import product
from time import perf_counter
from typing import Any

import numpy as np
from scipy import signal

from convscenes.ops import convolve, transposed_convolve

SIZES = 64, 512, 1024
KERNELS = 3, 5
ROUNDS = 7
SECONDS_PER_ROUND = 0.03

Call = Callable[[], Any]
Row = dict[str, Any]


def main() -> list[Row]:
    """Print one table, a line for every direction, dtype, size and kernel, and return its rows."""
    rows = [*scipy_rows(), *(torch_rows() if find_spec("torch") else ())]
    print(f"{'direction':<22}{'dtype':<9}{'image':>6}{'kernel':>8}{'stride':>8}  {'against':<14}{'ratio':>6}")
    for row in rows:
        print(
            f"{row['direction']:<22}{row['dtype']:<9}{row['image']:>5}²{row['kernel']:>7}²{row['stride']:>8}"
            f"  {row['against']:<14}{row['ratio']:>5.1f}×"
        )
    if not find_spec("torch"):
        print("torch is not installed: compared with scipy only.")
    return rows


def scipy_rows() -> Iterator[Row]:
    """Compare both directions at stride 1; scipy has no other."""
    for dtype, size, width in product(("float64", "int64"), SIZES, KERNELS):
        image, kernel = arrays(dtype, size, width)
        yield compare(
            Row(
                direction="convolution",
                dtype=dtype,
                image=size,
                kernel=width,
                stride=1,
                against="correlate2d",
            ),
            lambda image=image, kernel=kernel: convolve(image, kernel),
            lambda image=image, kernel=kernel: signal.correlate2d(image, kernel, "valid"),
        )
        yield compare(
            Row(
                direction="transposed", dtype=dtype, image=size, kernel=width, stride=1, against="convolve2d"
            ),
            lambda image=image, kernel=kernel: transposed_convolve(image, kernel),
            lambda image=image, kernel=kernel: signal.convolve2d(image, kernel, "full"),
        )


def torch_rows() -> Iterator[Row]:
    """Compare the transposed direction with torch, at one thread or its default, whichever is faster.

    On a machine that is busy otherwise, torch's threads wait for each other, and the default looks far worse
    than it is.
    """
    import torch

    default = torch.get_num_threads()
    for dtype, size, width, stride in product(("float32", "float64"), SIZES, KERNELS, (1, 2)):
        image, kernel = arrays(dtype, size, width)
        tensors = torch.from_numpy(image)[None, None], torch.from_numpy(kernel)[None, None]
        row = Row(
            direction="transposed", dtype=dtype, image=size, kernel=width, stride=stride, against="torch"
        )
        tried = []
        for threads in sorted({1, default}):
            torch.set_num_threads(threads)
            tried.append(
                compare(
                    row | {"threads": threads},
                    lambda x=image, k=kernel, s=stride: transposed_convolve(x, k, stride=s),
                    lambda xk=tensors, s=stride: torch.nn.functional.conv_transpose2d(*xk, stride=s),
                )
            )
        yield min(tried, key=lambda row: row["ratio"])


def arrays(dtype: str, size: int, width: int) -> tuple[Any, Any]:
    """Return an image and an asymmetric kernel of small whole numbers, so that all results are exact."""
    random = np.random.default_rng(size + width)
    return tuple(random.integers(-9, 10, (n, n)).astype(dtype) for n in (size, width))  # type: ignore[return-value]


def compare(row: Row, ours: Call, theirs: Call) -> Row:
    """Add the ratio of the best times; both are run in turn, so that a busy machine slows both."""
    if not np.array_equal(ours(), np.squeeze(np.asarray(theirs()))):
        raise SystemExit(f"The results differ: {row}")
    rounds = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    own, other = map(min, zip(*rounds, strict=True))
    return row | {"ratio": round(other / own, 2)}


def seconds(call: Call) -> float:
    """Return the best time of a call within a short round."""
    best, end = float("inf"), perf_counter() + SECONDS_PER_ROUND
    while (start := perf_counter()) < end or best == float("inf"):
        call()
        best = min(best, perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
