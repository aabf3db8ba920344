"""One layer of a network, a convolution in either direction with bias and activation; and its gradients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from convscenes.ops import sums
from convscenes.ops.arguments import Array, Pair
from convscenes.ops.convolution import convolve, transposed_convolve
from convscenes.ops.gradients import convolve_gradients, transposed_convolve_gradients

Activation = Literal["linear", "relu", "tanh"]

_ACTIVATIONS: MappingProxyType[str, tuple[Callable[[Array], Array], Callable[[Array], Array]]]
_ACTIVATIONS = MappingProxyType({
    "linear": (lambda sums: sums, np.ones_like),
    "relu": (lambda sums: np.maximum(sums, 0), lambda outputs: outputs > 0),
    "tanh": (np.tanh, lambda outputs: 1 - outputs**2),
})  # fmt: skip
"""Each function, and its derivative as a function of its output."""


@dataclass(frozen=True, eq=False)
class Layer:
    """Weights, a bias (C_out,) and an activation; called with N images (C_in, N, H, W).

    The kernel is (C_out, C_in, kH, kW), that of a ``transposed`` convolution (C_in, C_out, kH, kW);
    ``padding`` counts cells before and after, on both axes. The images of a batch lie along one more spatial
    axis, on which the kernel has a single cell.

    >>> layer = Layer(np.array([[[[1.0, -2.0]]]]), np.array([0.5]), activation="relu")
    >>> layer(np.array([[[[3.0, 1.0, 4.0]]]])).tolist()
    [[[[1.5, 0.0]]]]
    """

    kernel: Array
    bias: Array
    stride: int = 1
    padding: Pair = (0, 0)
    transposed: bool = False
    activation: Activation = "linear"

    def __call__(self, images: Array) -> Array:
        """Return the layer's maps (C_out, N, H', W'); raises ArgumentError like the convolutions."""
        operation = transposed_convolve if self.transposed else convolve
        summed = operation(images, self.kernel[:, :, None], **self._arguments)
        function, _ = _ACTIVATIONS[self.activation]
        return function(summed + self.bias[:, None, None, None])

    def gradients(self, images: Array, outputs: Array, upstream: Array) -> tuple[Array, Array, Array]:
        """Return the gradients of a loss with respect to images, kernel and bias, shaped like these.

        ``outputs`` is the layer's output for the images, ``upstream`` the gradient with respect to it.
        """
        _, derivative = _ACTIVATIONS[self.activation]
        gradients = transposed_convolve_gradients if self.transposed else convolve_gradients
        inner = upstream * derivative(outputs)
        d_images, d_kernel = gradients(images, self.kernel[:, :, None], inner, **self._arguments)
        return d_images, d_kernel[:, :, 0], sums.total(inner, axis=(1, 2, 3))

    @property
    def _arguments(self) -> dict[str, Any]:
        """The arguments of the operation; the first axis holds the batch."""
        return {"stride": (1, self.stride, self.stride), "padding": (0, self.padding, self.padding)}
