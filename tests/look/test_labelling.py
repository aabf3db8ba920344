"""The room of labels: what is beside them on their line, worked by hand and as properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.look.labelling import APART, CLEAR, SLACK, Label, label_rooms, tight
from convscenes.look.layout import ANYWHERE, Rect, Room

EDGES = Room(-6.76, 6.76)
SMALLEST = 0.775
"""How small a label can be set."""


def label(x: float, y: float, width: float) -> Label:
    """Return a label above (x, y) as drawn in a room: smaller where it must be, moved where it can be."""

    def drawn(room: Room) -> Rect:
        across = max(SMALLEST * width, min(width, room.width))
        return Rect(room.middle(x, across), y, across, 0.3)

    return drawn


def test_a_label_with_room_may_stand_anywhere() -> None:
    maps = {"input": Rect(-3, 0, 2, 2), "output": Rect(3, 0, 2, 2)}
    labels = {name: label(rect.x, 1.3, 3.0) for name, rect in maps.items()}
    assert label_rooms(labels, maps, EDGES) == {"input": ANYWHERE, "output": ANYWHERE}


def test_one_at_the_edge_of_the_frame_moves_in() -> None:
    maps = {"input": Rect(-6.0, 0, 1, 2)}
    labels = {"input": label(-6.0, 1.3, 4.0)}
    (room,) = label_rooms(labels, maps, EDGES).values()
    assert room == EDGES
    assert labels["input"](room).left == pytest.approx(EDGES.left)


def test_a_higher_map_beside_bounds_the_room() -> None:
    maps = {"low": Rect(0.0, 0, 1, 1), "high": Rect(2.0, 0, 1, 5)}
    labels = {"low": label(0.0, 0.8, 4.0)}
    assert label_rooms(labels, maps, EDGES)["low"].right == pytest.approx(1.5 - CLEAR)
    below = {"low": Rect(0.0, 0, 1, 1), "flat": Rect(2.0, 0, 1, 1)}
    assert label_rooms(labels, below, EDGES) == {"low": ANYWHERE}, (
        "a label stands over the edge of a map as low"
    )


def test_labels_that_meet_share_what_is_between_their_maps_by_their_widths() -> None:
    maps = {"one": Rect(-1.5, 0, 1, 1), "other": Rect(1.5, 0, 1, 1)}
    rooms = label_rooms({"one": label(-1.5, 0.8, 4.2), "other": label(1.5, 0.8, 2.1)}, maps, EDGES)
    border = -1.5 + 3.0 * 4.2 / (4.2 + 2.1)
    assert rooms["one"].right == pytest.approx(border - APART / 2)
    assert rooms["other"].left == pytest.approx(border + APART / 2)


def test_what_cannot_be_set_small_enough_is_told() -> None:
    maps = {"one": Rect(-1.0, 0, 1, 1), "other": Rect(1.0, 0, 1, 1)}
    for width, crowded in ((2.2, set()), (6.0, set()), (9.0, {"one", "other"})):
        labels = {name: label(rect.x, 0.8, width) for name, rect in maps.items()}
        assert set(tight(labels, maps, EDGES, label_rooms(labels, maps, EDGES))) == crowded


@given(
    st.lists(st.tuples(st.floats(0.5, 3), st.floats(0.5, 3), st.floats(0.5, 4)), min_size=1, max_size=4),
    st.floats(0.2, 2),
)
def test_labels_that_are_not_told_lie_on_no_label_and_no_map(
    sizes: list[tuple[float, float, float]], gap: float
) -> None:
    maps, labels, left = {}, {}, -6.0
    for number, (wide, high, width) in enumerate(sizes):
        maps[str(number)] = Rect(left + wide / 2, 0, wide, high)
        labels[str(number)] = label(left + wide / 2, high / 2 + 0.3, width)
        left += wide + gap
    rooms = label_rooms(labels, maps, EDGES)
    crowded = tight(labels, maps, EDGES, rooms)
    drawn = {name: labels[name](rooms[name]) for name in labels.keys() - crowded.keys()}
    for name, rect in drawn.items():
        assert EDGES.left - SLACK <= rect.left <= rect.right <= EDGES.right + SLACK
        others = [*(drawn[o] for o in drawn if o != name), *(maps[o] for o in maps if o != name)]
        assert not any(overlap(rect, other) for other in others)


def overlap(one: Rect, other: Rect) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.top, other.top) - max(one.bottom, other.bottom)
    return across > 2 * SLACK and up > 2 * SLACK
