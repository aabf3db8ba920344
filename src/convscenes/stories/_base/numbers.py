"""How the numbers in the texts of a story are written: as the map writes them from which they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from convscenes.ops.notation import Notation, equation

Number = tuple[Any, str]
"""A value, and the name of its map, or of the numbers laid on one."""


class Numbers(dict[str, Notation]):
    """The notations of maps, and of numbers laid on maps, by name."""

    @classmethod
    def of(cls, values: Mapping[str, Any], *, comma: bool = False) -> Numbers:
        """Return the notations of ``values``: all that a map ever shows, of any shape, by its name.

        >>> Numbers.of({"output": [0.996, 3]}).text(0.996, "output")
        '0.996'
        """
        return cls({name: Notation.of(each, comma=comma) for name, each in values.items()})

    def text(self, value: Any, name: str) -> str:
        """Return a value of a map as written in a sentence: without a limit of width.

        >>> Numbers.of({"kernel": [0.00125, -0.0025]}).text(-0.0025, "kernel")
        '−0.0025'
        """
        return self[name].plain().term(value)

    def equation(
        self, total: Number, terms: Sequence[Sequence[Number]], divisor: int = 1
    ) -> tuple[list[list[str]], str, str]:
        """Return the texts of a sum of products (over a ``divisor``), of its sign and of its total.

        ``equation`` in ``ops.notation`` tells how they are made to add up.

        >>> numbers = Numbers.of({"output": [1, 1 / 3], "products": [1 / 3]})
        >>> numbers.equation((1, "output"), [[(1 / 3, "products")]] * 3)
        ([['0.333'], ['0.333'], ['0.333']], '≈', '1')
        """
        value, name = total
        known = [[(factor, self[on]) for factor, on in term] for term in terms]
        return equation((value, self[name]), known, divisor)
