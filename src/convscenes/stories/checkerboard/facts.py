"""The facts and formulas of checkerboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import Pattern
from convscenes.ops.notation import Notation
from convscenes.stories._base.numbers import Numbers
from convscenes.stories._base.story import Term
from convscenes.stories._base.sums import added
from convscenes.stories._base.wording import bracketed
from convscenes.stories.checkerboard.fields import Setting
from convscenes.words import Words
from convscenes.words.words import separator

MAX_LISTED = 4
"""The most different values that a sentence lists."""
MAX_WRITTEN = 4
"""The most weights of a sum that is written."""
Facts = dict[str, Any]


def repeating(words: Words, setting: Setting, pattern: Pattern) -> Facts:
    """Return the stamps per cell away from the border: of a short period, one after the other."""
    facts = {"stride": setting.stride, "kernel": setting.kernel_size, **values(words, pattern.phases)}
    if pattern.even:
        return {"period": "none", **facts}
    if len(pattern.period) > MAX_LISTED:
        return {"period": "long", **facts}
    period = texts(words, pattern.period)
    return {"period": "short", "once": f"{separator(period)} ".join(period), **facts}


def verdict(settings: Sequence[Setting], even: Sequence[Setting]) -> Facts:
    """Return which settings overlap evenly: all, none, some; their kernel sizes if strides are alike."""
    if len(even) == len(settings):
        return {"even": "all"}
    if not even:
        return {"even": "none"}
    if len({setting.stride for setting in settings}) > 1:
        return {"even": "some"}
    sizes = [str(setting.kernel_size) for setting in even]
    return {"even": "sizes", "sizes": sizes, "many": len(even), "stride": settings[0].stride}


def phase_sums(words: Words, numbers: Numbers, row: NDArray[Any], pattern: Pattern) -> tuple[Term, ...]:
    """Return the least and the greatest sum of weights in a cell of the map ``sums``; empty for many."""
    stride = len(pattern.phases)
    if not stride < len(row) <= MAX_WRITTEN * stride:
        return ()
    terms: list[Term] = []
    start = pattern.inside[0].start
    least, greatest = int(pattern.phases.argmin()), int(pattern.phases.argmax())
    for phase in (least, greatest) if least != greatest else (0, 1):
        total, weights = pattern.phases[phase], row[phase::stride]
        cell = (0, start + (phase - start) % stride)
        written, sign, made = numbers.equation(
            (total, "sums"), [[(weight, "weighted")] for weight in weights]
        )
        terms += [Term(words.word("formula-and"))] * bool(terms)
        terms += [Term(made, "output", cell, "sums"), Term(sign)]
        terms += added(
            Term(bracketed(text, first=not at), "contribution") for at, (text,) in enumerate(written)
        )
    return tuple(terms)


def product(pattern: Pattern, square: Pattern) -> tuple[Term, ...]:
    """Return the greatest value of both dimensions as a product."""
    factor = Term(str(pattern.phases.max()), "contribution")
    return Term(str(square.phases.max()), "contribution"), Term("="), factor, Term("×"), factor


def judged(words: Words, pattern: Pattern) -> Term:
    """Return the term on whether the inside of an output is even, with the values there."""
    even = "no" if not pattern.even else "everywhere" if uniform(pattern.output) else "inside"
    return Term(words.word("formula-even", even=even, **values(words, pattern.phases)), "output")


def values(words: Words, found: Any) -> Facts:
    """Return the distinct values: all of few, else the least and the greatest."""
    different = texts(words, np.unique(found))
    if len(different) <= MAX_LISTED:
        return {"listed": "all", "values": different}
    return {"listed": "ends", "least": different[0], "greatest": different[-1]}


def texts(words: Words, found: Any) -> list[str]:
    """Return numbers as written in a sentence."""
    notation = Notation.of(found, comma=words.comma).plain()
    return [notation.term(value) for value in found]


def uniform(output: NDArray[Any]) -> bool:
    """Return whether all values are equal."""
    return len(np.unique(output)) == 1
