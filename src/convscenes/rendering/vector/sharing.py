"""Outlines that occur again: each is written once, as parts of its em, and used from there.

A path in ``<defs>`` and ``<use xlink:href= x= y=>`` in a group that moves and scales is how Cairo, Typst and
Matplotlib have long written text as outlines, so every program has met it. ``href`` alone, SVG 2's, is newer
than some programs that slides are made with; inside HTML ``xlink:href`` needs no namespace.
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
"""How many whole numbers there are to a shape's scale: a hundredth of a pixel, if that is 100 pixels."""
HUNDREDTHS = 100
"""How many there are to a pixel, in shapes without a scale."""
ALPHABET = string.ascii_lowercase + string.ascii_uppercase + string.digits
ID = 6
"""Letters and digits of an id, which make 5·10¹⁰: enough for all outlines on a page to have their own."""
DEFINING, USING = 24, 40
"""About how many characters a definition and a reference take, beside the outline."""


class Use(NamedTuple):
    """A shared outline, moved by (x, y), of which ``per`` are one."""

    id: str
    x: int
    y: int
    per: int

    @property
    def element(self) -> str:
        """Its element, as it begins."""
        x = f' x="{decimal(self.x, self.per)}"' if self.x else ""
        y = f' y="{decimal(self.y, self.per)}"' if self.y else ""
        return f'<use xlink:href="#{self.id}"{x}{y}'


@dataclass(frozen=True)
class Composed:
    """A shape in its frame, made of shared outlines and of a path of its own, whose data may be empty."""

    uses: tuple[Use, ...]
    rest: str

    @property
    def elements(self) -> list[str]:
        """Its elements, as they begin: their paint is still to come."""
        return [use.element for use in self.uses] + [f'<path d="{self.rest}"'] * bool(self.rest)


@dataclass(frozen=True, eq=False)
class Parts:
    """Shapes in parts, measured in whole numbers, ``per`` (k,) of which are one unit of a shape's path data.

    ``curves`` (n, 4, 2) are seen from their part's corner; ``first`` (m,) of them begin subpaths, ``begins``
    (p,) parts, whose corners are at ``places`` (p, 2), as seen from the origin of the shape, ``owner`` (p,).
    """

    curves: Integers
    first: Indices
    begins: Indices
    places: Integers
    owner: Indices
    per: Integers

    @classmethod
    def of(cls, shapes: Shapes, origins: Floats) -> Parts:
        """Return ``shapes`` as seen from ``origins`` (k, 2), in pixels."""
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
        """How many curves each part has (p,)."""
        return np.diff(np.append(self.begins, len(self.curves)))

    @cached_property
    def keys(self) -> list[bytes]:
        """What is the same for parts of the same outline, and for no others."""
        rows = np.zeros((len(self.curves), 10), dtype=np.int64)
        rows[self.first, 0] = 1
        rows[:, 1] = np.repeat(self.per[self.owner], self.counts)
        rows[:, 2:] = self.curves.reshape(-1, 8)
        ends = [*self.begins.tolist(), len(rows)]
        return [rows[begin:end].tobytes() for begin, end in pairwise(ends)]

    def written(self, chosen: NDArray[np.bool_]) -> list[str]:
        """Return the path data of what the ``chosen`` parts (p,) of each shape are."""
        counts = self.counts
        wanted = np.repeat(chosen, counts)
        curves = (self.curves + np.repeat(self.places, counts, axis=0)[:, None])[wanted]
        first = wanted.cumsum()[self.first[wanted[self.first]]] - 1
        sizes = np.bincount(self.owner, weights=counts * chosen, minlength=len(self.per))
        return path_data(curves, first, sizes.astype(np.intp).cumsum(), self.per)


def shared_outlines(shapes: Shapes, origins: Floats) -> tuple[dict[str, str], list[Composed]]:
    """Return the path data of outlines worth sharing, by their ids, and how each shape is made of them.

    Shapes are seen from ``origins`` (k, 2), in pixels.
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


_known: dict[bytes, str] = {}
KNOWN = 10_000
"""How many outlines are remembered: the next figure has most of this one's."""


def outlines_of(keys: Sequence[bytes]) -> dict[bytes, str]:
    """Return the path data of the outlines that keys stand for."""
    if len(_known) > KNOWN:
        _known.clear()
    new = [key for key in keys if key not in _known]
    rows = np.frombuffer(b"".join(new), dtype=np.int64).reshape(-1, 10)
    until = np.cumsum([len(key) for key in new], dtype=np.intp) // (10 * rows.itemsize)
    data = path_data(rows[:, 2:].reshape(-1, 4, 2), np.flatnonzero(rows[:, 0]), until, rows[until - 1, 1])
    _known.update(zip(new, data, strict=True))
    return {key: _known[key] for key in keys}


@lru_cache(maxsize=KNOWN)
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
