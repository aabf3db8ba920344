"""Path data: NumPy's against a loop over the curves that takes them one at a time, in exact numbers."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def plain(subpath: Subpath) -> str:
    """Return the path data of one subpath as the format wants it, curve by curve."""
    curves = [[(round(x * 100), round(y * 100)) for x, y in curve] for curve in subpath]
    begin, end = curves[0][0], curves[-1][3]
    closes = len(curves) > 1 and all(abs(a - b) <= 1 for a, b in zip(begin, end, strict=True))
    if closes:
        curves[-1][3] = begin
    text, pen = "M" + listed(begin), begin
    for number, curve in enumerate(curves):
        first, second, step = ((x - pen[0], y - pen[1]) for x, y in curve[1:])
        if not all(beside(handle, step) for handle in (first, second)):
            text += "c" + listed([*first, *second, *step])
        elif closes and number == len(curves) - 1:
            pass
        elif step[0] and step[1]:
            text += "l" + listed(step)
        elif step[0]:
            text += "h" + decimal(step[0])
        elif step[1]:
            text += "v" + decimal(step[1])
        pen = curve[3]
    return text + "z" * closes


def beside(handle: tuple[int, int], chord: tuple[int, int]) -> bool:
    """Tell whether a handle is within 2 of a chord from (0, 0) and between its ends."""
    (x, y), (across, down) = handle, chord
    if chord == (0, 0):
        return abs(x) <= 2 and abs(y) <= 2
    share = Fraction(x * across + y * down, across**2 + down**2)
    return 0 <= share <= 1 and (x - share * across) ** 2 + (y - share * down) ** 2 <= 4


def listed(values: list[int] | tuple[int, ...]) -> str:
    return " ".join(map(decimal, values)).replace(" -", "-")


def decimal(hundredths: int) -> str:
    text = f"{abs(hundredths) // 100}.{abs(hundredths) % 100:02}".strip("0").rstrip(".") or "0"
    return f"-{text}" if hundredths < 0 else text


def told(shapes: list[list[Subpath]]) -> list[str]:
    """Return what ``path_data`` makes of shapes, told as it wants them."""
    every = [subpath for shape in shapes for subpath in shape]
    lengths = [len(subpath) for subpath in every]
    first = np.cumsum([0, *lengths])[: len(lengths)]
    until = np.cumsum([sum(map(len, shape)) for shape in shapes], dtype=np.intp)
    points = np.array([point for subpath in every for curve in subpath for point in curve])
    return path_data(points.reshape(-1, 2), first, until)


@given(st.lists(st.lists(subpaths(), max_size=3), max_size=4))
def test_all_at_once_is_one_after_the_other(shapes: list[list[Subpath]]) -> None:
    assert told(shapes) == ["".join(map(plain, shape)) for shape in shapes]


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
            "M-.12 .12l.5 .02",
        ),
        (
            [((0, 0), (0, 1), (2, 1), (2, 0)), ((2, 0), (2, -1), (0, -1), (0, 0))],
            "M0 0c0 1 2 1 2 0c0-1-2-1-2 0z",
        ),
    ],
)
def test_worked_by_hand(subpath: Subpath, data: str) -> None:
    assert told([[subpath]]) == [data]
    assert plain(subpath) == data


def test_shapes_do_not_run_together() -> None:
    there, back = line((0, 0), (3, 0)), line((3, 0), (0, 0))
    assert told([[there], [], [back, there], []]) == ["M0 0h3", "", "M3 0h-3M0 0h3", ""]
    assert told([[]]) == [""]
    assert told([]) == []


def test_a_long_line_is_as_straight_as_a_short_one() -> None:
    # Across a whole page the products of hundredths are beyond 64 bits.
    chord, handles = (192_000, 108_000), [(64_000, 36_000 + off) for off in (2, 3, 100_000)]
    steps = np.array([[handle, handle, chord] for handle in handles])
    assert (
        are_straight(steps).tolist() == [beside(handle, chord) for handle in handles] == [True, False, False]
    )


def test_paths_never_drift() -> None:
    # A thousand short curves: were each rounded on its own, the end would be pixels away.
    humps = [[(x / 3, 0.0), (x / 3 + 0.1, 1.0), (x / 3 + 0.2, 1.0), ((x + 1) / 3, 0.0)] for x in range(1000)]
    (data,) = path_data(np.array(humps).reshape(-1, 2), np.array([0]), np.array([1000]))
    begin, *curves = data.split("c")
    steps = [[float(number) for number in re.findall(r"-?[.\d]+", curve)] for curve in curves]
    assert begin == "M0 0"
    assert np.shape(steps) == (1000, 6)
    assert sum(step[4] for step in steps) == pytest.approx(333.33)
