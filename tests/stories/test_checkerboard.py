"""checkerboard: counts worked by hand, what is told of them, and what its fields refuse."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from convscenes.errors import SpecError
from convscenes.ops import resize_convolve
from convscenes.stories import Story, load_story
from convscenes.stories._base.points import where
from convscenes.words import Words
from tests.stories.conftest import Told

SCENES = Path(__file__).parents[2] / "scenes"
CHECKERBOARD = [
    [1, 1, 2, 1, 2, 1, 2, 1, 1],
    [1, 1, 2, 1, 2, 1, 2, 1, 1],
    [2, 2, 4, 2, 4, 2, 4, 2, 2],
    [1, 1, 2, 1, 2, 1, 2, 1, 1],
    [2, 2, 4, 2, 4, 2, 4, 2, 2],
    [1, 1, 2, 1, 2, 1, 2, 1, 1],
    [2, 2, 4, 2, 4, 2, 4, 2, 2],
    [1, 1, 2, 1, 2, 1, 2, 1, 1],
    [1, 1, 2, 1, 2, 1, 2, 1, 1],
]


@pytest.fixture(scope="module")
def lesson() -> Story:
    return load_story(SCENES / "14-checkerboard.yaml")


def test_counts_build_up_stamp_by_stamp(lesson: Story) -> None:
    rows = [lesson.beat(name).shows["counts-3-2"].tolist() for name in ("stamp-1", "stamp-2", "stamps")]
    assert rows == [
        [[1, 1, 1, 0, 0, 0, 0, 0, 0]],
        [[1, 1, 2, 1, 1, 0, 0, 0, 0]],
        [[1, 1, 2, 1, 2, 1, 2, 1, 1]],
    ]
    stamps = np.ma.array(lesson.beat("stamps").shows["stamps"])
    assert stamps.sum(axis=0).tolist() == rows[-1][0]


def test_a_stamp_s_value_its_row_and_the_cells_it_touches_are_outlined(lesson: Story) -> None:
    points = lesson.beat("stamp-2").points
    assert points.keys() == {"input", "stamps", "counts-3-2"}
    assert np.argwhere(points["input"][-1].mask((4, 1))).tolist() == [[1, 0]]
    assert np.argwhere(points["stamps"][-1].mask((4, 9))).tolist() == [[1, 2], [1, 3], [1, 4]]
    assert np.argwhere(points["counts-3-2"][-1].mask((1, 9))).tolist() == [[0, 2], [0, 3], [0, 4]]
    path = lesson.beat("stamps").points["stamps"]
    assert [np.argwhere(points.mask((4, 9)))[0].tolist() for points in path] == [[2, 4], [3, 6]]


def test_what_repeats_is_outlined(lesson: Story) -> None:
    inside = lesson.beat("inside").points
    assert inside["counts-3-2"][-1].mask((1, 9)).tolist() == [[False, *[True] * 7, False]]
    assert inside["stamps"][-1].mask((4, 9)).sum() == 4 * 3
    assert (inside["stamps"][-1].kind, inside["input"][-1].kind) == ("map", "map")
    outlined = {name: where(path[-1], Words()) for name, path in lesson.beat("compare").points.items()}
    assert outlined == {
        "counts-3-2": "row 1, columns 2 to 8",
        "counts-4-2": "row 1, columns 3 to 8",
        "counts-5-2": "row 1, columns 4 to 8",
    }


def test_the_weights_of_the_written_sums_are_highlighted(lesson: Story) -> None:
    points = lesson.beat("sum").points
    assert points.keys() == {"counts-4-2", "weighted", "sums"}
    # 3 and 4 of the first stamp meet 1 and 2 of the second
    assert np.argwhere(points["weighted"][-1].mask((4, 10))).tolist() == [[0, 2], [0, 3], [1, 2], [1, 3]]
    assert where(points["sums"][-1], Words()) == "row 1, columns 3 to 8"
    assert [(term.on, term.cell) for term in lesson.beat("sum").formula if term.cell] == [
        ("sums", (0, 2)), ("sums", (0, 3)),
    ]  # fmt: skip


def test_a_product_of_two_counts_is_outlined_on_a_board_that_stays_highlighted(lesson: Story) -> None:
    points = lesson.beat("multiply").points
    outlined = {name: where(path[-1], Words()) for name, path in points.items()}
    assert outlined == {
        "counts-3-2": "row 1, column 3", "down": "row 3, column 1", "square": "row 3, column 3",
    }  # fmt: skip
    assert points["square"][0].mask((9, 9)).all()


def test_maps_of_a_setting_are_groups(lesson: Story) -> None:
    groups = {group: lesson.group(group) for group in ("counts", "output", "resized")}
    assert groups == {
        "counts": ["counts-3-2", "counts-4-2", "counts-5-2"],
        "output": ["output-3-2", "output-4-2"],
        "resized": ["resized-3"],
    }
    assert lesson.group("counts", lesson.beat("weigh").shows) == ["counts-4-2"]


def test_beats_have_titles_for_people(lesson: Story) -> None:
    titles = [beat.title for beat in lesson.beats]
    assert titles[:3] == ["Input, stamps, stamps per cell", "The first stamp", "The second stamp"]
    assert len(set(titles)) == len(titles)


def test_kernel_sizes_side_by_side(lesson: Story) -> None:
    shows = lesson.beat("compare").shows
    assert {name: values[0].tolist() for name, values in shows.items()} == {
        "counts-3-2": [1, 1, 2, 1, 2, 1, 2, 1, 1],
        "counts-4-2": [1, 1, 2, 2, 2, 2, 2, 2, 1, 1],
        "counts-5-2": [1, 1, 2, 2, 3, 2, 3, 2, 2, 1, 1],
    }


def test_even_overlap_is_not_enough(lesson: Story) -> None:
    beat = lesson.beat("sum")
    assert beat.shows["counts-4-2"].tolist() == [[1, 1, 2, 2, 2, 2, 2, 2, 1, 1]]
    # by hand: 1 2 3 4 laid down four times, two cells apart
    assert beat.shows["sums"].tolist() == [[1, 2, 4, 6, 4, 6, 4, 6, 3, 4]]
    assert beat.formula_text == "4 = 1 + 3 and 6 = 2 + 4"
    columns = [term.cell for term in beat.formula if term.cell]
    assert [beat.shows["sums"][cell] for cell in columns] == [4, 6]


def test_weights_of_equal_sums_print_no_pattern(build: Callable[..., Story], told: Told) -> None:
    beat = build("checkerboard", weights=[0.25, 0.75, 0.75, 0.25]).beat("sum")
    assert beat.shows["sums"].tolist() == [[0.25, 0.75, 1, 1, 1, 1, 1, 1, 0.75, 0.25]]
    assert told["sum"] == [{"stride": 2, "even": True, "listed": "all", "values": ["1"]}]


def test_counts_multiply_to_the_checkerboard_that_a_constant_picture_shows(lesson: Story) -> None:
    assert lesson.beat("multiply").shows["square"].tolist() == CHECKERBOARD
    assert lesson.beat("multiply").formula_text == "4 = 2 × 2"
    assert lesson.beat("picture").shows["output-3-2"].tolist() == CHECKERBOARD


def test_the_last_frame_compares_three_ways(lesson: Story) -> None:
    last = lesson.beats[-1]
    assert list(last.shows) == ["output-3-2", "output-4-2", "resized-3"]
    assert np.unique(last.shows["output-4-2"][2:8, 2:8]).tolist() == [4]
    assert last.shows["resized-3"].tolist() == [[9] * 6] * 6
    assert list(last.below) == list(last.shows)
    assert last.formula_text == "uneven: 1, 2 and 4, even inside: 4, even: 9"
    enlarged = lesson.beat("enlarge").shows["enlarged"]
    assert enlarged.tolist() == [[1] * 8] * 8
    assert last.shows["resized-3"].tolist() == resize_convolve([[1] * 4] * 4, [[1] * 3] * 3, scale=2).tolist()


def test_where_the_stride_divides_the_kernel_size_nothing_is_to_be_helped(
    build: Callable[..., Story], told: Told
) -> None:
    story = build("checkerboard", kernel_size=4, compare=[6, [3, 3]])
    assert "even" not in [beat.name for beat in story.beats]
    assert told["inside"] == [
        {"period": "none", "stride": 2, "kernel": 4, "listed": "all", "values": ["2"]}
    ]  # fmt: skip
    assert told["compare"] == [{"even": "all"}]
    assert told["title"] == [{"even": True}]


@pytest.mark.parametrize(
    ("compare", "facts"),
    [
        ([4, 5], {"even": "sizes", "sizes": ["4"], "many": 1, "stride": 2}),
        ([4, 6, 5], {"even": "sizes", "sizes": ["4", "6"], "many": 2, "stride": 2}),
        ([5, 7], {"even": "none"}),
        ([[3, 3], 4], {"even": "some"}),
    ],
)
def test_which_of_several_settings_are_even(
    compare: object, facts: dict[str, object], build: Callable[..., Story], told: Told
) -> None:
    build("checkerboard", compare=compare)
    assert told["compare"] == [facts]


def test_long_periods_and_gaps(build: Callable[..., Story], told: Told) -> None:
    build("checkerboard", kernel_size=7, stride=6, size=3)
    build("checkerboard", kernel_size=2, stride=3, size=3, weights=[1, 1, 1])
    long, gaps = told["inside"]
    assert long == {"period": "long", "stride": 6, "kernel": 7, "listed": "all", "values": ["1", "2"]}
    assert (gaps["period"], gaps["once"]) == ("short", "1, 1, 0")
    assert told["even"][-1] == {"kernel": 3, "everywhere": True}


def test_labels_of_many_maps_follow_one_word(build: Callable[..., Story]) -> None:
    story = build("checkerboard", labels={"counts": "Stempel", "output": "Ausgabe", "resized": "Skaliert"})
    labels = {m.name: m.label for m in story.maps}
    assert labels["counts-4-2"] == "Stempel, k = 4, s = 2"
    assert (labels["sums"], labels["output-3-2"]) == ("Ausgabe", "Ausgabe, k = 3, s = 2")
    assert labels["resized-3"] == "Skaliert, k = 3"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"stride": 1}, "stride: must be at least 2, got 1."),
        ({"kernel_size": 0}, "kernel_size: must be at least 1, got 0."),
        ({"kernel_size": 33}, "kernel_size: must be at most 32, got 33."),
        ({"size": 1}, "size: must be at least 2, got 1."),
        ({"compare": [3]}, "compare: k = 3, s = 2 is there already. Remove it."),
        ({"compare": [4, [4, 2]]}, "compare: k = 4, s = 2 is there already. Remove it."),
        ({"compare": [4, 5, 6, 7]}, "compare: must have at most 3 items, got 4."),
        ({"compare": 4}, "compare: must be a list, got 4."),
        ({"compare": [[4, 2, 1]]}, "compare: must have at most 2 items, got 3."),
        ({"weights": [1, 2, 3]}, "weights: must be one row, a multiple of the stride 2 long, got 3."),
        (
            {"weights": [[1, 2], [3, 4]]},
            "weights: must be one row, a multiple of the stride 2 long, got 2×2.",
        ),
        (
            {"size": 2, "compare": [7]},
            "size: must be at least 4, or the overlap of k = 7, s = 2 is nowhere complete, got 2.",
        ),
        ({"size": 1000}, "size: makes a map of 2002×2002. 4,008,004 cells are too many"),
        ({"size": 10**12}, "size: makes a map of"),
    ],
)
def test_what_does_not_fit_is_refused(
    fields: dict[str, object], message: str, build: Callable[..., Story]
) -> None:
    with pytest.raises(SpecError, match=r"checkerboard\.yaml:\d+:\d+: ") as caught:
        build("checkerboard", **fields)
    assert message in str(caught.value)


def test_all_problems_are_reported_at_once(build: Callable[..., Story]) -> None:
    with pytest.raises(SpecError, match="is there already") as caught:
        build("checkerboard", size=2, compare=[3, 9], weights=[1, 2, 3])
    assert len(caught.value.problems) == 3
