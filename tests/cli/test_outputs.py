"""Where results go."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from convscenes.cli.targets import VIDEOS, in_folder, is_file_name, only_one
from convscenes.errors import UsageError


def test_results_are_named_after_their_specs() -> None:
    files = [Path("scenes/07-scatter.yaml"), Path("scenes/v1.2.yaml")]
    assert list(in_folder(files, VIDEOS, ".mp4").values()) == [VIDEOS / "07-scatter.mp4", VIDEOS / "v1.2.mp4"]


def places(*files: str, named: Sequence[str] = ()) -> list[str]:
    found = in_folder(map(Path, files), Path("out"), ".gif", map(Path, named))
    return [place.as_posix() for place in found.values()]


def test_folders_below_the_common_root_are_mirrored() -> None:
    assert places("w1/x.yaml", "w2/x.yaml") == ["out/w1/x.gif", "out/w2/x.gif"]
    assert places("w/1/x.yaml", "w/2/deep/y.yaml") == ["out/1/x.gif", "out/2/deep/y.gif"]
    assert places("w/x.yaml", "w/1/x.yaml") == ["out/x.gif", "out/1/x.gif"]
    assert places("../x.yaml", "y.yaml") == ["out/x.gif", f"out/{Path.cwd().name}/y.gif"]


def test_one_folder_is_not_mirrored() -> None:
    assert places("w/1/x.yaml", "w/1/y.yaml") == ["out/x.gif", "out/y.gif"]
    assert places("w/../w/x.yaml", "./w/y.yaml") == ["out/x.gif", "out/y.gif"]


def test_a_folder_that_was_named_is_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "w" / "1").mkdir(parents=True)
    assert places("w/1/x.yaml", "w/1/y.yaml", named=["w"]) == ["out/1/x.gif", "out/1/y.gif"]
    assert places("w/1/x.yaml", "a/b/y.yaml", named=["w", "a/b/y.yaml"]) == ["out/w/1/x.gif", "out/a/b/y.gif"]


def test_two_specs_of_one_name_would_collide() -> None:
    with pytest.raises(UsageError, match=r"a.x\.yaml and a.x\.yml would both become out.x\.gif"):
        in_folder([Path("a/x.yaml"), Path("a/x.yml")], Path("out"), ".gif")


def test_a_folder_with_a_dot_is_a_folder(tmp_path: Path) -> None:
    assert is_file_name(tmp_path / "v1.2")
    (tmp_path / "v1.2").mkdir()
    assert not is_file_name(tmp_path / "v1.2")


def test_one_file_is_for_one_result() -> None:
    only_one(["a"], Path("a.mp4"))
    with pytest.raises(UsageError, match=r"all\.mp4: one file cannot hold 2 results"):
        only_one(["a", "b"], Path("all.mp4"))
