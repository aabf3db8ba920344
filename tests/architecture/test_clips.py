"""Code that clip keys leave out draws nothing: a kind's own module builds its story, which is in the key."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest

from convscenes.rendering.toolchain import PACKAGE, is_for_clips, is_for_files
from convscenes.stories import kinds

STORIES = "convscenes.stories"
LOADING = ("convscenes.stories._base.kinds", "convscenes.stories._base.loading")
"""The modules that import the module of a kind, by its name, to build a story."""


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("convscenes", cache_dir=None)


def module_of(path: Path) -> str:
    """Return the dotted name of a module by its file."""
    names = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(names[:-1] if names[-1] == "__init__" else names)


def left_out() -> set[str]:
    """Return the modules that affect outputs but are in no clip's key."""
    paths = (path for path in PACKAGE.rglob("*.py"))
    names = {path: path.relative_to(PACKAGE) for path in paths}
    return {module_of(path) for path, name in names.items() if is_for_files(name) and not is_for_clips(name)}


def kind_of(module: str) -> str:
    """Return the name of the kind's module or package that a module is, or is in."""
    return ".".join(module.split(".")[:3])


def test_only_the_modules_of_kinds_are_left_out() -> None:
    assert {kind_of(module) for module in left_out()} == {f"{STORIES}.{k.replace('-', '_')}" for k in kinds()}


def test_nothing_imports_the_module_of_a_kind(graph: grimp.ImportGraph) -> None:
    """Above all nothing that draws: what it took from there would change clips and not their keys."""
    users = {module: graph.find_modules_that_directly_import(module) for module in left_out()}
    others = {module: {u for u in found if kind_of(u) != kind_of(module)} for module, found in users.items()}
    assert others == {module: set() for module in users}


def test_the_modules_of_kinds_are_imported_by_name_only_to_build_a_story() -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for room in ("look", "scenes", "rendering")
        for path in (PACKAGE / room).rglob("*.py")
        if "kind_module" in path.read_text(encoding="utf-8")
    }
    assert users == set()
