"""connectivity: the notebook's windows, padding that is no input, and the empty map at the end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from convscenes.ops import convolution_matrix
from convscenes.stories import Story, load_story
from convscenes.stories._base.points import Points
from tests.stories.conftest import Told

SCENES = Path(__file__).parents[2] / "scenes"


def test_the_notebook() -> None:
    story = load_story(SCENES / "03-connectivity.yaml")
    assert [b.name for b in story.beats] == [
        "maps", "gather-1", "gather-2", "gather-3", "gather-4", "wish", "spread-1",
    ]  # fmt: skip
    last = story.beats[-1].shows
    assert last["output"].tolist() == [[84, 84], [87, 60]]
    assert last["wanted"].tolist() == [[None] * 4] * 4
    assert story.beat("gather-1").formula_text == "9 → 1"
    spread = story.beat("spread-1")
    assert [(term.text, term.role) for term in spread.formula] == [
        ("9", "input"), ("→", "quiet"), ("1", "output"), ("→", "quiet"), ("9", "output"), ("?", "ink"),
    ]  # fmt: skip


def test_captions_count_what_windows_share(told: Told) -> None:
    # by hand: one column on, 3·2 of 9 cells stay; from the end of a row to the start of the next, 2·2
    load_story(SCENES / "03-connectivity.yaml")
    assert told["next"] == [
        {"number": number, "many": 9, "sharing": "some", "shared": shared}
        for number, shared in ((2, 6), (3, 4), (4, 6))
    ]


@pytest.mark.parametrize(
    ("fields", "many", "sharing"),
    [
        ({"input": [[1, 2, 3, 4]], "kernel": [[1, 2]], "stride": [1, 2]}, 2, "none"),
        # a column of zeros left of a single value, one right of it: both windows of 1×2 hold just that value
        ({"input": [[5]], "kernel": [[1, 2]], "padding": [[0, 0], [1, 1]]}, 1, "all"),
        ({"input": [[5]], "kernel": [[1]], "padding": [[0, 0], [0, 1]]}, 0, "nothing"),
    ],
    ids=["apart", "the same", "padding"],
)
def test_captions_of_windows_apart_or_the_same(
    fields: dict[str, Any], many: int, sharing: str, build: Callable[..., Story], told: Told
) -> None:
    build("connectivity", **fields)
    assert told["next"] == [{"number": 2, "many": many, "sharing": sharing}]


def test_one_cell_is_not_many(build: Callable[..., Story], told: Told) -> None:
    build("connectivity", input=[[5, 6]], kernel=[[2]])
    assert told["spread"] == [{"many": 1}]


def test_a_padded_zero_is_no_input(build: Callable[..., Story], told: Told) -> None:
    # kernel 2×2, a row of zeros above and a column of zeros on the left of a 2×3 input: 1, 2, 2 and 2, 4, 4
    story = build(
        "connectivity", input=[[1, 2, 3], [4, 5, 6]], kernel=[[1, 2], [3, 4]], padding=[[1, 0], [1, 0]]
    )
    read = {beat.name: beat.formula_text for beat in story.beats if beat.act == "gather"}
    assert read == {"gather-1": "1 → 1", "row-1": "2 → 1", "row-2": "4 → 1"}
    assert [gather["many"] for gather in told["gather"]] == [1]
    assert told["spread"] == [{"many": 4}], "of a window without padding"
    assert story.beats[-1].formula_text == "4 → 1 → 4 ?"


def test_a_window_of_padding_alone_reads_nothing(build: Callable[..., Story], told: Told) -> None:
    build("connectivity", input=[[1, 2]], kernel=[[3]], padding=[[1, 0], [0, 0]])
    assert [gather["many"] for gather in told["gather"]] == [0]


@pytest.mark.parametrize(
    ("shape", "arguments"),
    [
        ((3, 4), {}),
        ((4, 5), {"stride": [2, 3], "padding": [[1, 0], [0, 2]]}),
        ((5, 4), {"stride": [2, 1], "dilation": [2, 3], "padding": [[0, 1], [0, 0]]}),
    ],
)
def test_what_a_value_reads_is_its_row_of_the_matrix(
    shape: tuple[int, int], arguments: dict[str, Any], build: Callable[..., Story]
) -> None:
    kernel = [[1, 2], [-3, 4], [5, 6]]
    story = build("connectivity", input={"range": list(shape)}, kernel=kernel, **arguments)
    matrix = convolution_matrix(shape, kernel, **arguments)
    steps = [step for beat in story.beats if beat.act == "gather" for step in beat.steps]
    assert len(steps) == len(matrix)
    for step, row in zip(steps, matrix, strict=True):
        assert (Points.placed(step).mask(shape).ravel() == (row != 0)).all()
