"""Specs given in Python: arrays, tensors, tuples and paths as the plain data that YAML gives."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath
from typing import Any

import numpy as np

from convscenes.spec import limits
from convscenes.spec.document import NOWHERE, Document
from convscenes.spec.faults import Fault, shown
from convscenes.spec.scalars import odd_character


def document_of(fields: Mapping[str, Any]) -> Document:
    """Return the fields of a spec as a document without a file.

    Raises SpecError for values that no spec has; the others are left to the checks of their fields.

    >>> document_of({"kernel": np.ones((1, 2), int), "stride": np.int64(2), "padding": (1, 0)}).data
    {'kernel': [[1, 1]], 'stride': 2, 'padding': [1, 0]}
    """
    data: dict[str, Any] = {}
    wrong: list[Fault] = []
    for name, value in fields.items():
        try:
            data[_key(name)] = plain(value)
        except Fault as fault:
            wrong.append(fault.below((str(name),)))
    document = Document(None, data, {(): NOWHERE})
    if wrong:
        raise document.refusal(wrong)
    return document


def plain(value: Any, level: int = 1) -> Any:
    """Return a value as YAML would give it; raises Fault for what YAML cannot hold.

    Tensors are known by their methods ``detach``, ``cpu`` and ``numpy``, other arrays by ``__array__``.

    >>> plain((range(2), np.float32(0.1), {"ones": np.array([3, 2])}))
    [[0, 1], 0.1, {'ones': [3, 2]}]
    """
    if broken := limits.NESTING.broken_by(level):
        raise Fault(broken)
    match value:
        case None | bool():
            return value
        case str() | PathLike():
            return _text(str(fspath(value)))
        case Mapping():
            return {_key(key): _part(item, key, level) for key, item in value.items()}
        case list() | tuple() | range():
            return [_part(item, number, level) for number, item in enumerate(value)]
        case _ if hasattr(value, "detach") or hasattr(value, "__array__"):
            return _numbers(value)
        case int():
            return _whole(value)
        case float():
            return value
        case _:
            raise Fault(f"must be numbers, text, a list or a mapping, got {type(value).__name__}.")


def _part(value: Any, place: str | int, level: int) -> Any:
    """Return an item of a list or a mapping as plain data; faults begin at its place."""
    try:
        return plain(value, level + 1)
    except Fault as fault:
        raise fault.below((place,)) from None


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise Fault(f"a key must be a word, got {shown(key)}.")
    return _text(key)


def _text(text: str) -> str:
    if odd := odd_character(text):
        raise Fault(f"has the character {odd}, which cannot be shown. Remove it.")
    return text


def _whole(number: int) -> int:
    if abs(number) >= 10**limits.DIGITS.maximum:
        raise Fault(limits.DIGITS.exceeded)
    return int(number)


def _numbers(value: Any) -> Any:
    """Return an array, or a tensor on any device, as nested lists of numbers; one of no axes as a number.

    A float of 16 or 32 bits becomes the decimal that it is written as: 0.1, and not 0.10000000149.
    """
    try:
        array = np.asanyarray(value.detach().cpu().numpy() if hasattr(value, "detach") else value)
    except Exception as error:  # whatever the library raises
        reason = str(error).partition("\n")[0]
        raise Fault(f"a {type(value).__name__} that is no array of numbers: {reason}") from None
    if array.dtype.kind not in "biuf":
        raise Fault(f"must hold numbers, got {array.dtype}.")
    if broken := limits.MAP_CELLS.broken_by(array.size):
        raise Fault(broken)
    if array.dtype.kind == "f":
        array = (array.astype(str) if array.dtype.itemsize < 8 else array).astype(float)
    return array.tolist()
