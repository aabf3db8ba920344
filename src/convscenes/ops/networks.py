"""A sequence of layers, the loss of its scores, and the gradients of all weights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from convscenes.ops import sums
from convscenes.ops.arguments import Array
from convscenes.ops.layers import Layer


@dataclass(frozen=True, eq=False)
class Network:
    """A sequence of layers, each reading the maps of the one before."""

    layers: tuple[Layer, ...]

    def maps(self, images: Array) -> tuple[Array, ...]:
        """Return the output of every layer for N images (C_in, N, H, W), in order."""
        maps = [images]
        for layer in self.layers:
            maps.append(layer(maps[-1]))
        return tuple(maps[1:])

    @property
    def weights(self) -> tuple[Array, ...]:
        """Kernel and bias of every layer, in order."""
        return tuple(array for layer in self.layers for array in (layer.kernel, layer.bias))

    def receptive_fields(self) -> tuple[int, ...]:
        """Return the side of each layer's receptive field, in cells of the image.

        All layers must be convolutions with square kernels.

        Source: Dumoulin & Visin, arXiv 1603.07285, applied layer upon layer.
        """
        sides, side, apart = [], 1, 1
        for layer in self.layers:
            side += (layer.kernel.shape[-1] - 1) * apart
            apart *= layer.stride
            sides.append(side)
        return tuple(sides)

    def with_weights(self, weights: Iterable[Array]) -> Network:
        """Return the same network with other ``weights``, in the order of ``self.weights``."""
        arrays = iter(weights)
        return Network(tuple(replace(layer, kernel=next(arrays), bias=next(arrays)) for layer in self.layers))

    def loss_gradients(self, images: Array, classes: Array) -> tuple[float, tuple[Array, ...]]:
        """Return the cross-entropy of the output as scores of ``classes`` (N, H, W), and its gradients.

        The gradients are in the order of ``weights``.
        """
        maps = self.maps(images)
        loss, upstream = cross_entropy(maps[-1], classes)
        gradients: list[Array] = []
        for layer, read, made in reversed(list(zip(self.layers, (images, *maps), maps, strict=False))):
            upstream, d_kernel, d_bias = layer.gradients(read, made, upstream)
            gradients = [d_kernel, d_bias, *gradients]
        return loss, tuple(gradients)


def cross_entropy(scores: Array, classes: Array) -> tuple[float, Array]:
    r"""Return the mean of −log p over all places, p being the probability of the right class there.

    Scores are (classes, \*S), the right ``classes`` (\*S) whole numbers; probabilities are the scores'
    softmax. With the loss comes its gradient, shaped like the scores.

    >>> loss, gradient = cross_entropy(np.array([[0.0], [0.0]]), np.array([1]))
    >>> round(loss, 3), gradient.tolist()
    (0.693, [[0.5], [-0.5]])

    Source: Goodfellow, Bengio & Courville, "Deep Learning", 2016, section 6.2.2.
    """
    shifted = scores - scores.max(axis=0)  # so that no power is beyond a float
    logarithms = shifted - np.log(sums.total(np.exp(shifted), axis=0))
    right = np.take_along_axis(logarithms, classes[None], axis=0)
    gradient = np.exp(logarithms)
    np.put_along_axis(gradient, classes[None], np.exp(right) - 1, axis=0)
    return float(-sums.mean(right)), gradient / classes.size
