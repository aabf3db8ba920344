"""The notation of a map: worked maps, and properties of any; formulas whose written numbers add up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from math import inf, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convscenes.errors import ArgumentError
from convscenes.look.glyphs import typeset
from convscenes.ops import shown
from convscenes.ops.notation import Notation, equation, width

GAUSS = np.outer([1, 2, 1], [1, 2, 1]) / 16
MIXED = np.array([[0.25, 0.5, 0.125], [1.5, -0.75, 0.333333], [2, 1e3, 0.1]])
POWER = re.compile("·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$")
LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def texts_of(values: Any, max_width: float = inf) -> str:
    """Return a map's texts in order, an underscore where there is none, and its mark."""
    notation = Notation.of(values, max_width)
    texts = [notation.text(value) or "_" for value in np.ma.compressed(values)]
    return " ".join([*texts, notation.mark]).strip()


def read(text: str) -> Fraction:
    """Return the number that a text stands for."""
    power = POWER.search(text)
    digits = Fraction(POWER.sub("", text).replace("−", "-").replace(",", "."))
    return digits * Fraction(10) ** int(power[1].translate(LOWERED)) if power else digits


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (GAUSS[0], "0.0625 0.1250 0.0625"),
        ([1 / 3, -1 / 3], "0.33 −0.33 ≈"),
        ([0.996, 3], "0.996 3"),
        ([0.9, 0.93], "0.90 0.93"),
        ([0.0042, 0.00871], "4.20 8.71 ×10⁻³"),
        ([-2.04321, -0.0054, 2.2401], "−2.04 −0.01 2.24 ≈"),
        ([6172.5, 12345], "6172.5 12345"),
        ([-2.5e-7, 0, 1e-7], "−2.5 0 1 ×10⁻⁷"),
        ([0.1 * 3 - 0.3, 0.6], "0 0.6"),
        (np.array([1, 77, 253, 254]) / 255, "0.004 0.302 0.992 0.996 ≈"),
    ],
)
def test_the_table_of_the_design(values: Any, texts: str) -> None:
    assert texts_of(values) == texts


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([-0.0, 1.5, -0.0, 2.0], "0 1.5 0 2"),
        (np.array([1, 3, 9]) / 16, "0.0625 0.1875 0.5625"),
        ([0.004, 0.01, 0.012], "0.004 0.010 0.012"),
        ([6172.5, 12346], "6172.5 12346"),
        ([-123.45, 1], "−123.45 1"),
        ([-12345, 1000000], "−12345 1000000"),
        ([-12345.0, 1e6], "−12345 1000000"),
        ([2.125, 1 / 3], "2.13 0.33 ≈"),
        ([-2.125, 1 / 3], "−2.13 0.33 ≈"),
        ([1.005, 1 / 3], "1.01 0.33 ≈"),  # a float below 1.005: its digits are rounded
        ([1 / 30, 1 / 70], "0.033 0.014 ≈"),
        ([1 / 3, 0.3341], "0.333 0.334 ≈"),
        ([1 / 3, 0.00001], "0.33 0.00 ≈"),  # more decimals would not help
        ([1 / 3, 0.00006], "0.3333 0.0001 ≈"),
        ([1e6 / 3], "333333 ≈"),
        ([1e5 / 3, 0.25], "33333.3 0.3 ≈"),
        ([1e4 / 3, 0.25], "3333.33 0.25 ≈"),
        ([1e9 / 3, 0.25], "3.33 0.00 ≈ ×10⁸"),
        ([1234567.125, 2], "1234567.125 2"),
        ([1e300, -2e299, 1e-300], "1 −0.2 0 ×10³⁰⁰"),
        ([1e-300, -2.5e-301], "1 −0.25 ×10⁻³⁰⁰"),
        ([5e-324], "4.94 ≈ ×10⁻³²⁴"),
        ([1.7976931348623157e308], "1.80 ≈ ×10³⁰⁸"),
        ([0.7 + 0.2 + 0.1, 1 - (0.7 + 0.2 + 0.1)], "1 0"),
        ([1, 1e-12], "1 0"),
        ([1, 1.1e-11], "1 0.00 ≈"),
        ([True, False], "1 0"),
        (np.array([True, False]), "1 0"),
        (np.array([-128, 127], np.int8), "−128 127"),
        ([9999999999, 1], "9999999999 1"),
        ([12345678901, 1], "1.23 0.00 ≈ ×10¹⁰"),
        ([2 * 10**10, 10**10], "2 1 ×10¹⁰"),
        ([np.iinfo(np.int64).min, np.iinfo(np.int64).max], "−9.22 9.22 ≈ ×10¹⁸"),
        ([2**63, 2**63 - 1], "9.22 9.22 ≈ ×10¹⁸"),
        ([3 * 10**40, 10**40], "3 1 ×10⁴⁰"),
        ([10**5000, -(10**4999)], "1 −0.1 ×10⁵⁰⁰⁰"),
        (np.array([0.1, 0.7], np.float32), "0.1 0.7"),
        (np.array([0.1, 0.7], np.float32).astype(float), "0.1 0.7"),
        (np.array([0.1, 0.7], np.float16), "0.1 0.7"),
        ([2.0**33, 1], "8589934592 1"),  # 32 bits hold it, but would call it 8589934600
        ([100000.0625], "100000.0625"),
        (np.ma.array([0.5, nan, 1e9], mask=[0, 1, 1]), "0.5"),
        (7.5, "7.5"),
        ([], ""),
        ([0.0, -0.0], "0 0"),
    ],
)
def test_worked_maps(values: Any, texts: str) -> None:
    assert texts_of(values) == texts


