"""Sums as formulas: products that make a total, and a value that grows by a product."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from convscenes.ops.numerals import equals, numeral
from convscenes.stories.telling.story import Term
from convscenes.stories.telling.wording import bracketed

WRITTEN_TERMS = 12
"""Products up to which a sum is written in full."""
KEPT = 5
"""How many products a longer sum keeps at either end."""
Cell = tuple[int, int]


def sum_of(products: Sequence[tuple[Cell, Any]], total: Any) -> tuple[Term, ...]:
    """Return p + p + … = total, every product with the cell it comes from.

    >>> " ".join(term.text for term in sum_of([((0, 0), 3), ((0, 1), -2)], 1))
    '3 + (−2) = 1'
    """
    shown: list[tuple[Cell, Any] | None] = list(products)
    if len(products) > WRITTEN_TERMS:
        shown = [*products[:KEPT], None, *products[-KEPT:]]
    terms: list[Term] = []
    for number, product in enumerate(shown):
        if number:
            terms.append(Term("+"))
        if product is None:
            terms.append(Term("…"))
        else:
            cell, value = product
            terms.append(Term(bracketed(value, first=not number), "contribution", cell))
    sign = Term(equals(total, *(value for _, value in products)))
    return (*terms, sign, Term(numeral(total), "output"))


def growth(after: Any, before: Any, value: Any, weight: Any, cell: Cell) -> tuple[Term, ...]:
    """Return after = before + value × weight, for a ``cell`` of the output.

    >>> " ".join(term.text for term in growth(16, 13, 3, 1, (1, 1)))
    '16 = 13 + 3 × 1'
    """
    return (
        Term(numeral(after), "output", cell),
        Term(equals(after, before, value, weight)),
        Term(numeral(before), "output", cell),
        Term("+"),
        Term(bracketed(value), "input"),
        Term("×"),
        Term(bracketed(weight), "kernel"),
    )
