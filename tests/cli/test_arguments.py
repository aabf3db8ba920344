"""Which files the arguments of a command name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from convscenes.cli.given import spec_files
from convscenes.errors import UsageError

SPEC = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"


def test_a_folder_stands_for_the_specs_below_it(tmp_path: Path) -> None:
    for name in ("b.yaml", "deep/a.yaml", ".cache/c.yaml", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert spec_files([tmp_path]) == (tmp_path / "b.yaml", tmp_path / "deep" / "a.yaml")


def test_a_folder_may_lie_below_a_hidden_one(tmp_path: Path) -> None:
    folder = tmp_path / ".hidden"
    folder.mkdir()
    (folder / "a.yaml").touch()
    assert spec_files([folder]) == (folder / "a.yaml",)


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.touch()
    assert spec_files([file, tmp_path, Path("missing.yaml")]) == (file, Path("missing.yaml"))


def test_a_folder_without_specs_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no specs \(\*\.yaml\) in this folder"):
        spec_files([tmp_path])


@pytest.mark.skipif(os.fsencode("\udcff") != b"\xff", reason="file names are no bytes here")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "\udcff.yaml"], "\\udcff.yaml:1:1: the path is not UTF-8. Rename the file or its folder."),
        (["steps", "\udcff.yaml"], "\\udcff.yaml:1:1: the path is not UTF-8. Rename the file or its folder."),
        (["figure", "."], "\\udcff.yaml:1:1: the path is not UTF-8. Rename the file or its folder."),
        (
            ["render", "\udcff.yaml"],
            "\\udcff.yaml:1:1: the path is not UTF-8. Rename the file or its folder.",
        ),
        (
            ["figure", "none.yaml", "-o", "\udcfe.svg"],
            "Error: \\udcfe.svg: the path is not UTF-8. Choose another name.",
        ),
        (
            ["render", "none.yaml", "-o", "\udcfe"],
            "Error: \\udcfe: the path is not UTF-8. Choose another name.",
        ),
        (
            ["new", "scatter", "\udcfd.yaml"],
            "Error: \\udcfd.yaml: the path is not UTF-8. Choose another name.",
        ),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_a_name_that_is_not_utf_8_is_a_mistake(arguments: list[str], message: str, tmp_path: Path) -> None:
    try:
        (tmp_path / "\udcff.yaml").write_text(SPEC, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    done = subprocess.run(
        [sys.executable, "-m", "convscenes", *arguments], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.decode("utf-8").splitlines()) == (2, [message])


def test_a_folder_that_is_not_utf_8_is_worked_in(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xff")
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system has no such names")
    (folder / "a.yaml").write_text(SPEC, encoding="utf-8")
    command = [sys.executable, "-m", "convscenes", "render", "a.yaml", "--dry-run"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
