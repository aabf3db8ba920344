"""Generators: networks of transposed convolutions from random numbers to a picture.

A *rung* is one of their layers: a transposed convolution and the sizes of the maps that it reads and makes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from convscenes.ops import sums
from convscenes.ops.arguments import Array
from convscenes.ops.geometry import Geometry
from convscenes.ops.layers import Layer
from convscenes.ops.networks import Network
from convscenes.ops.placements import frozen
from convscenes.ops.upsampling import enlarging

FIRST = 4
"""Height and width of the first rung's maps, made from one cell."""
STRIDE = 2
"""The stride of all other rungs, by which they enlarge their maps."""


@dataclass(frozen=True)
class Rung:
    """One transposed convolution of a generator: its geometry, and the channels of its input and output."""

    inputs: int
    channels: int
    geometry: Geometry

    @property
    def read_shape(self) -> tuple[int, ...]:
        """Height, width and channels of its input."""
        return (*self.geometry.image_shape, self.inputs)

    @property
    def shape(self) -> tuple[int, ...]:
        """Height, width and channels of its output."""
        return (*self.geometry.output_shape, self.channels)


def untrained_generator(channels: Sequence[int], kernel: int, seed: int) -> Network:
    """Return a generator with random weights: ``channels`` are those of its input and of every rung's output.

    The first rung makes 4×4 maps of one cell, every other doubles their size with a ``kernel`` × ``kernel``
    kernel (from 2) of stride 2. Rectified between the rungs, the hyperbolic tangent at the end.

    >>> generator = untrained_generator((8, 4, 1), kernel=3, seed=1)
    >>> [made.shape for made in generator.maps(latents(8, 5, seed=1))]
    [(4, 5, 4, 4), (1, 5, 8, 8)]

    Source: Radford, Metz & Chintala, arXiv 1511.06434; the weights' size as in He et al., arXiv 1502.01852.
    """
    source = np.random.RandomState(seed)
    layers: list[Layer] = []
    for inputs, outputs in pairwise(channels):
        side, stride = (kernel, STRIDE) if layers else (FIRST, 1)
        met = (side / stride) ** 2 if layers else 1  # weights that are added in an output cell, on average
        weights = source.standard_normal((inputs, outputs, side, side)) * np.sqrt(2 / (inputs * met))
        padding = enlarging((FIRST,), (side,), stride).padding[0] if layers else (0, 0)
        layers.append(Layer(weights, np.zeros(outputs), stride, padding, transposed=True, activation="relu"))
    return Network((*layers[:-1], replace(layers[-1], activation="tanh")))


def latents(channels: int, count: int, seed: int) -> Array:
    """Return ``count`` inputs of a generator (channels, count, 1, 1), normally distributed."""
    return np.random.RandomState(seed).standard_normal((channels, count, 1, 1))


@dataclass(frozen=True, eq=False)
class Run:
    """The pictures of an untrained generator with a kernel of side ``kernel`` for N random inputs.

    ``maps`` (channels, H, W) are those of every rung for the first input; ``pictures`` (N, H, W) have values
    from 0 to 1, ``shares`` (N,) are their ``repeating_share``. Of many such generators, ``strengths`` (2, 2)
    are the ``phase_strengths`` and ``mean_share`` is the mean ``repeating_share``.
    """

    kernel: int
    latent: Array
    maps: tuple[Array, ...]
    pictures: Array
    shares: Array
    strengths: Array
    mean_share: float


def run_untrained(channels: Sequence[int], kernel: int, *, pictures: int, seed: int, generators: int) -> Run:
    """Run the generator of ``seed`` on ``pictures`` inputs, and ``generators`` others on one input each."""
    inputs = latents(channels[0], pictures, seed)
    maps = untrained_generator(channels, kernel, seed).maps(inputs)
    outputs = maps[-1][0]
    many = [
        untrained_generator(channels, kernel, other).maps(latents(channels[0], 1, other))[-1][0, 0]
        for other in range(generators)
    ]
    return Run(
        kernel,
        latent=frozen(inputs[:, 0, 0, :].copy()),
        maps=tuple(frozen(made[:, 0].copy()) for made in maps),
        pictures=frozen((outputs + 1) / 2),
        shares=frozen(np.array([repeating_share(output, STRIDE) for output in outputs])),
        strengths=frozen(phase_strengths(np.array(many), STRIDE)),
        mean_share=float(sums.mean(np.array([repeating_share(output, STRIDE) for output in many]))),
    )


def repeating_share(picture: Array, stride: int) -> float:
    """Return the share of a picture's variance that repeats every ``stride`` rows and columns.

    It is the variance of the means of the stride² phases over that of the pixels (H, W): 1 for a checkerboard
    (stride 2), 0 for a constant picture, ``noise_share`` for independent pixels on average.

    >>> repeating_share(np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]]), 2)
    1.0
    """
    means = np.zeros(picture.shape)
    for phase in np.ndindex(stride, stride):
        cells = tuple(slice(start, None, stride) for start in phase)
        means[cells] = sums.mean(picture[cells])
    variance = sums.variance(picture)
    return float(sums.variance(means) / variance) if variance else 0.0


def noise_share(shape: Sequence[int], stride: int) -> float:
    """Return the expected ``repeating_share`` of independent pixels (H, W).

    >>> noise_share((32, 32), 2)
    0.0029296875
    """
    return float((stride**2 - 1) / np.prod(shape))


def phase_strengths(pictures: Array, stride: int) -> Array:
    """Return the root mean square of the pixels of pictures (N, H, W) for each phase (stride, stride).

    >>> phase_strengths(np.array([[[3.0, -1.0], [0.0, 2.0]]]), 2).tolist()
    [[3.0, 1.0], [0.0, 2.0]]
    """
    strengths = np.zeros((stride, stride))
    for row, col in np.ndindex(strengths.shape):
        strengths[row, col] = np.sqrt(sums.mean(pictures[:, row::stride, col::stride] ** 2))
    return strengths
