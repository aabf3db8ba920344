"""Titles wrap before they shrink, and never run into the parameters, the rule or the edge of the frame."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convscenes.colours.theme import THEMES
from convscenes.look.frame import Frame
from convscenes.look.glyphs import typeset
from convscenes.look.heading import Heading, Rule
from convscenes.look.letter_sizes import LABEL, MIN_EM, TITLE
from convscenes.look.lettering import Lettering
from convscenes.scenes.title_card.words import CardText, Paragraph
from convscenes.spec.markup import plain, readable
from convscenes.spec.widths import width_problem

FRAME = Frame()
SHORT = "A transposed convolution"
LONG = "A transposed convolution paints overlapping stamps and adds whatever lands in the same place"
PARAMETERS = "kernel 2×3  ·  stride 2×3  ·  padding 1  ·  dilation 2  ·  output padding 1"
EDGE = 4.0


def parts(title: str, parameters: str = "") -> tuple[list[Lettering], Rule, list[Lettering]]:
    """Return the title's lines, the rule, and the parameters if there are any."""
    drawn = list(Heading(title, FRAME, THEMES["dark"], parameters))
    (at,) = (number for number, part in enumerate(drawn) if isinstance(part, Rule))
    return drawn[:at], drawn[at], drawn[at + 1 :]


def test_a_short_title_stands_on_one_line_at_full_size() -> None:
    (line,), _, _ = parts(SHORT)
    assert line.em == TITLE


@pytest.mark.parametrize("parameters", ["", "kernel 2×3  ·  stride 2"])
def test_a_long_title_wraps_and_keeps_its_size(parameters: str) -> None:
    assert typeset([LONG])[0].width * TITLE > FRAME.line
    lines, _, _ = parts(LONG, parameters)
    assert [line.em for line in lines] == pytest.approx([TITLE, TITLE])
    assert " ".join(line.outline.text for line in lines) == LONG


def test_its_lines_are_as_even_as_they_can_be() -> None:
    (one, two), _, _ = parts("Several words of one length " * 3 + "here")
    word = typeset(["Several "])[0].width * TITLE
    assert abs(one.advance - two.advance) < word


def test_only_the_last_line_makes_way_for_the_parameters() -> None:
    title = "Eine transponierte Faltung stempelt den Kernel überlappend in die Ausgabe"
    (one, two), _, (details,) = parts(title, PARAMETERS)
    assert one.em == TITLE
    assert details.em == LABEL
    assert one.advance > details.points[:, 0].min() - FRAME.left, "the first line has the whole width"
    assert two.points[:, 0].max() < details.points[:, 0].min() - 0.3


def test_one_long_word_is_set_smaller_below_the_parameters() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänsfaltung"
    (line,), _, (details,) = parts(word, PARAMETERS)
    assert MIN_EM < line.em <= TITLE
    assert details.points[:, 1].min() > line.points[:, 1].max()


WORDS = st.lists(
    st.sampled_from(
        [
            "Why",
            "convolution",
            "(f∗g)",
            "Überlappung",
            "W" * 12,
            "$a/b/c$",
            "$x_(2_(2_2))$",
            "$sqrt((a^2 + b^2)/2)$",
        ]
    ),
    min_size=1,
)


@settings(max_examples=60)
@given(WORDS.map(" ".join).filter(lambda title: len(title) <= 120), st.sampled_from(["", PARAMETERS]))
def test_nothing_of_a_heading_lies_on_anything_else(title: str, parameters: str) -> None:
    lines, rule, details = parts(title, parameters)
    assert " ".join(plain(line.outline.text) for line in lines) == readable(title)
    for line in lines:
        assert line.points[:, 0].max() <= FRAME.right + 0.02
        assert line.points[:, 1].max() < EDGE
        assert line.points[:, 1].min() > rule.points[0, 1]
    for upper, lower in pairwise(lines):
        assert upper.points[:, 1].min() > lower.points[:, 1].max()
    for other in details:
        assert other.points[:, 1].max() < EDGE
        apart = other.points[:, 0].min() > lines[-1].points[:, 0].max()
        assert apart or other.points[:, 1].min() > lines[-1].points[:, 1].max()


def test_the_title_of_a_card_wraps_before_it_is_set_smaller() -> None:
    title = "Why does a transposed convolution paint"
    width = typeset([title])[0].width
    assert 0.85 < FRAME.line / (0.8 * width) < 1, "a little too wide for one line"
    large = CardText(title, [], FRAME, THEMES["dark"]).heading[0]
    assert isinstance(large, Paragraph)
    assert [line.em for line in large] == [0.8, 0.8]


@pytest.mark.parametrize("text", ["W" * 55, "W" * 59 + " " + "W" * 60, "WWW " * 29, "—" * 57])
def test_what_passes_the_check_can_be_read(text: str) -> None:
    lines, _, _ = parts(text)
    assert (width_problem(text) == "") == (min(line.em for line in lines) >= MIN_EM)
