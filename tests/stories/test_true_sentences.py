"""What a story says is true for small and odd operations too, and its examples are the telling ones."""

from collections.abc import Callable

import numpy as np
import pytest

from convscenes.stories import Story, alt_text
from tests.stories.conftest import Told

Build = Callable[..., Story]
OPERATIONS = ("kernel-slide", "scatter", "connectivity", "matrix-unroll", "matrix-multiply", "zero-insertion")
ONE = {"input": [[1, 2], [3, 4]], "kernel": [[3]]}


@pytest.mark.parametrize("kind", OPERATIONS)
def test_of_flat_data_words_count_cells_and_labels_have_one_number(build: Build, kind: str) -> None:
    story = build(kind, input=[1, 2, 3, 4, 5], kernel=[1, -1, 2])
    flat = [one for one in story.maps if one.flat]
    assert {one.size for one in flat} <= {"3", "5", "7", "9"}
    assert {"3", "5"} <= {one.size for one in flat}
    assert [one.shape[0] for one in flat] == [1] * len(flat)
    for beat in story.beats:
        read = f"{beat.caption} {beat.title} {beat.formula_text}"
        assert "1×" not in f"{read} {alt_text(story, beat)}".replace("1×1", "")
        assert "column 1" not in read or "matrix" in kind
    assert not story.parameters.startswith("kernel 1×")


def test_the_same_row_in_two_brackets_has_rows_and_columns(build: Build, told: Told) -> None:
    story = build("kernel-slide", input=[[1, 2, 3]], kernel=[[1, -1]])
    assert [one.size for one in story.maps] == ["1×3", "1×2", "1×2"]
    (total,) = told["total"]
    assert (total["at"], total["row"], total["column"]) == ("row", 1, 1)


def test_many_steps_of_flat_data_are_grouped_by_cells(build: Build, told: Told) -> None:
    story = build("kernel-slide", input={"range": [128]}, kernel=[1, 2])
    groups = [beat for beat in story.beats if beat.act == "step"]
    assert (groups[0].name, groups[0].title) == ("cells-2-4", "Cells 2 to 4")
    assert sum(len(beat.steps) for beat in groups) == 126
    assert told["rows"][0] == {"noun": "cell", "form": "run", "first": 2, "last": 4}
    assert len({beat.caption for beat in groups}) == 7, "many beats share a sentence"


def test_one_weight_makes_products_not_sums(build: Build, told: Told) -> None:
    story = build("kernel-slide", **ONE)
    assert [facts["weights"] for message in ("products", "total", "step") for facts in told[message]] == [
        1
    ] * 5
    assert told["connect"] == [{"values": 1, "once": False}]
    assert [beat.formula_text for beat in story.beats if beat.act in ("total", "step")] == [
        "1 × 3 = 3", "2 × 3 = 6", "3 × 3 = 9", "4 × 3 = 12",
    ]  # fmt: skip
    assert not any("sum" in beat.plain_caption for beat in story.beats)
    assert build("matrix-multiply", **ONE).beat("product-2").formula_text == "2 × 3 = 6"
    told.clear()
    build("zero-insertion", **ONE)
    assert told["products"] == [{"products": 1, "useful": 1, "wasted": 0}]


def test_a_kernel_as_large_as_the_input_has_one_window(build: Build, told: Told) -> None:
    build("kernel-slide", input=[[1, 2], [3, 4]], kernel=[[3, 1], [2, 1]])
    assert [maps["once"] for maps in told["maps"]] == [True]
    assert told["connect"] == [{"values": 4, "once": True}]


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ({"input": [[5]]}, {"met": "alone"}),
        ({"stride": 2}, {"met": "nowhere"}),
        ({"stride": 3}, {"met": "sparse", "free": 9}),
        ({"input": [[1, 2]]}, {"met": "all", "least": 1, "most": 2}),
        ({"stride": [1, 3]}, {"met": "some", "least": 0, "most": 2, "free": 3}),
    ],
)
def test_how_many_stamps_met(
    build: Build, told: Told, fields: dict[str, object], facts: dict[str, object]
) -> None:
    build("scatter", **({"input": [[1, 2], [3, 4]], "kernel": [[3, 1], [2, 1]]} | fields))
    assert told["overlap"] == [facts]


def test_an_overlap_is_shown_where_something_was_before(build: Build) -> None:
    story = build("scatter", input=[[1, 2, 3]], kernel=[[0, 0, 4], [5, 0, 6]])
    _, *stamps = [beat for beat in story.beats if beat.act == "stamp"]
    for beat in stamps:
        (step,) = beat.steps
        cell = beat.formula[0].cell
        at = list(step.rows).index(cell[0]), list(step.cols).index(cell[1])
        assert step.before[at] != 0
    assert stamps[0].formula_text == "21 = 6 + 3 × 5"


def test_a_window_without_padding_is_connected(build: Build) -> None:
    story = build(
        "kernel-slide",
        input=np.arange(1, 13).reshape(3, 4).tolist(),
        kernel=[[1, 0, 2], [0, 1, 0], [2, 0, 1]],
        padding=1,
    )
    (step,) = story.beat("connect").steps
    assert step.index == (1, 1)
    channels = build(
        "kernel-slide", input=np.arange(18).reshape(2, 3, 3).tolist(), kernel=np.ones((1, 2, 3, 3)).tolist(),
        padding=1,
    )  # fmt: skip
    assert channels.beat("connect").steps[0].index == (1, 1)


def test_upsampling_tells_where_bilinear_and_its_twin_differ(build: Build, told: Told) -> None:
    story = build("upsampling", input={"ones": [4, 4]})
    shows = story.beat("together").shows
    assert (shows["bilinear"][0, 0], shows["output"][0, 0]) == (1, 0.5625)
    build("upsampling", input=[[0, 0, 0], [0, 5, 0], [0, 0, 0]])
    assert [facts["twin"] for facts in told["transposed"]] == [True, False], "where nothing differs, no twin"
