"""Labels: the name on one line or two, the shape and a mark after its last word."""

from __future__ import annotations

import pytest

from convscenes.colours.theme import THEMES
from convscenes.look.glyphs import typeset
from convscenes.look.layout import LABEL as HEIGHT
from convscenes.look.layout import Place, Room
from convscenes.look.letter_sizes import LABEL, MIN_EM
from convscenes.look.lettering import Lettering
from convscenes.look.map_label import MapLabel, label_size, label_width
from convscenes.spec.markup import plain

GERMAN = "Ausgabe der transponierten Faltung"
PLACE = Place(1.0, -0.5, 0.6, 2, 3)
TOP = PLACE.rect.top


def label(text: str, **more: float | str | Room) -> list[Lettering]:
    return list(MapLabel(text, "2×3", "output", THEMES["dark"], PLACE, **more))  # type: ignore[arg-type]


def words(parts: list[Lettering]) -> list[str]:
    return [plain(part.outline.text) for part in parts]


def ends(parts: list[Lettering]) -> tuple[float, float]:
    return min(part.points[:, 0].min() for part in parts), max(part.points[:, 0].max() for part in parts)


def test_a_label_stands_on_one_line_where_nothing_else_is_asked() -> None:
    name, size = label(GERMAN)
    assert words([name, size]) == [GERMAN, "2×3"]
    assert label_size(GERMAN, "2×3") == (label_width(GERMAN, "2×3"), HEIGHT)


def test_a_long_one_takes_two_lines_and_its_size_stands_after_the_last_word() -> None:
    first, second, size = label(GERMAN, max_width=4.0)
    assert words([first, second, size]) == ["Ausgabe der", "transponierten Faltung", "2×3"]
    assert size.points[:, 0].min() > second.points[:, 0].max()
    assert first.points[:, 1].min() > second.points[:, 1].max(), "one above the other"
    for line in ([first], [second, size]):
        assert sum(ends(line)) / 2 == pytest.approx(PLACE.x, abs=0.02), "centred on the map"


def test_it_is_as_large_as_the_layout_is_told() -> None:
    parts = label(GERMAN, max_width=4.0, mark="$≈$")
    width, height = label_size(GERMAN, "2×3", 4.0, "$≈$")
    left, right = ends(parts)
    assert width == pytest.approx(right - left, abs=0.05)
    assert min(part.points[:, 1].min() for part in parts) > TOP
    assert TOP + height > max(part.points[:, 1].max() for part in parts)
    assert width < 0.7 * label_width(GERMAN, "2×3")
    assert height < HEIGHT + 1.2 * LABEL


@pytest.mark.parametrize("maths", ["$a/b$", "$1/(1 + 1/(1 + 1/x))$", "$x_(2_(2_2))$"])
def test_maths_stands_clear_of_the_map(maths: str) -> None:
    parts = label(maths)
    assert min(part.points[:, 1].min() for part in parts) > TOP
    assert TOP + label_size(maths, "2×3")[1] > max(part.points[:, 1].max() for part in parts)


def test_a_single_word_stays_whole() -> None:
    assert words(label("Donaudampfschifffahrt", max_width=1.0)) == ["Donaudampfschifffahrt", "2×3"]


def test_a_mark_stands_after_the_size_and_can_be_read() -> None:
    _, size, mark = label("Output", mark="$times 10^(-3)$")
    assert mark.points[:, 0].min() > size.points[:, 0].max()
    assert mark.em >= MIN_EM
    space = (typeset(["$times 10^(-3)$"])[0].width + 0.55) * LABEL
    assert label_size("Output", "2×3", mark="$times 10^(-3)$")[0] == pytest.approx(
        label_width("Output", "2×3") + space
    )


def test_in_a_narrow_room_it_is_set_smaller_before_it_is_broken() -> None:
    width, _ = label_size("Partial sums", "2×3")
    name, size = label("Partial sums", room=Room(0.0, 0.9 * width))
    assert name.em == size.em == pytest.approx(0.9 * LABEL)
    two = label("Partial sums", room=Room(0.0, 0.7 * width))
    assert words(two) == ["Partial", "sums", "2×3"]
    assert {part.em for part in two} == {LABEL}, "on two lines there is room for full size"


def test_it_keeps_to_its_room_off_the_middle_of_the_map() -> None:
    parts = label(GERMAN, room=Room(1.5, 5.5))
    left, right = ends(parts)
    assert left == pytest.approx(1.5, abs=0.02)
    assert right < 5.5
    assert ends(label("x", room=Room(-2.0, 4.0))) == pytest.approx(ends(label("x"))), (
        "in the middle if it can"
    )


def test_it_is_never_too_small_to_read() -> None:
    parts = label(GERMAN, room=Room(0.0, 1.0))
    assert {part.em for part in parts} == {MIN_EM}
    left, right = ends(parts)
    assert right - left > 1.0, "what has no room is wider: check refuses it"
