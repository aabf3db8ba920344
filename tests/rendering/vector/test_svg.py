"""SVG from mobjects: the shapes, the order and the words, worked out by hand."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from manim import (
    CapStyleType,
    Circle,
    Dot,
    ImageMobject,
    Line,
    LineJointType,
    Mobject,
    Scene,
    Square,
    VGroup,
    VMobject,
    tempconfig,
)

from convscenes.errors import RenderError
from convscenes.look.frame import Frame
from convscenes.rendering.vector.shapes import View
from convscenes.rendering.vector.svg import picture_of

SVG = "{http://www.w3.org/2000/svg}"
VIEW = View(Frame().rect, 135.0)
PLAIN = {"stroke_width": 0, "fill_opacity": 1}


def draw(*mobjects: Mobject, transparent: bool = False) -> ET.Element:
    """Return the SVG of a scene with ``mobjects``, parsed."""
    with tempconfig(
        {"frame_width": 128 / 9, "frame_height": 8.0, "background_color": "#102030", "format": "none"}
    ):
        scene = Scene()
        scene.add(*mobjects)
        alt = 'Input 2×2 & "kernel" <3×3>.'
        title = "Sizes < 3: maps"
        picture = picture_of(scene, VIEW, "07 sizes", "maps", title, alt, "de", transparent=transparent)
        return ET.fromstring(picture.svg())


def paths(svg: ET.Element) -> list[dict[str, str]]:
    return [dict(path.attrib) for path in svg.iter(f"{SVG}path")]


def test_a_unit_is_135_pixels_and_y_points_down() -> None:
    corners = np.array([[1.0, 2.0, 0], [-1, 2, 0], [-1, 1, 0], [1, 1, 0]])
    square = Square(color="#ff8000", **PLAIN).set_points_as_corners([*corners, corners[0]])
    assert paths(draw(square)) == [{"d": "M1095 270h-270v135h270z", "fill": "#ff8000"}]


def test_words_for_those_who_do_not_see_it() -> None:
    svg = draw(Square(**PLAIN))
    assert svg.attrib["role"] == "img"
    assert svg.attrib["viewBox"] == "0 0 1920 1080"
    assert (svg.attrib["width"], svg.attrib["height"]) == ("1280", "720")
    assert svg.findtext(f"{SVG}title") == "Sizes < 3: maps"
    assert svg.findtext(f"{SVG}desc") == 'Input 2×2 & "kernel" <3×3>.'


def test_a_language_is_that_of_a_file_and_of_a_page() -> None:
    svg = draw(Square(**PLAIN))
    assert svg.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert "lang" not in svg.attrib  # HTML's attribute: the Nu checker refuses it in an SVG


def test_the_background_is_there_unless_transparent() -> None:
    rect = draw().find(f"{SVG}rect")
    assert rect is not None
    assert rect.attrib == {"width": "1920", "height": "1080", "fill": "#102030"}
    assert draw(transparent=True).find(f"{SVG}rect") is None


def test_strokes_are_hundredths_of_a_unit() -> None:
    line = Line([-1, 0, 0], [1, 0, 0], stroke_width=4, color="#00ff00", stroke_opacity=0.25, buff=0)
    assert paths(draw(line)) == [
        {
            "d": "M825 540h270",
            "fill": "none",
            "stroke": "#00ff00",
            "stroke-width": "5.4",
            "stroke-opacity": "0.25",
        }
    ]
    line.joint_type, line.cap_style = LineJointType.ROUND, CapStyleType.SQUARE
    (path,) = paths(draw(line))
    assert (path["stroke-linejoin"], path["stroke-linecap"]) == ("round", "square")


def test_a_background_stroke_lies_below_its_fill() -> None:
    square = Square(color="#ff0000", fill_opacity=0.5, stroke_width=0).set_stroke(
        "#000000", 2, background=True
    )
    under, over = paths(draw(square))
    assert (under["fill"], under["stroke"]) == ("none", "#000000")
    assert (over["fill"], over["fill-opacity"], "stroke" in over) == ("#ff0000", "0.5", False)


def test_what_cannot_be_seen_is_not_drawn() -> None:
    hidden = [
        Square(fill_opacity=0, stroke_width=0),
        Square(fill_opacity=0, stroke_opacity=0),
        VGroup(name="empty"),
    ]
    svg = draw(*hidden)
    assert paths(svg) == []
    assert svg.find(f"{SVG}g") is None


def test_the_order_is_the_camera_s() -> None:
    first, second = Square(color="#aa0000", **PLAIN), Square(color="#00bb00", **PLAIN)
    third = Square(color="#0000cc", z_index=-1, **PLAIN)
    assert [path["fill"] for path in paths(draw(first, VGroup(second, third)))] == [
        "#0000cc",
        "#aa0000",
        "#00bb00",
    ]


def test_named_mobjects_are_groups_inside_groups() -> None:
    cell = Square(color="#aa0000", **PLAIN)
    label = VGroup(Square(color="#00bb00", **PLAIN), name="label")
    output = VGroup(cell, label, name="output map")
    taken = VGroup(Square(color="#0000cc", **PLAIN), name="label 2")
    other = VGroup(Square(color="#0000cc", **PLAIN), name="label")
    svg = draw(output, taken, other)
    outer, _, last = svg.findall(f"{SVG}g")
    assert outer.attrib == {
        "id": "_07-sizes-maps-output-map",
        "class": "_07-sizes-output-map",
        "data-name": "output map",
    }
    assert [child.tag.removeprefix(SVG) for child in outer] == ["path", "g"]
    inner = outer.find(f"{SVG}g")
    assert inner is not None
    names = {"class": "_07-sizes-label", "data-name": "label"}
    assert inner.attrib == {"id": "_07-sizes-maps-label", **names}
    assert last.attrib == {"id": "_07-sizes-maps-label-3", **names}


def test_only_the_whole_has_a_title_which_browsers_show() -> None:
    svg = draw(VGroup(Square(**PLAIN), name="label"))
    assert [title.text for title in svg.iter(f"{SVG}title")] == ["Sizes < 3: maps"]


def test_a_hole_is_a_subpath() -> None:
    padding = Circle(1, color="#ffffff", **PLAIN)
    padding.append_points(Circle(0.5).reverse_points().points)
    (path,) = paths(draw(padding))
    assert path["d"].lower().count("m") == path["d"].count("z") == 2
    assert len(re.findall(r"-?(?:\d*\.\d+|\d+)", path["d"])) == 2 * (
        2 + 6 + 7 * 4
    )  # all but the first are smooth


def test_pictures_and_gradients_are_refused_by_name() -> None:
    image = ImageMobject(np.zeros((2, 2, 3), dtype=np.uint8))
    image.name = "photo"
    with pytest.raises(RenderError, match=r"photo \(ImageMobject\) has no outline: draw it as PNG"):
        draw(image)
    with pytest.raises(RenderError, match=r"Dot \(Dot\) has a gradient: draw it as PNG"):
        draw(Dot().set_color(["#ff0000", "#00ff00"]))


def test_mobjects_that_touch_stay_apart() -> None:
    there = Line([-1, 0, 0], [1, 0, 0], stroke_width=4, buff=0)
    back = Line([1, 0, 0], [-1, 0, 0], stroke_width=4, buff=0)
    assert [path["d"] for path in paths(draw(there, back))] == ["M825 540h270", "M1095 540h-270"]


def test_each_mobject_has_its_own_tolerance() -> None:
    points = [[0, 0, 0], [0, 0, 0], [1, 0, 0], [1, 0, 0], [1.01, 0, 0], [1.01, 0, 0], [2, 1, 0], [2, 1, 0]]
    fine, coarse = (
        VMobject(tolerance_for_point_equality=tolerance, stroke_width=4) for tolerance in (1e-6, 0.1)
    )
    for mobject in (fine, coarse):
        mobject.points = np.array(points, dtype=float)
    assert [path["d"] for path in paths(draw(fine, coarse, fine.copy()))] == [
        "M960 540h135m1.35 0l133.65-135",
        "M960 540h135c1.35 0 135-135 135-135",
        "M960 540h135m1.35 0l133.65-135",
    ]


def test_points_that_are_no_curve_yet_draw_nothing() -> None:
    begun, line = VMobject(stroke_width=4), Line([-1, 0, 0], [1, 0, 0], stroke_width=4, buff=0)
    begun.start_new_path(np.array([1.0, 1.0, 0.0]))
    assert [path["d"] for path in paths(draw(begun, line, begun.copy()))] == ["M825 540h270"]
