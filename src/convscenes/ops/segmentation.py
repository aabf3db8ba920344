"""A small fully convolutional network that gives every pixel of a drawing its class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from convscenes.errors import ArgumentError
from convscenes.ops.arguments import Array, as_numbers, worded
from convscenes.ops.drawings import CLASSES, drawings
from convscenes.ops.layers import Layer
from convscenes.ops.networks import Network
from convscenes.ops.placements import frozen
from convscenes.ops.training import TrainingStep, training_steps
from convscenes.ops.upsampling import bilinear_kernel

FACTOR = 4
"""How much the encoder shrinks a picture, and the transposed convolution enlarges the scores."""
PICTURES, STEPS = 6000, 6000
"""What the tracked weights were trained on, and how long."""


def untrained(seed: int) -> Network:
    """Return the network before training.

    Its layers: two that halve the picture, one that looks further, one that scores the classes, and a
    transposed convolution that begins as bilinear enlargement of the scores. The other weights are random.

    >>> [layer.kernel.shape for layer in untrained(0).layers]
    [(6, 1, 3, 3), (8, 6, 3, 3), (12, 8, 3, 3), (4, 12, 1, 1), (4, 4, 8, 8)]

    Source: Long, Shelhamer & Darrell, "Fully Convolutional Networks for Semantic Segmentation", 2015; the
    random weights as in He et al., arXiv 1502.01852.
    """
    source = np.random.RandomState(seed)

    def drawn(outputs: int, inputs: int, side: int) -> Array:
        size = (outputs, inputs, side, side)
        return np.asarray(source.standard_normal(size) * np.sqrt(2 / (inputs * side**2)))

    scores = len(CLASSES)
    enlarging = np.zeros((scores, scores, 2 * FACTOR, 2 * FACTOR))
    enlarging[range(scores), range(scores)] = bilinear_kernel((FACTOR, FACTOR))
    return Network((
        Layer(drawn(6, 1, 3), np.zeros(6), stride=2, padding=(1, 1), activation="relu"),
        Layer(drawn(8, 6, 3), np.zeros(8), stride=2, padding=(1, 1), activation="relu"),
        Layer(drawn(12, 8, 3), np.zeros(12), padding=(1, 1), activation="relu"),
        Layer(drawn(scores, 12, 1), np.zeros(scores)),
        Layer(enlarging, np.zeros(scores), FACTOR, (FACTOR // 2, FACTOR // 2), transposed=True),
    ))  # fmt: skip


def segmentation_steps(
    seed: int = 0, *, steps: int = STEPS, pictures: int = PICTURES
) -> Iterator[TrainingStep]:
    """Return an iterator of the training steps that make the network of this ``seed``."""
    return training_steps(untrained(seed), *drawings(range(pictures)), steps=steps, seed=seed)


def named_weights(network: Network) -> dict[str, Array]:
    """Return the weights as they are kept in a file, by name: ``kernel_1``, ``bias_1`` and so on."""
    return dict(zip(_names(network), network.weights, strict=True))


def restored(weights: Mapping[str, Array]) -> Network:
    """Return the network with ``weights`` by name.

    Raises ArgumentError where one is missing, has another shape than the network's, or holds no numbers.

    >>> network = restored(named_weights(untrained(7)))
    >>> bool((network.weights[0] == untrained(7).weights[0]).all())
    True
    """
    network = untrained(0)
    arrays = []
    for name, expected in named_weights(network).items():
        if name not in weights:
            raise ArgumentError(
                f"has no {name}; needed are {', '.join(_names(network))}.", argument="weights"
            )
        array = as_numbers("weights", weights[name])
        if array.shape != expected.shape:
            shapes = f"must be {worded(expected.shape)}, got {worded(array.shape)}"
            raise ArgumentError(f"{name} {shapes}.", argument="weights")
        arrays.append(array.astype(np.float64))
    return network.with_weights(arrays)


def _names(network: Network) -> list[str]:
    numbers = range(1, len(network.layers) + 1)
    return [f"{kind}_{number}" for number in numbers for kind in ("kernel", "bias")]


@dataclass(frozen=True, eq=False)
class Segmentation:
    """What the network makes of one picture (H, W): numbers of classes, and all maps on the way.

    ``maps`` holds what each layer makes (channels, height, width): those of the encoder, the scores, and the
    enlarged scores. ``coarse`` are the classes of the highest scores before they are enlarged, ``classes``
    (H, W) those after it.
    """

    picture: Array
    maps: tuple[Array, ...]
    coarse: Array
    classes: Array


def segment(network: Network, picture: Array) -> Segmentation:
    """Return how the network gives every pixel of a picture (H, W) its class, that of the highest score."""
    maps = tuple(frozen(made[:, 0]) for made in network.maps(picture[None, None]))
    coarse, classes = (frozen(scores.argmax(axis=0)) for scores in maps[-2:])
    return Segmentation(picture, maps, coarse, classes)


def share_right(network: Network, numbers: Iterable[int]) -> float:
    """Return to what share of the pixels of the drawings ``numbers`` the network gives the right class."""
    pictures, classes = drawings(numbers)
    return float((network.maps(pictures)[-1].argmax(axis=0) == classes).mean())