@pytest.mark.parametrize(
    ("values", "max_width", "texts"),
    [
        (MIXED, 3, "0.25 0.50 0.13 1.50 −0.75 0.33 2 1000 0.10 ≈"),
        (MIXED, 2.5, "0.25 0.50 0.13 1.50 _ 0.33 2 1000 0.10 ≈"),
        (MIXED, 1.8, "0.25 0.50 0.13 1.50 _ 0.33 2 _ 0.10 ≈"),
        (MIXED, 1.5, "_ _ _ _ _ _ _ _ _"),
        (GAUSS, 2.5, "0.063 0.125 0.063 0.125 0.250 0.125 0.063 0.125 0.063 ≈"),
        (GAUSS, 1.7, "_ _ _ _ _ _ _ _ _"),  # two digits of the median are kept
        ([123456.25, 0.25, 0.5], 2.5, "_ 0.25 0.50"),  # fewer decimals would not help
        ([123.4, 56.7, 0.3, 0.04], 1.5, "123 57 0.3 0.0 ≈"),
        ([56.7, 12.4, -0.3], 1.2, "57 12 _ ≈"),
        ([12345, 7, 8], 2, "_ 7 8"),
        ([12345, 7], 2, "_ 7"),
        ([12345, 67890, 7], 2, "_ _ _"),
        ([3], 0.4, "_"),
        ([1 / 3, 2 / 3], 1.778, "0.33 0.67 ≈"),  # exactly as wide
    ],
)
def test_narrow_cells(values: Any, max_width: float, texts: str) -> None:
    assert texts_of(values, max_width) == texts
    notation, shown = Notation.of(values, max_width), texts.removesuffix(" ≈").split(" ")
    assert notation.width == max(width(text.strip("_")) for text in shown)
    assert notation.blank == pytest.approx(shown.count("_") / len(shown))


def test_how_many_are_blank() -> None:
    assert [Notation.of(MIXED, wide).blank for wide in (3, 2.5, 1.5)] == [0, pytest.approx(1 / 9), 1]
    assert [Notation.of(MIXED, wide).width for wide in (3, 2.5, 1.5)] == [2.556, 2.0, 0]
    hidden = Notation.of(GAUSS, 1)
    assert (hidden.exact, hidden.mark, hidden.text(0.25)) == (True, "", "")
    assert hidden.term(0.0625) == "0.0625", "a formula does not lose what no cell shows"


