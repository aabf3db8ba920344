"""Layers and networks: against plain loops, finite differences and values worked by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import log_softmax

from convscenes.errors import ArgumentError
from convscenes.ops.layers import Activation, Layer
from convscenes.ops.networks import Network, cross_entropy
from tests.ops.oracles import looped_convolve, looped_transposed_convolve

Array = NDArray[np.float64]
TINY = 1e-6


def drawn(seed: int, *shape: int) -> Array:
    return np.random.RandomState(seed).standard_normal(shape)


def network() -> Network:
    """Two inputs, rectangular kernels, every activation, both directions: 5×6 → 3×4 → 2×4 → 4×7."""
    return Network((
        Layer(drawn(1, 3, 2, 3, 2), drawn(2, 3), stride=2, padding=(1, 1), activation="relu"),
        Layer(drawn(3, 2, 3, 2, 1), drawn(4, 2), activation="tanh"),
        Layer(drawn(5, 2, 4, 3, 2), drawn(6, 4), stride=2, padding=(1, 0), transposed=True),
    ))  # fmt: skip


def slopes(function: object, array: Array) -> Array:
    """Central differences of a number in every cell of ``array``, which ``function`` reads."""
    found = np.zeros_like(array)
    for cell in np.ndindex(array.shape):
        kept = array[cell]
        ends = []
        for step in (TINY, -TINY):
            array[cell] = kept + step
            ends.append(function())
        array[cell] = kept
        found[cell] = (ends[0] - ends[1]) / (2 * TINY)
    return found


@pytest.mark.parametrize("activation", ["linear", "relu", "tanh"])
def test_a_layer_is_loops_a_bias_and_its_activation(activation: Activation) -> None:
    images = drawn(7, 2, 3, 4, 5)
    kernel, bias = drawn(8, 3, 2, 2, 3), drawn(9, 3)
    made = Layer(kernel, bias, stride=2, padding=(2, 1), activation=activation)(images)
    by_name = {"linear": lambda x: x, "relu": lambda x: np.where(x > 0, x, 0), "tanh": np.tanh}
    for number in range(3):
        sums = looped_convolve(images[:, number], kernel, 2, [(2, 1), (2, 1)]) + bias[:, None, None]
        np.testing.assert_allclose(made[:, number], by_name[activation](sums), atol=1e-12)


def test_a_transposed_layer_is_loops() -> None:
    images, kernel = drawn(7, 3, 2, 2, 3), drawn(8, 3, 2, 4, 3)
    layer = Layer(kernel, np.array([1.0, -2.0]), stride=2, padding=(1, 0), transposed=True)
    made = layer(images)
    for number in range(2):
        sums = looped_transposed_convolve(images[:, number], kernel, 2, [(1, 0), (1, 0)])
        np.testing.assert_allclose(made[:, number] - layer.bias[:, None, None], sums, atol=1e-12)


@pytest.mark.parametrize("number", range(3))
def test_gradients_of_a_layer_are_slopes(number: int) -> None:
    layer = network().layers[number]
    images = drawn(10, layer.kernel.shape[0 if layer.transposed else 1], 2, 4, 3)
    outputs = layer(images)
    upstream = drawn(11, *outputs.shape)
    kernel, bias = layer.kernel.copy(), layer.bias.copy()
    free = replace(layer, kernel=kernel, bias=bias)
    gradients = layer.gradients(images, outputs, upstream)
    for gradient, array in zip(gradients, (images, kernel, bias), strict=True):
        numeric = slopes(lambda: float((free(images) * upstream).sum()), array)
        np.testing.assert_allclose(gradient, numeric, atol=1e-7)


def test_loss_gradients_of_a_network_are_slopes() -> None:
    images, classes = drawn(12, 2, 2, 5, 6), np.random.RandomState(13).randint(4, size=(2, 4, 7))
    net = network()
    assert net.maps(images)[-1].shape == (4, 2, 4, 7)
    weights = [array.copy() for array in net.weights]
    free = net.with_weights(weights)
    loss, gradients = net.loss_gradients(images, classes)
    assert loss == cross_entropy(net.maps(images)[-1], classes)[0]
    for gradient, array in zip(gradients, weights, strict=True):
        numeric = slopes(lambda: cross_entropy(free.maps(images)[-1], classes)[0], array)
        np.testing.assert_allclose(gradient, numeric, atol=1e-7)


def test_cross_entropy_by_hand() -> None:
    # p = 1/4, 3/4 in the one place, 1/2, 1/2 in the other; the right classes are 1 and 0
    scores, classes = np.log([[1.0, 5.0], [3.0, 5.0]]), np.array([1, 0])
    loss, gradient = cross_entropy(scores, classes)
    assert loss == pytest.approx(-(np.log(3 / 4) + np.log(1 / 2)) / 2)
    np.testing.assert_allclose(gradient, [[1 / 8, -1 / 4], [-1 / 8, 1 / 4]])


def test_cross_entropy_of_huge_scores_is_finite_and_scipys() -> None:
    scores, classes = 1000 * drawn(14, 3, 2, 5), np.random.RandomState(15).randint(3, size=(2, 5))
    loss, gradient = cross_entropy(scores, classes)
    logarithms = np.take_along_axis(log_softmax(scores, axis=0), classes[None], axis=0)
    assert loss == pytest.approx(-logarithms.mean())
    np.testing.assert_allclose(gradient.sum(axis=0), 0, atol=1e-12)


def test_reach_is_where_an_output_depends_on_the_image() -> None:
    layers = (
        Layer(drawn(1, 1, 1, 3, 3), np.zeros(1), stride=2),
        Layer(drawn(2, 1, 1, 3, 3), np.zeros(1), stride=2),
        Layer(drawn(3, 1, 1, 2, 2), np.zeros(1)),
    )
    assert Network(layers).receptive_fields() == (3, 7, 11)
    for count, side in enumerate(Network(layers).receptive_fields(), 1):
        image = np.zeros((1, 1, 30, 30))
        base = Network(layers[:count]).maps(image)[-1][0, 0, 0, 0]
        read = np.zeros((30, 30), dtype=bool)
        for cell in np.ndindex(30, 30):
            image[(0, 0, *cell)] = 1.0
            read[cell] = Network(layers[:count]).maps(image)[-1][0, 0, 0, 0] != base
            image[(0, 0, *cell)] = 0.0
        assert read[:side, :side].all()
        assert read.sum() == side**2


def test_channels_that_do_not_fit_are_named() -> None:
    with pytest.raises(ArgumentError, match="kernel: is for 2 input channels"):
        network().maps(drawn(1, 3, 1, 5, 6))
