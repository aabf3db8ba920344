"""Gradient descent: a step worked by hand, compared with least squares, better than fixed kernels."""

import itertools
from functools import cache

import numpy as np
import pytest

from convscenes.errors import ArgumentError
from convscenes.ops import averaged, bicubic, bilinear, transposed_convolve
from convscenes.ops.learning import LearningStep, Pairs, learning_steps, random_weights
from convscenes.ops.pictures import drawn_pictures

TRAINING, HELD_OUT = (Pairs.drawn(16, (8, 8), (2, 2), seed) for seed in (1, 2))


@cache
def descent() -> tuple[LearningStep, ...]:
    start = random_weights((6, 6), seed=3)
    return tuple(learning_steps(start, TRAINING, HELD_OUT, rate=0.04, count=200))


def test_a_step_worked_by_hand() -> None:
    # 2 and 3 become 2a 2b 3a 3b; wanted are 4 1 6 0, so a = 2 and 2b = 1, 3b = 0 pull b to 2/13
    pairs = Pairs(np.array([[[2.0, 3.0]]]), np.array([[[4.0, 1.0, 6.0, 0.0]]]), (1, 2))
    start, after = learning_steps([[1, 1]], pairs, pairs, rate=0.1, count=1)
    assert start.loss == start.held_out == (4 + 1 + 9 + 9) / 4
    # the slope of a: 2·((2 − 4)·2 + (3 − 6)·3)/4, of b: 2·((2 − 1)·2 + (3 − 0)·3)/4
    assert start.slope.tolist() == [[-6.5, 5.5]]
    assert after.kernel.tolist() == pytest.approx(np.array([[1.65, 0.45]]))
    assert (start.number, after.number) == (0, 1)


def test_pairs_are_pictures_and_their_averages() -> None:
    pairs = Pairs.drawn(3, (4, 6), (3, 2), seed=5)
    assert (pairs.small.shape, pairs.large.shape) == ((3, 4, 6), (3, 12, 12))
    assert pairs.small[1, 2, 4] == pytest.approx(pairs.large[1, 6:9, 8:10].mean())
    assert (
        pairs.enlarged(np.ones((3, 2))).tolist()
        == np.repeat(np.repeat(pairs.small, 3, axis=1), 2, axis=2).tolist()
    )


def test_pictures_are_soft_shapes_on_black_and_always_the_same() -> None:
    pictures = drawn_pictures(4, (12, 20), seed=9)
    assert pictures.shape == (4, 12, 20)
    assert np.array_equal(pictures, drawn_pictures(4, (12, 20), seed=9))
    assert not np.array_equal(pictures, drawn_pictures(4, (12, 20), seed=10))
    assert 0 <= pictures.min() < 0.1 < 5 < pictures.max() <= 10
    assert all(picture[0].max() < picture.max() / 2 for picture in pictures)


def test_averaged_is_the_mean_of_blocks() -> None:
    image = np.arange(24).reshape(4, 6)
    assert averaged(image, (2, 3)).tolist() == [
        [image[:2, :3].mean(), image[:2, 3:].mean()],
        [image[2:, :3].mean(), image[2:, 3:].mean()],
    ]


def test_the_slope_is_the_loss_finite_difference() -> None:
    # the loss is a square in every weight, of which a central difference is exact
    pairs = Pairs.drawn(2, (3, 4), (2, 3), seed=4)
    kernel = random_weights((4, 5), seed=6)
    (step,) = learning_steps(kernel, pairs, pairs, rate=1, count=0)
    for index in np.ndindex(kernel.shape):
        nudge = np.zeros(kernel.shape)
        nudge[index] = 0.5
        up, down = (pairs.error(pairs.enlarged(kernel + way * nudge)) for way in (1, -1))
        assert step.slope[index] == pytest.approx(up - down)


def test_every_step_goes_down_and_by_the_rate() -> None:
    for before, after in itertools.pairwise(descent()):
        assert after.loss < before.loss
        np.testing.assert_allclose(after.kernel, before.kernel - 0.04 * before.slope)
    assert [step.number for step in descent()] == list(range(201))


def test_it_ends_below_bilinear_and_even_bicubic_on_pictures_it_has_not_seen() -> None:
    fixed = [HELD_OUT.error(method(HELD_OUT.small, (1, 2, 2))) for method in (bilinear, bicubic)]
    assert descent()[-1].held_out < min(fixed) < descent()[0].held_out
    assert (descent()[-1].kernel < -0.05).sum() > 5, "it has found negative weights"


def test_it_nears_the_least_squares_solution() -> None:
    def made_by(weight: int) -> np.ndarray:
        kernel = np.eye(36)[weight].reshape(6, 6)
        made = [transposed_convolve(p, kernel, stride=2, padding=2) for p in TRAINING.small]
        return np.ravel(made)

    columns = np.stack([made_by(weight) for weight in range(36)], axis=1)
    best, *_ = np.linalg.lstsq(columns, TRAINING.large.ravel(), rcond=None)
    smallest = TRAINING.error(TRAINING.enlarged(best.reshape(6, 6)))
    assert smallest < descent()[-1].loss < 1.2 * smallest


def test_the_same_again() -> None:
    again = list(learning_steps(random_weights((6, 6), 3), TRAINING, HELD_OUT, rate=0.04, count=5))
    assert [step.kernel.tolist() for step in again] == [step.kernel.tolist() for step in descent()[:6]]


def test_steps_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        descent()[0].kernel[0, 0] = 1


def test_a_rate_that_is_too_large_is_refused() -> None:
    with pytest.raises(ArgumentError, match=r"^rate: is too large, the error grows: got 0\.2\.$"):
        list(learning_steps(random_weights((6, 6), 3), TRAINING, HELD_OUT, rate=0.2, count=200))


@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid value")
def test_a_rate_beyond_all_floats_is_refused_too() -> None:
    pairs = Pairs(np.array([[[2.0, 3.0]]]), np.array([[[4.0, 1.0, 6.0, 0.0]]]), (1, 2))
    for rate in (1e308, float("nan")):
        with pytest.raises(ArgumentError, match=r"^rate: is too large, the error grows: got "):
            list(learning_steps([[1, 1]], pairs, pairs, rate=rate, count=2))