def test_width_without_values_is_a_digits() -> None:
    assert Notation.of([]).width == Notation.of([0]).width == width("0") == 0.5


@pytest.mark.parametrize("seed", range(20))
def test_normal_maps_have_two_decimals_or_three_where_two_are_alike(seed: int) -> None:
    values = np.round(np.random.default_rng(seed).normal(size=25), 9)
    values = values[np.abs(values - np.rint(values)) > 0.005]
    cents, mills = (
        {Decimal(repr(float(value))).quantize(Decimal(unit), ROUND_HALF_UP) for value in values}
        for unit in ("0.01", "0.001")
    )
    notation = Notation.of(values)
    assert (notation.decimals, notation.mark) == (2 if len(cents) == len(mills) else 3, "≈")
    assert not any("e" in notation.text(value) for value in values)


def test_one_decimal_less_is_not_exact() -> None:
    notation = Notation.of([0.25, 1.5])
    assert (notation.exact, notation.shows(0.25), notation.shows(1 / 3)) == (True, True, False)
    assert not Notation.of([1, 3]).shows(0.5)
    assert notation.finer(1).text(0.125) == "0.125"
    assert Notation.of([0.1, 1 / 3]).shows(0.1)


@pytest.mark.parametrize(
    ("values", "value", "term"),
    [
        ([0.9, 0.93], 0.9, "0.9"),
        ([0.9, 1 / 3], 0.9, "0.9"),
        ([0.9003, 1 / 3], 0.9003, "0.90"),
        ([0.0042, 0.00871], 0.0042, "0.0042"),
        ([0.0042, 0.00871], 0, "0"),
        ([-2.5e-7, 1e-7], -2.5e-7, "−2.5·10⁻⁷"),
        ([-2.5e-7, 1e-7], 0, "0"),
        ([1e300], 1e300, "1·10³⁰⁰"),
        ([1e8 / 3], 1e8 / 3, "33333333"),
        ([12345678901], 12345678901, "12345678901"),
        ([-0.0, 1], -0.0, "0"),
    ],
)
def test_terms(values: Any, value: Any, term: str) -> None:
    assert Notation.of(values).term(value) == term


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_what_is_not_finite_is_refused(value: float) -> None:
    fact = rf"^values: must be finite numbers, got {value}\.$"
    for values in ([1, value], np.array([value], np.float32), np.array([value, None])[:1]):
        with pytest.raises(ArgumentError, match=fact):
            Notation.of(values)
    with pytest.raises(ArgumentError, match=fact):
        Notation.of([1, 2]).text(value)


@pytest.mark.parametrize("values", [["a"], [1j], [None], [10**400, 0.5]])
def test_what_is_no_real_number_is_refused(values: Any) -> None:
    with pytest.raises(ArgumentError, match=r"^values: must be real numbers"):
        Notation.of(values)


def test_ragged_rows_are_refused() -> None:
    with pytest.raises(
        ArgumentError, match=r"^values: must be a grid of numbers, its rows of equal length\.$"
    ):
        Notation.of([[1, 2], [3]])


def test_a_value_far_beyond_its_map_is_written_all_the_same() -> None:
    assert Notation.of([]).text(1e300) == str(int(1e300))
    assert Notation.of([0.5]).text(7) == "7"


def written(total: Any, *factors: Sequence[Any]) -> str:
    """Return a formula: each column of factors is a map, and so are the totals, of which the first counts."""
    maps = [Notation.of(column) for column in zip(*factors, strict=True)]
    terms, sign, end = equation(
        (np.ravel(total)[0], Notation.of(total)), [list(zip(term, maps, strict=True)) for term in factors]
    )
    return " ".join([" + ".join(" × ".join(term) for term in terms), sign, end])


