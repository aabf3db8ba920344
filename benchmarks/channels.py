"""A layer of many channels, as in the middle of a network, against torch: prints its rows as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
import torch

from benchmarks.core import Row, compare
from convscenes.ops import convolve, transposed_convolve

INPUTS, OUTPUTS, SIDE = 64, 32, 32


def rows() -> Iterator[Row]:
    """Compare a convolution that keeps the size of an image, and a transposed one that doubles it."""
    random = np.random.default_rng(SIDE)
    torch.set_num_threads(1)
    functions = torch.nn.functional
    for dtype in ("float32", "float64"):
        for direction, shape, arguments, ours, theirs in (
            ("convolution", (OUTPUTS, INPUTS, 3, 3), {"padding": 1}, convolve, functions.conv2d),
            (
                "transposed",
                (INPUTS, OUTPUTS, 4, 4),
                {"padding": 1, "stride": 2},
                transposed_convolve,
                functions.conv_transpose2d,
            ),
        ):
            # Small whole numbers, so that all results are exact.
            image = random.integers(-9, 10, (INPUTS, SIDE, SIDE)).astype(dtype)
            kernel = random.integers(-9, 10, shape).astype(dtype)
            tensors = torch.from_numpy(image)[None], torch.from_numpy(kernel)
            row = Row(
                direction=direction,
                dtype=dtype,
                channels=f"{INPUTS} to {OUTPUTS}",
                image=SIDE,
                kernel=shape[-1],
                stride=arguments.get("stride", 1),
                against="torch",
                threads=1,
            )
            yield compare(
                row,
                lambda x=image, k=kernel, f=ours, a=arguments: f(x, k, **a),
                lambda xk=tensors, f=theirs, a=arguments: f(*xk, **a),
            )


if __name__ == "__main__":
    print(json.dumps(list(rows())))
