"""What the entry of a playlist says about its spec: some beats, other fields."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from convscenes.errors import SpecError, UsageError
from convscenes.rendering.requests.plan import chapters_of, shown
from convscenes.rendering.requests.specs import Specs
from tests.rendering.requests.test_plan import (
    ALL,
    BEATS,
    SMALL,
    A,
    files,  # noqa: F401  a fixture of every test
    joined,
    playlist,
    scatter,
    video,
)


def test_an_entry_shows_some_beats_which_are_clips_of_the_whole() -> None:
    playlist(
        "{spec: a.yaml, first: lift-1, last: land-1}",
        "{spec: b.yaml, last: first}",
        "{spec: c.yaml, handover: false}",
    )
    a, b, c = (joined(video(Path(f"{name}.yaml"))).jobs for name in "abc")
    parts = joined(video(ALL)).parts
    assert joined(video(ALL)).jobs == (*a[1:4], *b[:1], *c)
    assert [beat.name for beat, _ in shown(parts)] == [*BEATS[1:4], "maps", *BEATS]
    assert chapters_of(parts) == [("Part a", 3), ("Part b", 1), ("Part c", 6)]
    playlist("{spec: a.yaml, first: overlap}")
    assert chapters_of(joined(video(ALL)).parts) == [("How many stamps met", 1)]


def test_an_entry_sets_fields_for_itself() -> None:
    playlist("{spec: a.yaml, set: {hold: {stamp-2: 4}, stride: 2}}", "{spec: a.yaml, handover: false}")
    changed, plain = joined(video(ALL)).parts
    assert changed.story.beat("stamp-2").hold == 4
    assert changed.story.beats[0].shows["output"].shape == (1, 5)
    assert plain.clips == joined(video()).clips


def test_what_an_entry_sets_overrides_the_playlist_and_options_both() -> None:
    playlist("{spec: a.yaml, set: {pace: 3, theme: light}}", "b.yaml", pace=2, theme="dark")
    shows = [part.options.presentation(part.story) for part in joined(video(ALL)).parts]
    assert [(one.pace, one.theme) for one in shows] == [(3, "light"), (2, "dark")]
    playlist("a.yaml", "{spec: a.yaml, set: {theme: light}}", theme="light")
    assert joined(video(ALL)).parts[1].before is not None, "both are light"
    faster = replace(SMALL, pace=5)
    assert {how.pace for _, how in shown(joined(video(ALL, faster)).parts)} == {5}


def test_an_entry_s_aspect_is_that_of_one_spec_among_others() -> None:
    playlist("a.yaml", "{spec: a.yaml, set: {aspect: '4:3'}}")
    with pytest.raises(
        UsageError, match=r"but a\.yaml is 16:9, a\.yaml is 4:3\. Give the playlist an aspect"
    ):
        joined(video(ALL))


def test_a_playlist_leaves_out_the_titles_of_all_specs_but_not_of_cards() -> None:
    playlist("{card: Why}", "a.yaml", "{spec: b.yaml, set: {show_title: true}}", show_title="false")
    titled = [part.options.presentation(part.story).show_title for part in joined(video(ALL)).parts]
    assert titled == [True, False, True]


def test_a_part_that_ends_early_hands_over_what_it_shows_then() -> None:
    """What begins in its middle begins alone: with the end of the beat before."""
    Path("b.yaml").write_text(scatter("a").replace("scatter", "kernel-slide"), encoding="utf-8")
    playlist("{spec: a.yaml, last: lift-1}", "{card: Why}", "a.yaml", "{spec: a.yaml, first: overlap}")
    first, card, whole, last = joined(video(ALL)).parts
    assert [part.before and part.before.end for part in (first, card, whole, last)] == [None, 2, 1, None]
    assert [clip.before and clip.before.end for clip in whole.clips[:2]] == [1, None]
    assert last.clips == joined(video(A, first="overlap")).clips


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (
            "{spec: a.yaml, first: lift-2}",
            '25: playlist.first: beat of a: no "lift-2". Did you mean "lift-1"? ',
        ),
        ("{spec: a.yaml, last: map}", '24: playlist.last: beat of a: no "map". Did you mean "maps"? '),
        (
            "{spec: a.yaml, first: land-1, last: lift-1}",
            "39: playlist.last: lift-1 comes before land-1 in a.",
        ),
        ("{spec: a.yaml, first: 3}", "25: playlist.first: must be text, got 3."),
        ("{spec: a.yaml, set: 3}", "23: playlist.set: must be a mapping, got 3."),
        ("{spec: a.yaml, set: {stride: 0}}", "32: playlist.set.stride: must be at least 1, got 0."),
        ("{spec: a.yaml, set: {strid: 2}}", '24: playlist.set.strid: unknown field. Did you mean "stride"?'),
        (
            "{spec: a.yaml, set: {hold: {stmp-2: 1}}}",
            '31: playlist.set.hold."stmp-2": no such beat. Did you mean "stamp-2"?',
        ),
        (
            "{spec: a.yaml, set: {stride.x: 2}}",
            "18: playlist.set: --set stride.x: stride has no fields of its",
        ),
    ],
)
def test_what_an_entry_says_is_refused_at_its_place(entry: str, problem: str) -> None:
    Path("a.yaml").write_text(f"{scatter('a')}stride: 1\n", encoding="utf-8")
    ALL.write_text(f"playlist:\n- {entry}\n", encoding="utf-8")
    for checked in (lambda spec: spec.playlist, lambda spec: spec.own_playlist):
        with pytest.raises(SpecError, match=rf"^all\.yaml:2:{re.escape(problem)}.*$") as refused:
            checked(Specs()[ALL])
        assert len(refused.value.problems) == 1


def test_a_playlist_s_own_check_leaves_the_problems_of_its_parts_to_them() -> None:
    Path("b.yaml").write_text("kind: scatter\n", encoding="utf-8")
    playlist("a.yaml", "b.yaml")
    assert Specs()[ALL].own_playlist is not None
    with pytest.raises(SpecError, match=r"^b\.yaml:1:1: "):
        _ = Specs()[ALL].playlist


def test_a_caption_of_which_an_entry_shows_a_part_can_still_be_read() -> None:
    spec = "kind: kernel-slide\ninput: {range: [8, 4]}\nkernel: [[1, 2], [0, 1]]\n"
    Path("slide.yaml").write_text(spec, encoding="utf-8")
    story = Specs()[Path("slide.yaml")].story
    first = next(n for n, beat in enumerate(story.beats) if beat.caption == story.beats[n + 1].caption)
    name, words = story.beats[first].name, len(story.beats[first].plain_caption.split())
    alike = sum(beat.caption == story.beats[first].caption for beat in story.beats)
    playlist(f"{{spec: slide.yaml, first: {name}, last: {name}}}", "{spec: slide.yaml, handover: false}")
    cut, whole = joined(video(ALL)).parts
    missing = words / 3 * (alike - 1) / alike
    assert cut.longer == [round(missing * cut.options.frame_rate)]
    assert not any(whole.longer)
    playlist(f"{{spec: slide.yaml, first: {name}, last: {name}, set: {{hold: {{{name}: 1}}}}}}")
    assert joined(video(ALL)).parts[0].longer == [0]
