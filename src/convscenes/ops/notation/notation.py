"""The notation of a map: how many decimals, times which power of ten, in cells of which width."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import inf
from typing import Any, Self

import numpy as np

from convscenes.ops.arguments import Array
from convscenes.ops.notation.distinct import distinct, pieces
from convscenes.ops.notation.numerals import DIGIT, numeral, power_of_ten, width, widths
from convscenes.ops.notation.precision import exact_decimals, rounded_decimals
from convscenes.ops.notation.quanta import Quantum, counted, largest, magnitude, rounded

SMALL, LARGE = -2, 7
"""Magnitudes: rounded values have a power of ten where the largest is below 0.01, or 10⁷ and more."""
WRITTEN_OUT = range(-6, 13)
"""Powers of ten that a formula writes as digits; others follow the number, as in 2.5·10⁻⁹."""
SIGNIFICANT = 2
"""Digits of the median that narrow cells keep."""
SLACK = 1e-6
"""Tolerance of widths, in thousandths of an em: a float's last bits."""


@dataclass(frozen=True)
class Notation:
    """``decimals`` digits after the mark, times 10 to the ``power``; what is wider than a cell is blank.

    ``exact``: all values are shown exactly. ``width`` is that of the widest text, in em.
    ``blank`` is the share of values that are too wide for ``max_width`` em: once that is more than half of
    them, none is written, and it is 1.

    >>> Notation.of([1 / 16, 3 / 16]).text(1 / 16), Notation.of([0.996, 3]).text(0.996)
    ('0.0625', '0.996')
    >>> tiny = Notation.of([1e-7, -2.5e-7], comma=True)
    >>> tiny.text(-2.5e-7), tiny.mark, tiny.exact, tiny.term(-2.5e-7)
    ('−2,5', '×10⁻⁷', True, '−2,5·10⁻⁷')
    >>> Notation.of([-0.0, 2]).text(-0.0), Notation.of([6172.5, 12346]).text(6172.5)
    ('0', '6172.5')
    """

    decimals: int = 0
    power: int = 0
    exact: bool = True
    comma: bool = False
    max_width: float = inf
    width: float = DIGIT / 1000
    blank: float = 0.0
    quantum: Quantum = field(default_factory=Quantum)

    @classmethod
    def of(cls, values: Any, max_width: float = inf, *, comma: bool = False) -> Self:
        """Return the notation of ``values``, all that a map ever shows, in cells ``max_width`` em wide.

        Any shape, masked cells left out: of a map that changes an array (states, H, W).

        Raises ArgumentError for anything but finite real numbers.

        >>> Notation.of([float("nan")])
        Traceback (most recent call last):
        convscenes.errors.ArgumentError: values: must be finite numbers, got nan.
        """
        quantum, counts = counted(values, once=max_width == inf)  # no share of them is too wide
        known = distinct([counts])
        top = largest(known)
        first = magnitude(top) + quantum.exponent if top else 0
        decimals = exact_decimals(known, -quantum.exponent, first)
        power = 0 if decimals is not None or SMALL <= first < LARGE else first
        if power:
            decimals = exact_decimals(known, power - quantum.exponent, 0)
        exact = decimals is not None
        if decimals is None:
            decimals = rounded_decimals(known, power - quantum.exponent, first - power)
        return cls(decimals, power, exact, comma, max_width, quantum=quantum)._fitted(counts)

    def fitted(self, values: Any, max_width: float) -> Self:
        """Return the notation of the same ``values`` in cells ``max_width`` em wide.

        >>> Notation.of([0.25, 1.5]).fitted([0.25, 1.5], 1.3).text(0.25)
        '0.3'
        """
        counts = np.array([self.quantum.count(value) for value in np.ma.compressed(np.ma.array(values))])
        return replace(self, max_width=max_width)._fitted(counts)

    def text(self, value: Any) -> str:
        """Return ``value`` as written in a cell: only fractions have decimals; "" if it is too wide."""
        if self.blank == 1:
            return ""
        text = numeral(*self._units(self.quantum.count(value)), comma=self.comma)
        return text if 1000 * width(text) <= 1000 * self.max_width + SLACK else ""

    def term(self, value: Any) -> str:
        """Return ``value`` as written in a sentence or formula, its power of ten written out.

        An exact value has no trailing zeros.

        >>> tiny = Notation.of([0.0042, 0.00871])
        >>> tiny.text(0.0042), tiny.mark, tiny.term(0.0042)
        ('4.20', '×10⁻³', '0.0042')
        """
        plain = self.plain()
        units, decimals = plain._units(self.quantum.count(value))
        if plain.shows(value):
            while decimals and units % 10 == 0:
                units, decimals = units // 10, decimals - 1
        power = f"·{power_of_ten(plain.power)}" if plain.power and units else ""
        return numeral(units, decimals, comma=self.comma) + power

    def shows(self, value: Any) -> bool:
        """Return whether ``value`` is written exactly.

        >>> Notation.of([0.25, 1 / 3]).shows(0.25), Notation.of([0.25, 1 / 3]).shows(1 / 3)
        (True, False)
        """
        count = self.quantum.count(value)
        units, decimals = self._units(count)
        return bool(rounded(units, decimals - self._places) == count)

    def read(self, value: Any) -> Fraction:
        """Return the number that the text of ``value`` stands for.

        >>> Notation.of([1 / 3]).read(1 / 3)
        Fraction(33, 100)
        """
        units, decimals = self._units(self.quantum.count(value))
        return units * Fraction(10) ** (self.power - decimals)

    def unit(self, value: Any) -> Fraction:
        """Return the unit to whose multiples ``value`` is rounded in its text.

        >>> Notation.of([1 / 3]).unit(1 / 3)
        Fraction(1, 100)
        """
        _, decimals = self._units(self.quantum.count(value))
        return Fraction(10) ** (self.power - (decimals or self.decimals))

    @property
    def mark(self) -> str:
        """The text beside the map's label: "≈" if values are rounded, and the power of ten."""
        if self.blank == 1:
            return ""
        power = f"×{power_of_ten(self.power)}" if self.power else ""
        return " ".join(part for part in ("" if self.exact else "≈", power) if part)

    def plain(self) -> Self:
        """Return the notation for sentences and formulas: no blank values, no power beside a label."""
        free = replace(self, max_width=inf, blank=0.0)
        if self.power not in WRITTEN_OUT:
            return free
        return replace(free, decimals=max(self.decimals - self.power, 0), power=0)

    def finer(self, more: int) -> Self:
        """Return the notation with ``more`` decimals."""
        return replace(self, decimals=self.decimals + more)

    @property
    def _places(self) -> int:
        """10 to this power quanta are written as 1."""
        return self.power - self.quantum.exponent

    def _units(self, count: int) -> tuple[int, int]:
        """Return a value as written: how many units, and with how many decimals.

        A fraction has a decimal even in a map without, if it would be read as zero. Negative ``decimals`` are
        tens, hundreds: only totals of formulas have them, and then integers are rounded too.
        """
        one, decimals = 10**self._places, self.decimals
        if decimals < 0:
            return rounded(count, self._places - decimals) * 10**-decimals, 0
        if count % one == 0:
            return count // one, 0
        if not decimals and 2 * abs(count) < one:
            decimals = 1
        return rounded(count, self._places - decimals), decimals

    def _fitted(self, counts: Array) -> Self:
        """Return the notation for cells of its width: with fewer decimals if more values fit so."""
        if not counts.size:
            return self
        fewer = range(self.decimals, self._fewest_decimals(counts) - 1, -1)
        tries = [replace(self, decimals=n, exact=self.exact and n == self.decimals) for n in fewer]
        measured = [made._widths(counts) for made in tries]
        fitting = [each <= 1000 * self.max_width + SLACK for each in measured]
        best = max(range(len(tries)), key=lambda at: np.count_nonzero(fitting[at]))
        blank = 1 - int(np.count_nonzero(fitting[best])) / counts.size
        if blank > 0.5:
            return replace(self, blank=1.0, width=0.0)
        return replace(tries[best], blank=blank, width=int(measured[best][fitting[best]].max()) / 1000)

    def _fewest_decimals(self, counts: Array) -> int:
        """Return the fewest decimals for cells that are too narrow: those of two digits of the median."""
        if self.max_width == inf:
            return self.decimals
        sizes = np.sort(np.abs(counts[counts != 0]))
        if not len(sizes):
            return self.decimals
        first_digit = magnitude(int(sizes[len(sizes) // 2])) - self._places
        return min(max(SIGNIFICANT - 1 - first_digit, 0), self.decimals)

    def _widths(self, counts: Array) -> Any:
        """Return the widths of values (N,) as ``_units`` writes them, in thousandths of an em."""
        return np.concatenate([self._some_widths(some) for some in pieces(counts)])

    def _some_widths(self, counts: Array) -> Any:
        one = 10**self._places
        whole = counts % one == 0
        decimals = np.full(len(counts), self.decimals)
        units = rounded(counts, self._places - self.decimals)
        if not self.decimals:
            decimals[2 * abs(counts) < one] = 1
            units = np.where(decimals, rounded(counts, self._places - 1), units)
        units = np.where(whole, counts // one, units).astype(np.int64)
        return widths(units, np.where(whole, 0, decimals))
