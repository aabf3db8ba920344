"""Facts and sums that the stories of several channels share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from numpy.typing import NDArray

from convscenes.stories._base.facts import Facts
from convscenes.stories._base.numbers import Number, Numbers
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.story import Term
from convscenes.stories._base.sums import added
from convscenes.stories._base.wording import bracketed
from convscenes.stories._channels.maps import part

Sums = Sequence[Any] | NDArray[Any]


def slices(operands: Operands) -> dict[str, Any]:
    """Return how many channels and kernels there are, and the shape of a slice."""
    kernels, channels, *shape = operands.slices.shape
    return {"kernels": kernels, "channels": channels, "slice": tuple(shape)}


def made_by(operands: Operands, output: int) -> Facts:
    """Return the output that a kernel makes: the only one, or one of several channels."""
    return {"made": "channel", "channel": output + 1} if len(operands.slices) > 1 else {"made": "output"}


def listed_values(numbers: Numbers, values: Iterable[Any], group: str) -> list[str]:
    """Return one value of each channel of a group as written in a sentence, each in ``*strong*``.

    >>> listed_values(Numbers.of({"input-1": [84], "input-2": [-3, 7]}), [84, -3], "input")
    ['*84*', '*−3*']
    """
    return [f"*{numbers.text(value, part(group, channel))}*" for channel, value in enumerate(values)]


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
