"""Gradient descent on the kernel of a transposed convolution, so that it makes small pictures large."""

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

SMALL = 0.3
"""The largest weight to start from."""
HOPELESS = 10.0
"""How many times its first value the error may reach before the descent is called off."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pictures ``large`` (N, sh, sw) and the same made ``small`` (N, h, w), ``scale`` times on each axis."""

    small: Array
    large: Array
    scale: Shape

    @classmethod
    def drawn(cls, count: int, shape: Shape, scale: Shape, seed: int) -> Pairs:
        """Return pairs whose small pictures have ``shape``: each cell is the mean of what it covers.

        >>> pairs = Pairs.drawn(3, (4, 6), (2, 3), seed=1)
        >>> pairs.small.shape, pairs.large.shape
        ((3, 4, 6), (3, 8, 18))
        """
        large = drawn_pictures(count, tuple(size * s for size, s in zip(shape, scale, strict=True)), seed)
        return cls(frozen(averaged(large, (1, *scale))), frozen(large), scale)

    def enlarged(self, kernel: ArrayLike) -> Array:
        """Return what ``kernel`` (kH, kW) makes of the small pictures (N, sh, sw)."""
        return enlarge(self.small, as_numbers("kernel", kernel)[None], (1, *self.scale))

    def interpolated(self) -> Array:
        """Return what bilinear interpolation makes of the small pictures (N, sh, sw)."""
        return bilinear(self.small, (1, *self.scale))

    def error(self, made: Array) -> float:
        """Return how far pictures ``made`` of the small ones are off: the mean of the squared differences."""
        with np.errstate(over="ignore"):  # beyond all floats it is infinite, and so far off
            return float(sums.mean((made - self.large) ** 2))


@dataclass(frozen=True, eq=False)
class LearningStep:
    """The kernel (kH, kW) after ``number`` steps of the descent, read-only, and what it is worth.

    ``slope`` (kH, kW) tells how the training pictures' error changes with every weight; ``loss`` is that
    error, ``held_out`` the error on pictures that no step has seen.
    """

    number: int
    kernel: Array
    slope: Array
    loss: float
    held_out: float


@dataclass(frozen=True)
class Score:
    """How well a method does on the held-out pictures: its name and its error."""

    name: str
    error: float


def random_weights(shape: Shape, seed: int) -> Array:
    """Return a kernel (kH, kW) to start from: small weights of both signs; the same seed, the same weights.

    >>> bool((abs(random_weights((4, 3), seed=1)) <= SMALL).all())
    True
    """
    # Not a Generator: see ``drawn_pictures``.
    return np.random.RandomState(seed).uniform(-SMALL, SMALL, shape)


def learning_steps(
    kernel: ArrayLike, training: Pairs, held_out: Pairs, *, rate: float, count: int
) -> Iterator[LearningStep]:
    """Yield the start and ``count`` steps of gradient descent: kernel ← kernel − rate × slope.

    The error is the mean of the squared differences over all cells of all training pictures. Raises
    ArgumentError where the rate is so large that the error grows and grows.

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
        if not loss <= HOPELESS * first:  # nor is it where sums beyond all floats have made it NaN
            raise ArgumentError(f"is too large, the error grows: got {rate:g}.", argument="rate")
        _, slopes = transposed_convolve_gradients(
            small,
            weights[None],
            2 * (made - training.large) / made.size,
            stride=geometry.stride,
            padding=geometry.padding,
            output_padding=geometry.output_padding,
        )
        slope = slopes[0]
        worth = held_out.error(held_out.enlarged(weights))
        yield LearningStep(number, frozen(weights.copy()), frozen(slope), loss, worth)
        weights = weights - rate * slope


@dataclass(frozen=True)
class Task:
    """What is to be learned, and from how much: small pictures of ``size`` become ``scale`` times as large.

    One seed draws the pictures to learn from, those to be judged by, and the weights to start from.
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
        """How many values meet a weight on the way there, once in each step."""
        return self.pictures * prod(self.size) * prod(self.kernel_shape) * self.steps

    @property
    def training(self) -> Pairs:
        """The pictures to learn from."""
        return Pairs.drawn(self.pictures, self.size, self.scale, self.seed)

    @property
    def held_out(self) -> Pairs:
        """The pictures to be judged by."""
        return Pairs.drawn(self.pictures, self.size, self.scale, self.seed + 1)

    def descent(self) -> tuple[LearningStep, ...]:
        """Return the start and all steps; raises ArgumentError as ``learning_steps`` does."""
        return _descent(self)


@lru_cache(maxsize=4)  # who checks a task and who tells of it need the same
def _descent(task: Task) -> tuple[LearningStep, ...]:
    start = random_weights(task.kernel_shape, task.seed + 2)
    return tuple(learning_steps(start, task.training, task.held_out, rate=task.rate, count=task.steps))
