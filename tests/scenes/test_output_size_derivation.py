"""A formula on two lines: parts stand where they stand in the end, numbers below their letters."""

from pathlib import Path

from convscenes.colours.theme import THEMES
from convscenes.look.layout import Rect
from convscenes.scenes.output_size.derivation import Part, placed
from convscenes.stories import load_story

STORY = load_story(Path(__file__).parents[2] / "scenes" / "11-output-size.yaml")
BASE = -2.68
ROOM = Rect(1.0, 0.0, 7.0, 1.0)
WHOLE = STORY.beat("size").formula


def written(beat: str, room: Rect = ROOM) -> list[Part]:
    return [*placed(STORY.beat(beat).formula, WHOLE, room, BASE)]


def spots(beat: str) -> set[tuple[str, float, float]]:
    return {(part.text, part.x, part.y) for part in written(beat)}


def test_parts_appear_where_they_stand_in_the_end() -> None:
    first, then, whole = spots("input"), spots("kernel"), spots("size")
    assert {text for text, *_ in first} == {"i", "=", "4"}
    assert {text for text, *_ in first & then} == {"i", "=", "4"}
    assert {text for text, *_ in then - whole} == {"=", "3"}, "the result so far"
    assert {text for text, *_ in then & whole} == {"i", "+ 2p", "− k", "4", "+ 2 × 1", "− 3"}


def test_numbers_stand_below_their_letters() -> None:
    whole = {(part.text, part.y > BASE): part.x for part in written("size")}
    for letters, numbers in (("+ 2p", "+ 2 × 1"), ("− k", "− 3"), (")/s⌋", ")/2⌋")):
        assert whole[letters, True] == whole[numbers, False]


def test_the_formula_keeps_to_its_room() -> None:
    for room in (ROOM, Rect(0.0, 0.0, 4.0, 1.0)):
        points = [part.lettering(THEMES["dark"]).points for part in written("size", room)]
        left, right = min(p[:, 0].min() for p in points), max(p[:, 0].max() for p in points)
        assert room.left <= left < right <= room.right


def test_what_stays_is_not_written_again() -> None:
    assert {part.text for part in {*written("padding")} & {*written("kernel")}} == {"i", "4", "="}
    assert not {*placed(STORY.beat("back").formula, STORY.beat("back").formula, ROOM, BASE)} & {
        *written("size")
    }
