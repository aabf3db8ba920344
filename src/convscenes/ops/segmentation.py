"""A small fully convolutional network that gives every pixel of a drawing its class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from convscenes.errors import ArgumentError
from convscenes.ops import sums
from convscenes.ops.arguments import Array, as_numbers, worded
from convscenes.ops.drawings import CLASSES, Drawing, drawings
from convscenes.ops.layers import Layer
from convscenes.ops.networks import Network
from convscenes.ops.placements import frozen
from convscenes.ops.training import TrainingStep, training_steps
from convscenes.ops.upsampling import bilinear_kernel, nearest

FACTOR = 4
"""The factor by which the encoder reduces a picture and the transposed convolution enlarges the scores."""
PICTURES, STEPS = 4000, 4000
"""Training pictures and training steps of the tracked weights."""
COARSE = 0.3
"""The weight of the auxiliary loss, that of the scores before they are enlarged."""


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
    """Return an iterator of the training steps of the network of this ``seed``."""
    training = drawings(range(pictures))
    return training_steps(
        untrained(seed), *training, gradients=segmentation_gradients, steps=steps, seed=seed
    )


def segmentation_gradients(
    network: Network, pictures: Array, classes: Array
) -> tuple[float, tuple[Array, ...]]:
    """Return the loss on pictures (1, N, H, W) of these ``classes`` (N, H, W), and its gradients.

    The loss is that of the enlarged scores plus ``COARSE`` times that of the scores before, so that these are
    the classes' scores already.

    Source: Lee et al., "Deeply-Supervised Nets", arXiv 1409.5185.
    """
    loss, gradients = network.loss_gradients(pictures, classes)
    encoder = Network(network.layers[:-1])
    coarse_loss, more = encoder.loss_gradients(pictures, commonest(classes, FACTOR))
    both = [one + COARSE * other for one, other in zip(gradients, more, strict=False)]
    return loss + COARSE * coarse_loss, (*both, *gradients[len(more) :])


def commonest(classes: Array, side: int) -> Array:
    """Return the commonest class of each block of ``side`` × ``side`` cells; of several, the first.

    >>> commonest(np.array([[3, 3, 1, 0], [0, 3, 0, 1]]), 2).tolist()
    [[3, 0]]
    """
    *others, height, width = classes.shape
    blocks = classes.reshape(*others, height // side, side, width // side, side)
    counts = [np.count_nonzero(blocks == number, axis=(-3, -1)) for number in range(len(CLASSES))]
    return np.asarray(np.argmax(counts, axis=0))


def named_weights(network: Network) -> dict[str, Array]:
    """Return the weights by their names in a file: ``kernel_1``, ``bias_1`` and so on."""
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
    """The network's result for one drawing (H, W), and the maps of all layers.

    ``maps`` holds the output of each layer (channels, height, width): those of the encoder, the scores, and
    the enlarged scores. ``coarse`` are the classes of the highest scores before these are enlarged,
    ``classes`` (H, W) those after it; ``truth`` (H, W) are the right ones.
    """

    picture: Array
    maps: tuple[Array, ...]
    coarse: Array
    classes: Array
    truth: Array

    @property
    def wrong(self) -> Array:
        """Which pixels (H, W) have a wrong class."""
        return frozen(np.asarray(self.classes != self.truth))

    @property
    def share_right(self) -> float:
        """The share of pixels that have the right class."""
        return float(1 - sums.mean(self.wrong))

    @property
    def coarse_share_right(self) -> float:
        """The same share where every pixel has the coarse class of its block."""
        return float(sums.mean(nearest(self.coarse, FACTOR) == self.truth))


def segment(network: Network, drawn: Drawing) -> Segmentation:
    """Run the network on a drawing and return the class of every pixel, that of the highest score."""
    maps = tuple(frozen(made[:, 0].copy()) for made in network.maps(drawn.picture[None, None]))
    coarse, classes = (frozen(scores.argmax(axis=0)) for scores in maps[-2:])
    return Segmentation(drawn.picture, maps, coarse, classes, drawn.classes)


def share_right(network: Network, numbers: Iterable[int]) -> float:
    """Return the share of pixels of the drawings ``numbers`` that the network classifies correctly."""
    pictures, classes = drawings(numbers)
    return float(sums.mean(network.maps(pictures)[-1].argmax(axis=0) == classes))
