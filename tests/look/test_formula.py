"""A formula: terms side by side, with space between them but not inside of brackets."""

import pytest

from convscenes.colours.theme import THEMES
from convscenes.look.formula import SPACE, Formula
from convscenes.look.glyphs import typeset


@pytest.mark.parametrize(
    ("texts", "spaces"),
    [
        (["1", "+", "2"], 2),
        (["max(", "3,", "4", ")", "=", "4"], 3),
        (["(", "3", "+", "4", ") / 2", "="], 3),
        (["2", "×", "(−1)", "=", "−2"], 4),
    ],
)
def test_there_is_no_space_inside_of_brackets(texts: list[str], spaces: int) -> None:
    formula = Formula([(text, "input") for text in texts], THEMES["dark"], x=0, y=0)
    outlines = typeset(texts)
    starts = [
        (term.points[:, 0].min() / formula.em - outline.points[:, 0].min())
        for term, outline in zip(formula, outlines, strict=True)
    ]
    wide = sum(outline.width for outline in outlines[:-1]) + spaces * SPACE
    assert starts[-1] - starts[0] == pytest.approx(wide, abs=1e-6)
    assert starts == sorted(starts)