def test_worked_formulas() -> None:
    assert written(3.5, [-0.0], [1.5], [-0.0], [2.0]) == "0 + 1.5 + 0 + 2 = 3.5"
    assert written([2.988], [3, 0.996]) == "3 × 0.996 = 2.988"
    assert written([6174.5, 12346], [12345, 0.5], [2, 1]) == "12345 × 0.5 + 2 × 1 = 6174.5"
    assert written([1, 1 / 3], [1 / 3], [1 / 3], [1 / 3]) == "0.333 + 0.333 + 0.333 ≈ 1"
    assert written(1, [1 / 3], [1 / 3], [1 / 3]) == "0.33 + 0.33 + 0.33 ≈ 1"
    assert written([1 / 3, 2], [1, 1 / 3], [0, 1 / 3]) == "1 × 0.33 + 0 × 0.33 ≈ 0.33"
    assert written(0, [1 / 3, 3], [-1, 1]) == "0.33 × 3 + −1 × 1 ≈ 0"
    assert written([0.004, 1 / 3], [0.5], [-0.496]) == "0.5 + −0.496 = 0.004"
    assert written(0.0025, [0.005, 0.5]) == "0.005 × 0.5 = 0.0025"
    assert written(0.00126, [0.0042, 0.3]) == "0.0042 × 0.3 = 0.00126"
    assert written(0) == " = 0"


def test_a_total_that_its_terms_do_not_make_is_not_called_equal() -> None:
    assert written(7, [1], [2]) == "1 + 2 ≈ 7"


def test_a_long_total_has_fewer_digits() -> None:
    values = np.array([1.337712, -0.845271]), np.array([127935.4, 2163723.2])
    notations = [Notation.of(each) for each in values]
    total = float(np.float64(values[0] @ values[1]))
    terms = [[(a, notations[0]), (b, notations[1])] for a, b in zip(*values, strict=True)]
    texts, sign, end = equation((total, Notation.of([total / 3, total])), terms)
    assert sign == "≈"
    assert true_as_written(texts, sign, end)


def true_as_written(texts: Sequence[Sequence[str]], sign: str, total: str) -> bool:
    """Return whether the terms as written add up to the total, to its digits."""
    made = Fraction(0)
    for term in texts:
        product = Fraction(1)
        for factor in term:
            product *= read(factor)
        made += product
    if sign == "=":
        return made == read(total)
    digits = POWER.sub("", total)
    _, _, after = digits.partition(".")
    # Without decimals three digits may be all that is meant.
    unit = Fraction(10) ** (-len(after) if after else max(len(digits.lstrip("−")) - 3, 0))
    unit *= abs(read("1" + total[len(digits) :]))
    return abs(made - read(total)) <= unit / 2


# Properties of any map.

DECIMALS = st.integers(0, 6).flatmap(
    lambda places: st.integers(-(10**6), 10**6).map(lambda digits: digits / 10**places)
)
FRACTIONS = st.tuples(st.integers(-300, 300), st.integers(1, 255)).map(lambda pair: pair[0] / pair[1])
ANY = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)
LONG = st.floats(-9, 9).map(lambda value: round(value, 9))
MAPS = st.one_of(
    *(st.lists(values, max_size=12) for values in (DECIMALS, FRACTIONS, ANY, LONG)),
    st.lists(st.integers(-(10**40), 10**40), max_size=9),
    st.lists(st.integers(-99, 99), max_size=9),
    st.lists(
        st.floats(width=32, allow_nan=False, allow_infinity=False, allow_subnormal=False), max_size=9
    ).map(np.float32),
)
WIDTHS = st.one_of(st.just(inf), st.floats(0, 6))


def exactly(value: Any) -> Fraction:
    """Return the exact value of a number's shortest decimal text."""
    return Fraction(value) if isinstance(value, int) else Fraction(str(value))


