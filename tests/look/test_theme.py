"""Contrast in both themes, and roles that stay apart for colour-blind eyes."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.look.theme import THEMES, Colour, Theme, contrast, luminance, rgb

ROLES = ("input", "kernel", "output", "contribution")
themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())

# Machado, Oliveira, Fernandes 2009: full protanopia, deuteranopia, tritanopia, on linear RGB.
SIMULATIONS = {
    "protanopia": """
        0.152286 1.052583 -0.204868
        0.114503 0.786281 0.099216
        -0.003882 -0.048116 1.051998""",
    "deuteranopia": """
        0.367322 0.860646 -0.227968
        0.280085 0.672501 0.047413
        -0.011820 0.042940 0.968881""",
    "tritanopia": """
        1.255528 -0.076749 -0.178779
        -0.078411 0.930809 0.147602
        0.004733 0.691367 0.303900""",
}


def linear(colour: Colour) -> Colour:
    return np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)


def lab(linear_rgb: Colour) -> Colour:
    """CIELAB under D65: distances of 10 and more are seen at a glance."""
    xyz = (
        np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear_rgb
    )
    f = np.cbrt(np.maximum(xyz / [0.9505, 1.0, 1.089], 1e-6))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@themes
@pytest.mark.parametrize("eyes", SIMULATIONS)
def test_roles_stay_apart(theme: Theme, eyes: str) -> None:
    seen = {
        role: lab(
            np.clip(np.array(SIMULATIONS[eyes].split(), float).reshape(3, 3) @ linear(theme.role(role)), 0, 1)
        )
        for role in ROLES
    }
    for one, other in combinations(ROLES, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 10, (one, other)


@themes
def test_text_has_contrast(theme: Theme) -> None:
    for role in (*ROLES, "ink", "quiet"):
        assert contrast(theme.role(role), theme.ground) >= 4.5, role


@themes
@pytest.mark.parametrize("role", ROLES)
@given(level=st.floats(-1, 1))
def test_numerals_have_contrast(theme: Theme, role: str, level: float) -> None:
    lit, dim = (theme.paint(role, level, lit=light) for light in (True, False))
    assert contrast(lit.numeral, lit.fill) >= 4.5
    assert contrast(dim.numeral, dim.fill) >= 2.0
    assert contrast(theme.padding(lit=True).numeral, theme.ground) >= 4.5
    assert contrast(theme.padding(lit=False).numeral, theme.ground) >= 2.0


@themes
@pytest.mark.parametrize("role", ROLES)
def test_intensity_follows_the_value(theme: Theme, role: str) -> None:
    shares = [
        contrast(theme.paint(role, level, lit=True).fill, theme.ground)
        for level in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    assert shares == sorted(set(shares))


@themes
@pytest.mark.parametrize("role", ROLES)
def test_negative_values_look_different(theme: Theme, role: str) -> None:
    positive, negative = (lab(linear(theme.paint(role, level, lit=True).fill)) for level in (0.8, -0.8))
    assert np.linalg.norm(positive - negative) > 10


def test_luminance_by_hand() -> None:
    assert luminance(rgb("#ff0000")) == pytest.approx(0.2126)
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.01)  # the WCAG's own example
