"""Typst's source for maths: made from what was understood of a user's text, never the text itself."""

from __future__ import annotations

from convscenes.spec.maths import Call, Fraction, Group, Maths, Name, Row, Scripts, Symbol
from convscenes.spec.typesetting import literal

ESCAPED = frozenset("()[]{},;:.!|")
"""What would separate or end the arguments of a function."""


def equation(maths: Maths) -> str:
    r"""Return the source of an equation, without its dollar signs.

    >>> from convscenes.spec.maths import parse
    >>> print(equation(parse("(x_i + 1)/alpha")))
    frac(x_(i) + 1, α)
    """
    match maths:
        case Symbol(text):
            return f"\\{text}" if text in ESCAPED else text
        case Name(text, operator):
            return f"op({literal(text)})" if operator else literal(text)
        case Row(parts):
            return _joined([equation(part) for part in parts])
        case Group(opening, body, closing):
            return f"lr(\\{opening}{equation(body)}\\{closing})"
        case Fraction(above, below):
            return f"frac({equation(above)}, {equation(below)})"
        case Scripts(base, below, above, primes):
            lower = f"_({equation(below)})" if below else ""
            upper = f"^({equation(above)})" if above else ""
            return f"{equation(base)}{chr(39) * primes}{lower}{upper}"
        case Call(function, body):
            return f"{function}({equation(body)})"


def _joined(sources: list[str]) -> str:
    """Return sources side by side; letters would run together into one word."""
    row = ""
    for source in sources:
        apart = row[-1:].isalnum() and source[:1].isalnum()
        row += f" {source}" if apart else source
    return row
