"""Sums as formulas: products that make a total, and a value that grows by a product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from convscenes.ops.numerals import equals, numeral
from convscenes.stories._base.story import Term
from convscenes.stories._base.wording import bracketed

MAX_TERMS = 12
"""The most products of a sum that is written in full."""
MAX_KEPT = 5
"""The most products that a longer sum keeps at either end."""
MAX_CHARACTERS = 90
"""The most characters of a sum that fits the frame."""
Cell = tuple[int, int]


def sum_of(
    products: Sequence[tuple[Cell, Any]], total: Any, *, max_characters: int = MAX_CHARACTERS
) -> tuple[Term, ...]:
    """Return p + p + … = total, every product with the cell it comes from.

    Of many products, or of a sum of more than ``max_characters``, only some at both ends are written.

    >>> " ".join(term.text for term in sum_of([((0, 0), 3), ((0, 1), -2)], 1))
    '3 + (−2) = 1'
    >>> " ".join(term.text for term in sum_of([((0, at), at) for at in range(30)], 435, max_characters=25))
    '0 + 1 + … + 28 + 29 = 435'
    """
    kept = range(min(MAX_KEPT, (len(products) - 1) // 2), 0, -1)
    written: list[Sequence[tuple[Cell, Any] | None]] = [products] if len(products) <= MAX_TERMS else []
    written += [[*products[:few], None, *products[-few:]] for few in kept]
    sums = [_sum(shown, products, total) for shown in written]
    return next(
        (terms for terms in sums if len(" ".join(term.text for term in terms)) <= max_characters), sums[-1]
    )


def _sum(
    shown: Sequence[tuple[Cell, Any] | None], products: Sequence[tuple[Cell, Any]], total: Any
) -> tuple[Term, ...]:
    """Return the sum with the ``shown`` products, an ellipsis where there is none."""
    terms = (
        Term("…") if one is None else Term(bracketed(one[1], first=not at), "contribution", one[0])
        for at, one in enumerate(shown)
    )
    sign = Term(equals(total, *(value for _, value in products)))
    return (*added(terms), sign, Term(numeral(total), "output"))


def added(terms: Iterable[Term]) -> Iterator[Term]:
    """Yield the terms with a plus between them.

    >>> " ".join(term.text for term in added([Term("3"), Term("4")]))
    '3 + 4'
    """
    for number, term in enumerate(terms):
        if number:
            yield Term("+")
        yield term


def growth(
    after: Any, before: Any, value: Any, weight: Any, cell: Cell, on: str = "output"
) -> tuple[Term, ...]:
    """Return after = before + value × weight, for a ``cell`` of the map ``on``.

    >>> " ".join(term.text for term in growth(16, 13, 3, 1, (1, 1)))
    '16 = 13 + 3 × 1'
    """
    return (
        Term(numeral(after), "output", cell, on),
        Term(equals(after, before, value, weight)),
        Term(numeral(before), "output", cell, on),
        Term("+"),
        Term(bracketed(value), "input"),
        Term("×"),
        Term(bracketed(weight), "kernel"),
    )
