"""Manim's internals that we use are listed, exist, and are reported in one sentence if they do not."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import manim
import pytest

import convscenes
from convscenes.errors import RenderError
from convscenes.rendering.manim_backend import contract
from convscenes.rendering.manim_backend.imports import importing_manim
from convscenes.rendering.options import Options
from convscenes.stories import Story
from tests.rendering.drawing import render_to

SOURCE = Path(convscenes.__file__).parent
DRAWING = sorted(path for room in ("look", "scenes", "rendering") for path in (SOURCE / room).rglob("*.py"))
PUBLIC = {"manim", "manim.renderer.cairo_renderer"}
"""Public modules of Manim; the others are internal."""


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """Clear the cached check of Manim."""
    contract.check_contract.cache_clear()


def test_the_installed_manim_has_all_of_it() -> None:
    contract.check_contract()


@pytest.mark.parametrize(
    ("place", "name"), [("manim.Scene", "begin_animations"), ("manim.camera.camera", "LINE_JOIN_MAP")]
)
@pytest.mark.parametrize("engine", ["incremental", "stock"])
@pytest.mark.usefixtures("draws")
def test_a_manim_without_a_part_of_it_ends_in_one_sentence(
    place: str, name: str, engine: str, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = contract.found(place)
    holder = next((base for base in getattr(owner, "__mro__", ()) if name in vars(base)), owner)
    monkeypatch.delattr(holder, name)
    message = (
        f"Manim {manim.__version__} cannot be used: it has no {place}.{name}. "
        "Install the one it is for: pip install 'manim[typst]>=0.22,<0.23'."
    )
    with pytest.raises(RenderError, match=f"^{re.escape(message)}$"):
        render_to(story, Path("a.mp4"), Options.of("low", engine=engine))


def test_a_setting_and_an_attribute_are_missed_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract, "SETTINGS", "frame_rate frames_of_gold")
    monkeypatch.setattr(contract, "ATTRIBUTES", {"manim.Scene": "mobjects halo"})
    with pytest.raises(RenderError, match=r"it has no manim\.Scene\.halo, manim\.config\.frames_of_gold\."):
        contract.check_contract()


def test_a_manim_that_cannot_be_imported_ends_in_one_sentence() -> None:
    message = r"^Manim cannot be used: No module named 'manim_of_old'\. See: convscenes doctor\."
    with pytest.raises(RenderError, match=message), importing_manim():
        import manim_of_old  # type: ignore[import-not-found]  # noqa: F401


def imported(path: Path) -> set[str]:
    """Return the modules of Manim that a file imports from."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name for name in names if name.split(".")[0] == "manim"}


@pytest.mark.parametrize("path", DRAWING, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_nothing_else_imports_manim_s_inside(path: Path) -> None:
    inside = imported(path) - PUBLIC
    assert not inside or path.parent.name == "manim_backend", f"{path.name} imports {inside}"


def test_every_module_of_its_inside_is_listed() -> None:
    inside = {name for path in DRAWING for name in imported(path)} - PUBLIC
    assert inside <= contract.MEMBERS.keys() | {"manim.utils.exceptions"}


@pytest.mark.slow
def test_plain_manim_draws_our_scenes_too(tmp_path: Path) -> None:
    spec = SOURCE.parents[1] / "scenes" / "03-connectivity.yaml"
    folder = tmp_path / "scenes"
    folder.mkdir()
    (folder / spec.name).write_text(spec.read_text(encoding="utf-8") + "pace: 8\n", encoding="utf-8")
    script = Path("lecture.py")
    script.write_text(
        "from convscenes.scenes._base.finding import scene_classes\n"
        f"globals().update(scene_classes({str(folder)!r}, __name__))\n"
    )
    command = [sys.executable, "-m", "manim", "-ql", "-v", "ERROR", str(script), "Connectivity03"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(Path("media").rglob("Connectivity03.mp4"))
