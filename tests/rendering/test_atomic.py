"""Files are complete or absent, keep their time stamp if unchanged, and leave no other files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from socket import gethostname

import pytest

from convscenes.errors import RenderError
from convscenes.rendering.atomic import (
    HOST,
    atomic_write,
    digest_of,
    in_names,
    is_running,
    remove,
    scratch_folder,
    sweep,
)

FILE = Path("out/a.svg")


@pytest.fixture
def gone() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.fixture
def running() -> Iterator[int]:
    """The number of another process, which runs."""
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        yield process.pid
        process.communicate(b"\n")


def write(text: str) -> int:
    """Write the file; return its time stamp."""
    with atomic_write(FILE) as new:
        new.path.write_text(text, encoding="utf-8")
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


def test_until_the_end_the_old_file_is_there_and_the_new_one_beside_it() -> None:
    write("one")
    with atomic_write(FILE) as new:
        new.path.write_text("two", encoding="utf-8")
        assert FILE.read_text(encoding="utf-8") == "one"
        assert new.path.name == f".a.part-{HOST}-{os.getpid()}.svg"
        assert new.path.parent == FILE.parent
    assert list(FILE.parent.iterdir()) == [FILE]


def test_the_digest_is_of_what_was_written_even_if_another_process_replaces_the_file() -> None:
    with atomic_write(FILE) as new:
        new.path.write_text("ours", encoding="utf-8")
    FILE.write_text("theirs", encoding="utf-8")
    assert new.digest == sha256(b"ours").hexdigest() != digest_of(FILE)


def test_on_an_error_nothing_is_left_and_nothing_lost() -> None:
    write("one")
    with pytest.raises(TypeError, match="must be str"), atomic_write(FILE) as new:
        new.path.write_text(None)
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
    with pytest.raises(RenderError, match=message), atomic_write(Path("out", below)):
        pytest.fail("nothing shall be drawn in vain")
    assert Path("out").read_text(encoding="utf-8") == "a file"


def test_what_cannot_be_written_fails_before_anything_is_drawn() -> None:
    path = Path("out", "a" * 251 + ".svg")
    with pytest.raises(RenderError, match=r"aaa\.svg could not be written: .*too long"), atomic_write(path):
        pytest.fail("nothing shall be drawn in vain")


def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing() -> None:
    write("one")

    def fill_the_disk() -> None:
        with atomic_write(FILE) as new:
            new.path.write_text("tw", encoding="utf-8")
            raise OSError(28, "No space left on device")

    with pytest.raises(RenderError, match=r"^out/a\.svg could not be written: No space left on device\.$"):
        fill_the_disk()
    assert list(FILE.parent.iterdir()) == [FILE]
    assert FILE.read_text(encoding="utf-8") == "one"


def test_a_scratch_folder_is_gone_at_the_end() -> None:
    with scratch_folder() as folder:
        (folder / "deep").mkdir()
        (folder / "deep" / "a.svg").write_text("1", encoding="utf-8")
        assert folder.parent == Path(".convscenes")
        assert re.fullmatch(rf"scratch-{HOST}-{os.getpid()}-\w+", folder.name)
    assert list(Path(".convscenes").iterdir()) == []


def test_a_scratch_folder_is_gone_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError, match="zero"), scratch_folder():
        raise ZeroDivisionError("zero")
    assert list(Path(".convscenes").iterdir()) == []


def test_a_scratch_folder_that_cannot_be_made_is_told() -> None:
    Path(".convscenes").write_text("what is this?", encoding="utf-8")
    message = r"^\.convscenes could not be written: \.convscenes is not a folder\.$"
    with pytest.raises(RenderError, match=message), scratch_folder():
        pytest.fail("there is no folder")


def names_of(host: str, process: int) -> dict[str, str]:
    """Return the names of what a process leaves when it is killed, by the time at which that happens."""
    return {
        "while it wrote a file": f".a.part-{host}-{process}.svg",
        "while it wrote a file of another name": f".b.x.part-{host}-{process}.tar.gz",
        "while it wrote a file without a suffix": f".c.part-{host}-{process}",
        "while it had a scratch folder": f"scratch-{host}-{process}-x_7wq1ab",
        "while Manim had a folder": f"scratch-{host}-{process}",
    }


def leave(names: dict[str, str]) -> None:
    for name in names.values():
        if name.startswith("scratch"):
            Path("out", name, "deep").mkdir(parents=True)
            Path("out", name, "deep", "half.mp4").touch()
        else:
            Path("out").mkdir(exist_ok=True)
            Path("out", name).touch()


def found() -> set[str]:
    return {path.name for path in Path("out").iterdir()}


def test_what_a_killed_process_left_is_swept_away(gone: int) -> None:
    leave(names_of(HOST, gone))
    assert len(found()) == 5
    sweep([Path("out"), Path("nowhere"), Path("out")])
    assert found() == set()


def test_what_a_process_left_that_ended_unnoticed_is_swept_away() -> None:
    """In a container there may be no init that reaps orphans."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        if hasattr(os, "WNOWAIT"):
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert is_running(os.getpid())
        if Path("/proc/self/stat").exists():
            assert not is_running(process.pid)
    assert not is_running(process.pid)


def test_what_a_process_that_runs_is_writing_stays(running: int) -> None:
    theirs = names_of(HOST, running) | {"ours": f".d.part-{HOST}-{os.getpid()}.svg"}
    leave(theirs)
    sweep([Path("out")])
    assert found() == set(theirs.values())


@pytest.mark.parametrize("host", ["other", "{}-{}", "{}-7", "x-{}", "x.part-{}"])
def test_what_another_machine_is_writing_stays(host: str, gone: int) -> None:
    """They share a folder; the other's name may begin or end with ours, or look like ours and a process."""
    theirs = names_of(in_names(host.format(gethostname(), gone)), gone)
    leave(theirs)
    sweep([Path("out")])
    assert found() == set(theirs.values())


def test_nothing_else_is_swept_away(gone: int) -> None:
    names = ["a.svg", f"a.part-{HOST}-{gone}.svg", ".a.svg", ".part", f"my-scratch-{HOST}-{gone}", "scratch"]
    leave(dict(enumerate(names)))
    sweep([Path("out"), Path("out", "a.svg")])
    assert found() == set(names)


def test_a_link_is_removed_and_not_what_it_leads_to(gone: int) -> None:
    Path("mine").mkdir()
    Path("mine", "a.txt").touch()
    Path("out").mkdir()
    Path("out", f"scratch-{HOST}-{gone}").symlink_to(Path("mine").resolve(), target_is_directory=True)
    sweep([Path("out")])
    assert found() == set()
    assert Path("mine", "a.txt").is_file()


def test_what_is_not_there_is_removed_already() -> None:
    remove(Path("nothing"))
    assert not Path("nothing").exists()
