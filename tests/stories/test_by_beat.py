"""What a spec says about single beats: captions, notes, how long they are held; and beats that are none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from convscenes.errors import SpecError
from convscenes.stories import Story, alt_text, kinds, load_story
from tests.conftest import SHIPPED, shipped_story

FIELDS = {"input": [[2, 3], [4, 1]], "kernel": [[1, 2, 4]]}
Build = Callable[..., Story]


def test_a_caption_replaces_that_of_its_beat_alone(build: Build) -> None:
    usual = build("scatter", **FIELDS)
    own = build(
        "scatter", **FIELDS, captions={"stamp-2": r"Der *zweite* Stempel: f \* g, $x^2$, *a* und $5."}
    )
    beat = own.beat("stamp-2")
    assert beat.plain_caption == "Der zweite Stempel: f * g, x^2, a und $5."
    assert beat.caption.count("*") == 5, "strong words stay strong"
    assert alt_text(own, beat).startswith(beat.plain_caption)
    assert beat.formula_text == usual.beat("stamp-2").formula_text
    for one, other in zip(usual.beats, own.beats, strict=True):
        assert one.caption == other.caption or one.name == "stamp-2"
        assert (one.title, one.points.keys()) == (other.title, other.points.keys())


def test_a_caption_may_run_from_right_to_left(build: Build) -> None:
    (beat, *_) = build("scatter", **FIELDS, captions={"maps": "*שלום* 3×3"}).beats
    assert beat.plain_caption == "שלום 3×3"
    assert beat.caption == "\N{RIGHT-TO-LEFT ISOLATE}*שלום* 3×3\N{POP DIRECTIONAL ISOLATE}"


def test_notes_and_holds_are_those_of_their_beats(build: Build) -> None:
    story = build("scatter", **FIELDS, notes={"maps": "Ask why.\nWait.\n"}, hold={"maps": 4, "lift-1": 0})
    assert [(beat.note, beat.hold) for beat in story.beats[:3]] == [
        ("Ask why.\nWait.", 4), ("", 0), ("", None),
    ]  # fmt: skip


def test_a_pause_is_that_of_its_beats_and_nowhere_unless_given(build: Build) -> None:
    story = build("scatter", **FIELDS, pause=["stamp-2", "maps"])
    assert [beat.name for beat in story.beats if beat.pause] == ["maps", "stamp-2"]
    assert not any(beat.pause for beat in build("scatter", **FIELDS).beats)


def test_what_a_kind_says_stays_what_it_is_without_the_fields(build: Build) -> None:
    assert build("scatter", **FIELDS).presentation.show_title
    assert not build("scatter", **FIELDS, show_title=False).presentation.show_title
    assert all(beat.hold is None and not beat.note for beat in build("scatter", **FIELDS).beats)


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_takes_them(kind: str, tmp_path: Path) -> None:
    spec = next(path for path in SHIPPED if shipped_story(path).kind == kind)
    last = shipped_story(spec).beats[-1].name
    fields = yaml.safe_load(spec.read_text(encoding="utf-8"))
    fields |= {"captions": {last: "*Ende*."}, "notes": {last: "?"}, "hold": {last: 2}, "show_title": False}
    for file in spec.parent.glob("*/*"):
        (tmp_path / file.relative_to(spec.parent)).parent.mkdir(exist_ok=True)
        (tmp_path / file.relative_to(spec.parent)).symlink_to(file)
    path = tmp_path / "spec.yaml"
    path.write_text(yaml.safe_dump(fields), encoding="utf-8")
    beat = load_story(path).beats[-1]
    assert (beat.plain_caption, beat.note, beat.hold) == ("Ende.", "?", 2)


def test_beats_that_a_story_has_not_are_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(
        "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 4]]\n"
        "captions:\n  maps: The maps.\n  mapps: The maps.\n"
        "notes: {x: Ask.}\nhold: {stamp-3: 2}\n",
        encoding="utf-8",
    )
    lines = (
        '6:3: captions.mapps: no such beat. Did you mean "maps"?',
        "7:9: notes.x: no such beat. There are: maps, lift-1, multiply-1, land-1, stamp-2, overlap.",
        '8:8: hold."stamp-3": no such beat. Did you mean "stamp-2"?',
    )
    with pytest.raises(SpecError, match="^" + re.escape("\n".join(f"{path}:{line}" for line in lines)) + "$"):
        load_story(path)
