"""Gradient descent on all weights of a network, step by step; the same seed always learns the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from convscenes.ops.arguments import Array
from convscenes.ops.networks import Network

_MEAN, _SQUARE, _TINY = 0.9, 0.99, 1e-8
"""How much of the past the running means of gradients and of their squares keep; and what is never below."""


@dataclass(frozen=True, eq=False)
class TrainingStep:
    """The loss on one batch, and the network that its gradients made."""

    loss: float
    network: Network


Slopes = Callable[[Network, Array, Array], tuple[float, tuple[Array, ...]]]
"""From network, pictures and classes to the loss, and how it changes with each of the weights."""


def training_steps(
    network: Network,
    pictures: Array,
    classes: Array,
    *,
    slopes: Slopes = Network.loss_gradients,
    steps: int,
    batch: int = 16,
    rate: float = 0.01,
    seed: int = 0,
) -> Iterator[TrainingStep]:
    """Yield every step of training on pictures (C, N, H, W) with their ``classes`` (N, H, W), by Adam.

    Each step draws a ``batch`` of the pictures; in the second half the ``rate`` falls towards 0 in a line.

    Source: Kingma & Ba, "Adam: A Method for Stochastic Optimization", arXiv 1412.6980.
    """
    source = np.random.RandomState(seed)
    weights = list(network.weights)
    means, squares = ([np.zeros_like(array) for array in weights] for _ in range(2))
    for number in range(1, steps + 1):
        chosen = source.randint(pictures.shape[1], size=batch)
        loss, gradients = slopes(network, pictures[:, chosen], classes[chosen])
        pace = rate * min(1.0, 2 * (1 - (number - 1) / steps))
        for place, gradient in enumerate(gradients):
            means[place] = _MEAN * means[place] + (1 - _MEAN) * gradient
            squares[place] = _SQUARE * squares[place] + (1 - _SQUARE) * gradient**2
            mean = means[place] / (1 - _MEAN**number)
            square = squares[place] / (1 - _SQUARE**number)
            weights[place] = weights[place] - pace * mean / (np.sqrt(square) + _TINY)
        network = network.with_weights(weights)
        yield TrainingStep(loss, network)
