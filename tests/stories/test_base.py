"""Grouping and wording."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.errors import UsageError
from convscenes.stories import Story
from convscenes.stories._base.grouping import grouped


@given(rows=st.integers(1, 40), cols=st.integers(1, 40), most=st.integers(1, 60))
def test_groups_keep_every_step_in_order(rows: int, cols: int, most: int) -> None:
    steps = [SimpleNamespace(index=(r, c)) for r in range(rows) for c in range(cols)]
    groups = grouped(steps, most, "step", first=2)
    assert [step for group in groups for step in group.steps] == steps
    assert len(groups) <= most
    assert len({group.name for group in groups}) == len(groups)
    if rows * cols <= most:
        assert [group.name for group in groups] == [f"step-{n}" for n in range(2, rows * cols + 2)]
    else:
        assert all(group.last_row >= group.first_row for group in groups)


def test_an_unknown_beat_or_map_is_answered_with_those_there_are(told: Callable[..., Story]) -> None:
    story = told("scatter", input=[[2, 3]], kernel=[[1, 2]])
    assert story.beat("stamp-2").name == "stamp-2"
    assert story.map("counts").role == "contribution"
    with pytest.raises(UsageError, match=r'no "stamp2"\. Did you mean "stamp-2"\? There are: maps, '):
        story.beat("stamp2")
    with pytest.raises(UsageError, match=r'map of scatter: no "result"\. There are: input, kernel, '):
        story.map("result")
