"""The kind in CONTRIBUTING's page "The vocabulary of a scene" works, from its four files alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SPEC = "scenes/99-largest.yaml"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with the files that the page shows, each named in its first line."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "scenes").mkdir()
    blocks = re.findall(r"```(?:python|ftl|yaml)\n# (\S+)\n(.*?)```", PAGE, flags=re.DOTALL)
    assert [name for name, _ in blocks] == [
        "src/convscenes/stories/largest.py", "src/convscenes/scenes/largest.py",
        "src/convscenes/words/en/largest.ftl", SPEC,
    ]  # fmt: skip
    for name, text in blocks:
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def convscenes(project: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(project / "src")}
    command = [sys.executable, "-m", "convscenes", *arguments]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_its_story_is_told(project: Path) -> None:
    assert "largest" in convscenes(project, "kinds")
    beats = json.loads(convscenes(project, "steps", SPEC, "--json"))["beats"]
    assert [(beat["name"], beat["title"]) for beat in beats] == [
        ("maps", "A map"), ("find", "Its largest value"),
    ]  # fmt: skip
    assert beats[1]["shows"]["output"] == [[7]]
    assert beats[1]["points"]["input"][0] | {"inside": 0} == {
        "kind": "cell", "rows": [1], "cols": [0], "inside": 0,
    }  # fmt: skip


def test_its_scene_plays(project: Path) -> None:
    convscenes(project, "figure", SPEC, "--all", "-o", "figures")
    assert {path.name for path in (project / "figures").rglob("*.svg")} == {"maps.svg", "find.svg"}
    convscenes(project, "render", SPEC, "-ql", "-o", "largest.mp4")
    assert (project / "largest.mp4").stat().st_size > 10_000


def test_every_word_of_the_page_is_one_of_the_code(project: Path) -> None:
    """Every name in the tables' first columns is somewhere in the code."""
    page = PAGE[PAGE.index("### The vocabulary of a scene") : PAGE.index("A whole kind")]
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("stories/_base", "scenes/_base")
        for path in (project / "src" / "convscenes" / room).glob("*.py")
    )
    cells = re.findall(r"^\| (`.*?) \|", page, flags=re.MULTILINE)
    names = {name for cell in cells for name in re.findall(r"\b([a-z_]+)(?=\(|=)", cell)}
    assert len(names) > 15
    assert {name for name in names if not re.search(rf"\b{name}\b", code)} == set()
