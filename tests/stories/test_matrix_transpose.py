"""matrix-transpose: the turned matrix, and what its rows and columns fold into."""

from collections.abc import Callable
from pathlib import Path

from convscenes.stories import Story, load_story
from convscenes.stories._base.points import where
from convscenes.words import Words
from tests.stories.conftest import Told

SCENES = Path(__file__).parents[2] / "scenes"


def test_the_turn() -> None:
    story = load_story(SCENES / "06-matrix-transpose.yaml")
    turned = story.beat("turn").shows
    assert turned["transpose"].tolist() == turned["matrix"].T.tolist()
    assert turned["transpose"].shape == (16, 4)


def test_rows_and_columns_fold_into_the_input_shape(build: Callable[..., Story]) -> None:
    story = build("matrix-transpose", input={"ones": [2, 4]}, kernel=[[1, 2, -4]])
    first, second = story.beat("window-1"), story.beat("both-2")
    assert first.shows["window"].tolist() == [[1, 2, -4, 0], [0, 0, 0, 0]]
    assert second.shows["stamp"].tolist() == [[0, 1, 2, -4], [0, 0, 0, 0]]
    assert first.formula_text == "3 → 1"
    assert story.beat("stamp-1").formula_text == "3 → 1, 1 → 3"
    assert second.formula_text == "3 → 1, 1 → 3"


def test_what_is_pointed_at(build: Callable[..., Story]) -> None:
    story = build("matrix-transpose", input=[1, 2, 3, 4], kernel=[1, -2, 4], padding=[[1, 0]])
    row, column, both = (story.beat(name).points for name in ("window-1", "stamp-1", "both-3"))
    assert {name: [where(one, Words()) for one in path] for name, path in row.items()} == {
        "matrix": ["row 1"],
        "window": ["row 1, columns 1 to 2"],  # the first weight lies on the padding
    }
    assert [where(one, Words()) for one in column["transpose"]] == ["column 1"]
    assert both["window"][0].mask((1, 4)).tolist() == [[False, True, True, True]]
    assert both["stamp"][0].mask((1, 4)).tolist() == [[False, True, True, True]]
    assert {name for name, path in story.beat("whole").points.items() if path[0].kind == "map"} == {
        "matrix",
        "transpose",
    }


def test_rows_that_share_a_beat_are_all_pointed_at(build: Callable[..., Story]) -> None:
    story = build("matrix-transpose", input={"range": [6, 5]}, kernel=[[1, 2], [3, 4]])
    beat = story.beat("row-2")
    assert [one.rows.tolist() for one in beat.points["matrix"]] == [[4], [5], [6], [7]]
    assert [one.cols.tolist() for one in beat.points["transpose"]] == [[4], [5], [6], [7]]
    assert [where(one, Words()) for one in beat.points["window"]] == ["rows 2 to 3, columns 4 to 5"]
    assert beat.formula_text == "4 → 1, 1 → 4"


def test_with_one_weight_both_directions_are_one_to_one(build: Callable[..., Story], told: Told) -> None:
    build("matrix-transpose", input=[[1, 2], [3, 4]], kernel=[[3]])
    assert told["whole"] == [{"weights": 1}]


def test_rows_and_columns_may_be_read_many_at_a_time(build: Callable[..., Story]) -> None:
    fields = {"input": {"range": [3, 4]}, "kernel": [[1, 2], [0, 4]]}
    whole, rows = build("matrix-transpose", **fields), build("matrix-transpose", **fields, steps="rows")
    assert [beat.name for beat in rows.beats if beat.name.startswith("row")] == ["row-1", "row-2"]
    assert len(rows.beats) < len(whole.beats)
