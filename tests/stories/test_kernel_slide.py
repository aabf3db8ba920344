"""kernel-slide: the notebook's convolution, and an asymmetric one worked by hand."""

from collections.abc import Callable
from pathlib import Path

from convscenes.stories import Story, load_story

SCENES = Path(__file__).parents[2] / "scenes"


def test_the_notebook() -> None:
    story = load_story(SCENES / "02-kernel-slide.yaml")
    assert story.beats[-1].shows["output"].tolist() == [[84, 84], [87, 60]]
    assert [b.name for b in story.beats] == [
        "maps", "window-1", "products-1", "sum-1", "step-2", "step-3", "step-4", "connect",
    ]  # fmt: skip
    assert story.beat("sum-1").formula_text == "3 + 6 + 12 + 7 + 4 + 9 + 7 + 4 + 32 = 84"


def test_cells_fill_one_by_one() -> None:
    story = load_story(SCENES / "02-kernel-slide.yaml")
    filled = [beat.shows["output"].tolist() for beat in story.beats]
    assert filled[2] == [[None, None], [None, None]]
    assert filled[3] == [[84, None], [None, None]]
    assert filled[5] == [[84, 84], [87, None]]


def test_rectangular_by_hand(build: Callable[..., Story]) -> None:
    # input 2×3, kernel 1×2 = [1 −2], stride [1, 1], one column of zeros on the left
    story = build("kernel-slide", input=[[1, 2, 3], [4, 5, 6]], kernel=[[1, -2]], padding=[[0, 0], [1, 0]])
    assert story.beats[-1].shows["output"].tolist() == [[-2, -3, -4], [-8, -6, -7]]
    assert story.beat("sum-1").formula_text == "0 + (−2) = −2"
    assert "one of them a padded zero" in story.beat("window-1").caption


def test_long_sums_keep_both_ends(build: Callable[..., Story]) -> None:
    story = build("kernel-slide", input={"range": [4, 4]}, kernel={"ones": [4, 4]})
    assert story.beat("sum-1").formula_text == "0 + 1 + 2 + 3 + 4 + … + 11 + 12 + 13 + 14 + 15 = 120"


def test_one_row_is_what_the_core_computes_in_1d(build: Callable[..., Story]) -> None:
    story = build("kernel-slide", input=[1, 2, 3, 4], kernel=[1, 0, -3], stride=1)
    assert story.beats[-1].shows["output"].tolist() == [[1 - 9, 2 - 12]]
    assert story.map("input").shape == (1, 4)


def test_captions_describe_how_the_kernel_moves(build: Callable[..., Story]) -> None:
    wide = build("kernel-slide", input=[[1, 2, 3], [4, 5, 6], [7, 8, 9]], kernel=[[1]], stride=[1, 2])
    assert "moves two columns to the right;" in wide.beat("step-2").caption
    assert "moves back to the left and one row down;" in wide.beat("step-3").caption
    narrow = build("kernel-slide", input=[[1, 2], [3, 4]], kernel=[[1, 2]])
    assert "moves one row down;" in narrow.beat("step-2").caption, "there is no left to go back to"


def test_zero_has_no_sign(build: Callable[..., Story]) -> None:
    story = build("kernel-slide", input=[[0, 1], [0, 2]], kernel=[[-0.5, 1.5], [-1, 1]])
    assert story.beat("sum-1").formula_text == "0 + 1.5 + 0 + 2 = 3.5"
