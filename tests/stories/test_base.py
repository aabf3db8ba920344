"""What stories share: builder, grouping and wording."""

import pickle
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.errors import UsageError
from convscenes.stories import Map, Story
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.grouping import grouped
from convscenes.stories._base.kinds import kind_module
from convscenes.stories._base.points import Points
from convscenes.words import Sentence, Words


@given(rows=st.integers(1, 40), cols=st.integers(1, 40), max_groups=st.integers(1, 60))
def test_groups_keep_every_step_in_order(rows: int, cols: int, max_groups: int) -> None:
    steps = [SimpleNamespace(index=(r, c)) for r in range(rows) for c in range(cols)]
    groups = grouped(steps, max_groups, "step", first=2)
    assert [step for group in groups for step in group.steps] == steps
    assert len(groups) <= max_groups
    assert len({group.name for group in groups}) == len(groups)
    if rows * cols <= max_groups:
        assert [group.name for group in groups] == [f"step-{n}" for n in range(2, rows * cols + 2)]
    else:
        assert all(group.last_row >= group.first_row for group in groups)


@given(rows=st.integers(1, 9), cols=st.integers(1, 9), max_groups=st.integers(1, 60), left=st.integers(0, 3))
def test_by_rows_the_steps_of_a_row_share_a_group(rows: int, cols: int, max_groups: int, left: int) -> None:
    steps = [SimpleNamespace(index=(r, c)) for r in range(rows) for c in range(cols)][left:]
    groups = grouped(steps, max_groups, "step", first=left + 1, by_rows=True)
    assert [step for group in groups for step in group.steps] == steps
    assert len(groups) <= max_groups
    for row in {step.index[0] for step in steps}:
        assert len([group for group in groups if any(step.index[0] == row for step in group.steps)]) == 1


def test_a_step_alone_in_its_row_has_its_own_number() -> None:
    steps = [SimpleNamespace(index=(r, c)) for r in range(3) for c in range(2)][1:]
    for max_groups, by_rows in ((3, False), (8, True)):
        groups = grouped(steps, max_groups, "step", first=2, by_rows=by_rows)
        assert [group.name for group in groups] == ["step-2", "row-2", "row-3"]
        assert (groups[0].single, groups[0].number) == (True, 2)


@pytest.mark.parametrize(
    ("kind", "shape", "kernel", "names"),
    [
        ("kernel-slide", [3, 4], [[1, 2], [0, 4]], ["row-1", "row-2"]),
        ("scatter", [3, 4], [[1, 2], [0, 4]], ["row-1", "row-2", "row-3"]),
        ("matrix-unroll", [3, 4], [[1, 2], [0, 4]], ["row-1", "row-2"]),
        ("pooling", [6, 4], None, ["row-1", "row-2", "row-3"]),
        ("kernel-slide", [9], [1, 2], ["cells-2-8"]),
        ("pooling", [8], None, ["cells-1-4"]),
        ("kernel-slide", [2, 3, 4], {"range": [1, 2, 2, 2]}, ["row-1", "row-2"]),
        ("scatter", [2, 3, 4], {"range": [2, 1, 2, 2]}, ["row-1", "row-2", "row-3"]),
    ],
)
def test_a_spec_may_ask_for_rows(
    build: Callable[..., Story], kind: str, shape: list[int], kernel: Any, names: list[str]
) -> None:
    fields = {"input": {"range": shape}} | ({"kernel": kernel} if kernel else {})
    whole, rows = build(kind, **fields), build(kind, **fields, steps="rows")
    assert [beat.name for beat in rows.beats if beat.name.startswith(("row", "cell"))] == names
    assert not any(beat.name.startswith(("step", "stamp-2", "place-2")) for beat in rows.beats)
    assert len(rows.beats) < len(whole.beats)
    ends = [{n: v.tolist() for n, v in story.beats[-1].shows.items()} for story in (whole, rows)]
    assert ends[0] == ends[1]
    assert rows.notations == whole.notations


@pytest.mark.parametrize("kind", ["output-size", "matrix-multiply", "upsampling", "title-card"])
def test_what_shows_no_rows_of_steps_has_no_such_field(kind: str) -> None:
    assert "steps" not in kind_module(kind).Fields.model_fields


def test_the_ends_of_a_story_need_no_names(build: Callable[..., Story]) -> None:
    story = build("scatter", input=[[2, 3]], kernel=[[1, 2]])
    assert (story.beat("first"), story.beat("last")) == (story.beats[0], story.beats[-1])
    beats = (story.beats[0], replace(story.beats[1], name="last"), story.beats[-1])
    assert replace(story, beats=beats).beat("last") == beats[1], "a beat that is called so"


def test_an_error_for_an_unknown_beat_or_map_lists_those_there_are(build: Callable[..., Story]) -> None:
    story = build("scatter", input=[[2, 3]], kernel=[[1, 2]])
    assert story.beat("stamp-2").name == "stamp-2"
    assert story.map("counts").role == "contribution"
    with pytest.raises(UsageError, match=r'no "stamp2"\. Did you mean "stamp-2"\? There are: maps, '):
        story.beat("stamp2")
    with pytest.raises(UsageError, match=r'map of scatter: no "result"\. There are: input, kernel, '):
        story.map("result")


def test_a_map_that_does_not_change_is_shared_between_beats() -> None:
    builder = StoryBuilder([Map.input((1, 2)), Map.output((1, 2))], Words())
    builder.show("input", np.array([[1, 2]]))
    builder.show("output", empty((1, 2), int))
    builder.beat("maps", Sentence("Both."))
    builder.shows["output"][0, 1] = 7
    builder.beat("write", Sentence("A seven."))
    first, second = builder.beats
    assert first.shows["input"] is second.shows["input"]
    assert np.ma.getmaskarray(first.shows["output"]).all()
    assert second.shows["output"].tolist() == [[None, 7]]


def test_a_pickled_beat_keeps_what_it_points_at() -> None:
    builder = StoryBuilder([Map.input((2, 3))], Words())
    builder.show("input", np.arange(6).reshape(2, 3))
    points = {"input": [Points.cell((0, 1)), Points.row(1, (2, 3))]}
    builder.beat(
        "look", Sentence("Look."), name="look-2", points=points, dashed={"input": np.eye(2, 3, dtype=bool)}
    )
    there = pickle.loads(pickle.dumps(builder.beats[0]))
    assert there.title == "Look 2"
    assert there.points["input"][1].mask((2, 3)).tolist() == [[False] * 3, [True] * 3]
    assert not there.shows["input"].flags.writeable
