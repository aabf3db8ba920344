"""Bézier curves as path data of SVG, in fractions of a pixel or of an em: short and reproducible."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from convscenes.rendering.vector.numbers import decimal

Integers = NDArray[np.int64]
Indices = NDArray[np.intp]
STRAIGHT = 2
"""A curve whose handles are this close to its chord, in units of coordinates, is a line."""
LETTERS = ("", " ", "M", "m", "c", "s", "l", "h", "v", "z")
"""What may stand before a number: nothing, a space, or one of SVG's commands; the last stands alone."""
NOTHING, SPACE, START, MOVE, CURVE, SMOOTH, LINE, ACROSS, DOWN, CLOSE = range(len(LETTERS))
PLACES = 9
"""The most words of a curve."""
POWERS = 8
"""More than the power of ten that the finest unit has."""


def path_data(curves: Integers, first: Indices, until: Indices, per: Integers) -> list[str]:
    """Return the path data of shapes of cubic curves (n, 4, 2): each its start, two handles, end.

    ``first`` (m,) are the curves that begin a subpath, ``until`` (k,) how many curves there are up to the end
    of each shape. Coordinates are whole numbers, ``per`` (k,) of them to a unit of the shape's data. Many
    shapes at once are much quicker than one by one.

    >>> line, back = [[0, 0], [1, 0], [2, 0], [3, 0]], [[0, 2], [0, 1], [0, 1], [0, 0]]
    >>> curve = [[3, 0], [3, 1.5], [2, 2.25], [0, 2]]
    >>> curves = np.multiply([line, curve, back, line, back], 100).astype(int)
    >>> path_data(curves, np.array([0, 3, 4]), np.array([3, 5]), np.array([100, 100]))
    ['M0 0h3c0 1.5-1 2.25-3 2z', 'M0 0h3m-3 2v-2']
    """
    curves = curves.copy()
    last = np.append(first[1:], len(curves))[: len(first)] - 1
    starts, ends = curves[first, 0], curves[:, 3]
    closed = (last > first) & (np.abs(starts - ends[last]) <= 1).all(axis=1)
    closing = last[closed]
    ends[closing] = starts[closed]
    pen = np.concatenate([ends[:1], ends[:-1]])
    pen[first] = starts
    moves = starts.copy()
    begins = np.isin(first, np.concatenate([[0], until]))  # a shape's first subpath has no pen before it
    moves[1:] -= np.where(begins[1:, None], 0, ends[last[:-1]])
    return _written(moves, curves[:, 1:] - pen[:, None], first, begins, closing, until, per)


def _written(
    moves: Integers,
    steps: Integers,
    first: Indices,
    begins: NDArray[np.bool_],
    closing: Indices,
    until: Indices,
    per: Integers,
) -> list[str]:
    """Return the shortest commands for curves that go by ``steps`` (n, 3, 2), subpaths by ``moves`` (m, 2).

    Every curve has nine places for words: where it begins, its three steps, of which a line needs the last
    and a smooth curve the last two, and the end of its subpath.
    """
    numbers = np.zeros((len(steps), PLACES), dtype=np.int64)
    numbers[first, :2], numbers[:, 2:8] = moves, steps.reshape(-1, 6)

    straight = are_straight(steps)
    smooth = are_smooth(steps, straight, first)
    goes = steps[:, 2] != 0
    across, down = goes.T
    letters = np.full(numbers.shape, SPACE)
    letters[first, 0] = np.where(begins, START, MOVE)
    letters[:, 2], letters[:, 8] = CURVE, CLOSE
    letters[smooth, 4] = SMOOTH
    letters[:, 6] = np.where(straight, np.where(down, LINE, ACROSS), SPACE)
    letters[:, 7] = np.where(straight & ~across, DOWN, SPACE)

    needed = np.zeros(numbers.shape, dtype=np.bool_)
    needed[first, :2] = True
    needed[:, 2:4] = ~(straight | smooth)[:, None]
    needed[:, 4:6] = ~straight[:, None]
    needed[:, 6:8] = goes | ~straight[:, None]
    needed[closing[straight[closing]], 6:8] = False  # the closing command draws a last line by itself
    needed[closing, 8] = True

    places = np.flatnonzero(needed)
    cuts = np.searchsorted(places, until * PLACES)
    counts = np.diff(cuts, prepend=0)
    words = _words(numbers.ravel()[places], letters.ravel()[places], per, counts)
    return ["".join(words[start:end]) for start, end in pairwise([0, *cuts.tolist()])]


def _words(numbers: Integers, letters: Indices, per: Integers, counts: Indices) -> list[str]:
    """Return numbers as words, each with what must stand before it; ``counts`` of them have each ``per``.

    A command need not be named again, nor a space stand before a sign, nor before a point after a point.
    """
    commands = np.flatnonzero(letters > SPACE)
    named = letters[commands]
    again = (named[1:] == named[:-1]) & (named[1:] >= CURVE) & (named[1:] < CLOSE)
    letters[commands[1:][again]] = SPACE
    pers, powers = (np.repeat(each, counts) for each in (per, np.log10(per).round().astype(np.int64)))
    pointed = (numbers % pers != 0) & (letters != CLOSE)
    glued = (numbers > 0) & (numbers < pers) & np.concatenate([[False], pointed[:-1]])
    letters[(letters == SPACE) & ((numbers < 0) | glued)] = NOTHING
    return list(map(word, ((numbers * len(LETTERS) + letters) * POWERS + powers).tolist()))


@lru_cache(maxsize=1 << 16)
def word(code: int) -> str:
    """Return a number with what stands before it; number, letter and the power of ten in it are one integer.

    >>> word((-50 * len(LETTERS) + CURVE) * POWERS + 2)
    'c-.5'
    """
    rest, power = divmod(code, POWERS)
    number, letter = divmod(rest, len(LETTERS))
    return LETTERS[letter] if letter == CLOSE else LETTERS[letter] + decimal(number, 10**power)


def are_straight(steps: Integers) -> NDArray[np.bool_]:
    """Return which curves (n,) are lines, by their handles and end relative to their start (n, 3, 2).

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


def are_smooth(steps: Integers, straight: NDArray[np.bool_], first: Indices) -> NDArray[np.bool_]:
    """Return which curves (n,) begin with the last handle mirrored, as SVG's ``s`` does.

    >>> hump, dip = [[0, 1], [2, 1], [2, 0]], [[0, -1], [2, -1], [2, 0]]
    >>> are_smooth(np.array([hump, dip, dip]), np.array([False] * 3), np.array([0]))
    array([False,  True, False])
    """
    smooth = np.zeros(len(steps), dtype=np.bool_)
    mirrored = steps[:-1, 2] - steps[:-1, 1]
    smooth[1:] = (steps[1:, 0] == mirrored).all(axis=1) & ~(straight[1:] | straight[:-1])
    smooth[first] = False
    return smooth
