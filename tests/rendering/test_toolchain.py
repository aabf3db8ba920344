"""The toolchain: the contents of all our files that affect pictures, and versions of libraries."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from convscenes.rendering import toolchain as tools
from convscenes.rendering.options import Options
from convscenes.rendering.toolchain import drawing_toolchain, toolchain


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of a few files in place of ours."""
    package = tmp_path / "package"
    for name in (
        "errors.py",
        "api/stories.py",
        "cli/app.py",
        "colours/theme.py",
        "look/fonts/sans.otf",
        "publish/html.py",
        "scenes/scatter.py",
        "stories/__init__.py",
        "stories/scatter.py",
        "stories/pooling/windows.py",
        "stories/_channels/maps.py",
        "stories/_base/story.py",
    ):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(f"{name}, first edition", encoding="utf-8")
    monkeypatch.setattr(tools, "PACKAGE", package)
    return package


def code(toolchain: Callable[[], dict[str, object]]) -> object:
    """Return the digest that a new process computes."""
    tools.code_digest.cache_clear()
    try:
        return toolchain()["code"]
    finally:
        tools.code_digest.cache_clear()


def test_it_is_the_code_and_all_libraries() -> None:
    found = toolchain()
    assert set(found) == {"code", "libraries"}
    assert set(found["libraries"]) == {"manim", "numpy", "typst", "svgelements", "av", "pycairo", "pillow"}
    assert all(found["libraries"].values())
    assert drawing_toolchain()["libraries"] == found["libraries"]
    assert drawing_toolchain()["code"] != found["code"]


def test_it_survives_a_file_of_text() -> None:
    assert json.loads(json.dumps(toolchain())) == toolchain()


def test_a_library_that_is_missing_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "LIBRARIES", ("numpy", "no-such-library"))
    tools.libraries.cache_clear()
    try:
        assert tools.libraries()["no-such-library"] == ""
        assert tools.libraries()["numpy"]
    finally:
        tools.libraries.cache_clear()


@pytest.mark.parametrize(
    ("name", "decides_over_files", "decides_over_clips"),
    [
        ("errors.py", True, True),
        ("colours/theme.py", True, True),
        ("look/fonts/sans.otf", True, True),
        ("scenes/scatter.py", True, True),
        ("stories/_channels/maps.py", True, True),
        ("stories/_base/story.py", True, True),
        ("stories/scatter.py", True, False),
        ("stories/pooling/windows.py", True, False),
        ("stories/__init__.py", True, True),
        ("api/stories.py", False, False),
        ("cli/app.py", False, False),
        ("publish/html.py", False, False),
    ],
)
@pytest.mark.parametrize("change", ["other content", "other name", "gone"])
def test_every_file_that_decides_is_part_of_it(
    package: Path, name: str, decides_over_files: bool, decides_over_clips: bool, change: str
) -> None:
    before = code(toolchain), code(drawing_toolchain)
    match change:
        case "other content":
            (package / name).write_text("second edition", encoding="utf-8")
        case "other name":
            (package / name).rename((package / name).with_name("other.py"))
        case "gone":
            (package / name).unlink()
    assert (code(toolchain) != before[0]) == decides_over_files
    assert (code(drawing_toolchain) != before[1]) == decides_over_clips


def test_the_front_of_the_package_is_no_part_of_it() -> None:
    assert not tools.is_for_files(Path("__init__.py"))
    assert tools.is_for_files(Path("look/__init__.py"))


def test_a_new_file_is_part_of_it_and_what_python_compiles_is_not(package: Path) -> None:
    before = code(toolchain), code(drawing_toolchain)
    (package / "look/__pycache__").mkdir()
    (package / "look/__pycache__/theme.cpython-311.pyc").touch()
    assert (code(toolchain), code(drawing_toolchain)) == before
    (package / "look/colours.json").touch()
    assert code(toolchain) != before[0]
    assert code(drawing_toolchain) != before[1]


def test_it_is_the_same_wherever_the_package_is(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = code(toolchain)
    shutil.copytree(package, tmp_path / "elsewhere" / "package")
    monkeypatch.setattr(tools, "PACKAGE", tmp_path / "elsewhere" / "package")
    assert code(toolchain) == before


def test_all_of_ours_is_looked_through() -> None:
    assert (tools.PACKAGE / "rendering" / "toolchain.py").is_file()
    assert Options.__module__ == "convscenes.rendering.options"
    ours = [path.relative_to(tools.PACKAGE) for path in tools.PACKAGE.rglob("*.py")]
    assert Path("rendering/options.py") in filter(tools.is_for_clips, ours)
    assert {path.parts[0] for path in ours if not tools.is_for_files(path)} <= {*tools.OUTSIDE}
