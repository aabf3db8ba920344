"""matrix-show: the picture and the small numbers, the ends of their scales, what is negative or all alike."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from convscenes.stories import Story, alt_text, load_story
from tests.stories.conftest import Told
from tests.stories.test_every_kind import keep_the_rules

SCENES = Path(__file__).parents[2] / "scenes"


def test_the_opening_of_the_lecture() -> None:
    story = load_story(SCENES / "01-matrix-show.yaml")
    assert [b.name for b in story.beats] == [
        "picture-1", "ends-1", "picture-2", "ends-2", "picture-3", "ends-3", "scales", "negative", "whole",
    ]  # fmt: skip
    assert [m.label for m in story.maps[::2]] == ["A small picture", "Small numbers", "Negative numbers"]
    assert list(story.beat("picture-2").shows) == ["matrix-1", "scale-1", "matrix-2"]
    small = story.beats[-1].shows["matrix-2"]
    assert small.tolist() == [[3, 3, 3, 6], [7, 4, 3, 2], [7, 2, 8, 5], [1, 7, 3, 1]]


def test_a_scale_begins_with_its_ends(told: Told) -> None:
    story = load_story(SCENES / "01-matrix-show.yaml")
    assert story.beat("ends-1").shows["scale-1"].tolist() == [[100, None, None, None, None, 255]]
    assert story.beat("negative").shows["scale-1"].tolist() == [[100, 131, 162, 193, 224, 255]]
    assert story.beat("negative").shows["scale-2"].tolist() == [[1, 2, 3, 4, 5, 6, 7, 8]]
    assert story.beat("negative").shows["scale-3"].tolist() == [[-2, -1, 0, 1, 2]]
    assert told["ends"] == [
        {"values": "first", "least": "100", "greatest": "255"},
        {"values": "again", "least": "1", "greatest": "8"},
        {"values": "negative", "least": "−2", "greatest": "2"},
    ]


def test_a_scale_has_the_index_of_its_matrix() -> None:
    story = load_story(SCENES / "01-matrix-show.yaml")
    assert (story.group("matrix"), story.group("scale")) == (
        ["matrix-1", "matrix-2", "matrix-3"], ["scale-1", "scale-2", "scale-3"],
    )  # fmt: skip
    assert story.group("scale", story.beat("ends-2").points) == ["scale-2"]
    assert story.map("matrix-2").index == story.map("scale-2").index == (2,)


def test_the_least_and_the_greatest_are_outlined_and_what_is_negative_is_highlighted() -> None:
    story = load_story(SCENES / "01-matrix-show.yaml")
    ends = story.beat("ends-2").points
    assert ends.keys() == {"matrix-2", "scale-2"}
    assert (ends["matrix-2"][-1].kind, ends["scale-2"][-1].kind) == ("cells", "map")
    # the first 1 and the first 8 in 3336 / 7432 / 7285 / 1731
    assert np.argwhere(ends["matrix-2"][-1].mask((4, 4))).tolist() == [[2, 2], [3, 0]]
    assert alt_text(story, story.beat("ends-2")).endswith(
        "row 3, column 3; row 4, column 1 outlined. Scale 1×8: 1 · · · · · · 8."
    )
    negative = story.beat("negative").points
    assert negative.keys() == {"matrix-3", "scale-3"}
    assert negative["matrix-3"][-1].mask((3, 3)).tolist() == [[True, False, False]] * 3
    assert negative["scale-3"][-1].mask((1, 5)).tolist() == [[True, True, False, False, False]]
    assert [beat.name for beat in story.beats if not beat.points] == [
        "picture-1", "picture-2", "picture-3", "scales", "whole",
    ]  # fmt: skip


def test_beats_have_titles_for_people() -> None:
    titles = [beat.title for beat in load_story(SCENES / "01-matrix-show.yaml").beats]
    assert titles[:2] == ["A small picture", "A small picture: from least to greatest"]
    assert titles[-3:] == ["What a colour means", "Negative numbers", "Numbers are all there is"]


def test_one_matrix_is_its_input(build: Callable[..., Story], told: Told) -> None:
    story = build("matrix-show", input=[-0.5, 1.5], labels={"input": "Gewichte"})
    assert [(m.name, m.label, m.shape) for m in story.maps] == [
        ("input", "Gewichte", (1, 2)),
        ("scale", "Scale", (1, 5)),
    ]
    assert story.beats[-1].shows["scale"].tolist() == [[-0.5, 0.0, 0.5, 1.0, 1.5]]
    assert told["span"] == [{"matrices": 1}]
    assert "negative" in [beat.name for beat in story.beats]


def test_labels_rename_matrices_also_where_they_are_told(build: Callable[..., Story]) -> None:
    names = {"matrix-2": {"de": "Kleine Zahlen"}, "matrix-1": "Bild $x$"}
    for language, second in (("en", "Numbers"), ("de", "Kleine Zahlen")):
        matrices = {"A picture": [[1, 2]], "Numbers": [[3]]}
        story = build("matrix-show", matrices=matrices, labels=names, language=language)
        assert [m.label for m in story.maps[::2]] == ["Bild $x$", second]
        assert story.beat("picture-2").plain_caption.startswith(f"{second}: ")
        assert [story.beat(f"picture-{number}").title for number in (1, 2)] == ["Bild x", second]


def test_what_is_all_alike_has_no_scale_to_fill(build: Callable[..., Story], told: Told) -> None:
    story = build("matrix-show", matrices={"Ones": {"ones": [2, 3]}})
    assert [beat.name for beat in story.beats] == ["picture-1", "ends-1", "whole"]
    assert told["ends"] == [{"values": "constant", "least": "1", "greatest": "1"}]
    assert story.beats[-1].shows["scale-1"].tolist() == [[1]]


def test_below_zero_nothing_is_faintest(build: Callable[..., Story], told: Told) -> None:
    build("matrix-show", input=[[-9, -1]])
    assert told["ends"] == [{"values": "negative", "least": "−9", "greatest": "−1"}]


def test_a_starred_name_is_not_markup_in_a_caption(build: Callable[..., Story]) -> None:
    story = build("matrix-show", matrices={"One": [[1, 2]], "With a * star": [[3, 4]]})
    assert story.beat("picture-2").plain_caption.startswith("With a * star: 1×2 cells")
    assert story.beat("picture-2").title == "With a * star"
    keep_the_rules(story)
