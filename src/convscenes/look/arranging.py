"""Which arrangement of maps reads best, and where they stand in it: layout by subject. Pure geometry."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import product
from typing import NamedTuple

from convscenes.look.layout import CELL, Place, Rect, Size
from convscenes.look.slots import HEIGHT, Slot, inner

EVEN, SLOPE = 1.6, 0.7
"""How much larger the cells of a line may be than the least on stage; what an e-fold of that costs."""
COMFORT = 0.37
"""The height up to which cells may grow however small others are: numerals need not be tight in it."""
CROWDED = 20.0
"""What it costs where labels do not fit: more than any size of cells makes up for."""
READ = 1.5
"""What it is worth that all numerals of a map can be read, in e-folds of its cells."""
UNUSUAL = 0.15
"""How much better an arrangement must be than those before it, in e-folds of all cells."""
SLACK = 1e-6
"""How far a sum of lengths may be off, in units."""
Sizes = Mapping[str, Size]
Needs = Mapping[str, float]
"""The smallest width of the cells of maps, 0 for no matter which."""


@dataclass(frozen=True)
class Row:
    """Maps side by side, centred on one axis, their cells of one height.

    They stand ``gap`` units apart, up to ``max_stretch`` times that where there is space; no cell is higher
    than ``max_cell``; ``below`` units under the maps stay free.
    """

    slots: tuple[Slot, ...]
    gap: float = 1.0
    max_cell: float = CELL
    max_stretch: float = 1.6
    below: float = 0.0

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the arrangement."""
        return (self,)

    @cached_property
    def above(self) -> float:
        """The height that the labels need."""
        return max(slot.label_height for slot in self.slots)

    def extent(self, cells: Sizes) -> Size:
        """Return how much room the maps need, with labels."""
        width = sum(slot.width(cells[slot.name].width) for slot in self.slots)
        height = max(slot.outer[0] * cells[slot.name].height for slot in self.slots)
        return Size(width + self.gap * (len(self.slots) - 1), height + self.above + self.below)

    def places(self, area: Rect, cells: Sizes) -> dict[str, Place]:
        """Return the maps in the middle of ``area``, as far apart as there is space."""
        widths, gaps = [slot.width(cells[slot.name].width) for slot in self.slots], len(self.slots) - 1
        gap = min(max((area.width - sum(widths)) / max(gaps, 1), self.gap), self.gap * self.max_stretch)
        x, y = area.x - (sum(widths) + gap * gaps) / 2, area.y - (self.above - self.below) / 2
        places = {}
        for slot, width in zip(self.slots, widths, strict=True):
            size = cells[slot.name]
            outer = Place(x + width / 2, y, size.height, *slot.outer, wide=size.width / size.height)
            places[slot.name] = inner(outer, slot)
            x += width + gap
        return places


