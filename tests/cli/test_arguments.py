"""Which files the arguments of a command name."""

from pathlib import Path

import pytest

from convscenes.cli.options import spec_files
from convscenes.errors import UsageError


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
