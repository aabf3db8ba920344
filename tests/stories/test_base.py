"""What stories share: builder, grouping and wording."""

import pickle
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.errors import UsageError
from convscenes.stories import Map, Story
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.grouping import grouped
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
