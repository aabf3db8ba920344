"""Shared outlines: what is shared, when, and under which name; and what must stay together."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import svgelements
from hypothesis import given
from hypothesis import strategies as st

from convscenes.colours.theme import THEMES
from convscenes.look.cells import BOX, DASHED, Floats
from convscenes.look.drawn import Drawn
from convscenes.look.layers import Layer
from convscenes.look.lettering import Lettering
from convscenes.rendering.vector.parts import components, overlapping
from tests.rendering.vector.test_svg import SVG, draw, paths

HREF = "{http://www.w3.org/1999/xlink}href"
DARK = THEMES["dark"]
INK = DARK.ink


def text(words: str, em: float = 0.4, **place: float) -> Lettering:
    return Lettering(words, em, INK, **place)


def cells(
    curves: Floats, centers: list[tuple[float, float]], side: float = 1.0, stroke: float = 0.0
) -> Layer:
    """Return a layer of equal cells of one paint."""
    paint = np.array([1.0, 1, 1, 1, 1, 0, 0, 1])
    count = len(centers)
    layer = Layer(
        np.tile(curves, (count, 1)),
        np.repeat(np.arange(count), len(curves)),
        (paint, paint),
        (side, side),
        0.0,
        stroke,
        outline_curves=len(curves) // 4,
    )
    layer.put(np.array(centers), side)
    layer.paint(0.0)
    return layer


def uses(svg: ET.Element) -> list[tuple[str, float, float]]:
    """Return id and place of every use, in the units of its group."""
    return [
        (use.attrib[HREF].removeprefix("#"), float(use.get("x", 0)), float(use.get("y", 0)))
        for use in svg.iter(f"{SVG}use")
    ]


def definitions(svg: ET.Element) -> dict[str, str]:
    return {path.attrib["id"]: path.attrib["d"] for path in svg.iterfind(f"{SVG}defs/{SVG}path")}


def test_a_letter_that_occurs_again_is_written_once() -> None:
    svg = draw(text("amama"))
    letters = [name for name, _, _ in uses(svg)]
    assert letters == [letters[0], letters[1]] * 2 + letters[:1]
    assert set(definitions(svg)) == set(letters)
    assert [path for path in paths(svg) if "id" not in path] == []


def test_letters_on_one_line_need_no_y_and_whole_thousandths_of_an_em() -> None:
    svg = draw(text("gaga", x=-1.234567, y=0.7654321))
    assert all(y == 0 and x == int(x) for _, x, y in uses(svg))
    (group,) = svg.findall(f"{SVG}g")
    assert re.fullmatch(r"translate\(\S+ 436\.667\)scale\(\.054\)", group.attrib["transform"])
    assert "fill" in group.attrib


def test_sizes_share_outlines() -> None:
    small, large = text("ab", 0.3), text("ba", 0.7, x=2.0, y=1.0)
    svg = draw(small, large)
    (a, b), (second, first) = np.array([name for name, _, _ in uses(svg)]).reshape(2, 2)
    assert (a, b) == (first, second)
    assert len(definitions(svg)) == 2


def test_what_is_not_worth_it_is_not_shared() -> None:
    assert uses(draw(text("abc"))) == []  # each only once
    assert uses(draw(text("- -"))) == []  # shorter than any reference to it
    assert "xlink" not in ET.tostring(draw(text("abc"))).decode()


def test_an_id_means_an_outline_whatever_file_it_is_in() -> None:
    one, other = definitions(draw(text("amama"))), definitions(draw(text("xmaxma", 0.33, x=1.0)))
    assert len(one) == 2
    assert len(other) == 3
    assert one.items() <= other.items()
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]{5}", name) for name in other)


def test_a_hole_stays_in_its_letter() -> None:
    (data,) = definitions(draw(text("ooo"))).values()
    assert data.lower().count("m") == data.count("z") == 2


def test_boxes_apart_are_shared_at_whole_places() -> None:
    svg = draw(cells(BOX, [(0, 0), (1, 0), (3, 2)], stroke=1.5))
    ((name, data),) = definitions(svg).items()
    assert data.count("z") == 1
    assert uses(svg) == [(name, 0, 2), (name, 1, 2), (name, 3, 0)]


@pytest.mark.parametrize(("side", "parts"), [(0.3, 1), (1.0, 2)])
def test_what_touches_a_pixel_stays_in_one_path(side: float, parts: int) -> None:
    # At 40 px a side the strokes of neighbours are 0.4 px apart: drawn one by one, they would be fainter.
    pair = [(0.0, 0.0), (side, 0.0)]
    svg = draw(cells(BOX, [*pair, *((x, 3.0) for x, _ in pair)], side, stroke=1.5))
    assert Counter(data.count("z") for data in definitions(svg).values()) == {3 - parts: 1}
    assert len(uses(svg)) == 2 * parts


def test_dashes_of_a_cell_stay_together() -> None:
    svg = draw(cells(DASHED, [(0, 0), (1.5, 0), (3, 0)], stroke=1.5))
    (data,) = definitions(svg).values()
    assert data.lower().count("m") == 16
    assert len(uses(svg)) == 3


def test_what_is_painted_alike_says_so_once() -> None:
    grey = Lettering("aa", 0.4, DARK.quiet, y=0.0)
    svg = draw(text("aaa"), text("aa", y=1.0), grey)
    (group,) = svg.findall(f"{SVG}g")
    assert set(group.attrib) == {"transform"}
    inner = group.findall(f"{SVG}g")
    assert [len(part) for part in inner] == [5, 2]
    assert all(set(part.attrib) == {"fill"} for part in inner)


def test_a_stroke_is_as_wide_in_every_unit() -> None:
    for side in (0.05, 0.9, 4.0):
        svg = draw(cells(BOX, [(0, 0), (5, 0)], side, stroke=1.5))
        (group,) = svg.findall(f"{SVG}g")
        (scale,) = re.findall(r"scale\((.*)\)", group.attrib["transform"])
        assert float(group.attrib["stroke-width"]) * float(scale) == pytest.approx(2.025, abs=5e-4)


def test_another_program_finds_every_point_where_it_is(tmp_path: Path) -> None:
    """Within a hundredth of a pixel of 1920 × 1080, however the text is set and the cells stand."""
    drawn = [
        text("Some *bold* text, 8×8", 0.4213, x=-6.123, y=3.0123),
        text("and 0.8 more ᵀ", 0.2325, x=-6.5, y=-3.3),
        cells(BOX, [(0.1234, 0.4321), (1.0231, 0.4321), (0.1234, -0.4676)], 0.8997, stroke=1.5),
        cells(DASHED, [(3.017, 1.1), (3.5173, 1.1)], 0.5003, stroke=1.5),
    ]
    file = tmp_path / "drawn.svg"
    file.write_bytes(ET.tostring(draw(*drawn)))
    points = np.concatenate([mobject.points[::4, :2] for mobject in drawn]) * (90, -90) + (640, 360)
    read = np.array(
        [
            (segment.end.x, segment.end.y)
            for element in svgelements.SVG.parse(str(file)).elements()
            if isinstance(element, svgelements.Path)
            for segment in element
        ]
    )
    nearest = np.abs(points[:, None] - read).max(axis=-1).min(axis=1)
    assert nearest.max() < 0.01 * 1280 / 1920


def test_a_wrong_hint_costs_bytes_only() -> None:
    right, wrong = text("amama"), text("amama")
    wrong.outline_scale, wrong.baseline = 0.123, 7.0
    moved = [use for use in uses(draw(right, wrong)) if use[0] in definitions(draw(wrong))]
    assert len(moved) == 5
    plain = Drawn()
    plain.points, plain.fill_rgbas = text("amama").points, right.fill_rgbas
    assert uses(draw(plain)) == []


BOXES = st.lists(st.tuples(*[st.integers(0, 12)] * 4, st.integers(0, 2)), max_size=12)


@given(BOXES)
def test_overlapping_is_every_pair_compared(boxes: list[tuple[int, int, int, int, int]]) -> None:
    low = np.array([box[:2] for box in boxes], dtype=np.int64).reshape(-1, 2)
    high = low + np.array([box[2:4] for box in boxes], dtype=np.int64).reshape(-1, 2)
    kind = np.array([box[4] for box in boxes], dtype=np.intp)
    expected = {
        (one, other)
        for other in range(len(boxes))
        for one in range(other)
        if kind[one] == kind[other] and (low[one] <= high[other]).all() and (low[other] <= high[one]).all()
    }
    assert {tuple(sorted(pair)) for pair in overlapping(low, high, kind).tolist()} == expected


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_components_are_what_is_reached(pairs: list[tuple[int, int]]) -> None:
    reached = np.eye(10, dtype=bool)
    for one, other in pairs:
        reached[one, other] = reached[other, one] = True
    for _ in range(10):
        reached = reached @ reached
    labels = components(np.array(pairs, dtype=np.intp).reshape(-1, 2), 10)
    np.testing.assert_array_equal(labels[:, None] == labels, reached)
    assert labels[0] == 0
