"""Shared outlines: each is defined once, in fractions of its em, and referenced by all uses.

A path in ``<defs>`` and ``<use xlink:href= x= y=>`` in a transformed group is how Cairo, Typst and Matplotlib
write text as outlines, so it is widely supported. ``href`` alone, of SVG 2, is newer than some programs that
slides are made with; inside HTML ``xlink:href`` needs no namespace.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from convscenes.rendering.vector.numbers import decimal, whole
from convscenes.rendering.vector.parts import complex_shapes, owners, parts_of
from convscenes.rendering.vector.path_data import Indices, Integers, path_data
from convscenes.rendering.vector.shapes import Floats, Shapes

FINE = 10_000
"""Units to a shape's scale: hundredths of a pixel, if that is 100 pixels."""
HUNDREDTHS = 100
"""Units to a pixel, in shapes without a scale."""
ALPHABET = string.ascii_lowercase + string.ascii_uppercase + string.digits
ID = 6
"""Characters of an id: 5·10¹⁰ ids, enough for all outlines of a page to have different ones."""
DEFINING, USING = 24, 40
"""Approximate characters of a definition and of a reference, besides the outline."""


class Use(NamedTuple):
    """A use of a shared outline, moved by (x, y) / ``per``."""

    id: str
    x: int
    y: int
    per: int

    @property
    def element(self) -> str:
        """Its element, without paint and end."""
        x = f' x="{decimal(self.x, self.per)}"' if self.x else ""
        y = f' y="{decimal(self.y, self.per)}"' if self.y else ""
        return f'<use xlink:href="#{self.id}"{x}{y}'


@dataclass(frozen=True)
class Composed:
    """A shape as uses of shared outlines and a path of its own, whose data may be empty."""

    uses: tuple[Use, ...]
    rest: str

    @property
    def elements(self) -> list[str]:
        """Its elements, without paint and end."""
        return [use.element for use in self.uses] + [f'<path d="{self.rest}"'] * bool(self.rest)


