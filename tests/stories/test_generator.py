"""generator: the paper's ladder, its formulas, and what is told of untrained generators."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from convscenes.errors import SpecError
from convscenes.ops.generators import latents, repeating_share, untrained_generator
from convscenes.stories import Story, load_story
from tests.stories.conftest import Told

SCENES = Path(__file__).parents[2] / "scenes"
SMALL = {"channels": [3, 4, 1], "kernels": [3, 4], "pictures": 2, "seed": 5}
ODD = {
    "latent": 7,
    "rungs": [
        {"channels": 1, "kernel": [2, 6]},
        {"channels": 16, "kernel": [3, 4], "stride": [2, 1], "padding": [1, 0]},
        {"channels": 2, "kernel": 3, "stride": 3, "output_padding": 1},
    ],
    "untrained": SMALL,
}


def test_the_papers_ladder(told: Told) -> None:
    story = load_story(SCENES / "15-generator.yaml")
    shapes = [beat.steps[0].shape for beat in story.beats if beat.act == "rung"]
    assert shapes == [(4, 4, 1024), (8, 8, 512), (16, 16, 256), (32, 32, 128), (64, 64, 3)]
    assert story.beat("rung-2").formula_text == "o′ = s(i′ − 1) + k − 2p = 2 × (4 − 1) + 4 − 2 × 1 = 8"
    assert story.beat("rung-1").formula_text == "o′ = i′ + k − 1 = 1 + 4 − 1 = 4"
    assert told["whole"] == [{"rungs": 5, "latent": 100, "end": (64, 64, 3), "values": 12288}]


def test_any_ladder(build: Callable[..., Story], told: Told) -> None:
    # by hand: 1×1 → 2×6 → 2(2−1)+3−2 = 3 × 6+4−1 = 9 → 3·2+1+3 = 10 × 3·8+1+3 = 28
    story = build("generator", **ODD)
    shapes = [beat.steps[0].shape for beat in story.beats if beat.act == "rung"]
    assert shapes == [(2, 6, 1), (3, 9, 16), (10, 28, 2)]
    (first,), others = told["rung-of-one-cell"], told["rung"]
    assert (first["new"], first["channels"]) == ((2, 6), 1)
    names = ("number", "stride", "old", "new", "inputs", "channels")
    assert [tuple(facts[name] for name in names) for facts in others] == [
        (2, "2×1", (2, 6), (3, 9), 1, 16),
        (3, "3", (3, 9), (10, 28), 16, 2),
    ]


def test_the_pictures_are_the_cores(build: Callable[..., Story], told: Told) -> None:
    story = build("generator", **ODD)
    for kernel, facts in zip((3, 4), told["pictures"], strict=True):
        made = untrained_generator((3, 4, 1), kernel, seed=5).maps(latents(3, 2, seed=5))[-1][0]
        beat = story.beat(f"pictures-{kernel}")
        np.testing.assert_allclose(beat.shows[f"pictures-{kernel}"], (made + 1) / 2, atol=1e-8)
        shares = [round(100 * repeating_share(picture, 2)) for picture in made]
        below = [term.text for term in beat.below[f"pictures-{kernel}"]]
        assert below == [f"{share} % repeats" for share in shares]
        assert (facts["least"], facts["greatest"]) == (f"{min(shares)}", f"{max(shares)}")
        assert (facts["kernel"], facts["uneven"]) == ((kernel, kernel), kernel == 3)
    assert story.beat("pictures-4").shows.keys() == {"pictures-3", "pictures-4"}
    run = story.beat("untrained").shows
    assert np.array_equal(run["picture"], story.beats[-1].shows["pictures-4"][0])
    assert run["rung-1"].shape == (4, 4, 4)


def test_terms_below_pictures_stay(build: Callable[..., Story]) -> None:
    story = build("generator", **ODD)
    below = [beat.below for beat in story.beats[-3:]]
    assert [[*terms] for terms in below] == [
        ["pictures-3"],
        ["pictures-3", "pictures-4"],
        ["pictures-3", "pictures-4", "strengths-3", "strengths-4"],
    ]
    for before, after in pairwise(below):
        assert all(after[name] == terms for name, terms in before.items())
    assert {len(below[-1][name]) for name in ("strengths-3", "strengths-4")} == {1}


def test_the_scale_is_named_where_no_sizes_are(build: Callable[..., Story]) -> None:
    story = build("generator", **ODD)
    scaled = [beat.name for beat in story.beats if beat.formula_text.startswith("Drawn to scale")]
    assert scaled == ["start", "ladder"]
    titles = ["Random numbers", "Rung 1", "Rung 2", "Rung 3", "The whole ladder", "An untrained generator"]
    titles += ["Pictures, kernel 3×3", "Pictures, kernel 4×4", "64 untrained generators"]
    assert [beat.title for beat in story.beats] == titles


@pytest.mark.parametrize(("kernels", "overlap"), [([5], "uneven"), ([4], "even"), ([3, 8], "both")])
def test_what_is_told_of_strengths_is_true(
    kernels: list[int], overlap: str, build: Callable[..., Story], told: Told
) -> None:
    beat = build("generator", **(ODD | {"untrained": SMALL | {"kernels": kernels}})).beat("strengths")
    assert told["strengths"] == [{"generators": 64, "overlap": overlap}]
    for kernel in kernels:
        strengths = beat.shows[f"strengths-{kernel}"]
        assert (strengths.max() > 1.15 * strengths.min()) == bool(kernel % 2)


def rung(**fields: object) -> dict[str, object]:
    return {"channels": 1, "kernel": 2} | fields


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"expect": [10, 28, 3]}, "expect: the ladder ends at 10×28×2, not 10×28×3"),
        ({"rungs": [rung(padding=1)]}, r"rungs\.padding: \[\[1, 1\], \[1, 1\]\] crops"),
        ({"rungs": [rung(strid=2)]}, 'rungs.strid: unknown field. Did you mean "stride"'),
        ({"rungs": [rung(channels=0)]}, "rungs.channels: must be at least 1, got 0"),
        ({"rungs": [rung(kernel=256), rung(kernel=3, stride=3)]}, "589,824 cells"),
        ({"untrained": {"channels": [3, 1]}}, "untrained.channels: must have at least 3 items, got 2"),
        ({"untrained": {"channels": [3, 4, 2]}}, "channels: must end with 1, as the picture is grey, got 2"),
        ({"untrained": {"kernels": [1]}}, "untrained.kernels: must be at least 2, got 1"),
    ],
)
def test_wrong_fields_are_named(fields: dict[str, object], wrong: str, build: Callable[..., Story]) -> None:
    with pytest.raises(SpecError, match=wrong):
        build("generator", **(ODD | fields))
