"""The captions and formulas of checkerboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import Pattern, ScatterStep
from convscenes.ops.notation import Notation
from convscenes.stories._base.numbers import Numbers
from convscenes.stories._base.story import Term
from convscenes.stories._base.sums import added
from convscenes.stories._base.wording import bracketed, counted, listed
from convscenes.stories.checkerboard.fields import Setting

MAX_LISTED = 4
"""The most different values that a caption lists."""
MAX_WRITTEN = 4
"""The most weights of a sum that is written."""
WEIGHTS_MATTER = "But even overlap is *not enough*: the weights matter too."


def opening(setting: Setting) -> str:
    """Return the caption on stamps and the letters k and s."""
    cells, apart = counted(setting.kernel_size, "cell"), counted(setting.stride, "cell")
    return f"Each input value lands a stamp of *{cells}* (k), *{apart}* further on (s)."


def overlapping(step: ScatterStep) -> str:
    """Return the caption on the overlap of the first two stamps."""
    shared = int(np.count_nonzero(step.touched))
    if not shared:
        return "The second stamp overlaps *no cell* of the first."
    return f"The second overlaps it in *{counted(shared, 'cell')}*, now touched twice."


def repeating(setting: Setting, pattern: Pattern) -> str:
    """Return the caption on the stamps per cell away from the border."""
    k, s = setting.kernel_size, setting.stride
    if pattern.even:
        return f"Away from the border *always {values(pattern.phases)}*: stride {s} divides kernel size {k}."
    period = texts(pattern.period)
    again = (
        ", ".join(period * 2) if len(period) <= MAX_LISTED else f"{values(pattern.phases)}, again and again"
    )
    return f"Away from the border *{again}*: stride {s} does not divide kernel size {k}."


def verdict(settings: Sequence[Setting], even: Sequence[Setting]) -> str:
    """Return the caption on which settings overlap evenly."""
    if len(even) == len(settings):
        return "*All* of these are even: the stride divides every kernel size."
    if not even:
        return "*None* of these is even: the stride divides no kernel size."
    if len({setting.stride for setting in settings}) > 1:
        return "Even *only where* the stride s divides the kernel size k."
    sizes = listed([str(setting.kernel_size) for setting in even])
    noun = "kernel size" if len(even) == 1 else "kernel sizes"
    return f"Even only for {noun} *{sizes}*, which stride {settings[0].stride} divides."


def weighed(stride: int, pattern: Pattern) -> str:
    """Return the caption on the sums of weights in a cell."""
    apart, sums = counted(stride, "cell"), values(pattern.phases)
    if pattern.even:
        return f"Weights {apart} apart all add up to *{sums}*: these print no pattern."
    return f"Weights {apart} apart add up to *{sums}*: a pattern again."


def phase_sums(numbers: Numbers, row: NDArray[Any], pattern: Pattern) -> tuple[Term, ...]:
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
        terms += [Term("and")] * bool(terms) + [Term(made, "output", cell, "sums"), Term(sign)]
        terms += added(
            Term(bracketed(text, first=not at), "contribution") for at, (text,) in enumerate(written)
        )
    return tuple(terms)


def product(pattern: Pattern, square: Pattern) -> tuple[Term, ...]:
    """Return the greatest value of both dimensions as a product."""
    factor = Term(str(pattern.phases.max()), "contribution")
    return Term(str(square.phases.max()), "contribution"), Term("="), factor, Term("×"), factor


def multiplied(square: Pattern) -> str:
    """Return the caption on stamps per cell in two dimensions."""
    shown = values(square.phases)
    board = f"{shown} in every cell inside" if square.even else f"a checkerboard of {shown}"
    return f"In two dimensions, stamps per cell across and down *multiply*: {board}."


def printed(square: Pattern) -> str:
    """Return the caption on the output of a constant picture."""
    shown = "even inside" if square.even else "a checkerboard"
    return f"A *constant* picture, equal weights: the output is {shown}."


def helped(setting: Setting, pattern: Pattern) -> str:
    """Return the caption on a kernel size that the stride divides."""
    border = "in every cell" if uniform(pattern.output) else "except at the border"
    return f"Kernel size *{setting.kernel_size}*, equal weights: even, {border}."


def judged(pattern: Pattern) -> Term:
    """Return the term on whether the inside of an output is even, with the values there."""
    inside = "even" if uniform(pattern.output) else "even inside"
    return Term(f"{inside if pattern.even else 'uneven'}: {values(pattern.phases)}", "output")


def closing(setting: Setting) -> str:
    """Return the caption on which of the ways print a pattern."""
    if setting.even == setting:
        return "In a constant picture, even overlap *may* print a pattern, resizing first *cannot*."
    return "A constant picture: uneven overlap *prints* a pattern, even *may*, resizing first *cannot*."


def values(found: Any) -> str:
    """Return the distinct values in words: all of few, else the least and the greatest."""
    different = texts(np.unique(found))
    return listed(different) if len(different) <= MAX_LISTED else f"{different[0]} to {different[-1]}"


def texts(found: Any) -> list[str]:
    """Return numbers as written in a sentence."""
    notation = Notation.of(found).plain()
    return [notation.term(value) for value in found]


def uniform(output: NDArray[Any]) -> bool:
    """Return whether all values are equal."""
    return len(np.unique(output)) == 1
