"""Maths that users write in titles, labels and cards: a part of Typst's syntax, read here and never run."""

from convscenes.spec.maths.nodes import Call, Fraction, Group, Maths, Name, Row, Scripts, Symbol, plain
from convscenes.spec.maths.parser import MATHS, parse

__all__ = [
    "MATHS",
    "Call",
    "Fraction",
    "Group",
    "Maths",
    "Name",
    "Row",
    "Scripts",
    "Symbol",
    "parse",
    "plain",
]
