"""The core as stories ask it: the same functions, with decimals rounded where they leave it.

What a story computes comes from here, so that maps, formulas, captions and steps agree with each other, on
every processor. Where all numbers are integers they are exact already, and nothing is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import numpy as np

from convscenes import ops
from convscenes.ops import generators, segmentation
from convscenes.ops.arguments import Array
from convscenes.ops.learning import LearningStep, Pairs, Task
from convscenes.ops.rounding import rounded

LEARNED = 1000.0
"""The size that digits of what networks make and learn are counted from: eight decimals are kept.

There, sums follow on sums, and the last bits of one may become larger in the next.
"""

Given = ParamSpec("Given")
Made = TypeVar("Made")


def _of_products(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Round what a function makes that is linear in each of its arrays.

    What it makes of their magnitudes is the size of all that it sums.
    """

    @wraps(function)
    def made(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        arrays = [arg for arg in args if isinstance(arg, np.ndarray)]
        values: Any = function(*args, **kwargs)
        if not any(array.dtype.kind == "f" for array in arrays):
            return values  # type: ignore[no-any-return]
        magnitudes: Any = [np.abs(arg) if isinstance(arg, np.ndarray) else arg for arg in args]
        sizes: Any = function(*magnitudes, **kwargs)
        result: Any = map(rounded, values, sizes) if isinstance(values, Iterator) else rounded(values, sizes)
        return result  # type: ignore[no-any-return]

    return made


def _of_size(size: float) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Round what a function makes, its digits counted from one size for all."""

    def rounding(function: Callable[Given, Made]) -> Callable[Given, Made]:
        @wraps(function)
        def made(*args: Given.args, **kwargs: Given.kwargs) -> Made:
            return rounded(function(*args, **kwargs), size)

        return made

    return rounding


def _of_image(function: Callable[[Array, Any], Array]) -> Callable[[Array, Any], Array]:
    """Round what a function makes of an image, its digits counted from the largest value of that."""

    @wraps(function)
    def made(image: Array, scale: Any) -> Array:
        return rounded(function(image, scale), float(np.abs(image).max()))

    return made


convolve = _of_products(ops.convolve)
transposed_convolve = _of_products(ops.transposed_convolve)
gather_steps = _of_products(ops.gather_steps)
scatter_steps = _of_products(ops.scatter_steps)
insertion_steps = _of_products(ops.insertion_steps)
row_steps = _of_products(ops.row_steps)
column_steps = _of_products(ops.column_steps)
constant_pattern = _of_products(ops.constant_pattern)
enlarge = _of_products(ops.enlarge)

nearest = _of_image(ops.nearest)
bilinear = _of_image(ops.bilinear)
bicubic = _of_image(ops.bicubic)
nearest_kernel = _of_size(1.0)(ops.nearest_kernel)
bilinear_kernel = _of_size(1.0)(ops.bilinear_kernel)
bicubic_kernel = _of_size(1.0)(ops.bicubic_kernel)


def range_step(values: Array, *, marks: int = 6) -> ops.RangeStep:
    """Return the range of a matrix; digits are counted from its largest magnitude."""
    return rounded(ops.range_step(values, marks=marks), float(np.abs(values).max()))


run_untrained = _of_size(LEARNED)(generators.run_untrained)
segment = _of_size(LEARNED)(segmentation.segment)


@_of_size(LEARNED)
def descent(task: Task) -> tuple[LearningStep, ...]:
    """Return the start and all steps of a task; raises ArgumentError as ``learning_steps`` does."""
    return task.descent()


@_of_size(LEARNED)
def training(task: Task) -> Pairs:
    """Return the pictures to learn from."""
    return task.training


@_of_size(LEARNED)
def held_out(task: Task) -> Pairs:
    """Return the pictures to be judged by."""
    return task.held_out


@_of_size(LEARNED)
def enlarged(pairs: Pairs, kernel: Array) -> Array:
    """Return what a kernel (kH, kW) makes of small pictures (N, sh, sw)."""
    return pairs.enlarged(kernel)


@_of_size(LEARNED)
def error(pairs: Pairs, made: Array) -> float:
    """Return how far pictures made of the small ones are off."""
    return pairs.error(made)
