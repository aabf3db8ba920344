"""matrix-multiply: the notebook's C·x and Cᵀ·x, an asymmetric kernel by hand, any shape both ways."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from convscenes.ops import convolve, transposed_convolve
from convscenes.stories import Story, load_story
from convscenes.stories._base.points import where
from convscenes.words import Words
from tests.conftest import SHAPES
from tests.stories.conftest import Told
from tests.stories.test_every_kind import MANY, keep_the_rules

SCENES = Path(__file__).parents[2] / "scenes"
RECTANGLE: dict[str, Any] = {"input": [[1, 2, 3], [4, 5, 6]], "kernel": [[1, -2]]}


def shown(story: Story, beat: str, name: str) -> Any:
    return story.beat(beat).shows[name].tolist()


def test_the_notebook_forth() -> None:
    story = load_story(SCENES / "05-matrix-multiply.yaml")
    assert [b.name for b in story.beats] == [
        "maps", "flatten", "pair-1", "product-1", "product-2", "product-3", "product-4", "fold", "compare",
    ]  # fmt: skip
    assert shown(story, "flatten", "column") == [
        [x] for x in [3, 3, 3, 6, 7, 4, 3, 2, 7, 2, 8, 5, 1, 7, 3, 1]
    ]
    assert shown(story, "product-2", "result") == [[84], [84], [None], [None]]
    assert story.beat("product-3").formula_text == "7 + 8 + 12 + 7 + 2 + 24 + 1 + 14 + 12 = 87"
    last = story.beats[-1].shows
    assert last["output"].tolist() == last["direct"].tolist() == [[84, 84], [87, 60]]


def test_the_notebook_back() -> None:
    story = load_story(SCENES / "08-transposed-multiply.yaml")
    assert [b.name for b in story.beats] == [
        "maps", "flatten", "scale-1", "add-1", "add-2", "add-3", "add-4", "fold", "compare",
    ]  # fmt: skip
    assert shown(story, "maps", "matrix")[:5] == [
        [1, 0, 0, 0],
        [2, 1, 0, 0],
        [4, 2, 0, 0],
        [0, 4, 0, 0],
        [1, 0, 1, 0],
    ]
    assert shown(story, "scale-1", "result") == [[0]] * 16
    assert shown(story, "add-1", "result")[:8] == [[2], [4], [8], [0], [2], [2], [6], [0]]
    assert story.beat("add-4").formula_text == "16 = 13 + 3 × 1"
    last = story.beats[-1].shows
    expected = [[2, 7, 14, 12], [6, 16, 31, 21], [6, 14, 29, 21], [4, 11, 22, 12]]
    assert last["output"].tolist() == last["direct"].tolist() == expected


def test_rows_by_hand(build: Callable[..., Story], told: Told) -> None:
    # a column of zeros on the left: the first row of C sees the value 1 under −2 alone
    story = build("matrix-multiply", **RECTANGLE, padding=[[0, 0], [1, 0]])
    assert shown(story, "maps", "matrix")[:2] == [[-2, 0, 0, 0, 0, 0], [1, -2, 0, 0, 0, 0]]
    assert story.beat("product-1").formula_text == "1 × (−2) = −2"
    assert told["first-product"] == [{"number": 1, "many": 1, "sum": "−2"}]
    assert story.beat("product-2").formula_text == "1 + (−4) = −3"
    assert shown(story, "compare", "output") == [[-2, -3, -4], [-8, -6, -7]]


def test_columns_by_hand(build: Callable[..., Story], told: Told) -> None:
    # stride 2 in the columns: no two scaled columns meet, so no overlaps are told
    story = build("matrix-multiply", **RECTANGLE, transposed=True, stride=[1, 2], output_padding=[0, 1])
    assert shown(story, "compare", "output") == [[1, -2, 2, -4, 3, -6, 0], [4, -8, 5, -10, 6, -12, 0]]
    assert {beat.formula_text for beat in story.beats if beat.name in ("add-2", "add-6")} == {""}
    assert {facts["overlaps"] for facts in told["grow"]} == {False}


def test_a_row_of_zeros_makes_a_zero(build: Callable[..., Story], told: Told) -> None:
    story = build("matrix-multiply", input=[[5, 6]], kernel=[[3]], padding=[[0, 0], [1, 0]])
    assert told["first-product"] == [{"number": 1, "many": 0, "sum": "0"}]
    assert story.beat("product-1").formula_text == ""
    assert shown(story, "compare", "output") == [[0, 15, 18]]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.stem)
@pytest.mark.parametrize("transposed", [False, True])
def test_all_shapes_in_both_directions(shape: Path, transposed: bool, build: Callable[..., Story]) -> None:
    fields = yaml.safe_load(shape.read_text(encoding="utf-8")) | {"transposed": transposed}
    fields |= {} if transposed else {"output_padding": 0}
    story = build("matrix-multiply", **fields)
    keep_the_rules(story)
    last, matrix = story.beats[-1].shows, story.beat("maps").shows["matrix"]
    assert np.allclose(last["output"], last["direct"])
    assert np.allclose(matrix @ last["column"], last["result"])
    assert last["column"].ravel().tolist() == last["input"].ravel().tolist()


def test_the_product_is_the_cores(build: Callable[..., Story]) -> None:
    image, kernel = [[3, -1, 4, 1], [5, 9, 2, 6]], [[1, 2, -4], [0, 1, 3]]
    arguments: dict[str, Any] = {"stride": [2, 1], "padding": [[1, 0], [0, 1]]}
    for transposed, operation in ((False, convolve), (True, transposed_convolve)):
        story = build("matrix-multiply", input=image, kernel=kernel, transposed=transposed, **arguments)
        assert shown(story, "fold", "output") == operation(image, kernel, **arguments).tolist()


def test_many_columns_share_beats(build: Callable[..., Story]) -> None:
    story = build("matrix-multiply", **MANY | {"input": {"range": [9, 20]}}, transposed=True)
    keep_the_rules(story)
    names = [beat.name for beat in story.beats]
    assert names[4:6] == ["row-1", "row-2"]
    assert len(story.beat("row-1").steps) == 19  # its first value had beats of its own


@pytest.mark.parametrize("transposed", [False, True])
def test_large_decimals_that_cancel_are_equal_up_to_rounding(
    transposed: bool, build: Callable[..., Story]
) -> None:
    kernel = [[987654.321, -123456.789, -900000.123], [35802.591, 0.007, -0.007]]  # they add up to 0
    image = [[765432.109] * 4 for row in range(3)]
    last = build("matrix-multiply", input=image, kernel=kernel, transposed=transposed).beats[-1].shows
    np.testing.assert_allclose(last["output"].astype(float), last["direct"], rtol=1e-6, atol=1e-2)


def test_a_row_its_values_and_its_entry_are_pointed_at(build: Callable[..., Story]) -> None:
    story = build("matrix-multiply", **RECTANGLE, padding=[[0, 0], [1, 0]])
    pair, second = story.beat("pair-1"), story.beat("product-2")
    assert where(pair.points["matrix"][0], Words()) == "row 1"
    assert pair.points["result"] == ()
    assert pair.points["column"][0].mask((6, 1)).ravel().tolist() == [True] + [False] * 5
    assert second.points["input"][0].mask((2, 3)).tolist() == [[True, True, False], [False] * 3]
    assert [where(one, Words()) for one in second.points["result"]] == ["row 2, column 1"]
    weights, products = second.laid["column"]
    assert (weights.role, weights.away, weights.values[:3].tolist()) == ("kernel", -1, [[1], [-2], [0]])
    assert (products.role, products.away, products.values[:3].tolist()) == (
        "contribution", 1, [[1], [-4], [0]],
    )  # fmt: skip


def test_a_column_its_value_and_what_grows_are_pointed_at(build: Callable[..., Story]) -> None:
    story = build("matrix-multiply", input=[[2, 3]], kernel=[[1, 5]], transposed=True)
    scale, second = story.beat("scale-1"), story.beat("add-2")
    assert scale.points["result"] == ()
    assert [where(one, Words()) for one in second.points["matrix"]] == ["column 2"]
    assert [where(one, Words()) for one in second.points["column"]] == ["row 2, column 1"]
    assert second.points["input"][0].mask((1, 2)).tolist() == [[False, True]]
    assert second.points["result"][0].mask((3, 1)).tolist() == [[False], [True], [True]]
    assert [(one.away, one.values.tolist()) for one in second.laid["result"]] == [(-1, [[0], [3], [15]])]
    assert (second.formula[0].on, second.formula[0].cell) == ("result", (1, 0))
    assert story.beat("add-1").formula_text == "2 × column 1", "it stays while the first column is added"


def test_columns_that_share_a_beat_are_all_pointed_at(build: Callable[..., Story]) -> None:
    story = build("matrix-multiply", input={"range": [9, 9]}, kernel=[[1, 2]], transposed=True)
    beat = story.beat("row-2")
    assert [where(one, Words()) for one in beat.points["column"]] == [
        f"row {n}, column 1" for n in range(10, 19)
    ]
    highlighted = beat.points["input"][0].mask((9, 9))
    assert (highlighted.sum(), highlighted[1].all()) == (9, True)
    assert beat.laid == {}
    assert beat.title == "Row 2"


def test_all_products_are_known_to_the_layout(build: Callable[..., Story]) -> None:
    story = build("matrix-multiply", input=[[2, 3]], kernel=[[-5]])
    assert story.passing["products"][0] == "column"
    assert story.passing["products"][1].tolist() == [-15, -10, 0]
