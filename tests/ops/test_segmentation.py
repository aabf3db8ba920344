"""The segmentation network: its drawings, its training, and the weights that are tracked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from convscenes.errors import ArgumentError
from convscenes.ops import bilinear, bilinear_kernel
from convscenes.ops.drawings import CLASSES, HELD_OUT, drawing, drawings
from convscenes.ops.networks import Network, cross_entropy
from convscenes.ops.segmentation import (
    named_weights,
    restored,
    segment,
    segmentation_gradients,
    segmentation_steps,
    share_right,
    untrained,
)

FOLDER = Path(__file__).parents[2] / "scenes" / "segmentation"


def tracked() -> Network:
    with np.load(FOLDER / "weights.npz") as arrays:
        return restored(arrays)


def test_the_tracked_weights_are_right_on_drawings_they_were_not_trained_on() -> None:
    numbers = range(HELD_OUT + 10_000, HELD_OUT + 10_500)
    _, classes = drawings(numbers)
    assert (classes == 0).mean() < 0.85, "all background would be nearly right"
    assert share_right(tracked(), numbers) > 0.95
    found = tracked().maps(drawings(numbers)[0])[-1].argmax(axis=0)
    for number in range(1, len(CLASSES)):
        assert (found == number)[classes == number].mean() > 0.75, CLASSES[number]


def test_training_makes_the_loss_fall_and_is_deterministic() -> None:
    first, again = (list(segmentation_steps(3, steps=40, pictures=60)) for _ in range(2))
    losses = [step.loss for step in first]
    assert losses == [step.loss for step in again]
    assert np.mean(losses[-10:]) < 0.6 * np.mean(losses[:3])
    for one, other in zip(first[-1].network.weights, again[-1].network.weights, strict=True):
        assert np.array_equal(one, other)
    assert losses != [step.loss for step in segmentation_steps(4, steps=40, pictures=60)]


def test_the_first_step_is_adams() -> None:
    # Its means are the gradient and the gradient squared: every weight moves by the rate against its sign.
    pictures, classes = drawings(range(60))
    step = next(segmentation_steps(3, steps=40, pictures=60))
    chosen = np.random.RandomState(3).randint(60, size=16)
    before = untrained(3)
    loss, gradients = segmentation_gradients(before, pictures[:, chosen], classes[chosen])
    assert step.loss == loss
    for old, new, gradient in zip(before.weights, step.network.weights, gradients, strict=True):
        moved = np.abs(gradient) > 1e-4
        np.testing.assert_allclose((new - old)[moved], -0.01 * np.sign(gradient[moved]), rtol=1e-3)


def test_gradients_are_slopes() -> None:
    pictures, classes = drawings(range(3))
    network, source = untrained(1), np.random.RandomState(2)
    _, gradients = segmentation_gradients(network, pictures, classes)
    way = [source.standard_normal(array.shape) for array in network.weights]
    ends = []
    for step in (1e-6, -1e-6):
        moved = [array + step * shift for array, shift in zip(network.weights, way, strict=True)]
        ends.append(segmentation_gradients(network.with_weights(moved), pictures, classes)[0])
    slope = sum(float((gradient * shift).sum()) for gradient, shift in zip(gradients, way, strict=True))
    assert (ends[0] - ends[1]) / 2e-6 == pytest.approx(slope, rel=1e-5)


def test_the_scores_are_the_classes_already_before_they_are_enlarged() -> None:
    pictures, classes = drawings(range(HELD_OUT, HELD_OUT + 300))
    coarse = tracked().maps(pictures)[-2].argmax(axis=0)
    expected = np.array([
        [
            [np.bincount(block[r : r + 4, c : c + 4].ravel()).argmax() for c in range(0, 16, 4)]
            for r in range(0, 16, 4)
        ]
        for block in classes
    ])  # fmt: skip
    assert (coarse == expected).mean() > 0.95


@pytest.mark.slow
def test_the_script_makes_the_tracked_weights(tmp_path: Path) -> None:
    made = tmp_path / "weights.npz"
    subprocess.run([sys.executable, str(FOLDER / "train.py"), str(made)], check=True, capture_output=True)
    with np.load(made) as new, np.load(FOLDER / "weights.npz") as old:
        assert sorted(new) == sorted(old)
        for name in old:
            np.testing.assert_allclose(new[name], old[name], atol=1e-5, err_msg=name)


def test_the_untrained_network_enlarges_its_scores_bilinearly() -> None:
    enlarging = untrained(5).layers[-1]
    scores = np.random.RandomState(1).standard_normal((4, 1, 3, 5))
    made = enlarging(scores)[:, 0]
    assert made.shape == (4, 12, 20)
    for channel in range(4):  # at the border, zeros stand where bilinear repeats the edge
        inner = bilinear(scores[channel, 0], 4)[2:-2, 2:-2]
        np.testing.assert_allclose(made[channel, 2:-2, 2:-2], inner, atol=1e-12)
    assert np.count_nonzero(enlarging.kernel) == 4 * np.count_nonzero(bilinear_kernel((4, 4)))


def test_a_segmentation_takes_the_highest_scores() -> None:
    drawn = drawing(HELD_OUT)
    made = segment(tracked(), drawn)
    assert [maps.shape for maps in made.maps] == [
        (6, 8, 8), (8, 4, 4), (12, 4, 4), (4, 4, 4), (4, 16, 16),
    ]  # fmt: skip
    for cell in np.ndindex(16, 16):
        scores = made.maps[-1][(slice(None), *cell)]
        assert scores[made.classes[cell]] == max(scores)
    for cell in np.ndindex(4, 4):
        scores = made.maps[-2][(slice(None), *cell)]
        assert scores[made.coarse[cell]] == max(scores)
    assert cross_entropy(made.maps[-1], drawn.classes)[0] < 0.5
    right = [made.classes[r, c] == drawn.classes[r, c] for r in range(16) for c in range(16)]
    assert made.share_right == sum(right) / 256 == 1 - made.wrong.mean()
    blocks = [made.coarse[r // 4, c // 4] == drawn.classes[r, c] for r in range(16) for c in range(16)]
    assert made.coarse_share_right == sum(blocks) / 256


def test_drawings_are_the_same_every_time_and_hold_every_class() -> None:
    one, other = drawing(11), drawing(11)
    assert np.array_equal(one.picture, other.picture)
    assert one.picture.min() >= 0
    assert one.picture.max() <= 1
    pictures, classes = drawings(range(40))
    assert pictures.shape == (1, 40, 16, 16)
    assert set(np.unique(classes)) == set(range(len(CLASSES)))
    assert np.array_equal(pictures[0, 11], one.picture)


def test_shapes_are_drawn_where_their_class_is() -> None:
    for number in range(20):
        drawn = drawing(number, noise=0.0)
        background = drawn.picture[drawn.classes == 0]
        assert len(np.unique(background)) == 1
        assert drawn.picture[drawn.classes > 0].min() >= 0.6 > 0.3 >= background[0]


def test_a_triangle_stands_on_its_base() -> None:
    triangles = [d for d in map(drawing, range(30)) if set(np.unique(d.classes)) == {0, 3}]
    assert triangles
    for drawn in triangles:
        widths = (drawn.classes == 3).sum(axis=1)
        assert widths[widths > 0][-1] == widths.max() > widths[widths > 0][0]


def test_weights_that_do_not_fit_are_named() -> None:
    arrays = named_weights(untrained(0))
    with pytest.raises(ArgumentError, match="weights: has no bias_3; needed are kernel_1, "):
        restored({name: array for name, array in arrays.items() if name != "bias_3"})
    with pytest.raises(ArgumentError, match="kernel_2 must be 8×6×3×3, got 8×6×3×2"):
        restored({**arrays, "kernel_2": arrays["kernel_2"][..., :2]})
    with pytest.raises(ArgumentError, match="must hold real numbers"):
        restored({**arrays, "bias_1": np.array(["a"] * 6)})
