"""Bézier points as the path data of an SVG, in whole hundredths of a pixel: short, and always the same."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Indices = NDArray[np.intp]
PER_PIXEL = 100
STRAIGHT = 2
"""A curve whose handles are this near to its chord, in hundredths of a pixel, is a line."""
LETTERS = " Mclhvz"
"""What may stand before a number, or by itself: a space, and SVG's commands."""
SPACE, MOVE, CURVE, LINE, ACROSS, DOWN, CLOSE = range(len(LETTERS))
PLACES = 9
"""How many words a curve can need."""


def path_data(points: NDArray[Any], first: Indices, until: Indices) -> list[str]:
    """Return the path data of shapes of cubic curves (4n, 2) in pixels: each its start, two handles, end.

    ``first`` (m,) tells which curves begin a subpath, ``until`` (k,) how many there are up to the end of each
    shape. Many shapes at once are much quicker than one by one.

    >>> line = np.array([[0, 0], [1, 0], [2, 0], [3, 0]])
    >>> curve = np.array([[3, 0], [3, 1.5], [2, 2.25], [0, 2]])
    >>> back = np.array([[0, 2], [0, 1], [0, 1], [0, 0]])
    >>> path_data(np.vstack([line, curve, back, line, back]), np.array([0, 3, 4]), np.array([3, 5]))
    ['M0 0h3c0 1.5-1 2.25-3 2z', 'M0 0h3M0 2v-2']
    """
    curves = np.rint(points * PER_PIXEL).astype(np.int64).reshape(-1, 4, 2)
    last = np.append(first[1:], len(curves))[: len(first)] - 1
    starts, ends = curves[first, 0], curves[:, 3]
    closed = (last > first) & (np.abs(starts - ends[last]) <= 1).all(axis=1)
    closing = last[closed]
    ends[closing] = starts[closed]
    pen = np.concatenate([ends[:1], ends[:-1]])
    pen[first] = starts
    return _spelled(pen, curves[:, 1:] - pen[:, None], first, closing, until)


def _spelled(pen: Integers, steps: Integers, first: Indices, closing: Indices, until: Indices) -> list[str]:
    """Return the shortest commands for curves that go from ``pen`` (n, 2) by ``steps`` (n, 3, 2).

    Every curve has nine places for words: where it begins, its three steps, of which a line needs the last,
    and the end of its subpath.
    """
    numbers = np.zeros((len(pen), PLACES), dtype=np.int64)
    numbers[:, :2], numbers[:, 2:8] = pen, steps.reshape(-1, 6)

    straight = are_straight(steps)
    moves = steps[:, 2] != 0
    across, down = moves.T
    letters = np.full(numbers.shape, SPACE)
    letters[:, [0, 2, 8]] = MOVE, CURVE, CLOSE
    letters[:, 6] = np.where(straight, np.where(down, LINE, ACROSS), SPACE)
    letters[:, 7] = np.where(straight & ~across, DOWN, SPACE)

    needed = np.zeros(numbers.shape, dtype=np.bool_)
    needed[first, :2] = True
    needed[:, 2:6] = ~straight[:, None]
    needed[:, 6:8] = moves | ~straight[:, None]
    needed[closing[straight[closing]], 6:8] = False  # the closing command draws a last line by itself
    needed[closing, 8] = True

    places = np.flatnonzero(needed)
    words = list(map(word, (numbers * len(LETTERS) + letters).ravel()[places].tolist()))
    cuts = np.searchsorted(places, until * PLACES).tolist()
    return ["".join(words[start:end]) for start, end in pairwise([0, *cuts])]


def are_straight(steps: Integers) -> NDArray[np.bool_]:
    """Tell which curves, by their two handles and end as seen from their start (n, 3, 2), are but lines (n,).

    >>> are_straight(np.array([[[100, 1], [200, -1], [300, 0]], [[400, 0], [200, 0], [300, 0]]]))
    array([ True, False])
    """
    (x, y), (chord_x, chord_y) = steps[:, :2].transpose(2, 0, 1), steps[:, 2:].transpose(2, 0, 1)
    square = chord_x * chord_x + chord_y * chord_y
    along = chord_x * x + chord_y * y
    across = (chord_x * y - chord_y * x).astype(np.float64)  # whose square is too long for an integer
    beside = (across * across <= STRAIGHT * STRAIGHT * square) & (along >= 0) & (along <= square)
    away = (square == 0) & (np.maximum(np.abs(x), np.abs(y)) > STRAIGHT)
    return np.asarray((beside & ~away).all(axis=1))


@lru_cache(maxsize=1 << 16)
def word(code: int) -> str:
    """Return hundredths with a letter before them, both in one integer; a minus needs no space before it.

    >>> [word(value * len(LETTERS) + letter) for value, letter in [(-50, CURVE), (12, SPACE), (-12, SPACE)]]
    ['c-.5', ' .12', '-.12']
    """
    hundredths, letter = divmod(code, len(LETTERS))
    if letter == CLOSE:
        return LETTERS[CLOSE]
    return number(hundredths) if letter == SPACE and hundredths < 0 else LETTERS[letter] + number(hundredths)


def number(hundredths: int) -> str:
    """Return hundredths as the shortest decimal number.

    >>> [number(n) for n in (0, 5, -50, 1920_00, 123_45)]
    ['0', '.05', '-.5', '1920', '123.45']
    """
    whole, rest = divmod(abs(hundredths), PER_PIXEL)
    fraction = f".{rest:02}".rstrip("0") if rest else ""
    digits = f"{whole or ''}{fraction}" or "0"
    return f"-{digits}" if hundredths < 0 else digits
