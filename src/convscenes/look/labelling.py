"""How much room the labels of maps have: between the maps and labels beside them, and the frame's edges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from convscenes.look.layout import ANYWHERE, Rect, Room

APART, CLEAR = 0.25, 0.12
"""The least space between two labels, and between a label and the map of another, in units."""
SLACK = 0.01
"""How far two things may overlap, in units."""
ROUNDS = 4
"""How often labels are set anew: one on two lines has other neighbours than on one."""
Label = Callable[[Room], Rect | None]
"""Returns the rectangle of a label that keeps to a room; none for a map without one."""


def label_rooms(labels: Mapping[str, Label], maps: Mapping[str, Rect], edges: Room) -> dict[str, Room]:
    """Return the rooms between ``edges`` that the labels of ``maps`` keep to.

    Those that have room anyway keep to none.

    >>> maps = {"left": Rect(-5.0, 0.0, 1.0, 1.0), "right": Rect(0.0, 0.0, 1.0, 1.0)}
    >>> labels = {name: lambda room, x=rect.x: Rect(x, 1.0, 4.0, 0.3) for name, rect in maps.items()}
    >>> rooms = label_rooms(labels, maps, Room(-6.76, 6.76))
    >>> rooms["right"], rooms["left"].left
    (Room(left=-inf, right=inf), -6.76)
    """
    rooms = dict.fromkeys(labels, ANYWHERE)
    for _ in range(ROUNDS):
        for name, (left, right) in tight(labels, maps, edges, rooms).items():
            rooms[name] = Room(max(left, rooms[name].left), min(right, rooms[name].right))
    return rooms


def tight(
    labels: Mapping[str, Label], maps: Mapping[str, Rect], edges: Room, rooms: Mapping[str, Room]
) -> dict[str, Room]:
    """Return the room that there is for labels that stand in what is beside them, kept to ``rooms``."""
    drawn = {name: make(rooms[name]) for name, make in labels.items()}
    rects = {name: rect for name, rect in drawn.items() if rect is not None}
    free = {name: _free(name, rects, maps, edges) for name in rects}
    return {name: room for name, room in free.items() if not _holds(room, rects[name])}


def _holds(room: Room, rect: Rect) -> bool:
    """Return whether a rectangle keeps to a room."""
    return room.left - SLACK <= rect.left and rect.right <= room.right + SLACK


def _free(name: str, labels: Mapping[str, Rect], maps: Mapping[str, Rect], edges: Room) -> Room:
    """Return the room between what stands left and right of a label on its line."""
    own, x, left, right = labels[name], maps[name].x, *edges
    for other in maps.keys() - {name}:
        ends = [(rect.left - CLEAR, rect.right + CLEAR) for rect in (maps[other],) if _level(own, rect)]
        if other in labels and _level(own, labels[other]):
            both = (_inside(rect, edges) for rect in (own, labels[other]))
            border = _border(*sorted(both, key=lambda rect: rect.x))
            ends.append((border - APART / 2, border + APART / 2))
        if maps[other].x < x:
            left = max([left, *(end for _, end in ends)])
        else:
            right = min([right, *(start for start, _ in ends)])
    return Room(left, right)


def _border(left: Rect, right: Rect) -> float:
    """Return where two labels meet: between them, or so that each gets its share."""
    if left.right <= right.left:
        return (left.right + right.left) / 2
    return left.x + (right.x - left.x) * left.width / (left.width + right.width)


def _inside(rect: Rect, edges: Room) -> Rect:
    """Return a label moved into the frame."""
    return replace(rect, x=edges.middle(rect.x, rect.width))


def _level(one: Rect, other: Rect) -> bool:
    """Return whether something has a part on the same line as another."""
    return min(one.top, other.top) - max(one.bottom, other.bottom) > SLACK
