"""Files are whole or not there, and stay as they are if nothing about them changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from convscenes.errors import RenderError
from convscenes.rendering.requests.atomic import draft

FILE = Path("out/a.svg")


def write(text: str) -> int:
    """Write the file; return its time stamp."""
    with draft(FILE) as part:
        part.write_text(text, encoding="utf-8")
    return FILE.stat().st_mtime_ns


def test_a_file_with_other_content_is_replaced() -> None:
    write("one")
    os.utime(FILE, ns=(7, 7))
    assert write("two") != 7
    assert FILE.read_text(encoding="utf-8") == "two"


def test_a_file_with_the_same_content_stays() -> None:
    write("one")
    os.utime(FILE, ns=(7, 7))
    assert write("one") == 7
    assert [path.name for path in FILE.parent.iterdir()] == ["a.svg"]


def test_on_an_error_nothing_is_left_and_nothing_lost() -> None:
    write("one")
    with pytest.raises(TypeError, match="must be str"), draft(FILE) as part:
        part.write_text(None)
    assert [(path.name, path.read_text(encoding="utf-8")) for path in FILE.parent.iterdir()] == [
        ("a.svg", "one")
    ]


def test_a_folder_in_the_way_is_told() -> None:
    FILE.mkdir(parents=True)
    with pytest.raises(RenderError, match=r"out/a\.svg could not be written: .*directory"):
        write("one")
    assert list(FILE.parent.iterdir()) == [FILE]


@pytest.mark.parametrize("below", ["a.svg", "deep/er/a.svg"])
def test_a_file_in_the_way_of_a_folder_is_told(below: str) -> None:
    Path("out").write_text("a file", encoding="utf-8")
    message = rf"out/{below} could not be written: out is not a folder\."
    with pytest.raises(RenderError, match=message), draft(Path("out", below)):
        pytest.fail("nothing shall be drawn in vain")
    assert Path("out").read_text(encoding="utf-8") == "a file"


def test_what_cannot_be_written_fails_before_anything_is_drawn() -> None:
    path = Path("out", "a" * 251 + ".svg")
    with pytest.raises(RenderError, match=r"aaa\.svg could not be written: .*too long"), draft(path):
        pytest.fail("nothing shall be drawn in vain")
