"""Pictures: channels, the way up, transparency, and how much memory a large one takes."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pydantic import TypeAdapter, ValidationError

from convscenes.spec import Matrix
from convscenes.spec.matrix import InputStack

STACK: TypeAdapter[Any] = TypeAdapter(InputStack)
MATRIX: TypeAdapter[Any] = TypeAdapter(Matrix)
ORIENTATION = 0x0112


def stack(folder: Path, **fields: Any) -> Any:
    return STACK.validate_python(fields, context={"folder": folder})


def test_channels_are_red_green_and_blue(tmp_path: Path) -> None:
    rows = np.arange(18, dtype=np.uint8).reshape(2, 3, 3)
    Image.fromarray(rows).save(tmp_path / "a.png")
    made = stack(tmp_path, image="a.png", size=[2, 3], channels="rgb")
    assert made.tolist() == [[[0, 3, 6], [9, 12, 15]], [[1, 4, 7], [10, 13, 16]], [[2, 5, 8], [11, 14, 17]]]
    assert stack(tmp_path, image="a.png", size=[1, 1], channels="rgb").ravel().tolist() == [8, 9, 10]
    assert stack(tmp_path, image="a.png", size=[2, 3], channels="grey").shape == (2, 3)


def test_a_grey_picture_has_three_equal_channels(tmp_path: Path) -> None:
    Image.new("L", (4, 2), 77).save(tmp_path / "a.png")
    assert stack(tmp_path, image="a.png", size=[1, 1], channels="rgb").ravel().tolist() == [77] * 3


def test_what_shows_one_channel_refuses_three(tmp_path: Path) -> None:
    Image.new("L", (4, 2), 77).save(tmp_path / "a.png")
    fields = {"image": "a.png", "size": [2, 2], "channels": "rgb"}
    with pytest.raises(ValidationError, match=r"got 3\. What is shown here has one channel\."):
        MATRIX.validate_python(fields, context={"folder": tmp_path})
    with pytest.raises(ValidationError, match=r'must be grey or rgb, got "bgr"\.'):
        stack(tmp_path, **{**fields, "channels": "bgr"})


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_a_picture_is_turned_as_its_camera_was(suffix: str, tmp_path: Path) -> None:
    pixels = np.repeat(np.repeat(np.array([[10, 90, 170], [50, 130, 250]], np.uint8), 32, 0), 32, 1)
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # shown turned to the right
    Image.fromarray(pixels).save(tmp_path / f"a.{suffix}", exif=exif, quality=100)
    made = stack(tmp_path, image=f"a.{suffix}", size=[3, 2])
    assert np.abs(made - [[50, 10], [130, 90], [250, 170]]).max() <= 2  # lossy formats


def test_half_transparent_parts_are_mixed_with_white(tmp_path: Path) -> None:
    Image.new("RGBA", (2, 2), (0, 51, 255, 51)).save(tmp_path / "a.png")  # a fifth opaque
    made = stack(tmp_path, image="a.png", size=[1, 1], channels="rgb")
    assert made.ravel().tolist() == [204, 214, 255]
    palette = Image.new("P", (2, 2), 0)
    palette.putpalette([0, 0, 0])
    palette.save(tmp_path / "p.png", transparency=0)
    assert stack(tmp_path, image="p.png", size=[1, 1]).tolist() == [[255]]


def test_a_picture_of_very_many_pixels_is_refused_before_it_is_read(tmp_path: Path) -> None:
    def chunk(name: bytes, content: bytes) -> bytes:
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    def claims(width: int, height: int) -> None:
        sizes = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
        content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", sizes) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
        (tmp_path / "a.png").write_bytes(content)

    claims(8000, 4001)
    exact = "32,008,000 pixels are too many: the limit for a picture is 32,000,000."
    with pytest.raises(ValidationError, match=re.escape(exact)):
        stack(tmp_path, image="a.png", size=[2, 2])
    for width in (10_000, 100_000):  # Pillow warns of the first itself, and refuses the second
        claims(width, 10_000)
        with pytest.raises(ValidationError, match=r"too many pixels: the limit for a picture is 32,000,000"):
            stack(tmp_path, image="a.png", size=[2, 2])


PEAK = """
import resource, sys
from pathlib import Path
from convscenes.spec.pictures import picture
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
values = picture(Path(sys.argv[1]), (2, 3), "grey")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / before, *values.ravel())
"""


@pytest.mark.slow
def test_a_large_photograph_takes_little_memory(tmp_path: Path) -> None:
    across = np.linspace(0, 255, 6400).astype(np.uint8)
    exif = Image.Exif()
    exif[ORIENTATION] = 3  # upside down
    Image.fromarray(np.tile(across, (4900, 1))).convert("RGB").save(tmp_path / "a.jpg", exif=exif)
    run = [sys.executable, "-c", PEAK, str(tmp_path / "a.jpg")]
    growth, *values = map(
        float, subprocess.run(run, capture_output=True, check=True, text=True).stdout.split()
    )
    assert np.abs(np.array(values) - [212.5, 127.5, 42.5] * 2).max() <= 1.5
    assert growth < 3, "all pixels, decoded, would be six times what the process has"
