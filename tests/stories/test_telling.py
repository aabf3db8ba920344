"""Grouping and wording."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from convscenes.stories.telling.grouping import grouped


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
