"""Captions and sums that the stories of several channels share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from numpy.typing import NDArray

from convscenes.stories._base.numbers import Number, Numbers
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


def listed_values(numbers: Numbers, values: Iterable[Any], group: str) -> str:
    """Return one value of each channel of a group as a list in a sentence, each in ``*strong*``.

    >>> listed_values(Numbers.of({"input-1": [84], "input-2": [-3, 7]}), [84, -3], "input")
    '*84* and *−3*'
    """
    texts = (numbers.text(value, part(group, channel)) for channel, value in enumerate(values))
    return listed([f"*{text}*" for text in texts])


def sum_of_channels(
    numbers: Numbers, partials: Sums, total: Number, cell: Sequence[int], *, named: bool = False
) -> tuple[Term, ...]:
    """Return p + p + … = total in a ``cell`` of all partial sums, and of the total's map if ``named``.

    It is empty for one channel.

    >>> numbers = Numbers.of({"partial-1": [84], "partial-2": [-3], "output-1": [81]})
    >>> [term.text for term in sum_of_channels(numbers, [84, -3], (81, "output-1"), (0, 0))]
    ['84', '+', '(−3)', '=', '81']
    """
    if len(partials) == 1:
        return ()
    row, col = map(int, cell)
    names = [part("partial", channel) for channel in range(len(partials))]
    texts, sign, made = numbers.equation(total, [[each] for each in zip(partials, names, strict=True)])
    terms = (
        Term(bracketed(text, first=not channel), "contribution", (row, col), names[channel])
        for channel, (text,) in enumerate(texts)
    )
    goal = total[1] if named else ""
    return (*added(terms), Term(sign), Term(made, "output", (row, col) if named else None, goal))
