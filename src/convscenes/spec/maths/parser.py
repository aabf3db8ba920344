"""Maths from text.

The grammar is a part of Typst's::

    row      = { fraction | space }
    fraction = scripted { "/" scripted }
    scripted = primary { "'" } { ("_" | "^") primary }
    primary  = call | (letter | word) [group] | number | text | sign | group
    call     = ("sqrt" | "hat" | …) "(" row ")" | "frac" "(" row "," row ")"
    group    = "(" row ")"

A word is a name in ``symbols``, a text is in double quotes, brackets are round, square or curly. Round ones
around a script or around either side of a fraction are not shown.
"""

from __future__ import annotations

import re
from functools import cache

from convscenes.spec.maths.nodes import Call, Fraction, Group, Maths, Name, Row, Scripts, Symbol, nesting
from convscenes.spec.maths.symbols import (
    BRACKETS,
    ENCLOSING,
    FUNCTIONS,
    NAMES,
    SHORTHANDS,
    SIGNS,
    WORDS,
)

MATHS = re.compile(r"\$(?=[^\s$])[^$]*(?<!\s)\$(?!\d)")
"""Maths in a text: between dollar signs with no space inside of them, as in "$x^2$"; not "$5 and $10"."""
TOKEN = re.compile(
    r'\s+|"[^"]*"|\d+(?:\.\d+)?|[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z]+)*|'
    + "|".join(map(re.escape, SHORTHANDS))
    + "|.",
    re.DOTALL,
)
MAX_NESTING = 3
CLOSING = frozenset(BRACKETS.values())


class _Unknown(Exception):
    """This is no maths that we understand."""


@cache
def parse(source: str) -> Row | None:
    """Return the maths of a source without its dollar signs, None where it is not understood.

    >>> parse("alpha x")
    Row(parts=(Symbol(text='α'), Symbol(text=' '), Symbol(text='x')))
    >>> parse("x^") is parse("strid") is parse("#panic()") is parse("(a") is None
    True
    """
    try:
        return _Parser(source).all()
    except _Unknown:
        return None


class _Parser:
    """Reads tokens from left to right; a space is a token."""

    def __init__(self, source: str) -> None:
        self.tokens = TOKEN.findall(source)
        self.at = 0

    def all(self) -> Row:
        """Return the whole, which is not empty, nor so deep that it could not be read in a line."""
        row = self.row()
        if self.next or not row.parts or nesting(row) > MAX_NESTING:
            raise _Unknown
        return row

    @property
    def next(self) -> str:
        """The next token, "" at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, token: str = "") -> str:
        """Return the next token and go on; it must be ``token``, if that is given."""
        found = self.next
        if not found or (token and found != token):
            raise _Unknown
        self.at += 1
        return found

    def skip_space_before(self, token: str) -> bool:
        """Return whether ``token`` is next, perhaps after a space, which is skipped then."""
        ahead = self.at + self.next.isspace()
        found = self.tokens[ahead : ahead + 1] == [token]
        self.at = ahead if found else self.at
        return found

    def row(self, stops: str = "") -> Row:
        """Return what stands before the end, a closing bracket or one of ``stops``."""
        parts: list[Maths] = []
        while self.next and self.next not in CLOSING and self.next not in stops:
            parts.append(Symbol(" ") if self.next.isspace() and self.take() else self.fraction())
        return Row(tuple(parts))

    def fraction(self) -> Maths:
        """Return what is scripted, or a fraction of two such."""
        found = self.scripted()
        while self.skip_space_before("/"):
            self.take("/")
            if self.next.isspace():
                self.take()
            found = Fraction(bare(found), bare(self.scripted()))
        return found

    def scripted(self) -> Maths:
        """Return a primary, with its primes and scripts if it has any."""
        base, primes = self.primary(), 0
        while self.next == "'":
            self.take()
            primes += 1
        scripts: dict[str, Row] = {}
        while self.next in ("_", "^"):
            mark = self.take()
            if mark in scripts:
                raise _Unknown
            scripts[mark] = bare(self.primary())
        if not primes and not scripts:
            return base
        return Scripts(base, scripts.get("_"), scripts.get("^"), primes)

    def primary(self) -> Maths:
        """Return the next thing that scripts can be attached to."""
        token = self.take()
        if token in BRACKETS:
            return self.group(token)
        if token[0] == '"' and len(token) > 2:
            return Name(token[1:-1])
        if token[0].isascii() and token[0].isdigit():
            return Symbol(token)
        if self.next != "(" or not token[0].isalpha():
            return symbol(token)
        return self.call(token) or Row((symbol(token), self.group(self.take())))

    def group(self, opening: str) -> Group:
        """Return the rest of a group, up to its closing bracket."""
        body = self.row()
        if self.next not in CLOSING:
            raise _Unknown
        return Group(opening, body, self.take())

    def call(self, function: str) -> Maths | None:
        """Return the call of a function, None where there is none of this name."""
        if function == "frac":
            above, below = self.arguments(2)
            return Fraction(above, below)
        if function in ENCLOSING:
            (body,) = self.arguments(1)
            return Group(ENCLOSING[function][0], body, ENCLOSING[function][1])
        return Call(function, *self.arguments(1)) if function in FUNCTIONS else None

    def arguments(self, number: int) -> list[Row]:
        """Return so many rows between round brackets."""
        found = []
        for before in "(,"[:number]:
            self.take(before)
            found.append(filled(self.row(",")))
        self.take(")")
        return found


def symbol(token: str) -> Symbol | Name:
    """Return what a letter, a word or a sign stands for."""
    if token in NAMES:
        return Name(token, operator=True)
    sign = WORDS.get(token) or SHORTHANDS.get(token) or token
    if sign in SIGNS or (len(sign) == 1 and sign.isascii() and sign.isalpha()):
        return Symbol(sign)
    raise _Unknown


def bare(maths: Maths) -> Row:
    """Return a part of a fraction or a script as a row, without the round brackets that only held it."""
    match maths:
        case Group("(", body, ")"):
            return filled(body)
        case Row():
            return maths
    return Row((maths,))


def filled(row: Row) -> Row:
    """Return a row without spaces at its ends; it must not be empty."""
    parts = row.parts
    while parts and parts[0] == Symbol(" "):
        parts = parts[1:]
    while parts and parts[-1] == Symbol(" "):
        parts = parts[:-1]
    if not parts:
        raise _Unknown
    return Row(parts)
