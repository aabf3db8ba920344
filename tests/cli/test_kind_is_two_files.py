"""A kind is its story, its scene, its words and its YAML: without them, everything else still works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from convscenes.cli.shipped import kind_in
from convscenes.stories import kinds

ROOT = Path(__file__).parents[2]


EXAMPLES = ("scatter", "title-card")
"""The kinds that the quick tests leave out: one with an operation, and one of which playlists make cards."""


def copy_without(kind: str, folder: Path, *folders: str) -> Path:
    """Copy ``folders`` of the checkout without a kind: its two modules, words, YAML and its own tests."""
    module = kind.replace("-", "_")
    for name in folders:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for room in ("stories", "scenes"):
        home = folder / "src" / "convscenes" / room / module
        if home.is_dir():
            shutil.rmtree(home)
        else:
            home.with_suffix(".py").unlink()
        for test in (folder / "tests" / room).glob(f"test_{module}*.py"):
            test.unlink()
    for words in (folder / "src" / "convscenes" / "words").glob(f"*/{kind}.ftl"):
        words.unlink()
    shutil.copy(ROOT / "pyproject.toml", folder)
    gone = [file for file in (folder / "scenes").rglob("*.yaml") if kind_in(file) == kind]
    for file in gone:
        file.unlink()
    for playlist in (folder / "scenes").rglob("*.yaml"):
        lines = playlist.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not any(re.fullmatch(rf" +- {file.name}\n", line) for file in gone)]
        playlist.write_text("".join(kept), encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[] if kind in EXAMPLES else pytest.mark.slow) for kind in kinds()]
)
def test_commands_work_without_a_kind(kind: str, tmp_path: Path) -> None:
    folder = copy_without(kind, tmp_path / "copy", "src", "scenes")
    listed = run(folder, "convscenes", "kinds")
    assert [line.split()[0] for line in listed.stdout.splitlines()] == [k for k in kinds() if k != kind]
    checked = run(folder, "convscenes", "check", "scenes")
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.slow
def test_the_tests_of_the_kinds_pass_without_one(tmp_path: Path) -> None:
    # Not a kind that a shared test takes for an example: such a test is about time or layout, not kinds.
    folder = copy_without("matrix-transpose", tmp_path / "copy", "src", "scenes", "tests")
    tested = run(folder, "pytest", "-q", "-x", "-m", "not slow", "-p", "no:cacheprovider", "tests/stories")
    assert tested.returncode == 0, tested.stdout
    assert re.search(r"\d+ passed", tested.stdout)
    collected = run(folder, "pytest", "-q", "--collect-only", "-p", "no:cacheprovider", "tests/scenes")
    assert collected.returncode == 0, collected.stdout
