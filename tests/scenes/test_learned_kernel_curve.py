"""Curves: where values stand, how far the line has grown, what is written at the axes."""

import numpy as np
import pytest

from convscenes.colours.theme import THEMES
from convscenes.look.layout import Rect
from convscenes.look.letter_sizes import MIN_EM
from convscenes.look.lettering import Lettering
from convscenes.scenes.learned_kernel.curve import Chart, Curve, Spot, even_ticks

AREA = Rect(3, -1, 8, 3)
VALUES = [20.0, 4.0, 1.0, 0.5, 0.2]


def chart() -> Chart:
    names = {"error": "*Error*", "steps": "steps", "level": "bilinear 1.5"}
    return Chart(AREA, THEMES["dark"], VALUES, 1.5, names)


def test_steps_go_across_evenly_and_powers_of_ten_upwards() -> None:
    drawn = chart()
    places = np.array([drawn.at(number, 10.0**-number) for number in range(5)])
    assert np.allclose(np.diff(places, axis=0), np.diff(places, axis=0)[0])
    assert places[0, 0] == pytest.approx(drawn.field.left)
    assert places[4, 0] == pytest.approx(drawn.field.right)
    assert (np.diff(places, axis=0) * [1, -1] > 0).all()


def test_all_values_stand_inside_the_axes_and_all_that_is_drawn_in_the_area() -> None:
    drawn = chart()
    for number, value in enumerate(VALUES):
        x, y = drawn.at(number, value)
        assert drawn.field.left <= x <= drawn.field.right
        assert drawn.field.bottom < y < drawn.field.top
    points = np.concatenate([m.points for m in drawn.family_members_with_points()])
    assert points[:, 0].min() >= AREA.left - 0.01
    assert points[:, 0].max() <= AREA.right + 0.01
    assert points[:, 1].min() >= AREA.bottom - 0.1
    assert points[:, 1].max() <= AREA.top + 0.01


def test_texts_are_large_enough_and_apart() -> None:
    drawn = chart()
    texts = [m for m in drawn.submobjects if isinstance(m, Lettering)]
    # 10, 1, 0.1 upwards, 0 … 4 across, two names
    assert len(texts) == 3 + 5 + 2
    assert all(text.em >= MIN_EM for text in texts)


@pytest.mark.parametrize(
    ("width", "falls_at"), [(2.4, 0.05), (4.0, 0.1), (4.0, 0.9), (8.0, 0.05), (8.0, 0.4), (8.0, 0.9)]
)
@pytest.mark.parametrize("last", [0.4, 0.08])
def test_no_name_lies_on_the_curve(width: float, falls_at: float, last: float) -> None:
    steps = np.linspace(0, 1, 101)
    values = np.exp(np.interp(steps, [0, falls_at, 1], np.log([20.0, 2.0 * last, last])))
    names = {"error": "*Error*", "steps": "steps", "level": "bilinear 0.2"}
    drawn = Chart(Rect(0, 0, width, 3), THEMES["dark"], [*values], 0.2, names)
    spots = [Spot(False, last < 0.2), Spot(False, last >= 0.2)]
    score = drawn.annotation(last, f"learned {last}", THEMES["dark"].ink, spots)
    (name,) = (m for m in drawn if isinstance(m, Lettering) and m.outline.text == "bilinear 0.2")
    curve = np.array([drawn.at(number, value) for number, value in enumerate(values)])
    for words in (name, score):
        low, high = words.points[:, :2].min(axis=0), words.points[:, :2].max(axis=0)
        assert not ((low < curve) & (curve < high)).all(axis=1).any()
        assert drawn.field.bottom < low[1]
        assert high[1] < drawn.field.top
    assert (
        abs(name.get_center() - score.get_center())[1] > name.height
        or name.get_right()[0] < score.get_left()[0]
    )


def test_the_curve_grows_through_its_values() -> None:
    drawn = chart()
    curve = Curve(drawn)
    assert np.allclose(curve.tip.get_center()[:2], drawn.at(0, 20))
    curve.reveal(2)
    assert np.allclose(curve.trail.points[::4][:2, :2], [drawn.at(0, 20), drawn.at(1, 4)])
    assert np.allclose(curve.tip.get_center()[:2], drawn.at(2, 1))
    curve.reveal(3.5)
    between = np.add(drawn.at(3, 0.5), drawn.at(4, 0.2)) / 2
    assert np.allclose(curve.trail.points[-1, :2], between)
    assert np.allclose(curve.tip.get_center()[:2], between)


def test_growing_ends_at_the_wanted_step() -> None:
    curve = Curve(chart())
    (motion,) = curve.grow(3)
    motion.begin()
    motion.interpolate(0.5)
    assert 0 < curve.number < 3
    motion.finish()
    assert curve.number == 3
    assert curve.grow(3) == []
    (after,) = curve.grow(4)
    after.begin()
    assert curve.number == 3


@pytest.mark.parametrize("last", [1, 4, 5, 6, 10, 11, 99, 200, 640, 1000])
def test_ticks_are_few_round_and_reach_nearly_to_the_end(last: int) -> None:
    ticks = even_ticks(last)
    width = ticks[1]
    assert 2 <= len(ticks) <= 6
    assert ticks == list(range(0, ticks[-1] + 1, width))
    assert last - width < ticks[-1] <= last
    assert str(width).rstrip("0") in {"1", "2", "5"}
