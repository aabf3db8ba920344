"""Manim is imported without modules that no scene of ours uses; they still work when used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from convscenes.rendering.manim_backend.imports import LazyObject, lazy_imports

ROOT = Path(__file__).parents[3]
IMPORT = """
import sys
from convscenes.rendering.manim_backend.imports import importing_manim
with importing_manim():
    import manim
"""
ALL_SCENES = """
from convscenes.cli.given import spec_files
from convscenes.rendering.requests.specs import Specs
from convscenes.rendering.manim_backend.performance import visit
from convscenes.rendering.options import Options
from convscenes.stories import load_story
from pathlib import Path
for spec in Specs().stories_among(spec_files([Path("scenes")])):
    story = load_story(spec)
    visit(story, Options.of("low", "png"), [story.beats[-1].name], lambda scene, beat: None)
    print(spec.stem)
print(sorted({"networkx", "scipy"} & set(sys.modules)))
"""
THEIRS = """
print(len(manim.Graph([1, 2, 3], [(1, 2), (2, 3)]).edges))
print(manim.utils.space_ops.rotation_about_z(0.0).round().astype(int).tolist())
import networkx, scipy.spatial.transform
print(networkx.Graph.__name__, scipy.spatial.transform.Rotation.__name__)
"""


def run(*lines: str) -> list[str]:
    """Run Python lines in a process of its own; return what they print."""
    done = subprocess.run(
        [sys.executable, "-c", "".join(lines)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


@pytest.mark.slow
def test_no_scene_of_ours_imports_what_is_put_off() -> None:
    *specs, imported = run(IMPORT, ALL_SCENES)
    assert "07-scatter" in specs
    assert imported == "[]"


@pytest.mark.slow
def test_scenes_of_others_find_it() -> None:
    assert run(IMPORT, THEIRS) == [
        "2",
        "[[1, 0, 0], [0, 1, 0], [0, 0, 1]]",
        "Graph Rotation",
    ]


def test_what_was_imported_already_stays() -> None:
    with lazy_imports("json"):
        import json

        assert json.loads("[1]") == [1]
    assert sys.modules["json"] is json


def test_a_stand_in_is_gone_after_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with pytest.raises(ValueError, match="wrong"), lazy_imports("colorsys"):
        raise ValueError("wrong")
    assert "colorsys" not in sys.modules


def test_a_stand_in_acts_as_what_it_stands_for() -> None:
    fraction = LazyObject("fractions.Fraction")
    assert fraction(1, 2) + fraction.from_float(0.5) == 1
    assert isinstance(fraction(1, 2), fraction)
    assert not isinstance(1, fraction)


def test_a_stand_in_for_nothing_says_so_when_it_is_used() -> None:
    stand_in = LazyObject("no_such_module").anything
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        stand_in()
