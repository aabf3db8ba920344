"""A formula on two lines: parts stand where they stand in the end, numbers below their letters."""

from collections.abc import Sequence

from convscenes.look.theme import THEMES
from convscenes.ops import Geometry
from convscenes.scenes._base.derivation import Derivation
from convscenes.stories import Term
from convscenes.stories._base.derivation import complete, derived, parts

PARTS = parts(Geometry.convolution((4, 5), (3, 3), stride=2, padding=1), 1)
WHOLE = complete("o", PARTS, 3)


def laid() -> Derivation:
    derivation = Derivation(THEMES["dark"], x=1.0, y=-2.0, most=7.0)
    derivation.lay(WHOLE)
    return derivation


def written(derivation: Derivation, terms: Sequence[Term]) -> dict[str, tuple[float, float]]:
    derivation.write(terms)
    return {
        f"{line}-{term.text}": (float(lettering.points[:, 0].min()), float(lettering.points[:, 1].min()))
        for (line, _), (term, _, lettering) in derivation.written.items()
    }


def test_parts_appear_where_they_stand_in_the_end() -> None:
    growing = laid()
    first = written(growing, derived(PARTS, ["input"], 5))
    then = written(growing, derived(PARTS, ["input", "padding", "kernel"], 4))
    whole = written(laid(), WHOLE)
    assert set(first) == {"letters-i", "numbers-=", "numbers-5"}
    for spot in ("letters-i", "numbers-5"):
        assert first[spot] == then[spot] == whole[spot]
    for spot in ("letters-+ 2p", "numbers-+ 2 × 1", "letters-− k", "numbers-− 3"):
        assert then[spot] == whole[spot]


def test_numbers_stand_below_their_letters() -> None:
    whole = written(laid(), WHOLE)
    for letters, numbers in (("+ 2p", "+ 2 × 1"), ("− k", "− 3"), (")/s⌋", ")/2⌋")):
        above, below = whole[f"letters-{letters}"], whole[f"numbers-{numbers}"]
        assert abs(above[0] - below[0]) < 0.01
        assert above[1] > below[1]


def test_the_formula_keeps_to_its_room() -> None:
    for derivation in (laid(), Derivation(THEMES["light"], x=0.0, y=0.0, most=4.0)):
        derivation.lay(WHOLE)
        derivation.write(WHOLE)
        points = [m.points for _, _, m in derivation.written.values()]
        left, right = min(p[:, 0].min() for p in points), max(p[:, 0].max() for p in points)
        assert derivation.x - derivation.most / 2 <= left < right <= derivation.x + derivation.most / 2


def test_what_stays_is_not_written_again() -> None:
    derivation = laid()
    assert len(derivation.write(derived(PARTS, ["input"], 5))) == 3
    kept = derivation.written["letters", 3][2]
    assert not derivation.write(derived(PARTS, ["input"], 5))
    derivation.write((*derived(PARTS, ["input"], 5)[:1], Term("="), Term("5", "quiet")))
    assert derivation.written["letters", 3][2] is kept
    derivation.wipe()
    assert not derivation.written
