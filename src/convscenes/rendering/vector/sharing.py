"""Outlines that occur again: each is written once, as parts of its em, and used from there.

A path in ``<defs>`` and ``<use xlink:href= x= y=>`` in a group that moves and scales is how Cairo, Typst and
Matplotlib have long written text as outlines, so every program has met it. ``href`` alone, SVG 2's, is newer
than some programs that slides are made with; inside HTML ``xlink:href`` needs no namespace.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

import numpy as np

from convscenes.rendering.vector.numbers import decimal, whole
from convscenes.rendering.vector.path_data import path_data
from convscenes.rendering.vector.shapes import Floats, Indices, Integers, Shape, parts_of

FINE = 10_000
"""How many whole numbers there are to a shape's scale: a hundredth of a pixel, if that is 100 pixels."""
ALPHABET = string.ascii_lowercase + string.ascii_uppercase + string.digits
ID = 6
"""Letters and digits of an id, which make 5·10¹⁰: enough for all outlines on a page to have their own."""
SIMPLE = 4
"""Subpaths of so few curves are shorter than any reference to them."""
DEFINING, USING = 24, 40
"""About how many characters a definition and a reference take, beside the outline."""


@dataclass(frozen=True)
class Use:
    """A shared outline, moved by (x, y), of which ``per`` are one."""

    id: str
    x: int
    y: int
    per: int

    @property
    def element(self) -> str:
        """Its element, as it begins."""
        moved = (("x", self.x), ("y", self.y))
        return f'<use xlink:href="#{self.id}"' + "".join(
            f' {name}="{decimal(value, self.per)}"' for name, value in moved if value
        )


@dataclass(frozen=True)
class Composed:
    """A shape in its frame, made of shared outlines and of a path of its own, whose data may be empty."""

    uses: tuple[Use, ...]
    rest: str

    @property
    def elements(self) -> list[str]:
        """Its elements, as they begin: their paint is still to come."""
        return [use.element for use in self.uses] + [f'<path d="{self.rest}"'] * bool(self.rest)


class Plain(NamedTuple):
    """Curves (n, 4, 2) in whole numbers, which of them begin a subpath (m,), and how many numbers are one."""

    curves: Integers
    first: Indices
    per: int


@dataclass(frozen=True, eq=False)
class Measured:
    """A shape in parts, measured in whole numbers, ``per`` of which are one unit of its path data.

    ``curves`` (n, 4, 2) are seen from their part's corner; ``first`` (m,) of them begin subpaths, ``begins``
    (p,) parts, whose corners are at ``places`` (p, 2), as seen from an origin.
    """

    per: int
    curves: Integers
    first: Indices
    begins: Indices
    places: Integers

    @classmethod
    def of(cls, shape: Shape, origin: Floats) -> Measured:
        """Return ``shape`` as seen from ``origin``, in pixels."""
        lengths = np.diff(np.append(shape.first, len(shape.curves)))
        several = len(shape.curves) > SIMPLE * (shape.copies[-1] + 1)
        parts = parts_of(shape) if several else np.zeros(len(shape.first), dtype=np.intp)
        order = np.argsort(parts, kind="stable")
        lengths = lengths[order]
        first = lengths.cumsum() - lengths
        taken = np.repeat(shape.first[order] - first, lengths) + np.arange(len(shape.curves))
        curves = shape.curves[taken]
        begins = first[np.flatnonzero(np.diff(parts[order], prepend=-1))]
        corners = np.minimum.reduceat(curves.min(axis=1), begins)
        if shape.baseline is not None:
            corners[:, 1] = shape.baseline
        counts = np.diff(np.append(begins, len(curves)))
        seen = curves - np.repeat(corners, counts, axis=0)[:, None]
        measured, places = (whole(part / shape.scale * FINE) for part in (seen, corners - origin))
        return cls(FINE // shape.grid, measured, first, begins, places)

    @cached_property
    def keys(self) -> list[bytes]:
        """What is the same for parts of the same outline, and for no others."""
        starts = np.full((len(self.curves), 2), (0, self.per), dtype=np.int64)
        starts[self.first, 0] = 1
        rows = np.hstack([starts, self.curves.reshape(-1, 8)])
        ends = [*self.begins[1:].tolist(), len(rows)]
        return [rows[begin:end].tobytes() for begin, end in zip(self.begins.tolist(), ends, strict=True)]

    def plain(self, chosen: Sequence[bool]) -> Plain:
        """Return the ``chosen`` parts, in place."""
        counts = np.diff(np.append(self.begins, len(self.curves)))
        wanted = np.repeat(np.asarray(chosen, dtype=np.bool_), counts)
        curves = self.curves + np.repeat(self.places, counts, axis=0)[:, None]
        first = self.first[wanted[self.first]]
        return Plain(curves[wanted], np.cumsum(wanted)[first] - 1, self.per)


def shared_outlines(shapes: Sequence[Measured]) -> tuple[dict[str, str], list[Composed]]:
    """Return the path data of outlines worth sharing, by their ids, and how each shape is made of them."""
    counts: Counter[bytes] = Counter(key for shape in shapes for key in shape.keys)
    often = [key for key, count in counts.items() if count > 1]
    outlines = dict(zip(often, paths([_outline(key) for key in often]), strict=True))
    ids = {
        key: id_of(data)
        for key, data in outlines.items()
        if DEFINING + len(data) + USING * counts[key] < len(data) * counts[key]
    }
    rests = paths([shape.plain([key not in ids for key in shape.keys]) for shape in shapes])
    composed = [Composed(tuple(_uses(shape, ids)), rest) for shape, rest in zip(shapes, rests, strict=True)]
    return {name: outlines[key] for key, name in ids.items()}, composed


def _uses(shape: Measured, ids: Mapping[bytes, str]) -> Iterator[Use]:
    """Yield the uses of shared outlines in a shape."""
    for key, (x, y) in zip(shape.keys, shape.places.tolist(), strict=True):
        if key in ids:
            yield Use(ids[key], x, y, shape.per)


def _outline(key: bytes) -> Plain:
    """Return the outline that a key stands for."""
    rows = np.frombuffer(key, dtype=np.int64).reshape(-1, 10)
    return Plain(rows[:, 2:].reshape(-1, 4, 2), np.flatnonzero(rows[:, 0]), int(rows[0, 1]))


def paths(shapes: Sequence[Plain]) -> list[str]:
    """Return the path data of shapes."""
    counts = np.array([len(shape.curves) for shape in shapes], dtype=np.intp)
    until = counts.cumsum()
    curves = np.concatenate([np.empty((0, 4, 2), dtype=np.int64), *(shape.curves for shape in shapes)])
    firsts = [shape.first + start for shape, start in zip(shapes, until - counts, strict=True)]
    first = np.concatenate([np.empty(0, dtype=np.intp), *firsts])
    return path_data(curves, first, until, np.array([shape.per for shape in shapes], dtype=np.int64))


def id_of(data: str) -> str:
    """Return an id made of an outline's path data: the same in every file, and another for another outline.

    >>> id_of("M0 0h1"), id_of("M0 0h2")
    ('S3RhJl', 'e5ArFl')
    """
    number = int.from_bytes(sha256(data.encode()).digest(), "big")
    letters = ""
    for base in (52, *[len(ALPHABET)] * (ID - 1)):
        number, digit = divmod(number, base)
        letters += ALPHABET[digit]
    return letters
