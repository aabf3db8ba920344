"""kernel-slide: the notebook's convolution, and an asymmetric one worked by hand."""

from collections.abc import Callable
from pathlib import Path

from convscenes.stories import Story, load_story
from tests.stories.conftest import Told

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


def test_rectangular_by_hand(build: Callable[..., Story], told: Told) -> None:
    # input 2×3, kernel 1×2 = [1 −2], stride [1, 1], one column of zeros on the left
    story = build("kernel-slide", input=[[1, 2, 3], [4, 5, 6]], kernel=[[1, -2]], padding=[[0, 0], [1, 0]])
    assert story.beats[-1].shows["output"].tolist() == [[-2, -3, -4], [-8, -6, -7]]
    assert story.beat("sum-1").formula_text == "0 + (−2) = −2"
    assert told["window"] == [{"values": 2, "zeros": 1}]


def test_long_sums_keep_both_ends(build: Callable[..., Story]) -> None:
    story = build("kernel-slide", input={"range": [4, 4]}, kernel={"ones": [4, 4]})
    assert story.beat("sum-1").formula_text == "0 + 1 + 2 + 3 + 4 + … + 11 + 12 + 13 + 14 + 15 = 120"


def test_one_row_is_what_the_core_computes_in_1d(build: Callable[..., Story]) -> None:
    story = build("kernel-slide", input=[1, 2, 3, 4], kernel=[1, 0, -3], stride=1)
    assert story.beats[-1].shows["output"].tolist() == [[1 - 9, 2 - 12]]
    assert story.map("input").shape == (1, 4)


def test_captions_describe_how_the_kernel_moves(build: Callable[..., Story], told: Told) -> None:
    build("kernel-slide", input=[[1, 2, 3], [4, 5, 6], [7, 8, 9]], kernel=[[1]], stride=[1, 2])
    assert [(step["way"], step["by"]) for step in told["step"][:2]] == [("right", 2), ("back", 1)]
    told.clear()
    build("kernel-slide", input=[[1, 2], [3, 4]], kernel=[[1, 2]])
    assert [step["way"] for step in told["step"]] == ["down"], "there is no left to go back to"


def test_many_windows_share_the_sentence_on_their_row(build: Callable[..., Story], told: Told) -> None:
    # 3×4 windows: the first in detail, the second by itself; two are left of row 1, too few for a sentence
    story = build("kernel-slide", input={"range": [4, 5]}, kernel=[[1, 2], [3, 4]])
    assert [(rows["first"], rows["last"]) for rows in told["rows"]] == [(1, 2)] * 6 + [(3, 3)] * 4
    steps = [beat for beat in story.beats if beat.act == "step"]
    assert [beat.name for beat in steps] == [f"step-{number}" for number in range(2, 13)]
    assert [beat.title for beat in steps] == [f"Window {number}" for number in range(2, 13)]
    assert all(len(beat.steps) == 1 and beat.formula for beat in steps)


def test_zero_has_no_sign(build: Callable[..., Story]) -> None:
    story = build("kernel-slide", input=[[0, 1], [0, 2]], kernel=[[-0.5, 1.5], [-1, 1]])
    assert story.beat("sum-1").formula_text == "0 + 1.5 + 0 + 2 = 3.5"
