"""Gradient descent on the kernel of a transposed convolution that enlarges pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import prod

import numpy as np
from numpy.typing import ArrayLike

from convscenes.errors import ArgumentError
from convscenes.ops import sums
from convscenes.ops.arguments import Array, Shape, as_numbers
from convscenes.ops.gradients import transposed_convolve_gradients
from convscenes.ops.pictures import averaged, drawn_pictures
from convscenes.ops.placements import frozen
from convscenes.ops.upsampling import bilinear, enlarge, enlarging

MAX_INITIAL_WEIGHT = 0.3
MAX_GROWTH = 10.0
"""The loss, relative to its first value, above which the descent is stopped as divergent."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pictures ``large`` (N, sh, sw) and the same made ``small`` (N, h, w), ``scale`` times on each axis."""

    small: Array
    large: Array
    scale: Shape

    @classmethod
    def drawn(cls, count: int, shape: Shape, scale: Shape, seed: int) -> Pairs:
        """Return pairs whose small pictures have ``shape``: their cells are means of those of the large ones.

        >>> pairs = Pairs.drawn(3, (4, 6), (2, 3), seed=1)
        >>> pairs.small.shape, pairs.large.shape
        ((3, 4, 6), (3, 8, 18))
        """
        large = drawn_pictures(count, tuple(size * s for size, s in zip(shape, scale, strict=True)), seed)
        return cls(frozen(averaged(large, (1, *scale))), frozen(large), scale)

    def enlarged(self, kernel: ArrayLike) -> Array:
        """Return the small pictures enlarged by ``kernel`` (kH, kW): (N, sh, sw)."""
        return enlarge(self.small, as_numbers("kernel", kernel)[None], (1, *self.scale))

    def interpolated(self) -> Array:
        """Return the small pictures enlarged by bilinear interpolation: (N, sh, sw)."""
        return bilinear(self.small, (1, *self.scale))

    def error(self, made: Array) -> float:
        """Return the mean squared error of ``made`` (N, sh, sw), compared with the large pictures."""
        with np.errstate(over="ignore"):  # an error that overflows is infinite
            return float(sums.mean((made - self.large) ** 2))


@dataclass(frozen=True, eq=False)
class LearningStep:
    """The kernel (kH, kW) after ``number`` steps of the descent, read-only, and its errors.

    ``loss`` is the error on the training pictures, ``slope`` (kH, kW) its gradient, ``held_out`` the error on
    pictures that are not trained on.
    """

    number: int
    kernel: Array
    slope: Array
    loss: float
    held_out: float


@dataclass(frozen=True)
class Score:
    """A method's name and its error on the held-out pictures."""

    name: str
    error: float


def random_weights(shape: Shape, seed: int) -> Array:
    """Return an initial kernel (kH, kW) of small weights of both signs, the same for the same seed.

    >>> bool((abs(random_weights((4, 3), seed=1)) <= MAX_INITIAL_WEIGHT).all())
    True
    """
    # Not a Generator: see ``drawn_pictures``.
    return np.random.RandomState(seed).uniform(-MAX_INITIAL_WEIGHT, MAX_INITIAL_WEIGHT, shape)


def learning_steps(
    kernel: ArrayLike, training: Pairs, held_out: Pairs, *, rate: float, count: int
) -> Iterator[LearningStep]:
    """Yield the start and ``count`` steps of gradient descent: kernel ← kernel − rate × slope.

    The loss is the mean squared error over all cells of all training pictures. Raises ArgumentError where the
    rate is so large that it diverges.

    >>> one = Pairs(np.array([[[2.0, 4.0]]]), np.array([[[2.0, 2.0, 4.0, 4.0]]]), (1, 2))
    >>> [(step.kernel.tolist(), step.loss) for step in learning_steps([[0, 0]], one, one, rate=0.1, count=1)]
    [([[0.0, 0.0]], 10.0), ([[1.0, 1.0]], 0.0)]
    """
    weights = as_numbers("kernel", kernel).astype(float)
    small, scale = training.small, (1, *training.scale)
    geometry = enlarging(small.shape, (1, *weights.shape), scale)
    first = None
    for number in range(count + 1):
        made = training.enlarged(weights)
        loss = training.error(made)
        first = loss if first is None else first
        if not loss <= MAX_GROWTH * first:  # also true of NaN, from sums that overflow
            raise ArgumentError(f"is too large, the error grows: got {rate:g}.", argument="rate")
        _, gradient = transposed_convolve_gradients(
            small,
            weights[None],
            2 * (made - training.large) / made.size,
            stride=geometry.stride,
            padding=geometry.padding,
            output_padding=geometry.output_padding,
        )
        slope = gradient[0]
        held_out_error = held_out.error(held_out.enlarged(weights))
        yield LearningStep(number, frozen(weights.copy()), frozen(slope), loss, held_out_error)
        weights = weights - rate * slope


@dataclass(frozen=True)
class Task:
    """A training task: small pictures of ``size`` are to become ``scale`` times as large.

    ``seed`` decides the training pictures, the held-out pictures and the initial weights.
    """

    size: tuple[int, int]
    scale: tuple[int, int]
    kernel_shape: tuple[int, int]
    pictures: int
    steps: int
    rate: float
    seed: int

    @property
    def large_size(self) -> tuple[int, int]:
        """Height and width of the large pictures."""
        return self.size[0] * self.scale[0], self.size[1] * self.scale[1]

    @property
    def products(self) -> int:
        """The number of multiplications in the forward passes of all steps."""
        return self.pictures * prod(self.size) * prod(self.kernel_shape) * self.steps

    @property
    def training(self) -> Pairs:
        """The training pictures."""
        return Pairs.drawn(self.pictures, self.size, self.scale, self.seed)

    @property
    def held_out(self) -> Pairs:
        """The held-out pictures."""
        return Pairs.drawn(self.pictures, self.size, self.scale, self.seed + 1)

    def descent(self) -> tuple[LearningStep, ...]:
        """Return the start and all steps; raises ArgumentError as ``learning_steps`` does."""
        return _descent(self)


@lru_cache(maxsize=4)  # the check of a spec and its story need the same
def _descent(task: Task) -> tuple[LearningStep, ...]:
    start = random_weights(task.kernel_shape, task.seed + 2)
    return tuple(learning_steps(start, task.training, task.held_out, rate=task.rate, count=task.steps))
