"""What the commands that draw nothing leave unimported and unbuilt, each proved in a process of its own."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from convscenes.stories import kinds

SPEC = "scenes/02-kernel-slide.yaml"
ROOT = Path(__file__).parents[2]

HEAVY = ("manim", "av", "cairo", "PIL", "rich", "scipy", "distributed", "typst", "fluent")
"""What takes a while to import, and only drawing, looking at pictures or a terminal needs."""

LAID_OUT = {"manim", "av", "cairo", "PIL", "rich", "scipy", "typst", "fluent"}
"""What it takes to know where maps stand, and so which numerals of large ones will not be readable."""

NEEDED = {
    ("--help",): set(),
    ("--version",): set(),
    ("render", "--help"): set(),
    ("figure", "--help"): set(),
    ("check", SPEC): set(),
    ("check", "scenes"): LAID_OUT,
    ("steps", SPEC): {"rich", "fluent"},
    ("steps", SPEC, "--json"): {"fluent"},
    ("kinds",): set(),
    ("schema",): set(),
    ("schema", "scatter"): set(),
    ("new", "scatter", "{folder}"): set(),
    ("doctor",): {"PIL", "av", "typst"},
    ("render", "--dry-run", "scenes", "-o", "{folder}"): {"fluent"},
    ("regenerate", "--help"): set(),
    ("regenerate", "--dry-run", "{folder}"): {"fluent"},
}
"""What of that each command needs."""

PRINT_BUILT = """
from convscenes.spec.strict import Strict

def models(base):
    for model in base.__subclasses__():
        yield model
        yield from models(model)

print(json.dumps(list({model.__module__ for model in models(Strict) if model.__pydantic_complete__})))
"""


def printed(program: str) -> str:
    """Return the last line that a program prints, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


def after(arguments: list[str], look: str) -> Any:
    """Run a command, then ``look``, which prints what it finds as JSON; return that."""
    run = f"assert not main({arguments!r}, prog_name='convscenes', standalone_mode=False)"
    return json.loads(printed(f"import json, sys\nfrom convscenes.cli import main\n{run}\n{look}"))


@pytest.mark.parametrize("arguments", NEEDED, ids=" ".join)
def test_nothing_heavy_where_nothing_is_drawn(arguments: tuple[str, ...], tmp_path: Path) -> None:
    shutil.copy(ROOT / SPEC, tmp_path)  # of which nothing has been made
    given = [argument.format(folder=tmp_path) for argument in arguments]
    imported = after(given, f"print(json.dumps([m for m in {HEAVY} if m in sys.modules]))")
    assert set(imported) == NEEDED[arguments]


def test_a_spec_brings_in_its_own_kind_alone() -> None:
    modules = after(["check", SPEC], "print(json.dumps(list(sys.modules)))")
    all_kinds = {f"convscenes.stories.{kind.replace('-', '_')}" for kind in kinds()}
    assert all_kinds & set(modules) == {"convscenes.stories.kernel_slide"}


def test_a_spec_has_the_validators_of_its_own_kind_built_alone() -> None:
    assert after(["check", SPEC], PRINT_BUILT) == ["convscenes.stories.kernel_slide.story"]
    assert after(["check", "scenes/00-title-card.yaml"], PRINT_BUILT) == ["convscenes.stories.title_card"]


def test_importing_convscenes_imports_nothing_heavy() -> None:
    look = "import sys, convscenes; print([m for m in ('manim', 'pydantic', 'numpy') if m in sys.modules])"
    assert printed(look) == "[]"


def test_at_its_end_a_process_looks_for_no_garbage() -> None:
    last = (
        "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 1000))"  # in reverse order
    )
    assert printed(f"{last}\nfrom convscenes.cli import main\nmain(['--version'])") == "True"
