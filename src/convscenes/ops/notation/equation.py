"""A sum of products as a formula whose written numbers add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import floor, prod
from typing import Any

from convscenes.ops.notation.notation import Notation
from convscenes.ops.notation.quanta import magnitude

Number = tuple[Any, Notation]
"""A value, and the notation of its map."""
Terms = Sequence[Sequence[Number]]
"""The factors of every product of a sum."""

FINER = 3
"""Extra decimals, beyond those of their maps, that rounded terms get before the total loses any."""
FEWEST_DIGITS = 3
"""Digits before the mark that the total keeps; those after them may become zeros."""
FINEST = 12
"""Extra decimals that rounded terms get at most, if nothing else helps."""


def equation(total: Number, terms: Terms, divisor: int = 1) -> tuple[list[list[str]], str, str]:
    """Return the texts of the factors of every term of a sum, of its sign and of its ``total``.

    Every number comes with the notation of its map. The sign is ``=`` where all are shown exactly, and the
    sum of the products is the total. Otherwise it is ``≈``, and factors that are not exact have as many more
    decimals as make the written sum round to the written total, or the total has fewer. A total that the
    products do not make is written as it is. The ``divisor`` divides the sum, as in a mean.

    >>> thirds, ones = Notation.of([1 / 3, 1]), Notation.of([1, 3])
    >>> equation((1, thirds), [[(1 / 3, thirds)]] * 3)
    ([['0.333'], ['0.333'], ['0.333']], '≈', '1')
    >>> equation((2.988, Notation.of([2.988])), [[(3, ones), (0.996, Notation.of([0.996]))]])
    ([['3', '0.996']], '=', '2.988')
    >>> equation((2.5, Notation.of([2.5])), [[(4, ones)], [(1, ones)]], divisor=2)
    ([['4'], ['1']], '=', '2.5')
    """
    value, end = total[0], total[1].plain()
    plain: Terms = [[(factor, way.plain()) for factor, way in term] for term in terms]
    used, sign = plain, "≈"
    if end.shows(value) and _are_shown(plain) and _written_sum(plain) == end.read(value) * divisor:
        sign = "="
    else:
        tries = ((fewer, _finer(plain, more)) for fewer, more in _precisions(value, end))
        true = (
            (fewer, finer)
            for fewer, finer in tries
            if _rounds_to(_written_sum(finer) / divisor, value, fewer)
        )
        end, used = next(true, (end, plain))
    return [[way.term(factor) for factor, way in term] for term in used], sign, end.term(value)


def _precisions(value: Any, total: Notation) -> Iterator[tuple[Notation, int]]:
    """Yield how the total may be written, and how many decimals more the terms may have, best first."""
    first_digit = magnitude(int(total.read(value) / Fraction(10) ** total.power))
    fewest = min(FEWEST_DIGITS - 1 - first_digit, 0)
    fewer = [replace(total, decimals=decimals) for decimals in range(total.decimals, fewest - 1, -1)]
    yield from product(fewer, range(FINER + 1))
    yield from product(fewer, range(FINER + 1, FINEST + 1))


def _finer(terms: Terms, more: int) -> Terms:
    """Return the terms with more decimals where these are not exact."""
    return [[(one, way if way.shows(one) else way.finer(more)) for one, way in term] for term in terms]


def _are_shown(terms: Terms) -> bool:
    return all(way.shows(factor) for term in terms for factor, way in term)


def _written_sum(terms: Terms) -> Fraction:
    """Return the sum of the terms as written, exactly."""
    products = (prod((way.read(factor) for factor, way in term), start=Fraction(1)) for term in terms)
    return sum(products, start=Fraction(0))


def _rounds_to(number: Fraction, value: Any, notation: Notation) -> bool:
    """Return whether a number, rounded half away from zero, equals ``value`` as written."""
    unit = notation.unit(value)
    rounded = floor(abs(number) / unit + Fraction(1, 2)) * unit
    return (rounded if number > 0 else -rounded) == notation.read(value)
