"""Products and sums of decimals are made in one place: nowhere else in the rooms that compute."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from convscenes import ops
from convscenes.ops import shown

ROOMS = ("ops", "spec", "stories", "look")
SOURCE = Path(__file__).parents[2] / "src" / "convscenes"
FILES = sorted(path for room in ROOMS for path in (SOURCE / room).rglob("*.py") if path.stem != "sums")
ADDING = {
    "average", "corrcoef", "correlate", "cov", "dot", "einsum", "inner", "linalg", "matmul", "mean",
    "nanmean", "nansum", "std", "sum", "tensordot", "trace", "trapezoid", "var", "vdot", "vecdot",
}  # fmt: skip
"""NumPy's functions that add; Python's own ``sum`` adds in the given order."""


def adding(source: str) -> Iterator[int]:
    """Yield the lines that add with anything but ``sums`` or Python's own operators."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in ADDING and ast.unparse(node.value) != "sums":
            yield node.lineno
        if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, ast.MatMult):
            yield node.lineno


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_adds_elsewhere(path: Path) -> None:
    assert list(adding(path.read_text(encoding="utf-8"))) == []


def test_stories_ask_for_no_function_that_is_not_rounded() -> None:
    rounded = {name for name in vars(shown) if name in vars(ops)}
    assert {"convolve", "gather_steps", "range_step"} <= rounded
    for path in (SOURCE / "stories").rglob("*.py"):
        imports = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.ImportFrom)]
        raw = {name.name for one in imports if one.module == "convscenes.ops" for name in one.names}
        assert not raw & rounded, path


@pytest.mark.parametrize("line", ["a @ b", "a @= b", "a.sum()", "np.mean(a, 0)", "np.linalg.norm(a)"])
def test_it_would_be_noticed(line: str) -> None:
    assert list(adding(f"x = 1\n{line}\n"))[:1] == [2]
