"""The cells of docs/python.md run in a notebook, and show what it says."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import av
import pytest

PAGE = (Path(__file__).parents[2] / "docs/python.md").read_text(encoding="utf-8")
SECTION = PAGE.split("\n## ")[0]
CELLS = [cell for cell in re.findall(r"^```python\n(.*?)^```$", SECTION, re.M | re.S) if ">>>" not in cell]


def run(cell: str, names: dict[str, Any]) -> dict[str, str]:
    """Run a cell as a notebook does, and return what it shows of its last line, by MIME type."""
    *before, last = ast.parse(cell).body
    exec(compile(ast.Module(before, []), "cell", "exec"), names)
    assert isinstance(last, ast.Expr)
    value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    if hasattr(value, "_repr_mimebundle_"):
        bundle: dict[str, str] = value._repr_mimebundle_(include=None, exclude=None)
        return bundle
    return {"text/plain": repr(value)}


@pytest.mark.slow
def test_its_cells_show_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    story, figure, video = (run(cell, names) for cell in CELLS)
    assert story["text/html"].startswith('<img src="data:image/webp;base64,')
    assert story["text/plain"].startswith("<Story scatter: ")
    assert figure["image/svg+xml"].startswith("<svg ")
    assert re.fullmatch(r"\w+Path\('scatter\.mp4'\)", video["text/plain"])
    with av.open("scatter.mp4") as made:
        assert made.streams.video[0].height == 1080
        assert len(made.chapters()) == len(names["story"].beats)
    assert len(re.findall(rb"/Type\s*/Page\b", Path("stamps.pdf").read_bytes())) == 3
