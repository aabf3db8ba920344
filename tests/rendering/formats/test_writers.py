"""What the writer of every format has in common: odd names, odd sizes, one frame, many frames."""

from __future__ import annotations

import os
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from convscenes.rendering.formats.avif import times_in
from convscenes.rendering.formats.containers import open_input
from convscenes.rendering.formats.writers import writer_of
from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.patches import Patch
from convscenes.rendering.options import ANIMATIONS, VIDEOS, Options, Quality, suffix_of
from tests.rendering.formats.pictures import HEIGHT, WIDTH, Clip, picture, write_clip

SMALL = Quality(WIDTH, HEIGHT, 10)
CLIP: Clip = [(0, 1), (1, 1), (2, 7)]
NAMES = ["http:x", "pipe:1", "concat:x", "file:x", "100 %d", "a?b#c", "two words", "ümläut"]
if sys.platform == "linux":
    NAMES.append(os.fsdecode(b"\xff"))  # other systems have no names that are not UTF-8


def frames_in(path: Path) -> int:
    """Return how many frames a file has, read by another library."""
    if path.suffix[1:] in VIDEOS:
        with open_input(path) as container:
            return len(list(container.decode(video=0)))
    with path.open("rb") as file, Image.open(file) as image:
        return int(image.n_frames)


@pytest.mark.parametrize("format", [*VIDEOS, *ANIMATIONS])
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_is_a_name_whatever_it_looks_like(name: str, format: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}{suffix_of(format)}"
    write_clip(path, CLIP, Options(SMALL, format))
    assert list(tmp_path.iterdir()) == [path]
    assert frames_in(path) == (4 if format in VIDEOS else 3)


@pytest.mark.parametrize("name", ["http:x", "pipe:1", "concat:x"])
def test_a_relative_name_is_one_as_well(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_clip(Path(f"{name}.mp4"), CLIP, Options(SMALL))
    assert frames_in(tmp_path / f"{name}.mp4") == 4


@pytest.mark.parametrize("format", ANIMATIONS)
def test_animated_pictures_may_have_odd_sides(format: str, tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a", CLIP, Options(Quality(161, 91, 10), format))
    with Image.open(path) as image:
        assert image.size == (161, 91)


@pytest.mark.parametrize("format", [*VIDEOS, *ANIMATIONS])
def test_a_single_frame_is_a_file(format: str, tmp_path: Path) -> None:
    path = write_clip(tmp_path / f"a{suffix_of(format)}", [(3, 1)], Options(SMALL, format))
    assert frames_in(path) == 1


@pytest.mark.parametrize("format", ["webp", "avif", "gif"])
def test_what_does_not_change_stays_longer(format: str, tmp_path: Path) -> None:
    writer = writer_of(tmp_path / "a", Options(SMALL, format, fps=15))
    box = Box(0, 0, WIDTH, HEIGHT)
    for number in range(3):
        writer.add([Patch(box, [picture(number)])], 1)
        writer.add([], number)
    writer.finish()
    durations = []
    with Image.open(tmp_path / "a") as image:
        for number in range(image.n_frames):
            image.seek(number)
            image.load()
            durations.append(image.info["duration"])
    assert durations == ([70, 130, 200] if format == "gif" else [67, 133, 200])


def test_an_avif_has_no_time_of_day(tmp_path: Path) -> None:
    data = write_clip(tmp_path / "a.avif", CLIP, Options(SMALL, "avif", transparent=True)).read_bytes()
    starts = list(times_in(data, 0, len(data)))
    assert [data[start - 4 : start] for start in starts] == [b"mvhd", *([b"tkhd", b"mdhd"] * 2)]
    for start in starts:
        size = 16 if data[start] == 1 else 8
        assert data[start + 4 : start + 4 + size] == bytes(size)


@pytest.mark.parametrize("format", ["webp", "avif"])
def test_many_frames_take_little_memory(format: str, tmp_path: Path) -> None:
    """A hundred whole pictures would be 6 MB; Python's memory for their changes is less than a third."""
    noise = np.random.default_rng(0).integers(0, 256, (100, 16, 16, 4), dtype=np.uint8)
    noise[..., 3] = 255
    writer = writer_of(tmp_path / "a", Options(SMALL, format))
    writer.add([Patch(Box(0, 0, WIDTH, HEIGHT), [picture(0)])], 1)
    tracemalloc.start()
    for one in noise:
        writer.add([Patch(Box(16, 16, 32, 32), [one])], 1)
    writer.finish()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000
