"""Maths is drawn with Typst's glyphs and bars, on the line that it stands in; none that we read fails."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convscenes.look.glyphs import TextOutline, typeset
from convscenes.spec.markup import quoted, strong
from convscenes.spec.maths import parse
from convscenes.spec.maths.symbols import FUNCTIONS, NAMES, SHORTHANDS, WORDS


def drawn(text: str) -> TextOutline:
    return typeset([quoted(text)])[0]


def heights(outline: TextOutline) -> tuple[float, float]:
    return float(outline.points[:, 1].min()), float(outline.points[:, 1].max())


def test_a_variable_is_slanted_and_stands_on_the_line() -> None:
    upright, slanted = drawn("x"), drawn("$x$")
    assert heights(slanted) == pytest.approx(heights(upright), abs=0.03)
    assert len(slanted.points) != len(upright.points)


def test_a_line_with_maths_stays_where_it_was() -> None:
    text, both = drawn("Output "), drawn("Output $a/b$")
    assert np.allclose(both.points[: len(text.points)], text.points, atol=1e-6)


def test_a_script_is_small_and_high_or_low() -> None:
    base, power, index = drawn("$x$"), drawn("$x^2$"), drawn("$x_2$")
    high, low = (one.points[len(base.points) :, 1] for one in (power, index))
    digit = np.ptp(drawn("2").points[:, 1])
    for script in (high, low):
        assert 0.5 * digit < np.ptp(script) < 0.8 * digit
    assert high.min() > 0.2
    assert low.min() < -0.1


def test_a_fraction_has_a_bar_between_its_parts() -> None:
    outline = drawn("$a/b$")
    bar = outline.points[-16:] if np.ptp(outline.points[-16:, 1]) < 0.1 else None
    assert bar is not None, "four sides, after the letters"
    letters = outline.points[:-16, 1]
    above, below = letters[letters > bar[:, 1].max()], letters[letters < bar[:, 1].min()]
    assert len(above) + len(below) == len(letters)
    assert len(above) > 0 < len(below)
    assert np.ptp(bar[:, 0]) >= np.ptp(drawn("$b$").points[:, 0]) * 0.6


def test_a_root_reaches_over_what_is_under_it() -> None:
    outline, inside = drawn("$sqrt(a + b)$"), drawn("$a + b$")
    assert heights(outline)[1] > heights(inside)[1] + 0.05
    assert outline.width > inside.width + 0.3


def test_brackets_grow() -> None:
    assert np.ptp(heights(drawn("$(a/b)$"))) > np.ptp(heights(drawn("$(a)$"))) * 1.1


def test_strong_maths_is_wider() -> None:
    assert typeset([strong("$m + n$")])[0].width > drawn("$m + n$").width


@pytest.mark.parametrize("text", ["$5 and $10", "$x^$", "$#panic()$", "US$"])
def test_what_is_no_maths_is_drawn_as_written(text: str) -> None:
    parts = [drawn(char) for char in text if char != " "]
    assert len(drawn(text).points) == sum(len(part.points) for part in parts)


def test_every_word_is_drawn() -> None:
    calls = [f"{name}(x)" for name in FUNCTIONS]
    sources = [*WORDS, *SHORTHANDS, *NAMES, *calls, "abs(x)", "norm(x)", "ceil(x)"]
    missing = typeset(["\U0010fffd"])[0].points
    for source, outline in zip(sources, typeset(f"${source}$" for source in sources), strict=True):
        assert parse(source), source
        assert len(outline.points) > 0, source
        assert outline.points.shape != missing.shape or not np.allclose(outline.points, missing), source


PIECES = (
    *("x", "y", "2", "12.5", " ", " ", "/", "_", "^", "'", "(", ")", "[", "]", "{", "}", "|", ",", ";", ":"),
    *(".", "!", "=", "<", ">", "+", "-", "*", "α", "→", '"a, b)"', '"#x"', "alpha", "max", "sqrt(", "frac("),
    *("hat(", "floor(", "sum_(i)", "x_(i, j)", "(a/b)"),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join), max_size=20))
def test_whatever_is_understood_can_be_set(sources: list[str]) -> None:
    known = [source for source in sources if parse(source)]
    for outline in typeset(f"${source}$" for source in known):
        assert np.isfinite(outline.points).all()
        assert len(outline.points) % 4 == 0
