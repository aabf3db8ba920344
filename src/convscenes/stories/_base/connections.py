"""How many values are connected with one, as a formula: ``9 → 1`` and ``1 → 9``."""

from __future__ import annotations

from convscenes.stories._base.story import Role, Term


def gathers(many: int) -> tuple[Term, ...]:
    """Return that ``many`` input values make one output value.

    >>> " ".join(term.text for term in gathers(9))
    '9 → 1'
    """
    return Term(str(many), "input"), Term("→"), Term("1", "output")


def scatters(many: int, one: Role = "input") -> tuple[Term, ...]:
    """Return that one value reaches ``many`` output values; ``one`` is the role of the map it stands in.

    >>> " ".join(term.text for term in scatters(9))
    '1 → 9'
    """
    return Term("1", one), Term("→"), Term(str(many), "output")
