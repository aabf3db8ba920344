"""Contrast in both themes, and roles that stay apart for colour-blind eyes."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.colours.eyes import APART, SIMULATIONS, apart, lab, linear
from convscenes.colours.theme import THEMES, Theme, contrast, luminance, rgb
from convscenes.ops.drawings import CLASSES

ROLES = ("input", "kernel", "output", "contribution")
themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())


@themes
@pytest.mark.parametrize("eyes", SIMULATIONS)
def test_roles_stay_apart(theme: Theme, eyes: str) -> None:
    for one, other in combinations(ROLES, 2):
        assert apart(theme.role(one), theme.role(other), eyes) > APART, (one, other)


@themes
def test_classes_stay_apart_and_bear_their_numbers(theme: Theme) -> None:
    paints = [theme.class_paint(number, highlighted=True) for number in range(len(CLASSES))]
    for one, other in combinations(paints, 2):
        assert np.linalg.norm(lab(linear(one.fill)) - lab(linear(other.fill))) > 1.5 * APART
        for eyes in SIMULATIONS:
            assert apart(one.fill, other.fill, eyes) > 1.5 * APART
    for number, highlighted in enumerate(paints):
        dim = theme.class_paint(number, highlighted=False)
        assert contrast(highlighted.numeral, highlighted.fill) >= 4.5
        assert contrast(dim.numeral, dim.fill) >= 2.0


@themes
def test_text_has_contrast(theme: Theme) -> None:
    for role in (*ROLES, "ink", "quiet"):
        assert contrast(theme.role(role), theme.background) >= 4.5, role


@themes
@pytest.mark.parametrize("role", ROLES)
@given(level=st.floats(-1, 1))
def test_numerals_have_contrast(theme: Theme, role: str, level: float) -> None:
    highlighted, dim = (theme.paint(role, level, highlighted=value) for value in (True, False))
    assert contrast(highlighted.numeral, highlighted.fill) >= 4.5
    assert contrast(dim.numeral, dim.fill) >= 2.0
    assert contrast(theme.padding(highlighted=True).numeral, theme.background) >= 4.5
    assert contrast(theme.padding(highlighted=False).numeral, theme.background) >= 2.0


@themes
@pytest.mark.parametrize("role", ROLES)
def test_intensity_follows_the_value(theme: Theme, role: str) -> None:
    shares = [
        contrast(theme.paint(role, level, highlighted=True).fill, theme.background)
        for level in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    assert shares == sorted(set(shares))


@themes
@pytest.mark.parametrize("role", [*ROLES, "ink"])
def test_pictures_use_all_of_the_range(theme: Theme, role: str) -> None:
    fills = [theme.pixel(role, level, highlighted=True).fill for level in (0.0, 0.25, 0.5, 0.75, 1.0)]
    shares = [contrast(fill, theme.background) for fill in fills]
    assert shares == sorted(set(shares))
    assert fills[-1].tolist() == pytest.approx(theme.role(role).tolist())
    dimmed = theme.pixel(role, 1.0, highlighted=False).fill
    assert 1 < contrast(dimmed, theme.background) < shares[-1]
    negative = theme.pixel(role, -0.5, highlighted=True).fill
    assert np.linalg.norm(lab(linear(negative)) - lab(linear(fills[2]))) > 10


@themes
@pytest.mark.parametrize("role", ROLES)
def test_negative_values_look_different(theme: Theme, role: str) -> None:
    positive, negative = (
        lab(linear(theme.paint(role, level, highlighted=True).fill)) for level in (0.8, -0.8)
    )
    assert np.linalg.norm(positive - negative) > 10


def test_luminance_by_hand() -> None:
    assert luminance(rgb("#ff0000")) == pytest.approx(0.2126)
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.01)  # the WCAG's own example
