"""The core against scipy.signal, and against torch where installed: ratios; above 1 the core is faster.

Floats are the usual input: float64 is NumPy's default, float32 torch's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import product
from statistics import median
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
    rows = [*scipy_rows(), *((*torch_rows(), *channel_rows()) if find_spec("torch") else ())]
    print(
        f"{'direction':<14}{'dtype':<9}{'channels':<10}{'image':>6}{'kernel':>8}{'stride':>8}"
        f"  {'against':<14}{'ratio':>6}"
    )
    for row in rows:
        print(
            f"{row['direction']:<14}{row['dtype']:<9}{row.get('channels', ''):<10}{row['image']:>5}²"
            f"{row['kernel']:>7}²{row['stride']:>8}  {row['against']:<14}{row['ratio']:>5.2f}×"
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


def channel_rows() -> list[Row]:
    """Compare a layer of many channels with torch, in a process in which both have one thread.

    Two libraries that each have as many threads as there are processors slow each other down.
    """
    one = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")}
    command = [sys.executable, "-m", "benchmarks.channels"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=os.environ | one)
    rows: list[Row] = json.loads(done.stdout)
    return rows


def arrays(dtype: str, size: int, width: int) -> tuple[Any, Any]:
    """Return an image and an asymmetric kernel of small whole numbers, so that all results are exact."""
    random = np.random.default_rng(size + width)
    return tuple(random.integers(-9, 10, (n, n)).astype(dtype) for n in (size, width))  # type: ignore[return-value]


def compare(row: Row, ours: Call, theirs: Call) -> Row:
    """Add the ratio of the median times; both are run in turn, so that a busy machine slows both."""
    if not np.array_equal(ours(), np.squeeze(np.asarray(theirs()))):
        raise SystemExit(f"The results differ: {row}")
    rounds = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    own, other = map(median, zip(*rounds, strict=True))
    return row | {"ratio": round(other / own, 2)}


def seconds(call: Call) -> float:
    """Return the shortest time of a call within a short round."""
    best, end = float("inf"), perf_counter() + SECONDS_PER_ROUND
    while (start := perf_counter()) < end or best == float("inf"):
        call()
        best = min(best, perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
