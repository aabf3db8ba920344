"""Steps into beats: one each while they are few, by row when many, by bands of rows when even rows are.

Beats are quicker than their sentences are read: where they are many, some share one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain, groupby
from math import ceil
from typing import Any

from convscenes.stories._base.facts import Facts

MAX_OWN, MAX_SHARED = 5, 8
"""The most groups that have a sentence each; the most sentences that more of them share."""
MIN_SHARING = 3
"""The least steps, one after the other, that share a sentence."""


@dataclass(frozen=True)
class Group:
    """The steps that share a beat; rows count from 1, and so do the cells of 1-D data: its ``noun``.

    ``name`` identifies them: ``stamp-2``, ``row-3``, ``rows-9-16``. They have a sentence of their own, or
    share that on the ``span`` of rows, from the first to the last.
    """

    name: str
    steps: tuple[Any, ...]
    first_row: int
    last_row: int
    noun: str = "row"
    span: tuple[int, int] | None = None

    @property
    def single(self) -> bool:
        """Whether the beat has one step to itself."""
        return len(self.steps) == 1

    @property
    def number(self) -> int:
        """The number of its only step."""
        return int(self.name.split("-")[-1])

    @property
    def facts(self) -> Facts:
        """Which rows, or cells, it is about.

        >>> Group("row-3", (), 3, 3).facts
        {'noun': 'row', 'form': 'one', 'first': 3, 'last': 3}
        """
        return _rows(self.noun, self.first_row, self.last_row)

    @property
    def shared_facts(self) -> Facts:
        """Which rows, or cells, the sentence is about that it shares, or its own."""
        return _rows(self.noun, *(self.span or (self.first_row, self.last_row)))


def _rows(noun: str, first: int, last: int) -> Facts:
    return {"noun": noun, "form": "one" if first == last else "run", "first": first, "last": last}


def grouped(
    steps: Iterable[Any],
    max_groups: int,
    word: str,
    *,
    first: int = 1,
    row: Callable[[Any], int] = lambda step: int(step.index[0]),
    noun: str = "row",
    by_rows: bool = False,
) -> list[Group]:
    """Return ``steps`` in at most ``max_groups`` groups, in order; ``first`` is the number of the first.

    Many steps, or ``by_rows`` any, are grouped by the ``row`` that they belong to, or by what else the
    ``noun`` says. Of many groups only the first, if it is a single step, has a sentence of its own.

    >>> from types import SimpleNamespace as Step
    >>> steps = [Step(index=(r, c)) for r in range(4) for c in range(2)]
    >>> [g.name for g in grouped(steps, 8, "step")][:2], [g.name for g in grouped(steps, 4, "step")]
    (['step-1', 'step-2'], ['row-1', 'row-2', 'row-3', 'row-4'])
    >>> [g.name for g in grouped(steps, 2, "step")]
    ['rows-1-2', 'rows-3-4']
    >>> [g.name for g in grouped(steps[1:], 8, "step", first=2, by_rows=True)]
    ['step-2', 'row-2', 'row-3', 'row-4']
    >>> [(g.name, g.span) for g in grouped(steps, 8, "step")][:3]
    [('step-1', None), ('step-2', (1, 2)), ('step-3', (1, 2))]
    """
    numbered = [*enumerate(steps, first)]
    rows = [[one] for one in numbered]
    if by_rows or len(numbered) > max_groups:
        rows = [[*members] for _, members in groupby(numbered, key=lambda one: row(one[1]))]
    height = ceil(len(rows) / max_groups) or 1
    bands = [[*chain(*rows[start : start + height])] for start in range(0, len(rows), height)]
    return _sharing([_group(band, word, row, noun) for band in bands])


def by_cells(
    steps: Iterable[Any], max_groups: int, word: str, *, first: int = 1, by_rows: bool = False
) -> list[Group]:
    """Return the steps of 1-D data in groups: many of them by their cells, ``by_rows`` all in one.

    >>> from types import SimpleNamespace as Step
    >>> steps = [Step(index=(0, c)) for c in range(6)]
    >>> [g.name for g in by_cells(steps, 3, "step")]
    ['cells-1-2', 'cells-3-4', 'cells-5-6']
    >>> [g.name for g in by_cells(steps, 9, "step", by_rows=True)]
    ['cells-1-6']
    """
    most = 1 if by_rows else max_groups
    return grouped(steps, most, word, first=first, row=lambda step: int(step.index[-1]), noun="cell")


def _group(band: list[tuple[int, Any]], word: str, row: Callable[[Any], int], noun: str) -> Group:
    """Return the group of some steps with their numbers: a single one is named after its own."""
    steps = tuple(step for _, step in band)
    first, last = row(steps[0]) + 1, row(steps[-1]) + 1
    name = f"{noun}-{first}" if first == last else f"{noun}s-{first}-{last}"
    return Group(f"{word}-{band[0][0]}" if len(band) == 1 else name, steps, first, last, noun)


def _sharing(groups: list[Group]) -> list[Group]:
    """Return groups with the spans of their sentences; many share some, each about one row or more."""
    if len(groups) <= MAX_OWN:
        return groups
    own = groups[:1] if groups[0].single else []
    rows = [[*row] for _, row in groupby(groups[len(own) :], key=lambda group: group.first_row)]
    height, least = ceil(len(rows) / MAX_SHARED), MIN_SHARING if groups[-1].single else 1
    spans: list[list[list[Group]]] = [[]]
    for row in rows:
        if len(spans[-1]) >= height and sum(map(len, spans[-1])) >= least:
            spans.append([])
        spans[-1].append(row)
    return own + [
        replace(group, span=(span[0][0].first_row, span[-1][-1].last_row))
        for span in spans
        for row in span
        for group in row
    ]