@dataclass(frozen=True)
class Split:
    """Arrangements below each other or ``beside``, ``gap`` units apart; they share what space is left."""

    parts: tuple[Row | Split, ...]
    beside: bool = False
    gap: float = 0.3

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the arrangement."""
        return tuple(row for part in self.parts for row in part.rows)

    def extent(self, cells: Sizes) -> Size:
        """Return how much room the maps need, with labels."""
        widths, heights, _ = zip(*(part.extent(cells) for part in self.parts), strict=True)
        gaps = self.gap * (len(self.parts) - 1)
        if self.beside:
            return Size(sum(widths) + gaps, max(heights))
        return Size(max(widths), sum(heights) + gaps)

    def places(self, area: Rect, cells: Sizes) -> dict[str, Place]:
        """Return the maps in ``area``."""
        room, x, y = self.extent(cells), area.left, area.top
        places: dict[str, Place] = {}
        for part in self.parts:
            width, height, _ = part.extent(cells)
            if self.beside:
                width += (area.width - room.width) / len(self.parts)
                own = Rect.between(x, x + width, area.bottom, area.top)
                x += width + self.gap
            else:
                height += (area.height - room.height) / len(self.parts)
                own = Rect.between(area.left, area.right, y - height, y)
                y -= height + self.gap
            places |= part.places(own, cells)
        return places


class Plan(NamedTuple):
    """An arrangement with the cells of all its maps, how well these read, and the ``needs`` that are met."""

    worth: float
    arrangement: Row | Split
    cells: Sizes
    needs: Needs


def arrange(arrangements: Iterable[Row | Split], area: Rect) -> dict[str, Place]:
    """Return the places in ``area`` of the first of ``arrangements`` that no later one is better than.

    The cells of a map are wider than high where its numerals could not be read otherwise.
    """
    chosen: Plan | None = None
    for arrangement in arrangements:
        plan = best_plan(arrangement, area, -math.inf if chosen is None else chosen.worth + UNUSUAL)
        chosen = plan or chosen
    assert chosen is not None, "no arrangement has room for its labels"
    return chosen.arrangement.places(area, eased(chosen, area))


def alone(slot: Slot, area: Rect) -> Place:
    """Return the place of a single map in ``area``, as large as fits."""
    return arrange([Row((slot,))], area)[slot.name]


def best_plan(arrangement: Row | Split, area: Rect, least: float) -> Plan | None:
    """Return the best way to fill ``area``, if it is worth more than ``least``.

    It has no regard to labels if these do not fit.
    """
    slots = slots_of(arrangement)
    plan = plan_for(arrangement, area, {slot.name: 0.0 for slot in slots})
    if plan is None:
        fewer = without_labels(arrangement)
        found = None if fewer == arrangement else best_plan(fewer, area, least + CROWDED)
        return found and found._replace(worth=found.worth - CROWDED)
    if hoped(plan, slots) <= least:
        return None
    plan = climbed(plan, area, slots)
    return plan if plan.worth > least else None


def hoped(plan: Plan, slots: Sequence[Slot]) -> float:
    """Return what a plan would be worth if all could be read and no cells were smaller for that."""
    gain = 0.0
    for slot in slots:
        cell = plan.cells[slot.name]
        if unread := slot.levels[0].worth - slot.reads(cell):
            gain += slot.weight * (READ * unread + max(0.0, math.log(HEIGHT / cell.height)))
    return plan.worth + gain / sum(slot.weight for slot in slots)


def climbed(plan: Plan, area: Rect, slots: Sequence[Slot]) -> Plan:
    """Return the plan after changes of what maps need to be read, each for the better.

    One map needs more or less; or one needs less so that another may need more.
    """
    while True:
        less, more = [], []
        for slot in slots:
            reads = slot.reads(plan.cells[slot.name])
            for level in slot.levels:
                if level.worth > reads:
                    more.append({slot.name: level.width})
                elif plan.needs[slot.name] and level.worth < reads:
                    less.append({slot.name: level.width})
        both = ({**one, **other} for one, other in product(less, more) if one.keys() != other.keys())
        better = best_of(plan, area, less + more) or best_of(plan, area, both)
        if better is None:
            return plan
        plan = better


def best_of(plan: Plan, area: Rect, changes: Iterable[Needs]) -> Plan | None:
    """Return the best plan with other needs, if one is better."""
    plans = (plan_for(plan.arrangement, area, {**plan.needs, **change}) for change in changes)
    best = max(filter(None, plans), key=lambda one: one.worth, default=plan)
    return best if best.worth > plan.worth + SLACK else None


def plan_for(arrangement: Row | Split, area: Rect, needs: Needs) -> Plan | None:
    """Return the plan in which all maps have the cells that they need; None if there is no room for them."""
    heights = even_heights(arrangement, area, needs)
    if heights is None:
        return None
    cells = cells_of(arrangement.rows, heights, needs)
    slots = slots_of(arrangement)
    gain = sum(s.weight * (math.log(cells[s.name].height) + READ * s.reads(cells[s.name])) for s in slots)
    uneven = SLOPE * math.log(max(heights) / min(heights))
    return Plan(gain / sum(slot.weight for slot in slots) - uneven, arrangement, cells, needs)


def even_heights(arrangement: Row | Split, area: Rect, needs: Needs) -> list[float] | None:
    """Return the height of the cells of every row: they grow together, and go on growing where others cannot.

    None if there is no room for what is needed.
    """
    rows = arrangement.rows
    heights, limit, free = [SLACK] * len(rows), math.inf, {*range(len(rows))}

    def over(some: Collection[int], height: float) -> float:
        tried = [height if number in some else other for number, other in enumerate(heights)]
        return excess(arrangement, area, cells_of(rows, tried, needs))

    if over((), 0.0) > 0:
        return None
    while free:
        common = largest(
            partial(over, free), max(heights[n] for n in free), min(limit, *(rows[n].max_cell for n in free))
        )
        heights = [common if n in free else height for n, height in enumerate(heights)]
        stuck = {n for n in free if over([n], 1.001 * common) > 0}
        if stuck and limit == math.inf:
            limit = max(EVEN * common, COMFORT)
        free -= stuck | {n for n in free if common >= min(limit, rows[n].max_cell)} or free
    return heights


def cells_of(rows: Sequence[Row], heights: Sequence[float], needs: Needs) -> dict[str, Size]:
    """Return the cells of all maps, as high as those of their row; larger if they need to be."""
    cells = {}
    for row, common in zip(rows, heights, strict=True):
        for slot in row.slots:
            need = needs[slot.name]
            height = max(common, HEIGHT) if need else common
            cells[slot.name] = Size(max(height, need), height)
    return cells


def eased(plan: Plan, area: Rect) -> Sizes:
    """Return the cells: those that are larger than others to be read grow on, as far as there is space."""
    goals = {slot.name: comfortable(slot, plan) for slot in slots_of(plan.arrangement)}

    def grown(share: float) -> dict[str, Size]:
        return {name: plan.cells[name].towards(goal, share) for name, goal in goals.items()}

    return grown(largest(lambda share: excess(plan.arrangement, area, grown(share)), 0.0, 1.0))


def comfortable(slot: Slot, plan: Plan) -> Size:
    """Return cells in which numerals are not smaller for want of space; as planned, if no need made these."""
    width, height, _ = plan.cells[slot.name]
    if not plan.needs[slot.name] or (width <= height and height > HEIGHT):
        return Size(width, height)
    height = max(height, COMFORT) if height <= HEIGHT else height
    return Size(max(width, height, min(slot.comfortable(height), EVEN * height)), height)


def excess(arrangement: Row | Split, area: Rect, cells: Sizes) -> float:
    """Return by how much an arrangement with these cells is larger than ``area``; at most 0 if it fits."""
    needed = arrangement.extent(cells)
    return max(needed.width - area.width, needed.height - area.height) - SLACK


def largest(over: Callable[[float], float], low: float, high: float) -> float:
    """Return the largest number from ``low`` to ``high`` for which a growing, convex function is at most 0.

    Newton's method, which comes from above, needs few steps where the function consists of straight lines.

    >>> round(largest(lambda number: number * number - 2, 0.0, 2.0), 4)
    1.4142
    """
    while (value := over(high)) > 0 and high > low:
        slope = (value - over(high - SLACK)) / SLACK
        high = max(low, high - (value / slope if slope > 0 else high)) - SLACK * SLACK
    return high


def slots_of(arrangement: Row | Split) -> list[Slot]:
    """Return all maps of an arrangement."""
    return [slot for row in arrangement.rows for slot in row.slots]


def without_labels(arrangement: Row | Split) -> Row | Split:
    """Return the arrangement of maps whose labels need no width; if none does, of maps that stand alone."""
    if isinstance(arrangement, Row):
        slots = arrangement.slots
        if any(slot.label_width for slot in slots):
            return replace(arrangement, slots=tuple(replace(slot, label_width=0.0) for slot in slots))
        low = tuple(replace(slot, label_height=0.0) for slot in slots)
        return replace(arrangement, slots=low, below=0.0)
    return replace(arrangement, parts=tuple(map(without_labels, arrangement.parts)))
