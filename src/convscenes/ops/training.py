"""Gradient descent on all weights of a network, step by step; reproducible for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from convscenes.ops.arguments import Array
from convscenes.ops.networks import Network

_BETA_1, _BETA_2, _EPSILON = 0.9, 0.99, 1e-8
"""Adam's β₁ and β₂, the decay of the running means of gradients and of their squares, and its ε."""


@dataclass(frozen=True, eq=False)
class TrainingStep:
    """The loss on one batch, and the network after the step."""

    loss: float
    network: Network


Gradients = Callable[[Network, Array, Array], tuple[float, tuple[Array, ...]]]
"""From network, pictures and classes to the loss and its gradients with respect to all weights."""


def training_steps(
    network: Network,
    pictures: Array,
    classes: Array,
    *,
    gradients: Gradients = Network.loss_gradients,
    steps: int,
    batch: int = 16,
    rate: float = 0.01,
    seed: int = 0,
) -> Iterator[TrainingStep]:
    """Yield every step of training on pictures (C, N, H, W) with their ``classes`` (N, H, W), by Adam.

    Each step draws a ``batch`` of the pictures; in the second half the ``rate`` falls linearly to 0.

    Source: Kingma & Ba, "Adam: A Method for Stochastic Optimization", arXiv 1412.6980.
    """
    source = np.random.RandomState(seed)
    weights = list(network.weights)
    means, squares = ([np.zeros_like(array) for array in weights] for _ in range(2))
    for number in range(1, steps + 1):
        chosen = source.randint(pictures.shape[1], size=batch)
        loss, by_weight = gradients(network, pictures[:, chosen], classes[chosen])
        step_size = rate * min(1.0, 2 * (1 - (number - 1) / steps))
        for place, gradient in enumerate(by_weight):
            means[place] = _BETA_1 * means[place] + (1 - _BETA_1) * gradient
            squares[place] = _BETA_2 * squares[place] + (1 - _BETA_2) * gradient**2
            mean = means[place] / (1 - _BETA_1**number)
            square = squares[place] / (1 - _BETA_2**number)
            weights[place] = weights[place] - step_size * mean / (np.sqrt(square) + _EPSILON)
        network = network.with_weights(weights)
        yield TrainingStep(loss, network)
