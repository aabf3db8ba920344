"""Everything about a record that can be changed, one thing at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from math import inf
from typing import Any, TypeVar

import numpy as np

Record = TypeVar("Record")


def edits(value: Record, place: str = "") -> Iterator[tuple[str, Record]]:
    """Yield the path of each possible change, and the changed value: of every leaf, and every length.

    >>> dict(edits({"a": (1, "b")}))
    {'a.0': {'a': (2, 'b')}, 'a.1': {'a': (1, 'b!')}, 'a less': {'a': (1,)}, ' more': {'a': (1, 'b'), '?': 0}}
    """
    for kind, change in CHANGES.items():
        if isinstance(value, kind):
            yield from change(value, place)
            return
    assert is_dataclass(value), f"{place} is a {type(value).__name__}"
    yield from record_edits(value, place)


def leaf_edits(*others: Callable[[Any], Any]) -> Callable[[Any, str], Iterator[tuple[str, Any]]]:
    """Return what yields the changes of a value that has no parts."""
    return lambda value, place: ((place, other(value)) for other in others)


def array_edits(value: np.ndarray, place: str) -> Iterator[tuple[str, np.ndarray]]:
    """Yield an array with another cell, with another cell empty, of another type and of another shape."""
    if value.size:
        other = value.copy()
        other.flat[-1] = not value.flat[-1] if value.dtype == bool else 7777
        yield f"{place} cell", other
        mask = np.ma.getmaskarray(value).copy()
        mask.flat[0] = not mask.flat[0]
        yield f"{place} mask", np.ma.MaskedArray(np.ma.getdata(value), mask)
        yield f"{place} flat", value.reshape(1, *value.shape)
    yield f"{place} type", value.astype(np.float32)


def mapping_edits(value: Mapping[str, Any], place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key in value:
        for where, other in edits(value[key], joined(place, key)):
            yield where, {**value, key: other}
    yield f"{place} more", {**value, "?": 0}


def tuple_edits(value: tuple[Any, ...], place: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for number, part in enumerate(value):
        for where, other in edits(part, joined(place, str(number))):
            yield where, (*value[:number], other, *value[number + 1 :])
    yield (f"{place} less", value[:-1]) if value else (f"{place} more", ("?",))


def record_edits(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    for field in fields(value):
        for where, other in edits(getattr(value, field.name), joined(place, field.name)):
            yield where, replace(value, **{field.name: other})


def joined(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


CHANGES: Mapping[type, Callable[[Any, str], Iterator[tuple[str, Any]]]] = {
    bool: leaf_edits(lambda value: not value),
    int: leaf_edits(lambda value: value + 1),
    float: leaf_edits(lambda value: 1.0 if value == inf else value + 1),
    np.generic: leaf_edits(lambda value: type(value)(value + 1)),
    str: leaf_edits(lambda value: f"{value}!"),
    type(None): leaf_edits(lambda _: (0, 0)),
    slice: leaf_edits(lambda s: slice(7, s.stop, s.step), lambda s: slice(s.start, 77, s.step)),
    np.ndarray: array_edits,
    Mapping: mapping_edits,
    tuple: tuple_edits,
}
