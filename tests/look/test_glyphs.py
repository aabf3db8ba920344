"""Text as outlines: metrics, markup, and that a text is never code."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from convscenes.look.glyphs import DIGIT, numeral_outline, typeset
from convscenes.look.lines import wrapped
from convscenes.spec.markup import quoted


def test_digits_are_tabular_and_as_high_as_we_think() -> None:
    outlines = typeset("0123456789")
    assert {round(outline.width, 3) for outline in outlines} == {0.5}
    heights = [outline.points[:, 1].max() for outline in outlines]
    assert max(heights) == pytest.approx(DIGIT, abs=0.02)


def test_a_number_is_its_digits_side_by_side() -> None:
    whole, parts = typeset(["−47"])[0], numeral_outline("−47")
    assert parts.width == pytest.approx(whole.width, abs=1e-6)
    assert parts.points == pytest.approx(whole.points, abs=1e-3)


def test_outlines_stand_on_the_baseline() -> None:
    capital, descender = typeset(["H", "p"])
    assert capital.points[:, 1].min() == pytest.approx(0, abs=0.01)
    assert descender.points[:, 1].min() < -0.15
    assert capital.points[:, 0].min() >= 0
    assert capital.points[:, 0].max() <= capital.width


def test_a_soft_hyphen_is_not_seen() -> None:
    soft, plain = typeset(["Up\u00adsampling", "Upsampling"])
    assert soft.width == plain.width
    assert soft.points.tolist() == plain.points.tolist()


def test_strong_is_wider() -> None:
    plain, strong = typeset(["nine products", "*nine products*"])
    assert strong.width > plain.width


@settings(max_examples=40)
@given(st.text(max_size=20))
def test_any_text_is_set_and_never_run(text: str) -> None:
    (outline,) = typeset([text])
    assert outline.points.shape[1] == 3
    assert len(outline.points) % 4 == 0
    assert np.isfinite(outline.points).all()


@pytest.mark.parametrize(
    "text", ['#panic("no")', '"quoted" \\ #let x = 1', '#image("/etc/passwd")', "$x^2$ ] [ `"]
)
def test_code_is_shown_as_written(text: str) -> None:
    (outline,) = typeset([text])
    assert outline.width > 0.3 * len(text) * 0.5


def shifted(text: str, by: float) -> NDArray[np.float64]:
    (outline,) = typeset([text])
    return outline.points + [by, 0, 0]


def glyphs_of(points: NDArray[np.float64]) -> list[list[float]]:
    """Return the curves in one order, whatever the order they are drawn in."""
    return sorted(np.round(points, 3).reshape(-1, 12).tolist())


def test_arabic_letters_are_joined_and_run_leftwards() -> None:
    """Unicode also has a character for each form of a letter: initial beh, medial sad, final reh."""
    (word,) = typeset([quoted("بصر")])
    forms = ["\ufeae", "\ufebc", "\ufe91"]  # from left to right
    starts = np.cumsum([0.0, *(typeset([form])[0].width for form in forms)])
    apart = np.concatenate([shifted(form, start) for form, start in zip(forms, starts, strict=False)])
    assert word.width == pytest.approx(starts[-1], abs=1e-3)
    assert np.array(glyphs_of(word.points)) == pytest.approx(np.array(glyphs_of(apart)), abs=2e-3)


def test_a_text_that_begins_in_hebrew_runs_leftwards_as_a_whole() -> None:
    title = "שלום convolution!"
    (whole,) = typeset([quoted(title)])
    mark, word = typeset(["!", "convolution"])
    assert whole.points[:, 0].min() == pytest.approx(mark.points[:, 0].min(), abs=0.02), "! is leftmost"
    first = shifted("ש", whole.width - typeset(["ש"])[0].width)
    assert whole.points[:, 0].max() == pytest.approx(first[:, 0].max(), abs=0.02), "the first is rightmost"
    latin = shifted("convolution", mark.width)
    assert len(word.points) == len(latin)
    near = whole.points[:, 0] < mark.width + word.width
    assert near.sum() == len(mark.points) + len(word.points)


def test_a_letter_with_a_combining_accent_is_one() -> None:
    composed, apart = typeset(["é", "e\u0301"])
    assert np.array_equal(composed.points, apart.points)


@pytest.mark.parametrize("glyph", ["2", "R", "⚠", "☑", "☎", "ع", "ລ"])
def test_outlines_are_closed_in_fonts_of_all_kinds(glyph: str) -> None:
    """Latin's curves are cubic; those of the fonts that Typst falls back to are quadratic."""
    (outline,) = typeset([glyph])
    curves = outline.points.reshape(-1, 4, 3)
    starts, ends = curves[:, 0], curves[:, 3]
    gaps = np.flatnonzero(np.abs(starts[1:] - ends[:-1]).max(axis=1) > 1e-3) + 1
    for path in np.split(np.arange(len(curves)), gaps):
        assert starts[path[0]] == pytest.approx(ends[path[-1]], abs=1e-3)
    assert np.ptp(outline.points[:, 1]) > 0.3


def test_lines_break_as_even_as_they_can() -> None:
    lines = wrapped("The value *3 times* the kernel lands *one column* to the right", 15.0)
    one, two = (line.text for line in lines.outlines)
    assert (
        one + " " + two
    ).split() == "The value *3 times* the kernel lands *one column* to the right".split()
    assert one.count("*") % 2 == two.count("*") % 2 == 0


def test_an_apostrophe_is_a_printers() -> None:
    typed, printed = typeset(["Rosa's", "Rosa\N{RIGHT SINGLE QUOTATION MARK}s"])
    assert np.array_equal(typed.points, printed.points)
    assert typed.text == "Rosa's"


def test_paddings_before_and_after_are_subscripts() -> None:
    written, plain, name, run_together = typeset(["k − p_b", "k − p", "top_a", "topa"])
    count = len(plain.points)
    assert np.allclose(written.points[:count], plain.points), "the line stays where it was"
    letter = written.points[count:, 1]
    assert letter.min() < -0.1, "below the baseline"
    assert np.ptp(letter) < 0.5, "and small"
    assert name.width > run_together.width + 0.2, "other names keep their underscore"


@pytest.mark.parametrize("text", ["--", "---", "``", ",,", "?`", "a--b"])
def test_characters_are_not_joined_to_others(text: str) -> None:
    whole, parts = typeset([text])[0], typeset(list(text))
    assert len(whole.points) == sum(len(part.points) for part in parts)
    assert whole.width >= 0.99 * sum(part.width for part in parts) - 0.2


def test_letters_still_have_ligatures() -> None:
    whole, parts = typeset(["fi"])[0], typeset(["f", "i"])
    assert len(whole.points) != sum(len(part.points) for part in parts)