@given(MAPS, WIDTHS)
def test_texts_are_no_wider_than_said_and_never_minus_zero(values: Any, max_width: float) -> None:
    notation = Notation.of(values, max_width)
    texts = [notation.text(value) for value in values]
    for text in texts:
        assert re.fullmatch(r"(−?\d+(\.\d+)?)?", text)
        assert not re.fullmatch(r"−0(\.0*)?", text)
        assert width(text) <= max_width + 1e-8
    if len(values):
        assert max(map(width, texts)) == notation.width
        assert notation.blank == pytest.approx(texts.count("") / len(texts))
        assert notation.blank <= 0.5 or notation.blank == 1


@given(MAPS, WIDTHS)
def test_only_what_is_nothing_is_written_as_zero(values: Any, max_width: float) -> None:
    notation = Notation.of(values, max_width)
    whole = all(isinstance(value, int) for value in values)
    largest = max((abs(exactly(value)) for value in values), default=0)
    for value in values:
        zero = value == 0 if whole else abs(exactly(value)) <= largest / 10**12
        near = not whole and abs(abs(exactly(value)) / largest * 10**12 - 1) < 0.6 if largest else False
        assert near or notation.text(value) in (("0", "") if zero else {notation.text(value)} - {"0"})


@given(MAPS)
def test_what_is_read_is_the_value_rounded(values: Any) -> None:
    notation = Notation.of(values)
    largest = max((abs(exactly(value)) for value in values), default=0)
    for value in values:
        text = notation.text(value)
        seen = read(text) * Fraction(10) ** notation.power
        unit = Fraction(10) ** (notation.power - (len(text.partition(".")[2]) or notation.decimals))
        assert notation.read(value) == seen
        assert abs(seen - exactly(value)) <= unit / 2 + largest / 10**12
        assert notation.shows(value) or not notation.exact
        if notation.shows(value):
            assert abs(seen - exactly(value)) <= largest / 10**12


@given(MAPS, WIDTHS)
def test_larger_values_are_not_read_as_smaller(values: Any, max_width: float) -> None:
    notation = Notation.of(values, max_width)
    texts = [notation.text(value) for value in sorted(values)]
    assert all(read(one) <= read(other) for one, other in pairwise(filter(None, texts)))


@given(MAPS)
def test_different_values_of_an_exact_map_look_different(values: Any) -> None:
    notation = Notation.of(values)
    assume(notation.exact)
    largest = max((abs(exactly(value)) for value in values), default=0)
    for one, other in combinations(values, 2):
        if abs(exactly(one) - exactly(other)) > 3 * largest / 10**12:
            assert notation.text(one) != notation.text(other)


@given(st.lists(st.one_of(DECIMALS, FRACTIONS), max_size=9))
def test_values_that_three_decimals_tell_apart_look_different(values: list[float]) -> None:
    assume(max(map(abs, values), default=0) < 1000)
    notation = Notation.of(values)
    shown = [value for value in values if not notation.power]
    rounded = {v: Decimal(repr(v)).quantize(Decimal("0.001"), ROUND_HALF_UP) for v in shown}
    whole = {v: v == int(v) for v in shown}
    for one, other in combinations(shown, 2):
        if rounded[one] != rounded[other] or whole[one] != whole[other]:
            assert notation.text(one) != notation.text(other)


@given(st.lists(st.integers(-99999, 99999), min_size=1), st.integers(11, 200), st.booleans())
def test_maps_that_powers_of_ten_lie_between_have_the_same_texts(
    digits: list[int], power: int, small: bool
) -> None:
    assume(any(digits))
    first, second = (-20, -power - 5) if small else (11, power)
    one, other = ([float(f"{each}e{exponent}") for each in digits] for exponent in (first, second))
    here, there = Notation.of(one), Notation.of(other)
    assert [here.text(value) for value in one] == [there.text(value) for value in other]
    assert here.power - first == there.power - second
    assert (here.exact, here.width) == (there.exact, there.width)


@given(MAPS, WIDTHS)
def test_a_comma_changes_the_mark_alone(values: Any, max_width: float) -> None:
    point, comma = Notation.of(values, max_width), Notation.of(values, max_width, comma=True)
    assert (point.mark, point.width, point.blank) == (comma.mark, comma.width, comma.blank)
    for value in values:
        assert comma.text(value) == point.text(value).replace(".", ",")
        assert comma.term(value) == point.term(value).replace(".", ",")


