"""A clip's key depends on all that it shows, and nothing else: neither the process nor a name."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from convscenes.rendering.options import Options, Quality
from convscenes.rendering.requests import fingerprint
from convscenes.rendering.requests.fingerprint import clip_keys, serialized
from convscenes.rendering.tasks.clip import Clip
from convscenes.rendering.tasks.packed import PackedStory, unpacked
from convscenes.spec import Card
from convscenes.stories import Beat, Presentation, Story, load_story
from convscenes.stories._base.handover import Before
from convscenes.stories._base.loading import CARD as CARD_KIND
from convscenes.stories._base.loading import card_story
from tests.conftest import SHIPPED
from tests.rendering.requests.edits import edits

OPTIONS = Options(Quality(64, 36, 10), pace=10)
Build = Callable[..., Story]


@pytest.fixture
def scatter(build: Build) -> Story:
    """A story of six beats."""
    return build("scatter", input=[[2, 3]], kernel=[[1, 2, 4]])


CARD = card_story(Card(card="Why?", text=["A picture shrinks.", "It must grow again."]))


def changed(one: Story, other: Story) -> list[int]:
    """Return the numbers of the beats whose clips get another key."""
    pairs = zip(clip_keys(one, OPTIONS), clip_keys(other, OPTIONS), strict=True)
    return [number for number, (a, b) in enumerate(pairs) if a != b]


def with_beat(story: Story, number: int, **fields: Any) -> Story:
    beats = list(story.beats)
    beats[number] = replace(beats[number], **fields)
    return replace(story, beats=tuple(beats))


def test_every_beat_has_a_key_of_its_own(scatter: Story) -> None:
    keys = clip_keys(scatter, OPTIONS)
    assert len(keys) == len(set(keys)) == len(scatter.beats) == 6
    assert all(len(key) == 32 and int(key, 16) for key in keys)


def test_beats_that_say_the_same_have_keys_of_their_own() -> None:
    beat = Beat("come", "come", "It comes.", {})
    story = Story("squares", "", "", (), (beat, beat, beat))
    assert len(set(clip_keys(story, OPTIONS))) == 3


def test_a_caption_is_shown_by_its_clip_and_at_the_beginning_of_the_next(scatter: Story) -> None:
    for number in range(6):
        other = with_beat(scatter, number, caption="Something else.")
        assert changed(scatter, other) == [number, number + 1][: 6 - number]


def test_how_long_a_beat_is_held_is_shown_by_its_clip_alone(scatter: Story) -> None:
    for number in range(6):
        held = with_beat(scatter, number, hold=4.0)
        assert changed(scatter, held) == [number]
        assert changed(held, with_beat(scatter, number, hold=0.0)) == [number]


def test_a_note_is_shown_by_no_clip_and_the_title_by_all(scatter: Story) -> None:
    assert changed(scatter, with_beat(scatter, 2, note="Ask why.")) == []
    untitled = replace(scatter, presentation=Presentation(show_title=False))
    assert changed(scatter, untitled) == [0, 1, 2, 3, 4, 5]


def test_two_captions_that_change_places_change_what_shows_them(scatter: Story) -> None:
    first, second = scatter.beats[1].caption, scatter.beats[3].caption
    other = with_beat(with_beat(scatter, 1, caption=second), 3, caption=first)
    assert changed(scatter, other) == [1, 2, 3, 4]
    one, two = with_beat(scatter, 1, caption="ab"), with_beat(scatter, 1, caption="a")
    assert changed(with_beat(one, 2, caption="c"), with_beat(two, 2, caption="bc")) == [1, 2, 3]


def test_all_words_of_a_card_stand_on_all_its_frames() -> None:
    for number in range(3):
        assert changed(CARD, with_beat(CARD, number, caption="Something else.")) == [0, 1, 2]


UNSEEN = ("name", "outputs", "description", "presentation", "source")
SHOWN = ("theme", "show_title", "aspect", "text_scale", "frame", "fonts more")
"""Parts of the presentation that clips show."""


@pytest.mark.parametrize("story", ["scatter", "card"])
def test_whatever_changes_in_a_story_changes_its_keys_unless_no_clip_shows_it(
    story: str, scatter: Story
) -> None:
    subject = scatter if story == "scatter" else CARD
    keys = clip_keys(subject, OPTIONS)
    seen = 0
    for place, other in edits(subject):
        same = set(clip_keys(other, OPTIONS)) & set(keys)
        unseen = place.split(" ")[0].split(".")[0] in UNSEEN or place.endswith("description")
        unseen = unseen or (place.startswith("beats.") and place.endswith(("title", "note", "pause")))
        if place.removeprefix("presentation.") in SHOWN:
            unseen = False
        by_beat = place.endswith("hold") or (place.endswith("caption") and subject is scatter)
        if not (unseen or by_beat):
            assert not same, place
            seen += 1
        elif unseen and place != "presentation":
            assert len(same) == len(keys), place
    assert seen > (100 if subject is scatter else 10)


def test_every_field_of_the_records_is_changed_by_these_tests(scatter: Story) -> None:
    places = [place for place, _ in edits(scatter)]
    for record, before in ((scatter, ""), (scatter.beats[2], "beats.2."), (scatter.maps[0], "maps.0.")):
        for field in fields(record):
            assert any(place.startswith(f"{before}{field.name}") for place in places), field.name
    assert any(".formula.0.role" in place for place in places)
    assert any(".formula.0.cell" in place for place in places)


def test_every_option_is_part_of_the_key(scatter: Story) -> None:
    keys = set(clip_keys(scatter, OPTIONS))
    others = [
        replace(OPTIONS, **change)
        for change in (
            {"quality": Quality(66, 36, 10)},
            {"quality": Quality(64, 38, 10)},
            {"quality": Quality(64, 36, 11)},
            {"format": "webm"},
            {"fps": 12},
            {"theme": "light"},
            {"pace": 9.0},
            {"format": "mov", "transparent": True},
            {"engine": "stock"},
            {"constant_frame_rate": True},
            {"codec": "av1"},
            {"caption_display": "track"},
            {"aspect": "4:3"},
            {"text_scale": 1.2},
            {"frame": "bare"},
        )
    ]
    assert {field.name for field in fields(Options)} == {
        "quality", "format", "fps", "theme", "pace", "transparent", "engine", "constant_frame_rate", "codec",
        "caption_display", "aspect", "text_scale", "frame",
    }  # fmt: skip
    for other in others:
        assert not keys & set(clip_keys(scatter, other)), other


@pytest.mark.parametrize(
    ("given", "asked", "same"),
    [
        (Presentation("light", 1.0), Options.of(), False),
        (Presentation(aspect="4:3"), Options.of(), False),
        (Presentation(aspect="4:3"), Options.of(aspect="16:9"), True),
        (Presentation("dark", 2.0), Options.of(), False),
        (Presentation("light", 3.0), Options.of(theme="dark", pace=1.0), True),
        (Presentation("dark", 1.0, chosen=True), Options.of(), True),
        (Presentation("light", 1.0, chosen=True), Options.of(format="webm", transparent=True), True),
        (Presentation("dark", 1.0, chosen=True), Options.of(format="webm", transparent=True), False),
    ],
    ids=[
        "the spec's theme",
        "the spec's aspect",
        "an aspect that wins over the spec's",
        "the spec's pace",
        "options that win over both",
        "the usual theme, spelt out",
        "the usual theme without a background, spelt out",
        "a theme that is not usual without a background",
    ],
)
def test_what_counts_is_how_it_is_presented(
    scatter: Story, given: Presentation, asked: Options, same: bool
) -> None:
    """Of spec and options, one overrides the other, and only that counts."""
    assert (clip_keys(replace(scatter, presentation=given), asked) == clip_keys(scatter, asked)) == same


def test_what_draws_is_part_of_the_key(scatter: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = set(clip_keys(scatter, OPTIONS))
    other = {"code": "0", "libraries": {"manim": "1.0"}}
    monkeypatch.setattr(fingerprint, "drawing_toolchain", lambda: other)
    assert not keys & set(clip_keys(scatter, OPTIONS))


def test_how_arrays_lie_in_memory_is_no_part_of_the_key() -> None:
    one = np.arange(6).reshape(2, 3)
    masked = np.ma.MaskedArray(one, one > 3)
    for other in (np.asfortranarray(one), one[::-1][::-1], one.copy()):
        assert b"".join(serialized(other)) == b"".join(serialized(one))
        assert b"".join(serialized(np.ma.MaskedArray(other, other > 3))) == b"".join(serialized(masked))
    assert b"".join(serialized(one.T)) != b"".join(serialized(one))


VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 0.0, -0.0, 1.0, float("nan"), "", "1", "None", b"1"),
    *((), [], (1,), [1], (1, 2), (12,), ((1,), 2), (1, (2,)), ("a", "b"), ("ab",), ("ab", ""), ("a", 1)),
    *({}, {"a": 1}, {"a": "1"}, {"b": 1}, {"a": 1, "b": 1}, {"b": 1, "a": 1}),
    *(slice(0, 1), slice(0, None), slice(0, 1, 1), ("slice", 0, 1, None), ("mapping", "a", 1)),
    *(np.int64(1), np.float32(1), np.float64(1), np.bool_(True), ("int64", np.int64(1).tobytes())),
    *(np.array(1), np.array([1]), np.array([[1]]), np.array([1.0]), np.array([1], np.int32), np.array([])),
    *(np.array([True]), np.array(["a"]), np.array(["1"]), ("array", "bool", (1,), b"\1")),
    *(np.ma.MaskedArray([1], [True]), np.ma.MaskedArray([1], [False])),
    *(Quality(1, 2, 3), Quality(1, 3, 2), ("Quality", 1, 2, 3), Presentation()),
)


def test_no_two_values_have_the_same_bytes() -> None:
    written = [b"".join(serialized(value)) for value in VALUES]
    assert len(set(written)) == len(VALUES)
    assert b"".join(serialized((VALUES[3], VALUES[4]))) != b"".join(serialized((VALUES[4], VALUES[3])))


@pytest.mark.parametrize("value", [{1, 2}, Fraction(1, 3), object(), np.array([object()]), Path("a")])
def test_what_cannot_be_told_apart_for_sure_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=r"a story holds a \w+, of which no digest can be made"):
        list(serialized({"steps": [value]}))


def test_every_shipped_story_has_keys_which_survive_its_travel(shipped: Path) -> None:
    story = load_story(shipped)
    keys = clip_keys(story, OPTIONS)
    assert len(set(keys)) == len(story.beats)
    there = unpacked(PackedStory.of(story).data)
    assert there is not story
    assert clip_keys(there, OPTIONS) == keys
    assert clip_keys(unpacked(PackedStory.of(there).data), OPTIONS) == keys


def test_a_spec_that_is_read_twice_is_one_story(shipped: Path) -> None:
    assert PackedStory.of(load_story(shipped)) == PackedStory.of(load_story(shipped))


KEYS = """
import sys
from pathlib import Path
from convscenes.rendering.options import Options
from convscenes.rendering.requests.fingerprint import clip_keys
from convscenes.stories import load_story
for path in sys.argv[1:]:
    print(*clip_keys(load_story(Path(path)), Options.of()))
