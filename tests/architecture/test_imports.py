"""The import contracts of pyproject.toml hold, and breaking any of them is noticed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BREACHES = {
    "a room that imports one further along": ("ops/breach.py", "import convscenes.spec", "rooms"),
    "look and stories that know each other": ("stories/breach.py", "import convscenes.look", "rooms"),
    "a story that knows Manim": ("stories/breach.py", "import manim", "manim"),
    "a command that imports Manim, though late": ("cli/breach.py", "def late():\n    import manim", "manim"),
    "a room that imports the package itself": ("rendering/breach.py", "import convscenes", "front"),
    "a command that knows the front": ("cli/breach.py", "import convscenes.api", "rooms"),
    "a front that knows Manim": ("api/breach.py", "import manim", "manim"),
    "a job that knows what was asked for": (
        "rendering/jobs/breach.py",
        "import convscenes.rendering.requests",
        "rendering",
    ),
    "a room that the design does not know": ("helpers.py", "", "rooms"),
}


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package in a folder; a folder comes before what is installed."""
    command = "from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--config", str(ROOT / "pyproject.toml"), *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_contracts_hold() -> None:
    done = lint(ROOT / "src")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 kept, 0 broken" in done.stdout


@pytest.mark.parametrize("breach", BREACHES)
def test_breach_is_noticed(breach: str, tmp_path: Path) -> None:
    file, code, contract = BREACHES[breach]
    shutil.copytree(ROOT / "src" / "convscenes", tmp_path / "convscenes")
    (tmp_path / "convscenes" / file).write_text(code + "\n")
    done = lint(tmp_path, "--contract", contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"convscenes.{Path(file).with_suffix('').as_posix().replace('/', '.')}" in done.stdout