@given(MAPS, WIDTHS, st.randoms())
def test_order_shape_and_what_is_masked_change_nothing(values: Any, max_width: float, random: Any) -> None:
    assume(len(values))
    notation = Notation.of(values, max_width)
    mixed = list(values)
    random.shuffle(mixed)
    array = np.array(mixed, np.float32 if isinstance(values, np.ndarray) else None)
    if array.dtype.kind == "f" and any(isinstance(value, int) for value in mixed):
        array = np.array(mixed, object)
    assert Notation.of(array.reshape(1, -1, 1), max_width) == notation
    hidden = np.ma.array(
        np.append(array, array[:1] * 0 + 77), mask=[False] * len(array) + [True] * len(array[:1])
    )
    assert Notation.of(hidden, max_width) == notation


@given(st.lists(DECIMALS, min_size=1), st.randoms())
def test_last_bits_change_no_text(values: list[float], random: Any) -> None:
    def near(value: float) -> float:
        return float(np.nextafter(value, random.choice([-inf, value, inf]))) if value else value

    others = list(map(near, values))
    here, there = Notation.of(values), Notation.of(others)
    assert [here.text(value) for value in values] == [there.text(value) for value in others]
    assert [here.text(value) for value in values] == [here.text(value) for value in others]
    assert here.mark == there.mark


@given(MAPS)
def test_terms_say_their_size_and_end_in_no_zero(values: Any) -> None:
    notation = Notation.of(values)
    for value in values:
        term = notation.term(value)
        assert read(term) == notation.plain().read(value)
        if notation.plain().shows(value):
            assert not re.search(r"\.\d*0(·|$)", term)


@given(
    st.lists(st.one_of(DECIMALS, FRACTIONS, LONG), min_size=6, max_size=6),
    st.lists(st.one_of(FRACTIONS, LONG), min_size=3, max_size=3),
)
def test_sums_are_true_as_written(pixels: list[float], weights: list[float]) -> None:
    image, kernel = np.array([pixels]), np.array([weights])
    steps = list(shown.gather_steps(image, kernel))
    maps = [Notation.of(values) for values in (image, kernel, [step.total for step in steps])]
    for step in steps:
        terms = [[(a, maps[0]), (b, maps[1])] for a, b in zip(step.window[0], weights, strict=True)]
        texts, sign, total = equation((step.total, maps[2]), terms)
        assert true_as_written(texts, sign, total)
        if sign == "=":
            assert all(maps[0].plain().shows(a) and maps[1].plain().shows(b) for (a, _), (b, _) in terms)


@given(
    st.lists(st.integers(-9, 9), min_size=4, max_size=4), st.lists(st.integers(-9, 9), min_size=4, max_size=4)
)
def test_sums_of_sixteenths_are_equal(pixels: list[int], weights: list[int]) -> None:
    values, shares = [pixel / 4 for pixel in pixels], [weight / 16 for weight in weights]
    total = sum(a * b for a, b in zip(values, shares, strict=True))
    maps = Notation.of(values), Notation.of(shares), Notation.of([total])
    texts, sign, end = equation(
        (total, maps[2]), [[(a, maps[0]), (b, maps[1])] for a, b in zip(values, shares, strict=True)]
    )
    assert (sign == "=") == maps[2].exact
    assert true_as_written(texts, sign, end)


def test_width_is_what_typst_sets() -> None:
    random = np.random.default_rng(7)
    texts = []
    for number in range(150):
        values = random.normal(size=20) * 10.0 ** random.integers(-5, 8)
        values = [values, values.round(2), values.round()][number % 3]
        notation = Notation.of(values, comma=bool(number % 2))
        texts += [notation.text(value) for value in values]
    assert len(set(texts)) > 2000
    for text, outline in zip(texts, typeset(texts), strict=True):
        assert width(text) == pytest.approx(outline.width, abs=1e-4), text
