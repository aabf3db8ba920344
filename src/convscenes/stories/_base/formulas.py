"""Formulas that several stories write."""

from __future__ import annotations

from convscenes.stories._base.story import Term
from convscenes.words import Words


def product(words: Words) -> tuple[Term, ...]:
    """Return the formula of the products in the cells of a window.

    >>> " ".join(term.text for term in product(Words()))
    'value × weight = product'
    """
    return (
        Term(words.word("formula-value"), "input"),
        Term("×"),
        Term(words.word("formula-weight"), "kernel"),
        Term("="),
        Term(words.word("formula-product"), "contribution"),
    )
