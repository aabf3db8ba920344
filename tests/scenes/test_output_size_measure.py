"""A dimension line has the longest label that fits."""

import numpy as np
import pytest
from manim import VMobject

from convscenes.colours.theme import THEMES
from convscenes.look.glyphs import typeset
from convscenes.look.letter_sizes import MIN_EM
from convscenes.look.lettering import Lettering
from convscenes.scenes.output_size.measure import EM, measure

LABELS = ("i = 4", "i", "4")
COLOUR = THEMES["dark"].input


def extent(mobject: VMobject) -> tuple[float, float]:
    return float(np.ptp(mobject.points[:, 0])), float(np.ptp(mobject.points[:, 1]))


@pytest.mark.parametrize(("length", "label"), [(2.0, "i = 4"), (0.5, "i"), (0.1, "")])
def test_a_label_is_as_long_as_fits(length: float, label: str) -> None:
    drawn = measure((0, 0), (length, 0), LABELS, COLOUR)
    written = [m for m in drawn if isinstance(m, Lettering)]
    widths = [round(typeset([label])[0].width * EM, 6)] if label else []
    assert [round(m.advance, 6) for m in written] == widths
    assert all(m.em >= MIN_EM for m in written)
    assert all(extent(m)[0] <= length and m.points[:, 1].max() < 0 for m in written)


@pytest.mark.parametrize("side", [1, -1])
def test_a_line_down_has_its_label_beside_it(side: int) -> None:
    drawn, label = measure((1, 2), (1, 0), LABELS, COLOUR, side=side)
    assert extent(drawn) == pytest.approx((0.14, 1.9))
    assert (side * (label.points[:, 0] - 1)).min() > 0.1
    assert 0 < label.points[:, 1].min() < label.points[:, 1].max() < 2


def test_words_too_wide_for_the_space_beside_a_map_give_way() -> None:
    labels = ("d(k − 1) + 1 = 5", "d(k − 1) + 1", "5")
    _, label = measure((0, 3), (0, 0), labels, COLOUR)
    assert label.advance == pytest.approx(typeset(["5"])[0].width * EM)
