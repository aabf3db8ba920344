"""Path data: NumPy's against a loop over the curves that takes them one at a time, in exact numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.rendering.vector.numbers import whole
from convscenes.rendering.vector.path_data import are_straight, path_data

Point = tuple[float, float]
Subpath = list[tuple[Point, Point, Point, Point]]

COORDINATES = st.one_of(
    st.integers(-4000, 4000).map(lambda eighths: eighths / 8),  # every other one halfway between hundredths
    st.integers(-300, 300).map(lambda hundredths: hundredths / 100),
    st.floats(-2000, 2000, width=32),
)
POINTS = st.tuples(COORDINATES, COORDINATES)
NEAR = st.sampled_from([-0.03, -0.025, -0.02, -0.015, -0.01, 0, 0.005, 0.01, 0.015, 0.02, 0.021, 0.03])
OFFSETS = st.one_of(st.just((0.0, 0.0)), st.tuples(NEAR, NEAR))
ALONG = st.sampled_from([-0.01, 0, 1 / 3, 0.5, 2 / 3, 1, 1.01])


def moved(point: Point, offset: Point) -> Point:
    return point[0] + offset[0], point[1] + offset[1]


@st.composite
def subpaths(draw: st.DrawFn) -> Subpath:
    """Draw curves that follow each other: bent, nearly straight, without length; closed, nearly, or open."""
    places = draw(st.lists(POINTS, min_size=2, max_size=5))
    if draw(st.booleans()):
        places.append(moved(places[0], draw(OFFSETS)))
    curves = []
    for start, end in pairwise(places):
        if draw(st.booleans()):
            end = draw(st.sampled_from([start, (start[0], end[1]), (end[0], start[1]), end]))
        if draw(st.booleans()):
            handles = [draw(POINTS), draw(POINTS)]
        else:
            chord = (end[0] - start[0], end[1] - start[1])
            handles = [
                moved(moved(start, (chord[0] * along, chord[1] * along)), draw(OFFSETS))
                for along in (draw(ALONG), draw(ALONG))
            ]
        curves.append((moved(start, draw(OFFSETS)), *handles, end))
    return curves


def plain(shape: list[Subpath]) -> str:
    """Return the path data of one shape as the format wants it, command by command."""
    return abridged(list(commands(shape)))


def commands(shape: list[Subpath]) -> Iterator[tuple[str, list[int]]]:
    """Yield the commands of a shape, each a letter and its numbers in hundredths, curve by curve."""
    pen = None
    for subpath in shape:
        curves = [[(nearest(x), nearest(y)) for x, y in curve] for curve in subpath]
        begin, end = curves[0][0], curves[-1][3]
        closes = len(curves) > 1 and all(abs(a - b) <= 1 for a, b in zip(begin, end, strict=True))
        if closes:
            curves[-1][3] = begin
        yield ("m", minus(begin, pen)) if pen else ("M", [*begin])
        pen, mirrored = begin, None
        for number, curve in enumerate(curves):
            first, second, step = (minus(point, pen) for point in curve[1:])
            straight = all(beside(tuple(handle), tuple(step)) for handle in (first, second))
            if not straight and first == mirrored:
                yield "s", [*second, *step]
            elif not straight:
                yield "c", [*first, *second, *step]
            elif closes and number == len(curves) - 1:
                pass
            elif step[0] and step[1]:
                yield "l", step
            elif step[0] or step[1]:
                yield ("h", step[:1]) if step[0] else ("v", step[1:])
            mirrored = None if straight else minus(tuple(step), tuple(second))
            pen = curve[3]
        if closes:
            yield "z", []


def abridged(sequence: list[tuple[str, list[int]]]) -> str:
    """Return commands as text: a letter once, no space before a sign, nor before a point after a point."""
    text, named = "", ""
    for letter, numbers in sequence:
        words = [decimal(number) for number in numbers]
        if letter != named or letter in "zMm":
            text += letter + "".join(words[:1])
            words = words[1:]
        for word in words:
            pointed = "." in re.split(r"[-\sa-zM]", text)[-1]
            text += word if word[0] == "-" or (word[0] == "." and pointed) else f" {word}"
        named = letter
    return text


def nearest(value: float) -> int:
    """Return the nearest whole number of hundredths, of two the greater."""
    return math.floor(Fraction(value) * 100 + Fraction(1, 2) + Fraction(1, 10_000))


def minus(point: tuple[int, int], other: tuple[int, int]) -> list[int]:
    return [a - b for a, b in zip(point, other, strict=True)]


def beside(handle: tuple[int, int], chord: tuple[int, int]) -> bool:
    """Return whether a handle is within 2 of a chord from (0, 0) and between its ends."""
    (x, y), (across, down) = handle, chord
    if chord == (0, 0):
        return abs(x) <= 2 and abs(y) <= 2
    share = Fraction(x * across + y * down, across**2 + down**2)
    return 0 <= share <= 1 and (x - share * across) ** 2 + (y - share * down) ** 2 <= 4


def decimal(hundredths: int) -> str:
    text = f"{abs(hundredths) // 100}.{abs(hundredths) % 100:02}".strip("0").rstrip(".") or "0"
    return f"-{text}" if hundredths < 0 else text


def written(shapes: list[list[Subpath]]) -> list[str]:
    """Return the result of ``path_data`` for shapes."""
    every = [subpath for shape in shapes for subpath in shape]
    lengths = [len(subpath) for subpath in every]
    first = np.cumsum([0, *lengths])[: len(lengths)]
    until = np.cumsum([sum(map(len, shape)) for shape in shapes], dtype=np.intp)
    points = np.array([point for subpath in every for curve in subpath for point in curve])
    return path_data(whole(points.reshape(-1, 4, 2) * 100), first, until, np.full(len(shapes), 100))


@given(st.lists(st.lists(subpaths(), max_size=3), max_size=4))
def test_all_at_once_is_one_after_the_other(shapes: list[list[Subpath]]) -> None:
    assert written(shapes) == [plain(shape) for shape in shapes]


def line(*places: Point) -> Subpath:
    """Return straight curves from place to place, their handles at the ends."""
    return [(start, start, end, end) for start, end in pairwise(places)]


@pytest.mark.parametrize(
    ("subpath", "data"),
    [
        (line((0, 0), (1, 0), (1, -2.5), (0.5, 1)), "M0 0h1v-2.5l-.5 3.5"),
        (line((5, 5), (5, 7), (9, 7), (5, 5)), "M5 5v2h4z"),
        (line((5, 5), (5, 7), (9, 7), (5.01, 4.99)), "M5 5v2h4z"),  # a hundredth off is closed
        (line((5, 5), (5, 7), (9, 7), (5.02, 5)), "M5 5v2h4l-3.98-2"),
        (line((1, 1), (1, 1)), "M1 1"),  # one curve never closes
        (line((1, 1), (1, 1), (1, 1)), "M1 1z"),
        (
            line((-0.125, 0.125), (0.375, 0.135)),
            "M-.12.13l.5.01",
        ),
        (
            [((0, 0), (0, 1), (2, 1), (2, 0)), ((2, 0), (2, -1), (0, -1), (0, 0))],
            "M0 0c0 1 2 1 2 0s-2-1-2 0z",
        ),
        (
            [((0, 0), (0, 1), (2, 1), (2, 0)), ((2, 0), (2, -1.5), (0, -1), (0, 0))],
            "M0 0c0 1 2 1 2 0 0-1.5-2-1-2 0z",
        ),
        (line((0, 0), (1, 1), (1.5, 3)), "M0 0l1 1 .5 2"),
    ],
)
def test_worked_by_hand(subpath: Subpath, data: str) -> None:
    assert written([[subpath]]) == [data]
    assert plain([subpath]) == data


def test_shapes_do_not_run_together() -> None:
    there, back = line((0, 0), (3, 0)), line((3, 0), (0, 0))
    assert written([[there], [], [back, there], []]) == ["M0 0h3", "", "M3 0h-3m0 0h3", ""]
    assert written([[]]) == [""]
    assert written([]) == []


def test_a_long_line_is_as_straight_as_a_short_one() -> None:
    # Across a whole page the products of hundredths are beyond 64 bits.
    chord, handles = (192_000, 108_000), [(64_000, 36_000 + off) for off in (2, 3, 100_000)]
    steps = np.array([[handle, handle, chord] for handle in handles])
    assert (
        are_straight(steps).tolist() == [beside(handle, chord) for handle in handles] == [True, False, False]
    )


def test_paths_never_drift() -> None:
    # A thousand short curves: were each rounded on its own, the end would be pixels away.
    humps: Subpath = [
        ((x / 3, 0.0), (x / 3 + 0.1, 1.0), (x / 3 + 0.2, 1.0), ((x + 1) / 3, 0.0)) for x in range(1000)
    ]
    (data,) = written([[humps]])
    begin, steps = data.split("c")
    numbers = np.array([float(number) for number in re.findall(r"-?(?:\d*\.\d+|\d+)", steps)])
    assert begin == "M0 0"
    assert numbers.size == 6000
    assert numbers[4::6].sum() == pytest.approx(333.33)


def test_every_shape_has_its_own_unit() -> None:
    curves = np.array([[[0, 0], [0, 0], [1234, 0], [1234, 0]]] * 3)
    assert path_data(curves, np.arange(3), np.arange(1, 4), np.array([1, 10, 10_000])) == [
        "M0 0h1234",
        "M0 0h123.4",
        "M0 0h.1234",
    ]


@given(st.lists(st.floats(-2000, 2000).map(lambda value: round(value, 2)), min_size=1))
def test_rounding_does_not_hang_on_last_bits(values: list[float]) -> None:
    exact = np.array(values)
    for wrong in (np.nextafter(exact, -np.inf), np.nextafter(exact, np.inf)):
        assert whole(wrong * 50).tolist() == whole(exact * 50).tolist()