"""


@pytest.mark.slow
def test_keys_are_the_same_in_every_process() -> None:
    here = [" ".join(clip_keys(load_story(path), Options.of())) for path in SHIPPED]
    for seed in ("1", "2"):
        path = os.pathsep.join(filter(None, sys.path))
        ended = subprocess.run(
            [sys.executable, "-c", KEYS, *map(str, SHIPPED)],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": path, "PYTHONHASHSEED": seed},
        )
        assert ended.stdout.splitlines() == here


def test_keys_do_not_depend_on_the_name_of_the_file(tmp_path: Path) -> None:
    text = SHIPPED[2].read_text(encoding="utf-8")
    (tmp_path / "deep").mkdir()
    keys = set()
    for name in ("a.yaml", "deep/b.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        keys.add(clip_keys(load_story(tmp_path / name), OPTIONS))
    asked = {**yaml.safe_load(text), "outputs": ["gif"], "description": "For machines."}
    (tmp_path / "c.yaml").write_text(yaml.safe_dump(asked), encoding="utf-8")
    keys.add(clip_keys(load_story(tmp_path / "c.yaml"), OPTIONS))
    assert len(keys) == 1


def variants(story: Story) -> Iterator[Story]:
    """Yield the story with other words in a third of its captions, which beats in a row may share."""
    groups = [[*alike] for _, alike in groupby(story.beats, key=lambda beat: beat.caption)]
    for turn in range(3):
        beats = [
            replace(
                beat,
                note="Nothing is to be seen.",
                caption=f"*Other* words of {len(beat.caption)} letters, which run on and on over the whole "
                "width, until they need a second line." if number % 3 == turn else beat.caption,
            )
            for number, group in enumerate(groups) for beat in group
        ]  # fmt: skip
        yield replace(
            story, beats=tuple(beats), name=f"other-{turn}", outputs=("gif",), description="Other words."
        )


def clips(story: Story, keys: tuple[str, ...], only: set[str]) -> dict[str, bytes]:
    """Draw the clips of a story with these keys."""
    packed = PackedStory.of(story)
    drawn = {}
    for number, key in enumerate(keys):
        if key in only:
            clip = Clip(packed, OPTIONS, number, Path("drawn.mp4"))
            clip.make(lambda *_: None)
            drawn[key] = clip.path.read_bytes()
    return drawn


@pytest.mark.slow
@pytest.mark.parametrize(
    "spec", [path for path in SHIPPED if load_story(path).kind != CARD_KIND], ids=lambda path: path.stem
)
def test_a_clip_shows_nothing_that_is_not_in_its_key(spec: Path) -> None:
    """Stories with other words: a clip that keeps its key keeps its bytes."""
    story = load_story(spec)
    keys = clip_keys(story, OPTIONS)
    originals = clips(story, keys, set(keys))
    compared = set()
    for variant in variants(story):
        others = clip_keys(variant, OPTIONS)
        drawn = clips(variant, others, set(keys) & set(others))
        compared |= drawn.keys()
        assert drawn == {key: originals[key] for key in drawn}
    assert compared == set(keys)


def test_what_was_before_a_part_counts_for_its_first_clip_and_for_all_of_a_card(
    build: Build, scatter: Story
) -> None:
    earlier = build("connectivity", input=[[2, 3]], kernel=[[1]])
    end = len(earlier.beats)
    before = Before(earlier, (("input", "input"),), end)
    alone, after = clip_keys(scatter, OPTIONS), clip_keys(scatter, OPTIONS, before)
    assert [one == other for one, other in zip(alone, after, strict=True)] == [False] + [True] * 5
    on_card = clip_keys(CARD, OPTIONS, before)
    assert not set(on_card) & set(clip_keys(CARD, OPTIONS))
    others = [
        Before(with_beat(earlier, len(earlier.beats) - 1, caption="Other words."), before.kept, end),
        Before(with_beat(earlier, 0, act="other"), before.kept, end),
        Before(earlier, (), end),
        Before(earlier, before.kept, end - 1),
        Before(earlier, before.kept, end, Before(CARD, (), 1)),
    ]
    keys = [clip_keys(scatter, OPTIONS, one)[0] for one in (before, *others)]
    assert len(set(keys)) == len(keys)
    same = Before(
        with_beat(earlier, 0, caption="Words that were gone long before its end."), before.kept, end
    )
    assert clip_keys(scatter, OPTIONS, same) == after
