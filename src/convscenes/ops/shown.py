"""The core for stories: the same functions, their decimals rounded.

All numbers of a story come from here, so that maps, formulas, captions and steps agree with each other, on
every processor. Integers are exact already and stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from itertools import islice
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike

from convscenes import ops
from convscenes.ops.arguments import Array, as_numbers
from convscenes.ops.placements import frozen
from convscenes.ops.rounding import rounded

LEARNED = 1000.0
"""The size that digits of a network's values are counted from: 12 of them are eight decimals."""

BATCH = 64
"""How many steps are rounded together."""

Given = ParamSpec("Given")
Made = TypeVar("Made")


def _of_products(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Round the result of a function that is linear in each of its arrays.

    Its result for their magnitudes is the magnitude of the terms that it sums.
    """

    @wraps(function)
    def made(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        arrays = [arg for arg in (*args, *kwargs.values()) if isinstance(arg, np.ndarray)]
        values: Any = function(*args, **kwargs)
        if not any(array.dtype.kind == "f" for array in arrays):
            return values  # type: ignore[no-any-return]
        magnitudes: Any = map(_magnitude, args)
        named: Any = {name: _magnitude(arg) for name, arg in kwargs.items()}
        return _of_sizes(values, function(*magnitudes, **named))  # type: ignore[no-any-return]

    return made


def _magnitude(argument: Any) -> Any:
    return np.abs(argument) if isinstance(argument, np.ndarray) else argument


def _of_windows(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Round the result of pooling: of maxima the image, whose values are shown as well, else the means.

    Means of integers are exact, so that their digits count from themselves.
    """

    @wraps(function)
    def made(image: ArrayLike, size: Any, reduce: Any, **axes: Any) -> Any:
        make: Any = function
        pixels = as_numbers("image", image)
        if reduce == "max":
            return make(rounded(pixels), size, reduce, **axes)
        means = make(pixels, size, reduce, **axes)
        return _of_sizes(
            means, make(np.abs(pixels), size, reduce, **axes) if pixels.dtype.kind == "f" else None
        )

    return cast(Callable[Given, Made], made)


def _of_sizes(values: Any, sizes: Any) -> Any:
    """Round a result, or steps, with sizes in the same form; without sizes, by their own."""
    return _batches(values, sizes) if isinstance(values, Iterator) else rounded(values, sizes)


def _batches(steps: Iterator[Any], sizes: Iterator[Any] | None) -> Iterator[Any]:
    """Yield steps rounded, many at a time."""
    while batch := tuple(islice(steps, BATCH)):
        yield from rounded(batch, None if sizes is None else tuple(islice(sizes, BATCH)))


def _of_scale(function: Callable[Given, Array]) -> Callable[Given, Array]:
    """Round the weights that a function returns, none of them far beyond 1."""

    @wraps(function)
    def made(*args: Given.args, **kwargs: Given.kwargs) -> Array:
        return rounded(function(*args, **kwargs), 1.0)

    return made


def _of_image(function: Callable[[Array, Any], Array]) -> Callable[[Array, Any], Array]:
    """Round the result of a function of an image, digits counted from the largest value of both."""

    @wraps(function)
    def made(image: Array, scale: Any) -> Array:
        values = function(image, scale)
        return rounded(values, np.maximum(np.abs(values), np.abs(image).max()))

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

pool = _of_windows(ops.pool)
pool_steps = _of_windows(ops.pool_steps)

nearest = _of_image(ops.nearest)
bilinear = _of_image(ops.bilinear)
bicubic = _of_image(ops.bicubic)
nearest_kernel = _of_scale(ops.nearest_kernel)
bilinear_kernel = _of_scale(ops.bilinear_kernel)
bicubic_kernel = _of_scale(ops.bicubic_kernel)


def range_step(values: Array, *, marks: int = 6) -> ops.RangeStep:
    """Return ``ops.range_step``, only its scale rounded."""
    step = ops.range_step(values, marks=marks)
    return replace(step, scale=frozen(rounded(step.scale, np.abs(values).max())))


def least_squares(*arguments: Any, **axes: Any) -> Array:
    """Return ``ops.least_squares`` rounded to eight decimals: its sums go through each other."""
    return rounded(ops.least_squares(*arguments, **axes), LEARNED)


def learned(value: Made) -> Made:
    """Return a network's values or weights (numbers, arrays or records) rounded to eight decimals.

    In a network the last bits of one sum may grow in the next.

    >>> learned((1 / 3, 2))
    (0.33333333, 2)
    """
    return rounded(value, LEARNED)
