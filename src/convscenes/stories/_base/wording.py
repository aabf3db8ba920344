"""Texts that are the same in all languages: shapes, signs, shares, names of beats."""

from __future__ import annotations

from collections.abc import Sequence

from convscenes.words.words import capitalised


def times(shape: Sequence[int]) -> str:
    """Return a shape as text.

    >>> times((4, 16))
    '4×16'
    """
    return "×".join(map(str, shape))


def per_axis(numbers: Sequence[int]) -> str:
    """Return a parameter's numbers as text: one where all axes have the same.

    >>> per_axis((2, 2)), per_axis((1, 2))
    ('2', '1×2')
    """
    return str(numbers[0]) if len(set(numbers)) == 1 else times(numbers)


def bracketed(number: str, *, first: bool = False) -> str:
    """Return a number as a term of a sum or product; a negative one in brackets, unless it is the ``first``.

    >>> bracketed("−3"), bracketed("−3", first=True)
    ('(−3)', '−3')
    """
    return f"({number})" if number.startswith("−") and not first else number


def percent(share: float, *, comma: bool) -> str:
    """Return a share in per cent; below one, with a decimal.

    >>> percent(0.324, comma=False), percent(0.003, comma=False), percent(0.003, comma=True)
    ('32 %', '0.3 %', '0,3 %')
    """
    text = f"{100 * share:.{int(share < 0.01)}f} %"
    return text.replace(".", ",") if comma else text


def titled(name: str) -> str:
    """Return the name of a beat as a title for people.

    >>> titled("stamp-2"), titled("rows-9-16")
    ('Stamp 2', 'Rows 9 to 16')
    """
    first, *numbers = name.split("-")
    joined = " to " if first.endswith("s") and all(map(str.isdigit, numbers)) else " "
    return capitalised(" ".join([first, joined.join(numbers)]).strip())
