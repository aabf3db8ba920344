"""Bézier points as the path data of an SVG, in whole hundredths of a pixel: short, and always the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
PER_PIXEL = 100
STRAIGHT = 2
"""A curve whose handles are this near to its chord, in hundredths of a pixel, is a line."""


def path_data(subpaths: Iterable[NDArray[Any]]) -> str:
    """Return the path data of cubic subpaths, each (4n, 2) in pixels: every curve's start, two handles, end.

    >>> line = np.array([[0, 0], [1, 0], [2, 0], [3, 0]])
    >>> curve = np.array([[3, 0], [3, 1.5], [2, 2.25], [0, 2]])
    >>> back = np.array([[0, 2], [0, 1], [0, 1], [0, 0]])
    >>> path_data([np.vstack([line, curve, back])])
    'M0 0h3c0 1.5-1 2.25-3 2z'
    >>> path_data([line])
    'M0 0h3'
    """
    return "".join("".join(_commands(np.rint(points * PER_PIXEL).astype(np.int64))) for points in subpaths)


def _commands(points: Integers) -> Iterator[str]:
    start, end = points[0], points[-1]
    closed = len(points) > 4 and np.abs(start - end).max() <= 1
    yield f"M{numbers(start)}"
    curves = points.reshape(-1, 4, 2)
    pen = start
    for number, (_, first, second, target) in enumerate(curves):
        last = number == len(curves) - 1
        if closed and last:
            target = start
        if is_straight(pen, first, second, target):
            # The closing command draws a last straight line by itself.
            yield "" if closed and last else line_to(target - pen)
        else:
            yield "c" + numbers(np.concatenate([first - pen, second - pen, target - pen]))
        pen = target
    yield "z" if closed else ""


def is_straight(start: Integers, first: Integers, second: Integers, end: Integers) -> bool:
    """Tell whether a curve cannot be told from the line between its ends.

    >>> is_straight(*np.array([[0, 0], [100, 1], [200, -1], [300, 0]]))
    True
    >>> is_straight(*np.array([[0, 0], [400, 0], [200, 0], [300, 0]]))
    False
    """
    chord = end - start
    square = int(chord @ chord)
    if square == 0:
        return bool(max(np.abs(first - start).max(), np.abs(second - start).max()) <= STRAIGHT)
    for handle in (first - start, second - start):
        across = int(chord[0] * handle[1] - chord[1] * handle[0])
        along = int(chord @ handle)
        if across * across > STRAIGHT * STRAIGHT * square or not 0 <= along <= square:
            return False
    return True


def line_to(step: Integers) -> str:
    """Return the shortest command for a straight line."""
    across, down = step.tolist()
    if across and down:
        return f"l{numbers(step)}"
    return f"h{number(across)}" if across else f"v{number(down)}" if down else ""


def numbers(values: Integers) -> str:
    """Return hundredths as numbers, with a space only where a minus does not part them.

    >>> numbers(np.array([100, -50, 0, 12]))
    '1-.5 0 .12'
    """
    text = number(int(values[0]))
    for value in values[1:].tolist():
        text += number(value) if value < 0 else f" {number(value)}"
    return text


def number(hundredths: int) -> str:
    """Return hundredths as the shortest decimal number.

    >>> [number(n) for n in (0, 5, -50, 1920_00, 123_45)]
    ['0', '.05', '-.5', '1920', '123.45']
    """
    whole, rest = divmod(abs(hundredths), PER_PIXEL)
    fraction = f".{rest:02}".rstrip("0") if rest else ""
    digits = f"{whole or ''}{fraction}" or "0"
    return f"-{digits}" if hundredths < 0 else digits
