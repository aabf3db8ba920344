"""scatter: the notebook's transposed convolution, overlaps, cropping, output padding."""

from collections.abc import Callable
from pathlib import Path

import pytest

from convscenes.errors import SpecError
from convscenes.stories import Story, load_story
from tests.stories.conftest import Told

SCENES = Path(__file__).parents[2] / "scenes"
NOTEBOOK = [[2, 7, 14, 12], [6, 16, 31, 21], [6, 14, 29, 21], [4, 11, 22, 12]]


def test_the_notebook() -> None:
    story = load_story(SCENES / "07-scatter.yaml")
    last = story.beats[-1].shows
    assert last["output"].tolist() == NOTEBOOK
    assert last["counts"].tolist() == [[1, 2, 2, 1], [2, 4, 4, 2], [2, 4, 4, 2], [1, 2, 2, 1]]


def test_stamps_add_up_one_by_one() -> None:
    story = load_story(SCENES / "07-scatter.yaml")
    assert story.beat("multiply-1").shows["output"].tolist() == [[0] * 4] * 4
    assert story.beat("land-1").shows["output"].tolist() == [
        [2, 4, 8, 0],
        [2, 2, 6, 0],
        [2, 4, 8, 0],
        [0] * 4,
    ]
    assert story.beat("stamp-2").shows["output"].tolist() == [
        [2, 7, 14, 12],
        [2, 5, 9, 9],
        [2, 7, 14, 12],
        [0] * 4,
    ]
    assert story.beat("stamp-4").formula_text == "16 = 13 + 3 × 1"


def test_padding_crops_and_output_padding_is_real(build: Callable[..., Story]) -> None:
    # by hand: input 1×2 = [2 3], kernel 1×3 = [1 −2 5], stride 2 → 2 −4 10+3 −6 15 uncropped
    fields = {"input": [[2, 3]], "kernel": [[1, -2, 5]], "stride": [1, 2], "padding": [[0, 0], [1, 1]]}
    assert build("scatter", **fields).beats[-1].shows["output"].tolist() == [[-4, 13, -6]]
    padded = build("scatter", **fields, output_padding=[0, 1])
    assert padded.beats[-1].shows["output"].tolist() == [[-4, 13, -6, 15]]
    assert padded.beats[-1].shows["counts"].tolist() == [[1, 2, 1, 1]]


def test_negative_values_are_bracketed(build: Callable[..., Story]) -> None:
    story = build("scatter", input=[[2, -3]], kernel=[[1, -2]])
    assert story.beat("stamp-2").formula_text == "−7 = −4 + (−3) × 1"


def test_captions_name_the_distance_of_stamps(build: Callable[..., Story], told: Told) -> None:
    build("scatter", input=[[1, 2], [3, 4]], kernel=[[1, 1]], stride=[3, 2])
    ways = [(stamp["way"], stamp["by"], stamp["overlaps"]) for stamp in told["stamp"]]
    assert ways == [("right", 2, False), ("back", 3, False), ("right", 2, False)]


def test_many_stamps_share_the_sentence_on_their_rows(build: Callable[..., Story], told: Told) -> None:
    # the first in detail, the second by itself; three are left of row 1, which is enough for a sentence
    story = build("scatter", input={"range": [5, 5]}, kernel=[[1, 2], [3, 4]], stride=[2, 3])
    apart = {"apart": "each", "down": 2, "across": 3, "noun": "row", "form": "one"}
    assert told["rows"] == [
        {**apart, "first": row, "last": row} for row in range(1, 6) for _ in range(3 if row == 1 else 5)
    ]
    assert len({beat.caption for beat in story.beats if beat.act == "stamp"}) == 1 + 5


def test_cropping_cuts_the_border_of_the_notebooks_output(told: Told) -> None:
    story = load_story(SCENES / "09-scatter-cropping.yaml")
    assert [beat.name for beat in story.beats[-3:]] == ["stamp-4", "border", "crop"]
    assert story.beat("stamp-4").shows["uncropped"].tolist() == NOTEBOOK
    assert story.beat("border").shows["uncropped"].tolist() == NOTEBOOK
    assert "output" not in story.beat("border").shows
    assert story.beat("crop").shows["output"].tolist() == [row[1:3] for row in NOTEBOOK[1:3]]
    assert told["border"] == [{"sides": "alike", "padding": 1, "saved": "nothing"}]


def test_output_padding_saves_real_sums_from_cropping(build: Callable[..., Story], told: Told) -> None:
    # by hand: input 1×2 = [2 3], kernel 1×3 = [1 −2 5], stride 2 → 2 −4 10+3 −6 15
    fields = {"input": [[2, 3]], "kernel": [[1, -2, 5]], "stride": [1, 2], "padding": [[0, 0], [1, 1]]}
    story = build("scatter", **fields, output_padding=[0, 1], show_cropping=True)
    assert story.beats[-1].shows["uncropped"].tolist() == [[2, -4, 13, -6, 15]]
    assert story.beats[-1].shows["output"].tolist() == [[-4, 13, -6, 15]]
    (border,), (crop,) = told["border"], told["crop"]
    assert border == {"sides": "uneven", "saved": "columns", "saved_columns": 1}
    assert crop["saved"] == "columns"


def test_cropping_ends_as_it_does_without_being_shown(build: Callable[..., Story]) -> None:
    fields = {
        "input": {"range": [3, 4]},
        "kernel": [[1, 2, -4], [0, 1, 3]],
        "stride": [3, 2],
        "padding": [[1, 0], [2, 1]],
        "output_padding": [2, 1],
    }
    hidden, shown = build("scatter", **fields), build("scatter", **fields, show_cropping=True)
    assert shown.beats[-1].shows["output"].tolist() == hidden.beats[-1].shows["output"].tolist()
    assert shown.map("uncropped").shape == (
        10,
        9,
    )  # 3·(3 − 1) + 2 and two rows beyond all stamps; 2·(4 − 1) + 3


@pytest.mark.parametrize(
    "fields", [{}, {"stride": 2, "padding": [[0, 1], [0, 1]], "output_padding": 1}], ids=["none", "saved"]
)
def test_where_nothing_is_cropped_nothing_can_be_shown(
    fields: dict[str, object], build: Callable[..., Story]
) -> None:
    with pytest.raises(
        SpecError, match=r":\d+: show_cropping: nothing is cropped\. Add padding of at least 1"
    ):
        build("scatter", input=[[2, 3]], kernel=[[1, 2], [4, 1]], show_cropping=True, **fields)


def test_a_wrong_padding_is_reported_once(build: Callable[..., Story]) -> None:
    with pytest.raises(SpecError, match="padding: must be at least 0") as caught:
        build("scatter", input=[[2]], kernel=[[1, 2]], show_cropping=True, padding=-1)
    assert len(caught.value.problems) == 1
