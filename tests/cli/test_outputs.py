"""Where results go."""

from pathlib import Path

import pytest

from convscenes.cli.targets import VIDEOS, in_folder, is_file_name, only_one
from convscenes.errors import UsageError


def test_results_are_named_after_their_specs() -> None:
    files = [Path("scenes/07-scatter.yaml"), Path("scenes/v1.2.yaml")]
    assert list(in_folder(files, VIDEOS, ".mp4").values()) == [VIDEOS / "07-scatter.mp4", VIDEOS / "v1.2.mp4"]


def test_two_specs_of_one_name_would_collide() -> None:
    with pytest.raises(UsageError, match=r"a.x\.yaml and b.x\.yaml would both become out.x\.gif"):
        in_folder([Path("a/x.yaml"), Path("b/x.yaml")], Path("out"), ".gif")


def test_a_folder_with_a_dot_is_a_folder(tmp_path: Path) -> None:
    assert is_file_name(tmp_path / "v1.2")
    (tmp_path / "v1.2").mkdir()
    assert not is_file_name(tmp_path / "v1.2")


def test_one_file_is_for_one_result() -> None:
    only_one(["a"], Path("a.mp4"))
    with pytest.raises(UsageError, match=r"all\.mp4: one file cannot hold 2 results"):
        only_one(["a", "b"], Path("all.mp4"))
