"""Formulas for how many values are connected with one: ``9 → 1`` and ``1 → 9``."""

from __future__ import annotations

from convscenes.stories._base.maps import Role
from convscenes.stories._base.story import Term


def gathers(many: int) -> tuple[Term, ...]:
    """Return the formula of ``many`` input values that make one output value.

    >>> " ".join(term.text for term in gathers(9))
    '9 → 1'
    """
    return Term(str(many), "input"), Term("→"), Term("1", "output")


def scatters(many: int, one: Role = "input") -> tuple[Term, ...]:
    """Return the formula of one value that reaches ``many`` output values; ``one`` is the role of its map.

    >>> " ".join(term.text for term in scatters(9))
    '1 → 9'
    """
    return Term("1", one), Term("→"), Term(str(many), "output")