@dataclass(frozen=True, eq=False)
class Parts:
    """The parts of shapes in integer coordinates, ``per`` (k,) to a unit of the shape's path data.

    ``curves`` (n, 4, 2) are relative to their part's corner; ``first`` (m,) are those that begin subpaths,
    ``begins`` (p,) those that begin parts. The corners of these are at ``places`` (p, 2), relative to the
    origin of their shape, ``owner`` (p,).
    """

    curves: Integers
    first: Indices
    begins: Indices
    places: Integers
    owner: Indices
    per: Integers

    @classmethod
    def of(cls, shapes: Shapes, origins: Floats) -> Parts:
        """Return the parts of ``shapes``, relative to ``origins`` (k, 2) in pixels."""
        part = parts_of(shapes)
        order = np.argsort(part, kind="stable")
        lengths = np.diff(np.append(shapes.first, len(shapes.curves)))[order]
        first = lengths.cumsum() - lengths
        taken = np.repeat(shapes.first[order] - first, lengths) + np.arange(len(shapes.curves))
        curves = shapes.curves[taken]
        new = np.flatnonzero(np.diff(part[order], prepend=-1))
        begins, owner = first[new], owners(shapes)[order[new]]
        corners, split = origins[owner], complex_shapes(shapes)[owner]
        if split.any():
            corners[split] = np.minimum.reduceat(shapes.low[taken], begins)[split]
        standing = split & ~np.isnan(shapes.baseline[owner])
        corners[standing, 1] = shapes.baseline[owner[standing]]
        scaled = shapes.scale > 0
        fineness = np.where(scaled, FINE / np.where(scaled, shapes.scale, 1.0), HUNDREDTHS)[owner]
        counts = np.diff(np.append(begins, len(curves)))
        seen = curves - np.repeat(corners, counts, axis=0)[:, None]
        return cls(
            whole(seen * np.repeat(fineness, counts)[:, None, None]),
            first,
            begins,
            whole((corners - origins[owner]) * fineness[:, None]),
            owner,
            np.where(scaled, FINE // shapes.grid, HUNDREDTHS),
        )

    @property
    def counts(self) -> Indices:
        """The number of curves of each part (p,)."""
        return np.diff(np.append(self.begins, len(self.curves)))

    @cached_property
    def keys(self) -> list[bytes]:
        """A key for each part, equal for equal outlines only."""
        rows = np.zeros((len(self.curves), 10), dtype=np.int64)
        rows[self.first, 0] = 1
        rows[:, 1] = np.repeat(self.per[self.owner], self.counts)
        rows[:, 2:] = self.curves.reshape(-1, 8)
        ends = [*self.begins.tolist(), len(rows)]
        return [rows[begin:end].tobytes() for begin, end in pairwise(ends)]

    def written(self, chosen: NDArray[np.bool_]) -> list[str]:
        """Return the path data of each shape's ``chosen`` parts (p,)."""
        counts = self.counts
        wanted = np.repeat(chosen, counts)
        curves = (self.curves + np.repeat(self.places, counts, axis=0)[:, None])[wanted]
        first = wanted.cumsum()[self.first[wanted[self.first]]] - 1
        sizes = np.bincount(self.owner, weights=counts * chosen, minlength=len(self.per))
        return path_data(curves, first, sizes.astype(np.intp).cumsum(), self.per)


def shared_outlines(shapes: Shapes, origins: Floats) -> tuple[dict[str, str], list[Composed]]:
    """Return the path data of shared outlines by their ids, and each shape as uses of them.

    Shapes are relative to ``origins`` (k, 2), in pixels. An outline is shared where that is shorter.
    """
    parts = Parts.of(shapes, origins)
    counts = Counter(parts.keys)
    often = [key for key, count in counts.items() if count > 1]
    outlines = outlines_of(often)
    ids = {
        key: id_of(data)
        for key, data in outlines.items()
        if DEFINING + len(data) + USING * counts[key] < len(data) * counts[key]
    }
    rests = parts.written(np.array([key not in ids for key in parts.keys], dtype=np.bool_))
    used: list[list[Use]] = [[] for _ in rests]
    pers = parts.per.tolist()
    for key, (x, y), owner in zip(parts.keys, parts.places.tolist(), parts.owner.tolist(), strict=True):
        if key in ids:
            used[owner].append(Use(ids[key], x, y, pers[owner]))
    composed = [Composed(tuple(uses), rest) for uses, rest in zip(used, rests, strict=True)]
    return {name: outlines[key] for key, name in ids.items()}, composed


_outlines: dict[bytes, str] = {}
KNOWN = 10_000
"""The number of cached outlines: the next figure has most of this one's."""


def outlines_of(keys: Sequence[bytes]) -> dict[bytes, str]:
    """Return the path data of the outlines of keys."""
    if len(_outlines) > KNOWN:
        _outlines.clear()
    new = [key for key in keys if key not in _outlines]
    rows = np.frombuffer(b"".join(new), dtype=np.int64).reshape(-1, 10)
    until = np.cumsum([len(key) for key in new], dtype=np.intp) // (10 * rows.itemsize)
    data = path_data(rows[:, 2:].reshape(-1, 4, 2), np.flatnonzero(rows[:, 0]), until, rows[until - 1, 1])
    _outlines.update(zip(new, data, strict=True))
    return {key: _outlines[key] for key in keys}


@lru_cache(maxsize=KNOWN)
def id_of(data: str) -> str:
    """Return an id derived from an outline's path data: the same in every file.

    >>> id_of("M0 0h1"), id_of("M0 0h2")
    ('S3RhJl', 'e5ArFl')
    """
    number = int.from_bytes(sha256(data.encode()).digest(), "big")
    letters = ""
    for base in (52, *[len(ALPHABET)] * (ID - 1)):
        number, digit = divmod(number, base)
        letters += ALPHABET[digit]
    return letters
