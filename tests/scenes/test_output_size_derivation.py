"""A formula on two lines: parts stand where they stand in the end, numbers below their letters."""

from pathlib import Path

from convscenes.look.layout import Rect
from convscenes.look.theme import THEMES
from convscenes.scenes.output_size.derivation import Derivation
from convscenes.stories import Story, load_story

SPEC = Path(__file__).parents[2] / "scenes" / "11-output-size.yaml"
ROOM = Rect(1.0, 0.0, 7.0, 1.0)
Ends = dict[str, tuple[float, float]]


def derivation(story: Story, room: Rect = ROOM) -> Derivation:
    return Derivation(story, THEMES["dark"], room, -2.0)


def written(growing: Derivation, beat: str) -> Ends:
    """Return the lower left corner of all that stands there, written anew for a beat."""
    growing.leaving(growing.story.beat(beat))
    growing.write("", growing.story.beat(beat))
    return {
        f"{part.line}-{part.term.text}": (float(one.points[:, 0].min()), float(one.points[:, 1].min()))
        for part, one in growing.parts.items()
    }


def test_parts_appear_where_they_stand_in_the_end() -> None:
    story = load_story(SPEC)
    growing = derivation(story)
    first, then = written(growing, "input"), written(growing, "kernel")
    whole = written(derivation(story), "size")
    assert set(first) == {"letters-i", "numbers-=", "numbers-4"}
    for spot in ("letters-i", "numbers-4"):
        assert first[spot] == then[spot] == whole[spot]
    for spot in ("letters-+ 2p", "numbers-+ 2 × 1", "letters-− k", "numbers-− 3"):
        assert then[spot] == whole[spot]


def test_numbers_stand_below_their_letters() -> None:
    whole = written(derivation(load_story(SPEC)), "size")
    for letters, numbers in (("+ 2p", "+ 2 × 1"), ("− k", "− 3"), (")/s⌋", ")/2⌋")):
        above, below = whole[f"letters-{letters}"], whole[f"numbers-{numbers}"]
        assert abs(above[0] - below[0]) < 0.01
        assert above[1] > below[1]


def test_the_formula_keeps_to_its_room() -> None:
    for room in (ROOM, Rect(0.0, 0.0, 4.0, 1.0)):
        whole = derivation(load_story(SPEC), room)
        written(whole, "size")
        points = [one.points for one in whole.parts.values()]
        left, right = min(p[:, 0].min() for p in points), max(p[:, 0].max() for p in points)
        assert room.left <= left < right <= room.right


def test_what_stays_is_not_written_again() -> None:
    growing = derivation(load_story(SPEC))
    padding, kernel, back = (growing.story.beat(name) for name in ("padding", "kernel", "back"))
    written(growing, "padding")
    assert growing.missing(padding) == []
    assert growing.missing(kernel) == [""]
    kept = {part: one for part, one in growing.parts.items() if part.term.text in ("i", "4")}
    assert len(kept) == 2
    assert growing.leaving(kernel) == []
    growing.write("", kernel)
    assert all(growing.parts[part] is one for part, one in kept.items())
    assert len(growing.leaving(back)) == 9, "i + 2p − k = 4 + 2 × 1 − 3 = 3"
    assert not growing.parts


def test_where_a_formula_grows_from_does_not_matter() -> None:
    story = load_story(SPEC)
    walked = derivation(story)
    for beat in ("input", "padding", "kernel", "stride"):
        written(walked, beat)
    assert written(walked, "size") == written(derivation(story), "size")
