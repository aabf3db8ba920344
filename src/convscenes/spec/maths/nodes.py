"""The parts of a formula as data, and how it is read as one line of plain text."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize

from convscenes.spec.maths.symbols import ACCENTS, ROOT


@dataclass(frozen=True)
class Symbol:
    """A letter, a number, an operator or a space."""

    text: str


@dataclass(frozen=True)
class Name:
    """Upright words: text in quotes, or the name of an ``operator`` such as max."""

    text: str
    operator: bool = False


@dataclass(frozen=True)
class Row:
    """Parts side by side."""

    parts: tuple[Maths, ...]


@dataclass(frozen=True)
class Group:
    """A row in brackets."""

    opening: str
    body: Row
    closing: str


@dataclass(frozen=True)
class Fraction:
    """One row above another."""

    above: Row
    below: Row


@dataclass(frozen=True)
class Scripts:
    """What stands below and above at the right of a base, and how many primes."""

    base: Maths
    below: Row | None = None
    above: Row | None = None
    primes: int = 0


@dataclass(frozen=True)
class Call:
    """A row with an accent, under a root, or in another style."""

    function: str
    body: Row


Maths = Symbol | Name | Row | Group | Fraction | Scripts | Call


def plain(maths: Maths) -> str:
    """Return a formula as a line of text, for those who hear it and for programs without maths.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> plain(Fraction(Row((Scripts(x, above=Row((Symbol("2"),))), Symbol("+"), y)), Row((y,))))
    '(x^2+y)/y'
    """
    match maths:
        case Symbol(text) | Name(text):
            return text
        case Row(parts):
            return "".join(map(plain, parts))
        case Group(opening, body, closing):
            return f"{opening}{plain(body)}{closing}"
        case Fraction(above, below):
            return f"{_one(above)}/{_one(below)}"
        case Scripts(base, below, above, primes):
            lower = f"_{_one(below)}" if below else ""
            upper = f"^{_one(above)}" if above else ""
            return f"{plain(base)}{'′' * primes}{lower}{upper}"
        case Call(function, body):
            return _called(function, body)


def nesting(maths: Maths) -> int:
    """Return how many fractions, scripts, roots and accents stand in one another.

    >>> x = Row((Symbol("x"),))
    >>> nesting(x), nesting(Fraction(x, Row((Fraction(x, x),))))
    (0, 2)
    """
    match maths:
        case Row(parts):
            return max(map(nesting, parts), default=0)
        case Group(_, body, _):
            return nesting(body)
        case Fraction(above, below):
            return 1 + max(nesting(above), nesting(below))
        case Scripts(base, below, above):
            return max(nesting(base), *(1 + nesting(row) for row in (below, above) if row), 0)
        case Call(_, body):
            return 1 + nesting(body)
    return 0


def _one(row: Row) -> str:
    """Return a row as text, in brackets unless it is one thing."""
    text = plain(row)
    alone = len(row.parts) == 1 and not isinstance(row.parts[0], Fraction)
    return text if alone else f"({text})"


def _called(function: str, body: Row) -> str:
    text = plain(body)
    if function == ROOT:
        return f"√{_one(body)}"
    return normalize("NFC", text + ACCENTS.get(function, "")) if len(text) == 1 else text
