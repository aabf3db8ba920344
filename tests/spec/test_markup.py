"""Captions have markup; what a user writes is quoted in it, and comes out as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from convscenes.spec.markup import halves, plain, quoted, runs, strong

TEXTS = st.text(alphabet="ab *\\", max_size=12)


@given(TEXTS, TEXTS)
def test_a_quoted_text_comes_out_as_it_was(one: str, other: str) -> None:
    assert plain(quoted(one)) == plain(strong(one)) == one
    assert plain(f"{quoted(one)} and {strong(other)}") == f"{one} and {other}"


@given(TEXTS.filter(bool))
def test_quoted_is_regular_and_strong_is_bold(text: str) -> None:
    assert runs(quoted(text)) == [(text, False, None)]
    assert runs(strong(text)) == [(text, True, None)]


def test_a_text_from_right_to_left_is_so_in_any_sentence() -> None:
    title = "שמש convolution, 3×3"
    assert runs(f"{quoted(title)}: four cells") == [(f"\u2067{title}\u2069: four cells", False, None)]
    assert plain(quoted(title)) == title
    assert halves(quoted(title)) == [
        ("\u2067שמש\u2069", "\u2067convolution, 3×3\u2069"),
        ("\u2067שמש convolution,\u2069", "\u20673×3\u2069"),
    ]
    assert quoted("3×3 kernel שמש") == "3×3 kernel שמש"


@given(TEXTS, TEXTS)
def test_halves_lose_no_more_than_a_space(one: str, other: str) -> None:
    markup = f"{quoted(one)} {strong(other)}"
    for left, right in halves(markup):
        assert runs(f"{left} {right}") == runs(markup)
        assert plain(left) + " " + plain(right) == plain(markup)
