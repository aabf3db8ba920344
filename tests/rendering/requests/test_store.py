"""The store keeps clips up to a limit, removes the least recently used first, and repairs itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from convscenes.rendering.atomic import HOST
from convscenes.rendering.requests import store
from convscenes.rendering.tasks.checksum import append_checksum


@pytest.fixture
def clips() -> list[Path]:
    """Four clips of 100, 200, 300 and 400 bytes, used in this order."""
    store.CLIPS.mkdir(parents=True)
    paths = [store.place_of(name, ".mp4") for name in "abcd"]
    for number, path in enumerate(paths, 1):
        path.write_bytes(bytes(100 * number - 40))
        append_checksum(path)
        os.utime(path, (number, number))
    return paths


def kept() -> str:
    return "".join(sorted(path.stem for path in store.CLIPS.iterdir()))


def test_a_clip_has_its_place_by_its_key() -> None:
    assert store.place_of("0f" * 16, ".webm") == Path(".convscenes/clips") / f"{'0f' * 16}.webm"
    assert store.size() == 0
    assert not store.holds(store.place_of("0f" * 16, ".webm"))


def test_the_size_is_that_of_all_clips(clips: list[Path]) -> None:
    assert store.size() == 1000
    clips[3].unlink()
    assert store.size() == 600


@pytest.mark.parametrize(
    ("limit", "left"),
    [(1000, "abcd"), (999, "bcd"), (900, "bcd"), (899, "cd"), (400, "d"), (399, ""), (0, "")],
)
@pytest.mark.usefixtures("clips")
def test_the_longest_unused_go_first_until_the_rest_fits(limit: int, left: str) -> None:
    store.trim(limit)
    assert kept() == left


def test_what_is_used_again_stays_longer(clips: list[Path]) -> None:
    assert store.holds(clips[0])
    store.trim(600)
    assert kept() == "ad"


@pytest.mark.parametrize("byte", [0, 30, 59, 60, 64, 68, 99])
@pytest.mark.parametrize("bit", [0, 7])
def test_a_clip_in_which_a_bit_has_flipped_is_removed(byte: int, bit: int, clips: list[Path]) -> None:
    """In the clip itself (60 bytes), in the header of its checksum (8) or in the digest (32)."""
    data = bytearray(clips[0].read_bytes())
    data[byte] ^= 1 << bit
    clips[0].write_bytes(data)
    assert not store.holds(clips[0])
    assert kept() == "bcd"


@pytest.mark.parametrize("length", [0, 1, 31, 32, 99])
def test_a_clip_that_is_not_whole_is_removed(length: int, clips: list[Path]) -> None:
    clips[0].write_bytes(clips[0].read_bytes()[:length])
    assert not store.holds(clips[0])
    assert kept() == "bcd"


def test_a_clip_is_read_in_chunks(clips: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    for chunk in (1, 31, 32, 33, 100, 101):
        monkeypatch.setattr("convscenes.rendering.tasks.checksum.CHUNK", chunk)
        assert all(store.holds(clip) for clip in clips)


def test_the_limit_is_two_gigabytes(clips: list[Path]) -> None:
    with clips[0].open("wb") as file:
        file.truncate(store.LIMIT - 900)
    os.utime(clips[0], (1, 1))
    store.trim()
    assert kept() == "abcd"
    with clips[0].open("wb") as file:
        file.truncate(store.LIMIT - 899)
    os.utime(clips[0], (1, 1))
    store.trim()
    assert kept() == "bcd"
    assert store.LIMIT == 2 * 1024**3


def test_a_folder_in_place_of_a_clip_is_removed(clips: list[Path]) -> None:
    clips[0].unlink()
    (clips[0] / "deep").mkdir(parents=True)
    (clips[0] / "deep" / "a").touch()
    assert not store.holds(clips[0])
    assert kept() == "bcd"


def test_a_link_to_nowhere_in_place_of_a_clip_is_removed(clips: list[Path]) -> None:
    clips[0].unlink()
    clips[0].symlink_to("nowhere")
    assert not store.holds(clips[0])
    assert kept() == "bcd"


@pytest.mark.usefixtures("clips")
def test_a_folder_counts_and_is_trimmed_as_a_clip() -> None:
    (store.CLIPS / "e.mp4").mkdir()
    os.utime(store.CLIPS / "e.mp4", (0, 0))
    store.trim(1000)
    assert kept() == "abcd"


@pytest.mark.usefixtures("clips")
def test_clearing_removes_all_and_says_how_much() -> None:
    assert store.clear() == 1000
    assert (kept(), store.clear(), store.size()) == ("", 0, 0)


@pytest.mark.usefixtures("clips")
def test_what_is_being_written_is_neither_trimmed_nor_cleared() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    ours = store.CLIPS / f".e.part-{HOST}-{os.getpid()}.mp4"
    dead = store.CLIPS / f".f.part-{HOST}-{process.pid}.mp4"
    for path in (ours, dead):
        path.write_bytes(bytes(5000))
    assert store.size() == 1000
    store.trim(0)
    assert set(store.CLIPS.iterdir()) == {ours, dead}
    store.clear()
    assert set(store.CLIPS.iterdir()) == {ours}


def test_a_store_that_is_a_file_has_nothing_until_it_is_cleared() -> None:
    store.CLIPS.parent.mkdir()
    store.CLIPS.write_text("what is this?", encoding="utf-8")
    store.trim(0)
    assert not store.holds(store.place_of("a", ".mp4"))
    assert store.size() == 0
    assert store.CLIPS.read_text(encoding="utf-8") == "what is this?"
    assert store.clear() == 0
    assert not store.CLIPS.exists()


def test_a_clip_that_another_process_removes_meanwhile_does_no_harm(
    clips: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = store._clips()
    clips[0].unlink()
    monkeypatch.setattr(store, "_clips", lambda: found)
    store.trim(500)
    assert kept() == "d"
