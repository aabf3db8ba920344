"""arithmetic: the published catalogue, its sizes and numbers; windows counted by plain loops."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from convscenes.errors import SpecError
from convscenes.stories import Story, load_story

CATALOGUE = Path(__file__).parents[2] / "scenes" / "arithmetic"
PUBLISHED = {
    "no_padding_no_strides": (4, 2),
    "arbitrary_padding_no_strides": (5, 6),
    "same_padding_no_strides": (5, 5),
    "full_padding_no_strides": (5, 7),
    "no_padding_strides": (5, 2),
    "padding_strides": (5, 3),
    "padding_strides_odd": (6, 3),
    "dilation": (7, 3),
}
"""The sides of input and output of the direct convolutions; the transposed ones go back."""
NUMBERS = {
    "numerical_no_padding_no_strides": [[12, 12, 17], [10, 17, 19], [9, 6, 14]],
    "numerical_padding_strides": [[6, 17, 3], [8, 17, 13], [6, 4, 4]],
    "numerical_max_pooling": [[3, 3, 3], [3, 3, 3], [3, 2, 3]],
    "numerical_average_pooling": [[1.7, 1.7, 1.7], [1.0, 1.2, 1.8], [1.1, 0.8, 1.3]],
}
"""What the published figures show; means are rounded to tenths there."""


def published(name: str) -> Story:
    return load_story(CATALOGUE / f"{name}.yaml")


def test_the_catalogue_is_complete() -> None:
    names = {*PUBLISHED, *(f"{name}_transposed" for name in PUBLISHED), *NUMBERS}
    assert {path.stem for path in CATALOGUE.glob("*.yaml")} == names


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_sizes_both_ways(name: str) -> None:
    before, after = PUBLISHED[name]
    direct, back = published(name), published(f"{name}_transposed")
    assert [m.shape for m in direct.maps] == [(before, before), (after, after)]
    assert (back.map("output").shape, len(back.beats)) == ((before, before), 1 + before**2)
    assert [len(beat.steps) for beat in direct.beats] == [0] + [1] * after**2
    assert not any(m.numerals for m in (*direct.maps, *back.maps))


@pytest.mark.parametrize("name", NUMBERS)
def test_published_numbers(name: str) -> None:
    shown = published(name).beats[-1].shows["output"].astype(float)
    assert np.round(shown, 1).tolist() == NUMBERS[name]


def test_zeros_of_the_transposed_catalogue() -> None:
    """Rows of the stretched inputs, as published: x is a value, . an inserted or surrounding zero."""
    rows = {
        "no_padding_strides_transposed": (7, "..x.x.."),
        "padding_strides_transposed": (7, ".x.x.x."),
        "padding_strides_odd_transposed": (8, ".x.x.x.."),
        "same_padding_no_strides_transposed": (7, ".xxxxx."),
        "full_padding_no_strides_transposed": (7, "xxxxxxx"),
        "dilation_transposed": (11, "....xxx...."),
    }
    for name, (side, row) in rows.items():
        story = published(name)
        mask = ~story.beats[0].dashed["padded"]
        assert story.map("padded").shape == (side, side), name
        held = next(line for line in mask if line.any())
        assert "".join(np.where(held, "x", ".")) == row, name


def test_a_window_worked_by_hand(build: Callable[..., Story]) -> None:
    story = build(
        "arithmetic", input=[[1, 2, 3], [4, 5, 6]], kernel=[[1, 0], [2, -1]], padding=[[0, 0], [1, 0]]
    )
    first, second = story.beat("step-1"), story.beat("step-2")
    assert first.shows["output"].tolist() == [[-4, None, None]]
    assert first.formula_text == "0 + (−4) = −4"  # 1 × 0 + 4 × (−1); the padding's products are left out
    assert second.formula_text == "1 + 0 + 8 + (−5) = 4"
    assert (first.points["input"][0].cols.tolist(), first.connects) == ([-1, 0], (("input", "output"),))


def test_a_transposed_one_by_plain_loops(build: Callable[..., Story]) -> None:
    image, kernel = [[2, 3, 1], [4, 3, 5]], [[1, 2], [4, 5], [7, 8]]
    story = build("arithmetic", input=image, kernel=kernel, stride=[2, 1], transposed=True)
    wanted = np.zeros((5, 4), int)
    for r, c in np.ndindex(2, 3):
        for i, j in np.ndindex(3, 2):
            wanted[2 * r + i, c + j] += image[r][c] * kernel[i][j]
    assert story.beats[-1].shows["output"].tolist() == wanted.tolist()
    assert story.beats[0].shows["turned"].tolist() == [[8, 7], [5, 4], [2, 1]]
    assert story.beat("step-1").formula_text == "2 × 1 = 2"


def test_without_numbers_there_is_no_kernel_and_no_formula(build: Callable[..., Story]) -> None:
    story = build("arithmetic", input={"ones": [3, 4]}, kernel={"ones": [2, 2]}, numbers=False)
    assert [m.name for m in story.maps] == ["input", "output"]
    assert not any(beat.formula for beat in story.beats)


def test_output_padding_of_a_convolution(build: Callable[..., Story]) -> None:
    with pytest.raises(SpecError, match="only a transposed convolution has it"):
        build("arithmetic", input=[[1, 2], [3, 4]], kernel=[[1]], stride=2, output_padding=1)
