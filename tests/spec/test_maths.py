"""Maths in a user's text: what is understood, how it reads as plain text, what stays as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.spec.markup import halves, plain, quoted, readable, runs, strong
from convscenes.spec.maths import Fraction, Group, Name, Row, Scripts, Symbol, parse

X, Y, TWO, SPACE = Symbol("x"), Symbol("y"), Symbol("2"), Symbol(" ")


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("x", X),
        ("12.5", Symbol("12.5")),
        ("alpha", Symbol("α")),
        ("x^2", Scripts(X, above=Row((TWO,)))),
        ("x_y^2", Scripts(X, Row((Y,)), Row((TWO,)))),
        ("x^2_y", Scripts(X, Row((Y,)), Row((TWO,)))),
        ("x_(y 2)", Scripts(X, Row((Y, SPACE, TWO)))),
        ("x''", Scripts(X, primes=2)),
        ("x/y", Fraction(Row((X,)), Row((Y,)))),
        ("x / y", Fraction(Row((X,)), Row((Y,)))),
        ("frac(x, y)", Fraction(Row((X,)), Row((Y,)))),
        ("(x y)/2", Fraction(Row((X, SPACE, Y)), Row((TWO,)))),
        ("x^2/y", Fraction(Row((Scripts(X, above=Row((TWO,))),)), Row((Y,)))),
        ("x/y/2", Fraction(Row((Fraction(Row((X,)), Row((Y,))),)), Row((TWO,)))),
        ("[x)", Group("[", Row((X,)), ")")),
        ("floor(x)", Group("⌊", Row((X,)), "⌋")),
        ('"stride"', Name("stride")),
        ("max", Name("max", operator=True)),
        ("x(y)", Row((X, Group("(", Row((Y,)), ")")))),
    ],
)
def test_maths_is_read_as_typst_does(source: str, part: object) -> None:
    assert parse(source) == Row((part,))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("An output of $floor((n + 2p - k)/s) + 1$ cells", "An output of ⌊(n + 2p − k)/s⌋ + 1 cells"),
        ("$sum_(i = 0)^n w_i x_i$", "∑_(i = 0)^n w_i x_i"),
        ("$a/(b c) * 1/2$", "a/(b c) ∗ 1/2"),
        ("$(a/b)^2$", "(a/b)^2"),
        ("$hat(y) -> sqrt(x)$, $sqrt(a + b)$", "ŷ → √x, √(a + b)"),
        ('$"stride" >= 2$ and $s != 1$', "stride ≥ 2 and s ≠ 1"),
        ("$(partial L)/(partial w)$", "(∂ L)/(∂ w)"),
        ("$f'(x)$ of $bold(W) x$", "f′(x) of W x"),
        ("$x$-axis, $5$, $y$", "x-axis, 5, y"),
    ],
)
def test_it_reads_as_plain_text(text: str, read: str) -> None:
    assert readable(text) == read


@pytest.mark.parametrize(
    "text",
    [
        *("$", "$$", "US$", "$5 and $10", "$5-$9", "a $ b $ c", "$ x $", "$x^$", "$_2$", "$x^2^3$", "$a/$"),
        *("$/b$", "$(a$", "$a)$", "$frac(a)$", "$frac(a, )$", "$sqrt()$", "$sqrt x$", "$stride$", "$x1$"),
        *("$#panic()$", '$"a$', '$""$', "$a & b$", "$a \\ b$", "$核$", "${x$", "$x'_'$", "$PATH and $HOME"),
        *("$x^(x^(x^(x^x)))$", "$1/(1 + 1/(1 + 1/(1 + 1/x)))$", "$hat(hat(hat(hat(x))))$"),
    ],
)
def test_what_is_not_understood_stays_as_it_is(text: str) -> None:
    assert readable(text) == text
    assert runs(quoted(text)) == [(text, False, None)]
    assert runs(strong(text)) == [(text, True, None)]


def test_maths_after_a_price_is_found() -> None:
    assert readable("$5, $x^2$ and $y$") == "$5, x^2 and y"


def test_maths_is_not_broken() -> None:
    assert [plain(left) for left, _ in halves(quoted("Why $a + b$ is $c$"))] == [
        "Why",
        "Why a + b",
        "Why a + b is",
    ]


def test_a_star_in_maths_is_no_markup() -> None:
    bold = runs(strong("*$f * g$*"))
    assert [(run.text, run.strong) for run in bold] == [("*", True), ("$f * g$", True), ("*", True)]


@pytest.mark.parametrize("text", ["$sqrt((a^2 + b^2)/2)$", "$a/b/c/d$", "$x^(2^(2^2))$"])
def test_three_levels_are_enough(text: str) -> None:
    assert "$" not in readable(text)


def test_brackets_may_be_deep() -> None:
    assert readable("$" + "(" * 60 + "x" + ")" * 60 + "$") == "(" * 60 + "x" + ")" * 60


@given(st.text(alphabet="xy2 ()[]/_^'\"$*\\,+-.a", max_size=24))
def test_any_text_has_words(text: str) -> None:
    assert plain(strong(text)) == readable(text)
    if "$" not in text:
        assert readable(text) == text
