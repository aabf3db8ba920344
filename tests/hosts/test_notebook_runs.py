"""Notebooks, executed: every cell runs, and every figure is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.publish.formats import Choices
from convscenes.publish.request import PublishRequest
from convscenes.rendering.options import Options
from convscenes.rendering.requests.plan import plan_of
from convscenes.rendering.requests.schedule import make
from convscenes.rendering.requests.specs import Specs
from tests.hosts.programs import executed

pytestmark = pytest.mark.host
SPEC = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\nlanguage: de\n"


def test_all_cells_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import convscenes.publish.publication  # noqa: F401

    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(SPEC, encoding="utf-8")
    request = PublishRequest.of(Path("a.yaml"), Path("a.ipynb"), "notebook", Options.of(), Choices())
    make(plan_of(request, Specs()), lambda _: None)
    cells = executed(tmp_path / "a.ipynb")["cells"]
    shown = [output["data"] for cell in cells for output in cell.get("outputs", ()) if "data" in output]
    assert len(shown) == 6
    assert all("".join(data["image/svg+xml"]).startswith("<svg") for data in shown)
