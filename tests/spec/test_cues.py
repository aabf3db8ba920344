"""Cues: when beats begin in a sound; what is wrong is said by line and beat."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convscenes.errors import SpecError
from convscenes.spec.cues import clock, read_cues, seconds_of

BEATS = ("maps", "lift-1", "stamp-2", "overlap")
PARTS = ("02-kernel-slide-maps", "02-kernel-slide-step-1", "07-scatter-overlap")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def cues(text: str, beats: tuple[str, ...] = BEATS, end: float = 90.0) -> dict[str, float]:
    Path("voice.cues").write_text(text, encoding="utf-8")
    return read_cues(Path("voice.cues"), beats, end)


def test_times_are_seconds_or_minutes_and_seconds() -> None:
    text = "# my voice\nmaps: 0\nlift-1: 12.5\nstamp-2: 1:02.5\noverlap: 01:03\n"
    assert cues(text) == {"maps": 0, "lift-1": 12.5, "stamp-2": 62.5, "overlap": 63}
    assert cues('lift-1: "0:09"\n') == {"lift-1": 9}


def test_the_order_is_that_of_beats_not_of_lines() -> None:
    assert list(cues("overlap: 9\nlift-1: 3\n").items()) == [("lift-1", 3), ("overlap", 9)]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("stamp-3: 4\n", ['1:1: "stamp-3": no such beat. Did you mean "stamp-2"?']),
        ("end: 4\n", ["1:1: end: no such beat. `convscenes steps` lists all."]),
        ("maps: 1\n", ["1:7: maps: must be 0, as the video begins with it, got 1."]),
        ("maps: 0\noverlap: -1\n", ["2:10: overlap: must be a time, as 62.5 or 1:02.5, got -1."]),
        ("overlap: soon\n", ['1:10: overlap: must be a time, as 62.5 or 1:02.5, got "soon".']),
        ("overlap: 1:75\n", ['1:10: overlap: must be a time, as 62.5 or 1:02.5, got "1:75".']),
        ("overlap: true\n", ["1:10: overlap: must be a time, as 62.5 or 1:02.5, got true."]),
        ("overlap: .nan\n", ["1:10: overlap: must be a time, as 62.5 or 1:02.5, got .nan."]),
        ("overlap: [3]\n", ["1:1: overlap: must be a time, as 62.5 or 1:02.5, got a list."]),
        ("overlap:\n", ["1:9: overlap: must be a time, as 62.5 or 1:02.5, got nothing."]),
        ("overlap: 90\n", ["1:10: overlap: must be before the end of the sound, 1:30, got 90."]),
        ("overlap: 1:40\n", ['1:10: overlap: must be before the end of the sound, 1:30, got "1:40".']),
        (
            "lift-1: 1:02\noverlap: 1:01.9\n",
            ['2:10: overlap: must be later than lift-1, 1:02, got "1:01.9".'],
        ),
        ("lift-1: 5\nstamp-2: 5\n", ['2:10: "stamp-2": must be later than lift-1, 5, got 5.']),
        ("lift-1: 5\nlift-1: 6\n", ['2:1: "lift-1": given twice, first in line 1. Remove one.']),
        ("lift-1 5\n", ['1:1: not a mapping. Write "field: value" lines.']),
        ("lift-1: [5\n", ["1:9: this list is not closed, or a comma is missing. Write [1, 2, 3]."]),
        ("# later\n", ['1:1: empty. Begin with "maps: 0".']),
        (
            "stmp-2: 4\nmaps: 2\noverlap: 200\n",
            [
                '1:1: "stmp-2": no such beat. Did you mean "stamp-2"?',
                "2:7: maps: must be 0, as the video begins with it, got 2.",
                "3:10: overlap: must be before the end of the sound, 1:30, got 200.",
            ],
        ),
    ],
)
def test_what_is_wrong_is_said_by_its_place(text: str, problems: list[str]) -> None:
    with pytest.raises(SpecError, match=r"voice\.cues:") as caught:
        cues(text)
    assert [str(problem) for problem in caught.value.problems] == [
        f"voice.cues:{problem}" for problem in problems
    ]


def test_beats_of_a_playlist_are_found_by_the_end_of_their_names() -> None:
    with pytest.raises(SpecError, match=r'overlap: no such beat\. Did you mean "07-scatter-overlap"\?'):
        cues("overlap: 4\n", PARTS)


@given(st.integers(0, 10**7))
def test_a_time_is_read_as_it_is_written(ms: int) -> None:
    text = clock(ms / 1000)
    assert seconds_of(text if ":" in text else float(text)) == pytest.approx(ms / 1000, abs=1e-9)
