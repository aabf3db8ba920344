"""The names that ``import convscenes`` offers."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

import convscenes as cs

ROOT = Path(__file__).parents[2]


def test_the_notebooks_numbers() -> None:
    kernel = np.array([[1, 2, 4], [1, 1, 3], [1, 2, 4]])
    made = cs.transposed_convolve(np.array([[2, 3], [4, 3]]), kernel)
    assert made.tolist() == [[2, 7, 14, 12], [6, 16, 31, 21], [6, 14, 29, 21], [4, 11, 22, 12]]


@pytest.mark.parametrize("name", sorted({*cs.__all__} - {"ops", "__version__"}))
def test_every_public_name_is_there_with_an_example(name: str) -> None:
    assert getattr(cs, name).__name__ == name
    assert ">>>" in inspect.getdoc(getattr(cs, name))


@pytest.mark.parametrize("shown", [cs.Story, cs.Figure])
def test_every_public_part_of_a_class_has_an_example(shown: type) -> None:
    parts = {name: part for name, part in vars(shown).items() if not name.startswith("_")}
    assert parts
    assert [name for name, part in parts.items() if ">>>" not in inspect.getdoc(part)] == []


@pytest.mark.parametrize("name", cs.ops.__all__)
def test_every_name_of_the_core_has_an_example(name: str) -> None:
    assert ">>>" in inspect.getdoc(getattr(cs.ops, name))


def test_the_core_and_the_version_need_no_import_of_their_own() -> None:
    """In a process of its own: here, other tests have imported the core."""
    program = "import convscenes as cs; print(cs.ops.nearest([[7]], 2).tolist(), cs.__version__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert done.stdout == f"[[7, 7], [7, 7]] {project['version']}\n"


def test_a_story_and_its_numbers_need_nothing_that_draws() -> None:
    program = (
        "import sys, convscenes as cs\n"
        "cs.story('scatter', input=[[2, 3]], kernel=[[1, 4]]).to_dict()\n"
        "heavy = ('manim', 'av', 'cairo', 'PIL', 'rich', 'scipy', 'distributed', 'typst', 'click')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_only_public_names_are_listed_and_no_room_but_the_core() -> None:
    assert dir(cs) == sorted(cs.__all__), "and nothing else is listed"
    rooms = {"ops", "spec", "stories", "look", "scenes", "rendering", "cli", "errors", "api"}
    assert rooms.intersection(cs.__all__) == {"ops"}


PROGRAM = """
import convscenes as cs

story = cs.story("scatter", stride=2)
reveal_type(story)
reveal_type(story.figure(story.beats[:2]))
reveal_type(cs.__version__)
reveal_type(cs.ops.Geometry.transposed_convolution((2,), (3,)).output_shape)
story.render(3)
cs.load_story("a.yaml")
"""


@pytest.mark.slow
def test_a_type_checker_knows_the_names_and_their_types(tmp_path: Path) -> None:
    """So does an editor, which completes them."""
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "program.py"]
    paths = {**os.environ, "MYPYPATH": str(ROOT / "src")}
    done = subprocess.run(command, cwd=tmp_path, env=paths, capture_output=True, text=True, check=False)
    assert re.findall(r'Revealed type is "(.*)"', done.stdout) == [
        "convscenes.api.stories.Story", "convscenes.api.figures.Figure", "str", "tuple[int, ...]",
    ]  # fmt: skip
    assert re.findall(r"error: (.*)  \[", done.stdout) == [
        'Argument 1 to "render" of "Story" has incompatible type "int"; expected "str | PathLike[str]"',
        'Module has no attribute "load_story"',
    ]


@pytest.mark.parametrize("name", ["deconvolve", "load_story", "scenes"])
def test_another_name_is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'convscenes' has no attribute '{name}'"):
        cs.__getattr__(name)
