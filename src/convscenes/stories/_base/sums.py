"""Sums as formulas: products that make a total, and a value that grows by a product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from convscenes.stories._base.numbers import Number, Numbers
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
    numbers: Numbers,
    products: Sequence[tuple[Cell, Any]],
    total: Number,
    *,
    name: str = "products",
    max_characters: int = MAX_CHARACTERS,
) -> tuple[Term, ...]:
    """Return p + p + … = total, every product with the cell it comes from.

    The products are written as the numbers called ``name``. Of many, or of a sum of more than
    ``max_characters``, only some at both ends are written.

    >>> numbers = Numbers.of({"products": [3, -2, 29], "output": [1, 435]})
    >>> " ".join(term.text for term in sum_of(numbers, [((0, 0), 3), ((0, 1), -2)], (1, "output")))
    '3 + (−2) = 1'
    >>> many, total = [((0, at), at) for at in range(30)], (435, "output")
    >>> " ".join(term.text for term in sum_of(numbers, many, total, max_characters=25))
    '0 + 1 + … + 28 + 29 = 435'
    """
    cells, factors = zip(*((cell, [(value, name)]) for cell, value in products), strict=True)
    texts, sign, result = numbers.equation(total, factors)
    terms = [
        Term(bracketed(text, first=not at), "contribution", cell)
        for at, (cell, (text,)) in enumerate(zip(cells, texts, strict=True))
    ]
    end = Term(sign), Term(result, "output")
    kept = range(min(MAX_KEPT, (len(terms) - 1) // 2), 0, -1)
    written = [terms] if len(terms) <= MAX_TERMS else []
    written += [[*terms[:few], Term("…"), *terms[-few:]] for few in kept]
    sums = [(*added(shown), *end) for shown in written]
    return next(
        (shown for shown in sums if len(" ".join(term.text for term in shown)) <= max_characters), sums[-1]
    )


def product_of(numbers: Numbers, value: Number, weight: Number, total: Number) -> tuple[Term, ...]:
    """Return value × weight = total.

    >>> numbers = Numbers.of({"input": [3], "kernel": [-2], "output": [-6]})
    >>> " ".join(t.text for t in product_of(numbers, (3, "input"), (-2, "kernel"), (-6, "output")))
    '3 × (−2) = −6'
    """
    ((factor, other),), sign, result = numbers.equation(total, [[value, weight]])
    return (
        Term(bracketed(factor, first=True), "input"),
        Term("×"),
        Term(bracketed(other), "kernel"),
        Term(sign),
        Term(result, "output"),
    )


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
    numbers: Numbers, after: Number, before: Any, value: Number, weight: Number, cell: Cell
) -> tuple[Term, ...]:
    """Return after = before + value × weight, for a ``cell`` of the map of ``after`` and ``before``.

    >>> numbers = Numbers.of({"input": [3], "kernel": [1], "output": [13, 16]})
    >>> " ".join(t.text for t in growth(numbers, (16, "output"), 13, (3, "input"), (1, "kernel"), (1, 1)))
    '16 = 13 + 3 × 1'
    """
    _, on = after
    ((old,), (factor, other)), sign, new = numbers.equation(after, [[(before, on)], [value, weight]])
    return (
        Term(new, "output", cell, on),
        Term(sign),
        Term(old, "output", cell, on),
        Term("+"),
        Term(bracketed(factor), "input"),
        Term("×"),
        Term(bracketed(other), "kernel"),
    )
