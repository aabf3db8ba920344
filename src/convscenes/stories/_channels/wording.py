"""Captions and sums that the stories of several channels share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from numpy.typing import NDArray

from convscenes.ops.numerals import equals, numeral
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.story import Term
from convscenes.stories._base.sums import added
from convscenes.stories._base.wording import bracketed, counted, listed, times
from convscenes.stories._channels.maps import part

MAPS = "Channels and slices"
"""The title of the beat that shows all maps."""
Sums = Sequence[Any] | NDArray[Any]


def has_slices(operands: Operands) -> str:
    """Return the caption on the number of channels and kernels."""
    outputs, inputs, *kernel = operands.slices.shape
    image = f"The input has *{counted(inputs, 'channel')}*"
    if outputs == 1:
        return f"{image}; the kernel has a *{times(kernel)}* slice for each of them."
    kernels = counted(outputs, "kernel")
    return f"{image}; each of the *{kernels}* has a *{times(kernel)}* slice for every channel."


def made_by(operands: Operands, output: int) -> str:
    """Return the output that a kernel makes, in words."""
    return f"output channel {output + 1}" if len(operands.slices) > 1 else "the output"


def numerals(values: Iterable[Any]) -> str:
    """Return numbers as a list in a sentence, each in ``*strong*``.

    >>> numerals([84, -3, 7])
    '*84*, *−3* and *7*'
    """
    return listed([f"*{numeral(value)}*" for value in values])


def sum_of_channels(partials: Sums, total: Any, cell: Sequence[int], goal: str = "") -> tuple[Term, ...]:
    """Return p + p + … = total in a ``cell`` of all partial sums, and of the map ``goal`` if that shows it.

    It is empty for one channel.

    >>> [term.text for term in sum_of_channels([84, -3], 81, (0, 0))]
    ['84', '+', '(−3)', '=', '81']
    """
    if len(partials) == 1:
        return ()
    row, col = map(int, cell)
    terms = (
        Term(bracketed(value, first=not channel), "contribution", (row, col), part("partial", channel))
        for channel, value in enumerate(partials)
    )
    made = Term(numeral(total), "output", (row, col) if goal else None, goal)
    return (*added(terms), Term(equals(total, *partials)), made)
