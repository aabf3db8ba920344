"""What the commands that draw nothing leave unimported, each proved in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

SPEC = "scenes/07-scatter.yaml"
ROOT = Path(__file__).parents[2]

COMMANDS = [
    ["--help"],
    ["--version"],
    ["render", "--help"],
    ["figure", "--help"],
    ["check", SPEC],
    ["check", "scenes"],
    ["steps", SPEC],
    ["steps", SPEC, "--json"],
    ["kinds"],
    ["schema"],
    ["schema", "scatter"],
    ["new", "scatter", "{folder}"],
    ["doctor"],
    ["render", "--dry-run", "scenes", "-o", "{folder}"],
    ["regenerate", "--help"],
    ["regenerate", "--dry-run"],
]

RUN = """
import sys
from convscenes.cli import main
try:
    main(sys.argv[1:], prog_name="convscenes")
finally:
    print(sorted(m for m in ("manim", "av", "cairo", "PIL") if m in sys.modules), file=sys.stderr)
"""


def heavy_modules(arguments: list[str], cwd: Path = ROOT) -> tuple[int, str]:
    """Run the command in a process of its own; return its exit code and the heavy modules it had imported."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr.splitlines()[-1]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_manim_where_nothing_is_drawn(arguments: list[str], tmp_path: Path) -> None:
    code, modules = heavy_modules([argument.format(folder=tmp_path) for argument in arguments])
    assert code == 0
    assert "manim" not in modules


def test_importing_convscenes_imports_nothing_heavy() -> None:
    look = "import sys, convscenes; print([m for m in ('manim', 'pydantic', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
