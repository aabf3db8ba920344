"""Untrained generators: their shapes and sums against loops, and how much of a picture repeats."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.ops import Geometry, overlap_counts
from convscenes.ops.generators import (
    Rung,
    latents,
    noise_share,
    phase_strengths,
    repeating_share,
    run_untrained,
    untrained_generator,
)
from convscenes.ops.upsampling import enlarging
from tests.ops.oracles import looped_transposed_convolve


def test_a_rung_is_as_large_as_the_paper_says() -> None:
    geometry = Geometry.transposed_convolution((16, 16), (4, 4), stride=2, padding=1)
    rung = Rung(256, 128, geometry)
    assert (rung.read_shape, rung.shape) == ((16, 16, 256), (32, 32, 128))


@pytest.mark.parametrize(("kernel", "padding"), [(2, (0, 0)), (3, (1, 0)), (4, (1, 1)), (5, (2, 1))])
def test_a_generator_is_loops(kernel: int, padding: tuple[int, int]) -> None:
    generator, inputs = untrained_generator((3, 4, 2, 1), kernel, seed=5), latents(3, 2, seed=6)
    made = generator.maps(inputs)
    assert [maps.shape for maps in made] == [(4, 2, 4, 4), (2, 2, 8, 8), (1, 2, 16, 16)]
    for number in range(2):
        maps = inputs[:, number]
        for place, layer in enumerate(generator.layers):
            crop = [padding] * 2 if place else [(0, 0)] * 2
            maps = looped_transposed_convolve(maps, layer.kernel, 2 if place else 1, crop)
            maps = np.tanh(maps) if place == 2 else np.where(maps > 0, maps, 0)
            np.testing.assert_allclose(made[place][:, number], maps, atol=1e-12)


def test_the_same_seed_draws_the_same_generator() -> None:
    one, same, other = (untrained_generator((3, 2, 1), 3, seed) for seed in (7, 7, 8))
    for ours, theirs, third in zip(one.weights[::2], same.weights[::2], other.weights[::2], strict=True):
        assert np.array_equal(ours, theirs)
        assert not np.array_equal(ours, third)


def test_sums_are_as_strong_after_every_rung() -> None:
    for kernel in (3, 4):
        strengths = [
            [np.mean(maps**2) for maps in untrained_generator((32, 32, 32, 1), kernel, seed).maps(z)[:2]]
            for seed in range(20)
            for z in [latents(32, 8, seed)]
        ]
        first, second = np.mean(strengths, axis=0)
        assert first == pytest.approx(1.0, rel=0.15)
        met = overlap_counts(enlarging((4, 4), (kernel, kernel), 2)).mean()  # fewer at the border
        assert second == pytest.approx(first * met / (kernel / 2) ** 2, rel=0.15)


def test_a_run_shows_what_the_generator_makes() -> None:
    run = run_untrained((3, 4, 1), 3, pictures=2, seed=5, generators=3)
    made = untrained_generator((3, 4, 1), 3, seed=5).maps(latents(3, 2, seed=5))
    assert np.array_equal(run.latent, latents(3, 2, seed=5)[:, 0, 0])
    assert [maps.shape for maps in run.maps] == [(4, 4, 4), (1, 8, 8)]
    assert np.array_equal(run.pictures, (made[-1][0] + 1) / 2)
    assert run.shares[1] == repeating_share(made[-1][0, 1], 2)
    others = [untrained_generator((3, 4, 1), 3, s).maps(latents(3, 1, s))[-1][0, 0] for s in range(3)]
    assert run.mean_share == pytest.approx(np.mean([repeating_share(other, 2) for other in others]))
    assert np.array_equal(run.strengths, phase_strengths(np.array(others), 2))


def test_uneven_overlap_is_uneven_strength_and_both_repeat() -> None:
    """The scene's claim: 3×3 stamps make odd rows and columns stronger, 4×4 do not; both repeat."""
    uneven, even = (run_untrained((8, 8, 4, 2, 1), k, pictures=1, seed=0, generators=64) for k in (3, 4))
    assert uneven.strengths.max() > 1.4 * uneven.strengths.min()
    assert even.strengths.max() < 1.1 * even.strengths.min()
    for run in (uneven, even):
        assert run.mean_share > 0.15


def test_share_by_hand() -> None:
    # even columns have the mean 2, odd ones 0; the variance is 1 + 1 (the two kinds of even column)
    assert repeating_share(np.array([[1.0, 0.0, 3.0, 0.0]] * 2), 2) == pytest.approx(1 / (1 + 0.5))
    assert repeating_share(np.full((4, 6), 3.0), 2) == 0.0
    assert repeating_share(np.tile(np.arange(9.0).reshape(3, 3), (2, 4)), 3) == pytest.approx(1.0)


@given(seed=st.integers(0, 10_000), stride=st.integers(1, 4))
def test_a_share_is_a_share_whatever_the_scale(seed: int, stride: int) -> None:
    picture = np.random.RandomState(seed).standard_normal((7, 9))
    share = repeating_share(picture, stride)
    assert 0 <= share <= 1
    assert repeating_share(5 - 3 * picture, stride) == pytest.approx(share)


def test_noise_repeats_as_little_as_expected() -> None:
    shares = [repeating_share(np.random.RandomState(s).standard_normal((32, 32)), 2) for s in range(200)]
    assert np.mean(shares) == pytest.approx(noise_share((32, 32), 2), rel=0.2)


def test_strengths_by_hand() -> None:
    pictures = np.array([[[3.0, 0.0, -1.0], [2.0, 5.0, 2.0]], [[1.0, 0.0, 1.0], [2.0, -5.0, 2.0]]])
    np.testing.assert_allclose(phase_strengths(pictures, 2), [[np.sqrt(3), 0], [2, 5]])
